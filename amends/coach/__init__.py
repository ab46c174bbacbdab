"""The coach: reads a reply before the customer does, and says what hurts, what is missing, and what would be better.

from amends.coach import CaseKnown, read
for finding in read("We are sorry that you have this problem.", "en"):
    print(finding.code, finding.start, finding.end, finding.message)
"""

from collections.abc import Mapping

from amends.coach.finding import Finding, Severity
from amends.coach.known import CaseKnown, PromisedRemedy
from amends.coach.reply import LONGEST, TooLong

__all__ = ["LONGEST", "CaseKnown", "Finding", "PromisedRemedy", "TooLong", "read"]


def read(
    text: str,
    lang: str,
    case: CaseKnown | None = None,
    severities: Mapping[str, Severity | None] | None = None,
    *,
    is_reply: bool = False,
) -> list[Finding]:
    """Every finding, in the order of the text; what is missing comes last.

    Without `case` only the rules of phrases run. `severities` overrides a rule's own by code; None switches it off.
    Without it nor `is_reply`, of a text that by all signs a customer wrote only faults of tone are told that its very words show.
    The same text always gives the same findings. Raises TooLong above LONGEST characters.
    """
    from amends.coach.catalogue import rules
    from amends.coach.reading import ReadReply

    complaint, verdict = (case.complaint, case.verdict) if case else ("", None)
    reply = ReadReply(text, lang, complaint, verdict, is_reply=is_reply or case is not None)
    chosen = severities or {}
    found = []
    for rule in rules():
        severity = chosen.get(rule.code, rule.severity)
        if severity is None or not rule.applies(lang, case):
            continue
        for place in rule.places(reply, case):
            better = place.suggestion or rule.suggestion(lang)
            found.append(
                Finding(place.start, place.end, rule.code, severity, rule.message, better, place.words)
            )
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.code))
