"""Every rule keeps its own promises: its phrases leave what is right alone, and its examples are told apart."""

from collections.abc import Iterator

import pytest

from amends.coach import read
from amends.coach.catalogue import RULES, rules, why
from amends.coach.kinds import Rule
from amends.coach.reply import Sentence
from amends.coach.scorer.examples import LANGUAGES, Example, examples, parts, read_toml
from amends.coach.wording import wording
from amends.language.sentences import sentences

LEARNING = [rule for rule in rules() if rule.learns]
MOST = (
    100  # examples of a kind that are read, from all over the file: all would take minutes and say the same
)
SEEN, LEFT_ALONE = 0.8, 0.85  # of the examples it has learnt from
SEEN_LESS = {
    ("B204", "th"): 0.65,
    ("D601", "th"): 0.6,
    ("T501", "th"): 0.75,
}  # it does not learn them by heart


def texts(rule: Rule, lang: str, kind: str) -> Iterator[str]:
    for _writer, part in parts(read_toml(RULES / rule.folder / f"{lang}.toml")):
        yield from (row[2] for row in part.get(kind, []))


def test_every_code_of_the_list_has_a_rule() -> None:
    codes = {rule.code for rule in rules()}
    phrases = {
        "B201",
        "B202",
        "B203",
        "B204",
        "C307",
        "P401",
        "P402",
        "T501",
        "T502",
        "T503",
        "T504",
        "T505",
        "T506",
    }
    presence = {
        "T507",
        "A101",
        "A102",
        "A103",
        "A104",
        "A105",
        "C301",
        "C302",
        "C303",
        "C304",
        "C305",
        "C306",
        "C308",
    }
    assert codes >= phrases | presence | {"T508", "T509", "T510", "T511", "D601"}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_every_rule_has_its_page(rule: Rule) -> None:
    page = why(rule)
    assert page.startswith(f"# {rule.code} ")
    assert len(page.split()) > 20


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", LEARNING, ids=lambda rule: rule.code)
def test_phrases_leave_what_is_right_alone(rule: Rule, lang: str) -> None:
    phrases = wording(rule.folder, lang)
    wrong = [
        text
        for text in texts(rule, lang, "pass")
        for start, end in sentences(text)
        if phrases.found(Sentence(start, end, text[start:end], lang))
    ]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", LEARNING, ids=lambda rule: rule.code)
def test_examples_are_told_apart(rule: Rule, lang: str) -> None:
    flags, passes = list(texts(rule, lang, "flag")), list(texts(rule, lang, "pass"))
    assert len(flags) >= 40
    assert len(passes) >= 40
    flags, passes = flags[:: len(flags) // MOST + 1], passes[:: len(passes) // MOST + 1]
    found = sum(rule.code in {finding.code for finding in read(text, lang)} for text in flags)
    wrong = sum(rule.code in {finding.code for finding in read(text, lang)} for text in passes)
    assert found >= SEEN_LESS.get((rule.code, lang), SEEN) * len(flags)
    assert wrong <= (1 - LEFT_ALONE) * len(passes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_example_is_there_twice(lang: str) -> None:
    rows: list[Example] = examples("reply", lang)
    seen: dict[str, str] = {}
    folded = [
        " ".join(row.text.lower().split())
        for row in rows
        if len(row.text) > 40 and not row.judged >= {"thanks", "B201"}
    ]
    twice = [text for text in folded if text in seen or seen.setdefault(text, text) != text]
    assert twice == []
