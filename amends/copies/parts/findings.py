"""Points with what was found about them, and what those who were there say."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from amends.cases.models import Point, Remedy, Statement
from amends.copies.parts import Block, facts, quiet, section, table, words
from amends.copies.pen import Pen
from amends.copies.whole import Whole
from amends.procedure.words import REMEDIES, VERDICTS


def points(whole: Whole, pen: Pen) -> Block | None:
    """Point, statement, verdict, remedy, paragraph: one row each."""
    pen.place = title = pen.say(_("Points"))
    heads = [_("Point"), _("Statement"), _("Verdict"), _("Remedy"), _("Paragraph")]
    rows = [_row(point, whole, pen) for point in whole.points]
    return section(title, [table(["", *heads], ["auto", "3fr", "3fr", "1.7fr", "2.2fr", "auto"], rows)])


def _row(point: Point, whole: Whole, pen: Pen) -> list[Any]:
    lang = whole.case.language
    statements = [line for row in point.statements.all() for line in _in_short(row, lang, pen)]
    remedies = [
        line for row in point.remedies.all() if not row.cancelled_at for line in remedy(row, whole, pen)
    ]
    paragraph = whole.paragraphs.get(str(point.pk))
    return [
        [str(point.number)],
        pen.told(point.what, lang),
        statements,
        [verdict(point)],
        remedies,
        [f"¶ {paragraph}" if paragraph else ""],
    ]


def verdict(point: Point) -> str:
    return _(VERDICTS.get(point.verdict, point.verdict)) if point.verdict else _("not decided yet")


def _in_short(row: Statement, lang: str, pen: Pen) -> list[Any]:
    """Who was heard and what came of it; the words stand in the section of statements."""
    if pen.cover and not pen.cover.redaction.statements:
        return []
    said = (
        _("gave a statement")
        if row.given_at
        else _("is not waited for")
        if row.waived_reason
        else _("was asked")
    )
    return [of_whom(row, pen), pen.say(said)]


def of_whom(row: Statement, pen: Pen) -> Any:
    return pen.who(row.of_staff.full_name if row.of_staff else row.of_name, row.of_staff)


def remedy(row: Remedy, whole: Whole, pen: Pen) -> list[Any]:
    """What, how much, and how far it is."""
    amount = f", {_amount(row.amount)} {whole.company.currency}" if row.amount else ""
    kind = pen.say(f"{_(REMEDIES.get(row.kind, row.kind))}{amount}")
    states = [
        (row.done_at, _("done")),
        (row.refused_at, _("refused by the customer")),
        (row.accepted_at, _("accepted by the customer")),
        (row.offered_at, _("offered")),
    ]
    state = next((f"{name}, {pen.moment(at)}" for at, name in states if at), _("proposed"))
    return [kind, *pen.told(row.what, whole.case.language), pen.say(state)]


def _amount(value: Decimal) -> str:
    return f"{value:,.2f}".replace(",", "\u00a0")


def decisions(whole: Whole, pen: Pen) -> Block | None:
    pen.place = title = pen.say(_("Decisions with reasons"))
    return section(title, [block for point in whole.points for block in _decision(point, whole, pen)])


def _decision(point: Point, whole: Whole, pen: Pen) -> list[Block | None]:
    lang = whole.case.language
    who = whole.staff.get(point.decided_by_id or 0)
    evidence = pen.told(point.evidence, lang)
    return [
        words(
            pen.say(_("Point %(number)s: %(verdict)s") % {"number": point.number, "verdict": verdict(point)}),
            pen.told(point.what, lang),
        ),
        facts(
            [
                (_("In the customer's words"), evidence),
                (_("Wish"), pen.told(point.wish, lang)),
                (_("Reason"), pen.told(point.reason, lang)),
                (_("Who is competent"), pen.told(point.turn_to, lang)),
                (_("Decided by"), pen.who(who.full_name, who) if who else ""),
                (_("Decided"), pen.moment(point.decided_at)),
            ]
        ),
    ]


def remedies(whole: Whole, pen: Pen) -> Block | None:
    """Each with its whole way, those of no point too."""
    pen.place = title = pen.say(_("Remedies"))
    blocks: list[Block | None] = []
    for row in whole.remedies:
        lang = whole.case.language
        blocks += [
            words(remedy(row, whole, pen)[0], pen.told(row.what, lang)),
            facts(
                [
                    (_("Point"), str(row.point.number) if row.point else ""),
                    (_("Proposed"), pen.moment(row.proposed_at)),
                    (_("Approved"), pen.moment(row.approved_at)),
                    (_("Offered"), pen.moment(row.offered_at)),
                    (_("Accepted"), pen.moment(row.accepted_at)),
                    (_("Refused"), pen.moment(row.refused_at)),
                    (_("Customer's words"), pen.told(row.customer_words, lang)),
                    (_("Due"), pen.moment(row.do_by)),
                    (_("Done"), pen.moment(row.done_at)),
                    (_("Proof"), pen.told(row.proof, lang)),
                ]
            ),
        ]
    return section(title, blocks)


def statements(whole: Whole, pen: Pen) -> Block | None:
    """What was asked and said, what the company holds about it, and the reply to that (M15)."""
    pen.place = title = pen.say(_("Statements and right of reply"))
    if pen.cover and not pen.cover.redaction.statements:
        return section(title, [quiet(pen.say(_("Left out of this copy."))) if whole.statements else None])
    return section(title, [block for row in whole.statements for block in _statement(row, whole, pen)])


def _statement(row: Statement, whole: Whole, pen: Pen) -> list[Block | None]:
    lang = whole.case.language
    said = pen.told(row.text, lang) or [pen.say(_("No statement was given."))]
    return [
        words(of_whom(row, pen), said, pen.moment(row.given_at)),
        facts(
            [
                (_("Question"), pen.told(row.question, lang)),
                (_("Asked"), pen.moment(row.asked_at)),
                (_("Due"), pen.moment(row.due)),
                (_("Not waited for, because"), pen.told(row.waived_reason, lang)),
                (_("Finding"), pen.told(row.finding, lang)),
                (_("Finding shown"), pen.moment(row.finding_shown_at)),
                (_("May reply until"), pen.moment(row.reply_due)),
                (_("Reply"), pen.told(row.reply, lang)),
                (_("Replied"), pen.moment(row.replied_at)),
            ]
        ),
    ]
