"""A complaint that went the whole way, with everything a copy holds."""

from datetime import date
from decimal import Decimal

import typst

from amends.cases import actions as cases
from amends.cases.models import Case, Message
from amends.improvement import actions as improvement
from amends.journal.seal import seal_waiting
from amends.people.actor import of_customer
from amends.responses import actions as replies
from amends.responses.content import canonical, fingerprint
from amends.responses.models import Block
from tests.cast import Cast, complaint

QUOTED = "Dobrý deň, doska je poškriabaná.\n\n> Vážená pani Hrabovská, ďakujeme za správu.\n> Emma"


def pdf(text: str, pages: int = 1) -> bytes:
    """A PDF with so many pages, each with the text and its number."""
    markup = "\n#pagebreak()\n".join(f'#text("{text} {number}")' for number in range(1, pages + 1))
    made = typst.compile(f"#set page(width: 120mm, height: 80mm)\n{markup}".encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def png(width: int = 320, height: int = 200) -> bytes:
    markup = f"#set page(width: {width}pt, height: {height}pt, fill: gradient.linear(olive, teal), margin: 6pt)\nPhoto"
    made = typst.compile(markup.encode(), format="png", ppi=72)
    assert isinstance(made, bytes)
    return made


def attached(case: Case, cast: Cast, name: str, kind: str, content: bytes) -> None:
    cases.attach_file(case, name, kind, content, by=cast.by("emma"))


def gone_the_whole_way(cast: Cast) -> Case:
    """Answered and asked about, sealed in the journal."""
    emma, daniel = cast.by("emma"), cast.by("daniel")
    case = complaint(cast)
    cases.assign(case, cast.emma, by=daniel)
    cases.assess(
        case,
        state="irritated",
        essence="Scratched top, too little paid back",
        severity=2,
        route="complex",
        by=emma,
    )
    first = Message.objects.get(case=case)
    point = cases.add_point(
        case,
        "Scratched top",
        evidence="Doska prišla poškriabaná.",
        evidence_in=first,
        wish="Nová doska",
        by=emma,
    )
    cases.add_point(case, "Too little was paid back", by=emma)
    columns = {"channel": "email", "author_name": "Zuzana Hrabovská", "language": "sk", "text": QUOTED}
    cases.add_message(case, columns | {"quoted_from": QUOTED.index(">")}, by=of_customer(case.customer))
    cases.note(case, "Peter Test packed it, ask him. Call his brother on 0905 123 456.", by=emma)
    _hear(case, cast)
    attached(case, cast, "photo of the scratch.png", "image/png", png())
    attached(case, cast, "delivery note.pdf", "application/pdf", pdf("Delivery note", 2))
    for row, verdict in zip(case.points.all(), ("justified", "partly"), strict=True):
        cases.decide_point(row, verdict, "The box was resealed and nobody looked inside.", by=emma)
    point.refresh_from_db()
    remedy = cases.propose_remedy(
        Case.objects.get(pk=case.pk), "replacement", "Nová doska", amount=Decimal("90"), point=point, by=emma
    )
    remedy = cases.offer_remedy(remedy, by=emma)
    cases.answer_remedy(remedy, True, by=of_customer(case.customer), words="Áno, to je v poriadku.")
    _answer(Case.objects.get(pk=case.pk), cast)
    cause = improvement.record_cause(case, "Boxes are resealed unseen", by=daniel, category="Packing")
    improvement.plan_corrective_action(
        cause,
        "Every box is opened once",
        owner=cast.peter,
        due=date(2027, 1, 15),
        criterion="No scratch",
        by=daniel,
    )
    improvement.record_satisfaction(
        Case.objects.get(pk=case.pk),
        outcome=5,
        treatment=4,
        course=4,
        words="Konečne.",
        by=of_customer(case.customer),
    )
    while seal_waiting():
        pass
    return Case.objects.select_related("customer", "representative", "team", "owner").get(pk=case.pk)


def _hear(case: Case, cast: Cast) -> None:
    emma = cast.by("emma")
    asked = cases.ask_statement(case, "Who packed it?", of_staff=cast.peter, by=emma)
    cases.give_statement(
        asked, "I did. Marek Horváth from the carrier saw it: marek@carrier.example.", by=cast.by("peter")
    )
    asked.refresh_from_db()
    asked = cases.show_finding(asked, "Peter did not look into the box.", by=emma)
    cases.reply_to_finding(asked, "There was no time.", by=cast.by("peter"))
    other = cases.ask_statement(case, "What did you see?", of_name="Marek Horváth", by=emma)
    cases.waive_statement(other, "He no longer works there.", by=emma)


def _answer(case: Case, cast: Cast) -> None:
    emma, daniel = cast.by("emma"), cast.by("daniel")
    draft = replies.begin_draft(case, by=emma)
    for block in Block.objects.filter(draft=draft, kind="answer").select_related("point"):
        draft = replies.write_block(draft, block, "Ospravedlňujeme sa. Novú dosku prinesieme.", by=emma)
    draft = replies.request_signature(draft, by=emma)
    shown = fingerprint(canonical(draft, Block.objects.filter(draft=draft).order_by("position")))
    replies.sign(draft, by=daniel, shown=shown)
    draft.refresh_from_db()
    replies.send(draft, by=emma)
