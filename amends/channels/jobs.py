"""Background work of the doors: the sweep that finds what nobody was woken for."""

from procrastinate.contrib.django import app

from amends.channels import carrier, webhooks


@app.periodic(cron="* * * * *")
@app.task(name="channels.sweep", queueing_lock="channels.sweep", lock="channels.sweep")
def sweep(timestamp: int) -> None:
    """Carry out what waits, whether or not a carrier runs; the rows are claimed, so nothing goes twice."""
    carrier.carry_waiting()
    while webhooks.call_waiting():
        pass
