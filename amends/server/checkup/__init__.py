"""What is wrong with an installation, in sentences, each with how to mend it."""

from amends.server.checkup import database, machine, work
from amends.server.checkup.finding import Check, Finding

WITHOUT_DATABASE: list[Check] = [
    machine.folder,
    machine.key,
    machine.disk,
    machine.prepared,
    machine.coach,
    machine.address,
]
WITH_DATABASE: list[Check] = [
    database.version,
    database.clock,
    database.owner_apart,
    database.migrations,
    database.journal_guard,
    database.job_triggers,
    work.worker,
    work.failed_jobs,
    work.sealer,
    work.mail_out,
    work.deliveries,
    work.put_aside,
    work.joined_across,
    work.erasures,
    work.head_mail,
    work.mailboxes,
    work.staff,
]


def examine() -> list[Finding]:
    """Every check in turn; those that need the database only when it answers. Django is up."""
    found = [finding for check in WITHOUT_DATABASE for finding in check()]
    unreachable = list(database.reachable())
    if unreachable:
        return [*found, *unreachable]
    return [*found, *(finding for check in WITH_DATABASE for finding in check())]


__all__ = ["Finding", "examine"]
