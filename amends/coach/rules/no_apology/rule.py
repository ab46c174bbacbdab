"""A103: apology."""

from amends.coach.kinds import Require
from amends.language.marking import _

RULE = Require(
    code="A103",
    folder="no_apology",
    name=_("apology"),
    message=_("Our fault is established, and nobody apologises. Apologise directly, in the company's name."),
    source="001, 002.3, 004.8",
    act="apology",
    when=frozenset({"justified"}),
)
