"""Background work of the doors.

The sweep that finds what nobody was woken for, content that has to go, the journal's hash, links asked for again.
"""

from procrastinate.contrib.django import app

from amends.channels import carrier, erasing, head_mail, lost_links, webhooks


@app.periodic(cron="* * * * *")
@app.task(name="channels.sweep", queueing_lock="channels.sweep", lock="channels.sweep")
def sweep(timestamp: int) -> None:
    """Carry out what waits, whether or not a carrier runs; the rows are claimed, so nothing goes twice."""
    carrier.carry_waiting()
    while webhooks.call_waiting():
        pass


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="channels.mail_head",
    queueing_lock="channels.mail_head",
    lock="channels.mail_head",
    pass_context=False,
)
def mail_head(timestamp: int) -> None:
    """The day's head of the journal, until the mail server has taken it; nothing more on that day."""
    head_mail.mail_head()


@app.periodic(cron="* * * * *")
@app.task(
    name="channels.erase_waiting",
    queueing_lock="channels.erase_waiting",
    lock="channels.erase",
    pass_context=False,
)
def erase_waiting(timestamp: int) -> None:
    """The content that a forgotten customer or an old copy left behind."""
    erasing.erase_waiting()


@app.periodic(cron="37 4 * * *")
@app.task(
    name="channels.erase_unnamed",
    queueing_lock="channels.erase_unnamed",
    lock="channels.erase",
    pass_context=False,
)
def erase_unnamed(timestamp: int) -> None:
    """Each night, the content that came just before a crash and that no row names."""
    erasing.erase_unnamed()


@app.task(name="channels.send_lost_links")
def send_lost_links(email: str) -> None:
    """Send a customer the links of their open complaints; left here so that nobody learns from the page who is known."""
    lost_links.send_links(email)
