"""How the complaints of the demonstration go: step by step through the real actions, each at its own time."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction

from amends.cases import actions as cases
from amends.cases.actions.notices import managers_of, seen
from amends.cases.models import Case, Point
from amends.channels.incoming import Incoming
from amends.channels.intake import receive
from amends.channels.models import Delivery
from amends.cli.demo.company import DemoCompany
from amends.cli.demo.words import ESSENCE, REASONS, REMEDIES, REPLIES
from amends.cli.demo.writing import CustomerLetter
from amends.improvement import actions as improvement
from amends.people.actor import Actor, of_customer, of_staff
from amends.people.refusal import Refusal
from amends.procedure import moment
from amends.responses import actions as responses
from amends.responses import queries as replies
from amends.responses.content import canonical, fingerprint
from amends.responses.models import Block, Draft


class Course:
    """One complaint on its way. Every step moves the clock on; what would lie ahead of the real time is not taken."""

    def __init__(self, letter: CustomerLetter, company: DemoCompany, seed: int) -> None:
        self.letter, self.company = letter, company
        self.dice = Random(seed)  # noqa: S311  a demonstration, not a secret
        self.end = moment.now() - timedelta(minutes=5)
        self.at: datetime = letter.at
        self.case: Case | None = None

    def later(self, low: float, high: float) -> bool:
        """Move on by some hours; False when that would be after now."""
        self.at += timedelta(hours=self.dice.uniform(low, high))
        return self.at < self.end

    @property
    def handler(self) -> Actor:
        assert self.case is not None
        owner = self.case.owner or self.dice.choice(self.company.in_team[self.case.team_id])
        return of_staff(owner)

    @property
    def signer(self) -> Actor:
        assert self.case is not None
        return of_staff(self.company.manager_of[self.case.team_id])


def play(letter: CustomerLetter, company: DemoCompany, seed: int) -> None:
    """Take one complaint in and as far as its age allows; what it would have mailed counts as sent."""
    course = Course(letter, company, seed)
    with transaction.atomic():
        with moment.set_to(letter.at):
            team = company.teams[
                0 if letter.cause in (4, 5, 7, 13, 15, 18, 100) else 1 if letter.cause in (2, 3) else 2
            ]
            course.case = receive(_incoming(letter, team), by=of_customer(None)).case
        if course.case is not None:
            _go(course)
            Delivery.objects.filter(message__case=course.case).exclude(state="sent").update(
                state="sent", sent_at=letter.at
            )


def _incoming(letter: CustomerLetter, team: object) -> Incoming:
    return Incoming(
        channel=letter.door,
        text=letter.text,
        sender_name=letter.name,
        sender_email=letter.email,
        language=letter.language,
        order_ref=letter.order,
        team=team,  # type: ignore[arg-type]
        at=letter.at,
    )


def _go(course: Course) -> None:
    steps = (_assess, _investigate, _decide, _put_right, _write, _sign, _ask, _learn)
    stop_early = course.dice.random()
    for place, step in enumerate(steps):
        if stop_early < 0.06 and place == 2 and course.dice.random() < 0.5:
            return
        if not course.later(1, 30):
            return
        assert course.case is not None
        course.case.refresh_from_db()
        with moment.set_to(course.at):
            _look_at(course.case)
            try:
                going_on = step(course)
            except Refusal:  # the dice asked for what the procedure does not allow here
                going_on = True
        if not going_on:
            return


def _look_at(case: Case) -> None:
    """Whoever takes the next step has read what they were told about the case."""
    if case.owner:
        seen(case.owner, case)
    for manager in managers_of(case):
        if manager:
            seen(manager, case)


def _assess(course: Course) -> bool:
    case, dice = course.case, course.dice
    assert case is not None
    if dice.random() < 0.1:
        cases.solve_on_the_spot(case, "Solved on the phone at once.", by=course.handler)
        return False
    state = dice.choices(["calm", "irritated", "aggressive"], [5, 4, 1])[0]
    route = dice.choices(["simple", "complex"], [3, 2])[0]
    cases.assess(
        case,
        state=state,
        essence=ESSENCE.get(course.letter.cause, "Unhappy with what was charged."),
        wish="An answer, and that it is put right.",
        severity=dice.choices([1, 2, 3], [5, 4, 1])[0],
        route=route,
        by=course.handler,
    )
    first = course.letter.text.split("\n")[0]
    case.refresh_from_db()
    cases.add_point(case, ESSENCE.get(course.letter.cause, first[:80]), by=course.handler, evidence=first)
    if dice.random() < 0.35:
        cases.add_point(case, "Nobody told the customer in time.", by=course.handler)
    return True


def _investigate(course: Course) -> bool:
    case = course.case
    assert case is not None
    if case.route != "complex":
        return True
    clerk = course.dice.choice(course.company.staff["clerk"])
    point = Point.objects.filter(case=case, withdrawn=False).first()
    row = cases.ask_statement(
        case, "What do you know about this order?", by=course.handler, of_staff=clerk, point=point
    )
    if not course.later(2, 20):
        return False
    with moment.set_to(course.at):
        cases.give_statement(
            row, "The order was released a day late; the note was missing.", by=of_staff(clerk)
        )
    return True


def _decide(course: Course) -> bool:
    assert course.case is not None
    for point in Point.objects.filter(case=course.case, withdrawn=False).select_related("case"):
        verdict = course.dice.choices(["justified", "partly", "not_justified", "not_ours"], [6, 2, 2, 1])[0]
        turn_to = "Slovenská obchodná inšpekcia, www.soi.sk" if verdict == "not_ours" else ""
        cases.decide_point(point, verdict, REASONS[verdict], by=course.handler, turn_to=turn_to)
    return True


def _put_right(course: Course) -> bool:
    case, dice = course.case, course.dice
    assert case is not None
    if case.verdict not in ("justified", "partly"):
        return True
    kind = dice.choice(sorted(REMEDIES))
    amount = Decimal(dice.choice([15, 20, 25, 40, 60, 80]))
    point = Point.objects.filter(case=case, withdrawn=False, verdict__in=("justified", "partly")).first()
    row = cases.propose_remedy(case, kind, REMEDIES[kind], by=course.handler, amount=amount, point=point)
    row = cases.offer_remedy(row, by=course.handler)
    if dice.random() < 0.85 and course.later(2, 20):
        with moment.set_to(course.at):
            row = cases.answer_remedy(row, dice.random() < 0.9, by=of_customer(case.customer))
            if row.accepted_at:
                cases.carry_out_remedy(row, by=course.handler, proof="Recorded with the order.")
    return True


def _write(course: Course) -> bool:
    case = course.case
    assert case is not None
    draft = responses.begin_draft(case, by=course.handler)
    words = REPLIES[case.language]
    for block in Block.objects.filter(draft=draft).select_related("point"):
        text = words.get(block.kind)
        if text:
            draft = responses.write_block(
                draft, block, text.format(name=case.customer.full_name), by=course.handler
            )
    responses.request_signature(draft, by=course.handler)
    return True


def _sign(course: Course) -> bool:
    assert course.case is not None
    draft = replies.draft_of(course.case)
    if draft is None or draft.state != "waiting":
        return False
    if course.dice.random() < 0.08:
        responses.return_draft(draft, "Say by when it will be done.", by=course.signer)
        return False
    responses.sign(draft, by=course.signer, shown=_shown(draft))
    responses.send(Draft.objects.get(pk=draft.pk), by=course.handler)
    return True


def _shown(draft: Draft) -> str:
    return fingerprint(canonical(draft, Block.objects.filter(draft=draft).order_by("position")))


def _ask(course: Course) -> bool:
    case, dice = course.case, course.dice
    assert case is not None
    improvement.send_survey(improvement.plan_survey(case))
    if dice.random() < 0.55:
        mood = dice.choices([5, 4, 3, 2, 1], [5, 5, 2, 1, 1])[0]
        improvement.record_satisfaction(
            case, outcome=mood, treatment=min(5, mood + 1), course=mood, by=of_customer(case.customer)
        )
    return True


def _learn(course: Course) -> bool:
    case, dice = course.case, course.dice
    assert case is not None
    if case.verdict not in ("justified", "partly") or dice.random() < 0.7:
        return False
    quality = course.company.staff["quality"][0]
    cause = improvement.record_cause(
        case, "The release note is not printed when an order is split.", by=of_staff(quality)
    )
    improvement.plan_corrective_action(
        cause,
        "Print the release note with every part of an order.",
        owner=course.signer.staff or quality,
        due=(course.at + timedelta(days=30)).date(),
        criterion="No complaint of this kind for eight weeks.",
        by=of_staff(quality),
    )
    return True
