"""A row, or a review, that holds a complaint and what the company answered."""

from django.utils.translation import gettext_lazy as _

from amends.insight.audit.conversation import Conversation, Said
from amends.insight.audit.reading import Reading
from amends.insight.audit.reading.moments import Moments
from amends.insight.audit.reading.names import truth
from amends.people.refusal import Invalid

LONGEST_NAME = 100


def conversation_of(found: dict[str, str], moments: Moments, how: Reading) -> Conversation:
    """`found` are values by their meaning (`names.NAMES`). Raises Invalid for a date that is none, or a row without words."""
    received, received_to_the_minute = moments.read(found.get("received", ""))
    replied, replied_to_the_minute = moments.read(found.get("replied", ""))
    text, reply = found.get("text", ""), found.get("reply", "")
    if not text and not reply:
        raise Invalid(_("neither a complaint nor a reply"))
    said = [Said(text, False, received, received_to_the_minute)]
    if reply:
        said.append(Said(reply, True, replied, replied_to_the_minute))
    if follow_up := found.get("follow_up", ""):
        said.append(Said(follow_up, False))
    return Conversation(
        said,
        company=(found.get("company") or how.company)[:LONGEST_NAME],
        branch=found.get("branch", "")[:LONGEST_NAME],
        customer=(found.get("customer") or found.get("author", ""))[:LONGEST_NAME],
        lang=found.get("language", "").casefold().replace("_", "-").partition("-")[0],
        solved=truth(found.get("solved", "")),
    )
