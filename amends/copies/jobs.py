"""Background work of copies: those that take longer than a page waits, and those nobody may take any more."""

from uuid import UUID

from procrastinate.contrib.django import app

from amends.cases.actions import remove_old_copies
from amends.cases.copy_queries import copy_to_make
from amends.copies.making import make


@app.task(name="copies.make", lock="copies.make")
def make_copy(copy_id: str) -> None:
    """Made once, however often the job is done; one at a time, because each may take a processor and much memory."""
    if copy := copy_to_make(UUID(copy_id)):
        make(copy)


@app.periodic(cron="23 * * * *")
@app.task(name="copies.remove_old", queueing_lock="copies.remove_old", pass_context=False)
def remove_old(timestamp: int) -> None:
    remove_old_copies()
