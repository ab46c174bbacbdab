"""The starting set of each language: whole letters made of it pass the coach without a finding."""

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from amends.cases import actions as cases
from amends.cases.models import Case
from amends.coach import CaseKnown, PromisedRemedy, read
from amends.coach.known import Verdict
from amends.people.actor import SYSTEM
from amends.responses import actions, queries
from amends.responses.actions.prepared import LONGEST_TEXT
from amends.responses.coaching import NOT_LETTERS
from amends.responses.models import Block, PreparedText
from amends.responses.places import filled, open_places, wrong_places
from amends.responses.sample import DUE, SUM, sample_values
from amends.responses.starting_set import pieces
from amends.responses.variables import VARIABLES, names_in
from amends.server import preparation
from tests.cast import Cast
from tests.responses.test_signing import decided
from tests.web.desk import Desk

LANGUAGES = ("en", "sk", "th", "lv", "bg", "ro")
WORDS = tomllib.loads(Path(__file__).with_name("gap_words.toml").read_text("utf-8"))
LETTERS: tuple[tuple[Verdict, bool, tuple[str, ...]], ...] = (
    ("justified", False, ("opening", "answer_justified", "prevention", "closing")),
    ("justified", True, ("opening_justified", "answer_refund", "prevention", "closing")),
    ("justified", False, ("opening", "answer_partly", "prevention", "closing")),
    ("not_justified", False, ("opening_not_justified", "answer_not_justified", "closing_not_justified")),
    ("not_ours", False, ("opening_not_ours", "answer_not_ours", "closing")),
)
SNIPPETS = {"refund", "replacement", "one_thing_needed"}


def of(language: str) -> dict[str, str]:
    return {
        piece["starter"].partition(".")[2]: piece["text"]
        for piece in pieces()
        if piece["language"] == language
    }


def written(text: str, language: str) -> str:
    """As a writer leaves it: the sample case put in, every gap filled."""
    words = filled(text, sample_values(language), names_in(language))
    return re.sub(r"\{\?([^{}]*)\}", lambda gap: WORDS[language][gap[1]], words)


def test_every_language_has_the_same_pieces() -> None:
    wanted = SNIPPETS.union(*(keys for _verdict, _sum, keys in LETTERS))
    assert {language: set(of(language)) for language in LANGUAGES} == dict.fromkeys(LANGUAGES, wanted)


@pytest.mark.parametrize("piece", [pytest.param(piece, id=piece["starter"]) for piece in pieces()])
def test_a_piece_may_be_kept_as_it_is(piece: dict[str, str]) -> None:
    assert not list(wrong_places(piece["text"], VARIABLES))
    assert 0 < len(piece["text"]) <= LONGEST_TEXT and 0 < len(piece["name"]) <= 80
    assert piece["kind"] in dict(PreparedText.KINDS)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_piece_breaks_a_rule(language: str) -> None:
    broken = {
        key: [finding.code for finding in found]
        for key, text in of(language).items()
        if (found := read(written(text, language), language))
    }
    assert broken == {}


@pytest.mark.django_db
@pytest.mark.parametrize(("verdict", "refund", "keys"), LETTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_letters_pass_the_coach(
    language: str, verdict: Verdict, refund: bool, keys: tuple[str, ...]
) -> None:
    texts = of(language)
    letter = "\n\n".join(written(texts[key], language) for key in keys)
    known = CaseKnown(
        customer_name=sample_values(language)["customer_name"],
        verdict=verdict,
        organisation="Tern & Oak",
        promised=DUE,
        today=date(2026, 11, 18),
        remedies=(PromisedRemedy("", Decimal(SUM), "EUR"),) if refund else (),
    )
    found = [each for each in read(letter, language, known) if each.code not in NOT_LETTERS]
    assert [(each.code, letter[each.start : each.end]) for each in found] == []


def test_a_reply_put_together_from_it_at_the_desk_is_laid_before_a_manager(cast: Cast, case: Case) -> None:
    actions.put_in_starting_set(by=SYSTEM)
    decided(cast, case, 1)
    cases.propose_remedy(
        case, "refund", "Vrátime 60 eur", amount=SUM, point=case.points.get(), by=cast.by("emma")
    )
    desk, reply = Desk(cast.emma), f"/desk/cases/{case.ref}/reply/"
    desk.get(reply)
    chosen = {
        "opening": "opening_justified",
        "answer": "answer_refund",
        "prevention": "prevention",
        "closing": "closing",
    }
    for kind, key in chosen.items():
        block = Block.objects.get(draft__case=case, kind=kind)
        text = PreparedText.objects.get(starter=f"sk.{key}")
        assert desk.client.post(f"{reply}{block.pk}/texts/", {"put": str(text.pk)}).status_code == 303
    assert "gaps are not filled in" in desk.get(reply)
    sent = {}
    for block in Block.objects.filter(draft__case=case):
        left = {place.asks for place in open_places(block.text, VARIABLES)} - set(WORDS["sk"])
        words = {**WORDS["sk"], **dict.fromkeys(left, "Emma Test")}
        sent[f"was-{block.pk}"] = block.text
        sent[f"text-{block.pk}"] = re.sub(
            r"\{\?([^{}]*)\}", lambda gap, words=words: words[gap[1]], block.text
        )
    desk.client.post(reply, sent)
    draft = queries.draft_of(case)
    assert draft is not None
    assert [each.finding.code for each in queries.coached_reply(draft)] == []
    assert "Nothing is missing." in desk.get(reply)


def test_every_installation_begins_with_it(db: None, tmp_path: Path) -> None:
    said: list[str] = []
    for _start in range(2):
        preparation.open_for_work(tmp_path, said.append)
    assert PreparedText.objects.count() == len(pieces())
    assert not PreparedText.objects.exclude(team=None, owner=None).exists()
