"""Letters the coach is measured on are none it learnt from, and are labelled by the rules there are."""

import json
from pathlib import Path

import pytest

from amends.coach.catalogue import rules
from amends.coach.reply import Reply
from amends.coach.scorer.examples import LANGUAGES, examples

UNSEEN = Path(__file__).with_name("unseen")
LONG = 40  # characters; shorter sentences are everybody's


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_letter_it_is_measured_on_was_learnt_from(lang: str) -> None:
    learnt = {row.text.strip() for row in examples("reply", lang)}
    letters = [json.loads(line) for line in (UNSEEN / f"{lang}.jsonl").read_text("utf-8").splitlines()]
    assert len(letters) == 24
    said = {each.text.strip() for letter in letters for each in Reply(letter["reply"], lang).sentences}
    assert not {text for text in said if len(text) >= LONG} & learnt
    assert {code for letter in letters for code in letter["violations"]} <= {rule.code for rule in rules()}
