"""Background work of cases."""

from uuid import UUID

from procrastinate.contrib.django import app

from amends.cases import search_index
from amends.cases.watch import watch_promises


@app.periodic(cron="* * * * *")
@app.task(name="cases.watch_promises", queueing_lock="cases.watch_promises", pass_context=False)
def watch(timestamp: int) -> None:
    watch_promises()


@app.task(name="cases.index")
def index(case_id: str) -> None:
    search_index.index_cases([UUID(case_id)])


@app.periodic(cron="* * * * *")
@app.task(name="cases.index_missing", queueing_lock="cases.index_missing")
def index_missing(timestamp: int) -> None:
    """Cases whose indexing job was lost."""
    while search_index.index_missing():
        pass
