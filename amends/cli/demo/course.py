"""How the complaints of the demonstration go: step by step through the real actions, each at its own time."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction

from amends.cases import actions as cases
from amends.cases.models import Case, Point, Remedy
from amends.channels.incoming import Incoming
from amends.channels.intake import receive
from amends.channels.models import Delivery
from amends.cli.demo import meanwhile
from amends.cli.demo.change import plan_change
from amends.cli.demo.company import DemoCompany
from amends.cli.demo.letter import SUMS, UPHELD, Answered, Offer, Reply
from amends.cli.demo.stories import UNHEARD, VERDICTS, house, in_words, remedy_kind, story_of, words
from amends.cli.demo.writing import CustomerLetter
from amends.improvement import actions as improvement
from amends.people.actor import Actor, of_customer, of_staff
from amends.people.refusal import Refusal
from amends.procedure import moment
from amends.responses import actions as responses
from amends.responses import queries as replies
from amends.responses.content import canonical, fingerprint
from amends.responses.models import Block, Draft

UNSIGNED = timedelta(hours=45)  # what was asked for since still waits for a signature


class Course:
    """One complaint on its way. Every step moves the clock on; what would lie ahead of the real time is not taken."""

    def __init__(self, letter: CustomerLetter, company: DemoCompany, seed: int) -> None:
        self.letter, self.company = letter, company
        self.dice = Random(seed)  # noqa: S311  a demonstration, not a secret
        self.end = moment.now() - timedelta(minutes=5)
        self.at: datetime = letter.at
        self.case: Case | None = None
        self.story = story_of(letter.cause)
        self.verdict = self.dice.choices(VERDICTS, [6, 2, 2, 1])[0]  # of what they complain about first
        self.offered: tuple[str, Remedy] | None = None  # the remedy's name in the stories, and its row

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
            team = next(team for team in company.teams if team.name == house(course.story)["team"])
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
        sender_phone=letter.phone,
        answer_by="" if letter.email else "post",
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
            meanwhile.look_at(course.case)
            _tell(course)
            try:
                going_on = step(course)
            except Refusal:  # the dice asked for what the procedure does not allow here
                going_on = True
        if not going_on:
            break
    if course.later(2, 60):
        with moment.set_to(course.at):
            _tell(course)


def _tell(course: Course) -> None:
    assert course.case is not None
    meanwhile.tell(course.case, course.letter.name, course.end, by=course.handler, dice=course.dice)


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
        essence=house(course.story)["essence"],
        wish=house(course.story)["wish"],
        severity=dice.choices([1, 2, 3], [5, 4, 1])[0],
        route=route,
        by=course.handler,
    )
    first = course.letter.text.split("\n")[0]
    case.refresh_from_db()
    said = words(case.language)
    cases.add_point(case, said[course.story]["point"], by=course.handler, evidence=first)
    if dice.random() < 0.35:
        cases.add_point(case, said[UNHEARD]["point"], by=course.handler)
    return True


def _investigate(course: Course) -> bool:
    case = course.case
    assert case is not None
    if case.route != "complex":
        return True
    clerk = course.dice.choice(course.company.staff["clerk"])
    told = house(course.story)
    point = Point.objects.filter(case=case, withdrawn=False).first()
    row = cases.ask_statement(case, told["question"], by=course.handler, of_staff=clerk, point=point)
    if not course.later(2, 20):
        return False
    with moment.set_to(course.at):
        cases.give_statement(row, told["statement"][course.verdict], by=of_staff(clerk))
    return True


def _decide(course: Course) -> bool:
    assert course.case is not None
    for point in Point.objects.filter(case=course.case, withdrawn=False).select_related("case"):
        told, verdict = house(_story(course, point)), course.verdict
        if point.number > 1:
            verdict = course.dice.choices(VERDICTS[:3], [6, 2, 2])[0]
        turn_to = told["turn_to"] if verdict == "not_ours" else ""
        cases.decide_point(point, verdict, told["reason"][verdict], by=course.handler, turn_to=turn_to)
    return True


def _story(course: Course, point: Point) -> str:
    return course.story if point.number == 1 else UNHEARD


def _put_right(course: Course) -> bool:
    case, dice = course.case, course.dice
    assert case is not None
    point = _first_upheld(case)
    if point is None:
        return True
    remedy = dice.choice(house(_story(course, point))["remedies"])
    kind = remedy_kind(remedy)
    amount = Decimal(dice.choice([15, 20, 25, 40, 60, 80])) if kind in SUMS else None
    row = cases.propose_remedy(
        case,
        kind,
        in_words(remedy, case.language),
        by=course.handler,
        amount=amount,
        point=point,
        do_by=case.team.calendar.close_of_day(_working_day(course)),
    )
    row = cases.offer_remedy(row, by=course.handler)
    course.offered = remedy, row
    if dice.random() < 0.85 and course.later(2, 20):
        with moment.set_to(course.at):
            row = cases.answer_remedy(row, dice.random() < 0.9, by=of_customer(case.customer))
            if row.accepted_at:
                cases.carry_out_remedy(row, by=course.handler, proof="Recorded with the order.")
    return True


def _first_upheld(case: Case) -> Point | None:
    return Point.objects.filter(case=case, withdrawn=False, verdict__in=UPHELD).order_by("number").first()


def _working_day(course: Course) -> date:
    """A week of working days from now."""
    assert course.case is not None
    calendar = course.case.team.calendar
    return calendar.working_day_after(calendar.local(course.at).date(), 5)


def _write(course: Course) -> bool:
    case, writer = course.case, course.handler
    assert case is not None and writer.staff is not None
    draft = responses.begin_draft(case, by=writer)
    points = Point.objects.filter(case=case, withdrawn=False).order_by("number")
    answered = {
        point.pk: Answered(_story(course, point), point.verdict, _offer(course, point)) for point in points
    }
    reply = Reply(
        language=case.language,
        customer=case.customer.full_name,
        order=course.letter.order,
        signer=writer.staff.full_name,
        team=case.team.name,
        phone=writer.staff.phone,
        points=list(answered.values()),
        dice=course.dice,
    )
    ways = {"opening": reply.opening, "prevention": reply.prevention, "closing": reply.closing}
    for block in Block.objects.filter(draft=draft).select_related("point"):
        text = reply.answer(answered[block.point_id]) if block.point_id else ways[block.kind]()
        draft = responses.write_block(draft, block, text, by=writer)
    responses.request_signature(draft, by=writer)
    return True


def _offer(course: Course, point: Point) -> Offer | None:
    """What was offered for a point, as it stands now."""
    if course.offered is None:
        return None
    remedy, row = course.offered
    row.refresh_from_db()
    if row.point_id != point.pk:
        return None
    local = point.case.team.calendar.local
    if row.done_at:
        return Offer(remedy, row.amount, "done", local(row.done_at).date())
    if row.refused_at or row.do_by is None:
        return Offer(remedy, row.amount, "refused", _working_day(course))
    return Offer(remedy, row.amount, "offered", local(row.do_by).date())


def _sign(course: Course) -> bool:
    assert course.case is not None
    draft = replies.draft_of(course.case)
    if draft is None or draft.state != "waiting" or draft.asked_at is None:
        return False
    if draft.asked_at > course.end - UNSIGNED:
        return False
    if course.dice.random() < 0.08:
        responses.return_draft(draft, "Say by when it will be done.", by=course.signer)
        return False
    shown = fingerprint(canonical(draft, Block.objects.filter(draft=draft).order_by("position")))
    responses.sign(draft, by=course.signer, shown=shown)
    responses.send(Draft.objects.get(pk=draft.pk), by=course.handler)
    return True


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
    point = _first_upheld(case)
    if point is None or dice.random() < 0.5:
        return False
    quality = course.company.staff["quality"][0]
    told = house(_story(course, point))
    cause = improvement.record_cause(
        case, told["found"], point=point, category=told["category"], by=of_staff(quality)
    )
    plan_change(
        cause, told["change"], course.at, course.end, course.dice, owner=course.signer, quality=quality
    )
    return True
