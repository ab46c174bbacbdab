"""Once a day the journal's last hash goes to somebody outside, so that no one inside can write the journal anew unseen.

The day's head is chosen and committed before anything leaves; the row is locked while it is handed over. So two workers
never mail it twice, and a try after a crash carries the same words under the same Message-ID.
"""

import logging
from datetime import UTC, date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from amends.channels import own_addresses
from amends.channels.email.handing_over import Line
from amends.channels.email.outgoing_mail import default_address
from amends.channels.models import MailedHead
from amends.journal import export, seal
from amends.language.safe_text import one_line
from amends.people.actions import normal_contact
from amends.people.queries import company
from amends.procedure.moment import now

log = logging.getLogger("amends.head_mail")


def mail_head() -> bool:
    """Mail today's head to AMENDS_SEAL_MAIL_TO; True when it was handed over by this call. An empty journal has none."""
    if not settings.SEAL_MAIL_TO:
        return False
    day = now().astimezone(UTC).date()
    _choose(day)
    return _hand_over(day)


def _choose(day: date) -> None:
    seq, last, at = seal.head()
    if seq:
        MailedHead.objects.get_or_create(day=day, defaults={"seq": seq, "hash": last, "sealed_at": at})


@transaction.atomic
def _hand_over(day: date) -> bool:
    row = MailedHead.objects.select_for_update(skip_locked=True).filter(day=day, mailed_at=None).first()
    if row is None:
        return False
    error = "" if _is_outside(settings.SEAL_MAIL_TO) else "The address is one of ours; name one outside."
    if not error:
        line = Line()
        error = line.hand_over(compose(row)).error
        line.close()
    if error:
        log.warning("the journal's hash could not be mailed, it is tried again: %s", error)
    row.mailed_at, row.error = (None if error else now()), error[:300]
    row.save(update_fields=["mailed_at", "error"])
    return not error


def _is_outside(address: str) -> bool:
    return not own_addresses.is_own(normal_contact("email", address), own_addresses.own_keys())


def compose(row: MailedHead) -> EmailMessage:
    """The mail of one day: what to run, and as a file the head line a whole export begins with at that entry."""
    ours = company()
    head = export.head_line(row.seq, row.hash) + b"\n"
    with translation.override((ours.languages or ["en"])[0]):
        mail = EmailMessage(
            subject=_("Journal of %(company)s: %(day)s, entry %(entry)s")
            % {"company": one_line(ours.name), "day": row.day.isoformat(), "entry": row.seq},
            body="\n\n".join(_parts(row)) + "\n",
            from_email=default_address(),
            to=[settings.SEAL_MAIL_TO],
            headers={
                "Message-ID": f"<journal.{row.day.isoformat()}.{row.hash[:16]}@{own_addresses.domain()}>",
                "Auto-Submitted": "auto-generated",
            },
        )
    mail.attach(f"journal-head-{row.day.isoformat()}.json", head, "application/json")
    return mail


def _parts(row: MailedHead) -> list[str]:
    at = row.sealed_at.astimezone(UTC).isoformat(timespec="seconds") if row.sealed_at else "-"
    return [
        _(
            "Keep this message. It shows later whether somebody wrote the journal of complaints anew, or cut it short."
        ),
        "\n".join(
            [
                _("Entry: %(entry)s") % {"entry": row.seq},
                _("Hash: %(hash)s") % {"hash": row.hash},
                _("Sealed: %(at)s") % {"at": at},
            ]
        ),
        _(
            "To check, ask for the file of “amends journal export” and for the script of “amends journal script”, and run:"
        ),
        f"python verify_journal.py journal.jsonl {row.hash}",
        _("It says OK, or names the first entry that is broken or missing."),
    ]
