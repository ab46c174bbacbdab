"""What goes on in the background: jobs, the seal, mail, and whether there is somebody to answer."""

import socket
from collections.abc import Iterator

from django.conf import settings

from amends.server.checkup.database import ask
from amends.server.checkup.finding import Finding

ALIVE = "30 seconds"
SEALED_WITHIN = "30 seconds"
ERASED_WITHIN = "3 hours"


def worker() -> Iterator[Finding]:
    if not ask(f"SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - interval '{ALIVE}'"):  # noqa: S608
        yield Finding(
            "No worker is running: answers are not sent and mail is not fetched.",
            "Start amends up, or amends worker where the pages run elsewhere.",
        )


def failed_jobs() -> Iterator[Finding]:
    rows = ask(
        "SELECT task_name, count(*) FROM procrastinate_jobs WHERE status = 'failed' GROUP BY 1 ORDER BY 2 DESC"
    )
    if rows:
        named = ", ".join(f"{name} ({count})" for name, count in rows[:5])
        yield Finding(
            f"Jobs failed for good: {named}.",
            "The worker's log says why. What they were to do is found again every minute where it still matters.",
            urgent=False,
        )


def sealer() -> Iterator[Finding]:
    late = ask(
        "SELECT count(*) FROM journal_entry WHERE seq IS NULL"  # noqa: S608
        f" AND at < now() - interval '{SEALED_WITHIN}'"
    )[0][0]
    if late:
        yield Finding(
            f"{late} journal entries wait to be sealed, and their complaints for a register number.",
            "The worker seals them: is it running, and what does its log say?",
        )


def mail_out() -> Iterator[Finding]:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        socket.create_connection((settings.EMAIL_HOST, int(settings.EMAIL_PORT)), timeout=5).close()
    except OSError as error:
        yield Finding(
            f"The mail server {place} cannot be reached: {error}.",
            "Set EMAIL_URL, such as smtp+tls://user:password@mail.example.com:587.",
        )


def deliveries() -> Iterator[Finding]:
    from amends.channels import queries

    failed = queries.deliveries_by_state().get("failed", 0)
    if failed:
        yield Finding(
            f"{failed} messages could not be delivered.",
            "Those responsible were told why. What they can tell by phone or post waits on Today.",
            urgent=False,
        )


def put_aside() -> Iterator[Finding]:
    from amends.channels import queries

    waiting = queries.set_aside().count()
    if waiting:
        yield Finding(
            f"{waiting} mails could not be taken in and wait for somebody to look at them.",
            "An administrator finds them on Today, with the reason and the mail as it came.",
        )


def joined_across() -> Iterator[Finding]:
    """Complaints joined before joining those of two customers was refused."""
    refs = [
        f"{ref} to {to}"
        for ref, to in ask(
            "SELECT c.ref, t.ref FROM cases_case c JOIN cases_case t ON t.id = c.joined_to_id"
            " JOIN people_customer a ON a.id = c.customer_id JOIN people_customer b ON b.id = t.customer_id"
            " WHERE c.joined_to_id IS NOT NULL"
            " AND coalesce(a.merged_into_id, a.id) <> coalesce(b.merged_into_id, b.id) ORDER BY c.received_at DESC"
        )
    ]
    if refs:
        yield Finding(
            f"Complaints of two customers are joined, so that each reads what the other wrote: {', '.join(refs[:10])}"
            + (f" and {len(refs) - 10} more." if len(refs) > 10 else "."),
            "Open the complaint they are joined to and take them apart again there; if it is one person, join the cards.",
        )


def erasures() -> Iterator[Finding]:
    waiting, since = ask(
        "SELECT count(*), min(asked_at) FROM cases_erasure"  # noqa: S608
        f" WHERE asked_at < now() - interval '{ERASED_WITHIN}'"
    )[0]
    if waiting:
        yield Finding(
            f"{waiting} files of forgotten customers or old copies wait to be erased since {since:%Y-%m-%d %H:%M} UTC.",
            "The worker erases them every minute: is it running, and what does its log say?"
            f" It must be allowed to remove files below {settings.FILES_ROOT}.",
        )


def head_mail() -> Iterator[Finding]:
    if not settings.SEAL_MAIL_TO:
        return
    for day, error in ask(
        "SELECT day, error FROM channels_mailedhead WHERE mailed_at IS NULL AND error <> ''"
        " AND day = (SELECT max(day) FROM channels_mailedhead)"
    ):
        yield Finding(
            f"The journal's hash of {day:%Y-%m-%d} could not be mailed to {settings.SEAL_MAIL_TO}: {error}",
            "It is tried again every ten minutes. Look at AMENDS_SEAL_MAIL_TO and EMAIL_URL.",
        )


def mailboxes() -> Iterator[Finding]:
    for address, error, since in ask(
        "SELECT address, last_error, failing_since FROM channels_mailbox WHERE active AND failing_since IS NOT NULL"
    ):
        yield Finding(
            f"{address} cannot be read since {since:%Y-%m-%d %H:%M} UTC: {error}",
            "Look at its server, user and password in the settings.",
        )


def staff() -> Iterator[Finding]:
    if not ask("SELECT 1 FROM people_staff WHERE is_active AND is_superuser"):
        yield Finding("There is no administrator.", "Run: amends setup --open")
