"""A case that waits, and goes on: the step and what the customer hears of it, in one transaction (M8, M9).

Nothing is written to somebody who asked for silence or has no address; the step is taken all the same.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions import pause, resume
from amends.cases.actions._step import finish, write_down
from amends.cases.models import Case, Pause
from amends.cases.permission import plan_of
from amends.channels import delivery, sentences
from amends.language.safe_text import is_blank
from amends.people.actor import Actor
from amends.people.refusal import Invalid
from amends.responses.actions.tell import send_letter, send_with_next_date


@transaction.atomic
def tell_pause(
    case: Case, until: datetime, reason: str, *, by: Actor, text: str = "", needs: str = ""
) -> Pause:
    """Pause with a date. `reason` is for colleagues; the customer hears why in `text`, what is needed from them in `needs`
    (empty when the case waits for somebody else), and by when they hear again.
    """
    told = delivery.reaches(case)
    if told and is_blank(text):
        raise Invalid(_("Write what the customer is told."), field="text")
    row = pause(case, until, reason, by=by)
    if told:
        said = send_letter(row.case, "news", sentences.paused(row.case, text, needs, until), by)
        write_down("case.news_sent", row.case, by=by, personal={"text": said.text})
    return row


@transaction.atomic
def tell_resume(case: Case, *, by: Actor, text: str = "") -> Pause:
    """End the wait; the customer hears that the clock runs again and by when they hear next, perhaps with a word of ours."""
    row = resume(case, by=by)
    waited = row.case
    if delivery.reaches(waited):
        said = send_with_next_date(
            waited, plan_of(waited), lambda due: sentences.resumed(waited, text, due), by=by
        )
        write_down("case.news_sent", waited, by=by, personal={"text": said.text})
        finish(waited)
    return row
