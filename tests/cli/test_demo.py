"""The demonstration: each kind of complaint has its own story in each language, and its letters pass the coach."""

import csv
import string
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

import amends.cli.demo as demo
from amends.cli.demo.company import STAFF, TEAMS
from amends.cli.demo.letter import SUMS, UPHELD, Answered, Offer, Reply
from amends.cli.demo.stories import UNHEARD, VERDICTS, house, remedy_kind, stories, story_of, words
from amends.coach import CaseKnown, read
from amends.procedure.decide import verdict_of_case
from amends.responses.coaching import VERDICTS as KNOWN_AS

LANGUAGES = ("en", "sk", "th", "lv", "bg", "ro")
TODAY, THEN = date(2026, 11, 24), date(2026, 12, 1)


def answered(story: str, verdict: str, went: str) -> Answered:
    remedy = house(story)["remedies"][0]
    amount = Decimal(40) if remedy_kind(remedy) in SUMS else None
    offer = Offer(remedy, amount, went, TODAY if went == "done" else THEN)
    return Answered(story, verdict, offer if verdict in UPHELD else None)


def replies(language: str) -> list[Reply]:
    """Each story decided each way, beside each way the second point may go."""
    found = []
    for number, (story, verdict) in enumerate((s, v) for s in stories() for v in VERDICTS):
        points = [answered(story, verdict, ("done", "offered", "refused")[number % 3])]
        if number % 2:
            second = Answered(UNHEARD, VERDICTS[number // 2 % 3])
            if verdict not in UPHELD:
                second = answered(UNHEARD, second.verdict, "offered")
            points.append(second)
        found.append(
            Reply(
                language=language,
                customer="Līga Bērziņa",
                order="40123",
                signer="Peter Novák",
                team=house(story)["team"],
                phone="+421 33 555 0148",
                points=points,
                dice=Random(number),
            )
        )
    return found


def text_of(reply: Reply) -> str:
    parts = [reply.opening(), *map(reply.answer, reply.points), reply.prevention(), reply.closing()]
    return "\n\n".join(part for part in parts if part)


def gaps(told: object) -> set[str]:
    return {name for _before, name, _spec, _conversion in string.Formatter().parse(str(told)) if name}


def test_every_complaint_has_a_story() -> None:
    with Path(demo.__file__).with_name("complaints.csv").open(encoding="utf-8", newline="") as source:
        causes = {int(row["cause"]) for row in csv.DictReader(source)}
    assert {story_of(cause) for cause in causes} < set(stories())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_story_is_told_in_every_language(language: str) -> None:
    said, english = words(language), words("en")
    for story in (*stories(), UNHEARD):
        assert set(said[story]) == set(english[story]), story
        for part, told in said[story].items():
            assert told.strip(), (story, part)
            assert ("turn_to" in gaps(told)) == (part == "not_ours"), (story, part)
    assert set(said["remedies"]) == set(words("house")["remedies"])
    assert set(said["teams"]) == {name for name, _zone, _country in TEAMS}
    assert set(said.get("names", {})) <= {name for name, *_rest in STAFF}


@pytest.mark.parametrize("story", (*stories(), UNHEARD))
def test_the_house_knows_what_each_verdict_rests_on(story: str) -> None:
    told = house(story)
    decided = VERDICTS if story != UNHEARD else VERDICTS[:3]  # that we told nobody is always ours to answer
    assert set(told["reason"]) == set(decided)
    assert story == UNHEARD or set(told["statement"]) == set(decided)
    assert all(change["what"] and change["criterion"] and change["proof"] for change in told["change"])


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_is_stopped_by_the_coach(language: str) -> None:
    stopped = []
    for reply in replies(language):
        verdict = verdict_of_case(point.verdict for point in reply.points)
        known = CaseKnown(customer_name=reply.customer, verdict=KNOWN_AS[verdict], today=TODAY)
        text = text_of(reply)
        found = [each for each in read(text, language, known) if each.severity == "stop"]
        stopped += [(each.code, text[each.start : each.end]) for each in found]
    assert stopped == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_says_each_thing_once(language: str) -> None:
    for reply in replies(language):
        paragraphs = text_of(reply).split("\n\n")
        assert len(paragraphs) == len(set(paragraphs))
        assert not gaps(text_of(reply))
