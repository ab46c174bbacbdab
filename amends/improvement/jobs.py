"""Background work after the answer."""

from procrastinate.contrib.django import app

from amends.improvement.actions import plan_survey, send_survey
from amends.improvement.counting import count_days
from amends.improvement.queries import answered_without_survey, surveys_to_send
from amends.improvement.retention import forget_those_due
from amends.procedure.moment import now


@app.periodic(cron="*/5 * * * *")
@app.task(name="improvement.ask_customers", queueing_lock="improvement.ask_customers", pass_context=False)
def ask_customers(timestamp: int) -> None:
    """Plan a satisfaction check for every answered case, and send those that are due."""
    for case in answered_without_survey():
        plan_survey(case)
    for survey in surveys_to_send(now()):
        send_survey(survey)


@app.periodic(cron="47 2 * * *")
@app.task(name="improvement.forget", queueing_lock="improvement.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Each night, the customers the company keeps no longer."""
    forget_those_due()


@app.periodic(cron="*/2 * * * *")
@app.task(
    name="improvement.count", queueing_lock="improvement.count", lock="improvement.count", pass_context=False
)
def count(timestamp: int) -> None:
    """The sums that Insight shows, of the days that changed."""
    count_days()
