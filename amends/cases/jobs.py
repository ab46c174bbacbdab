"""Background work of cases."""

from procrastinate.contrib.django import app

from amends.cases.watch import watch_promises


@app.periodic(cron="* * * * *")
@app.task(name="cases.watch_promises", queueing_lock="cases.watch_promises", pass_context=False)
def watch(timestamp: int) -> None:
    watch_promises()
