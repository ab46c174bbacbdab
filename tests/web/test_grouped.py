"""A count reads the same within a sentence as in a cell: grouped as the reader's language does it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from amends.api import field_words
from amends.cases.judged import Learnt
from amends.insight.audit.words import _note
from amends.people.refusal import Invalid
from amends.web import customer_fields
from amends.web.desk import insight_shown, promises, today
from amends.web.desk.many import how_many_done
from amends.web.desk.settings import coach

MANY = 12_345
WRITTEN = {"en": "12,345", "sk": "12\u00a0345", "ro": "12.345"}


class Letter(forms.Form):
    words = forms.CharField(max_length=MANY)


def refused() -> str:
    return str(Letter({"words": "a" * (MANY + 1)}).errors["words"][0])


def said_by_the_field(field: forms.Field, given: str) -> str:
    with pytest.raises(forms.ValidationError) as refusal:
        field.clean(given)
    return str(refusal.value.messages[0])


def drawn(template: str, **context: Any) -> Callable[[], str]:
    return lambda: render_to_string(template, context)


SAID: dict[str, Callable[[], str]] = {
    "overdue": lambda: today.summary(SimpleNamespace(overdue=MANY, today=0, next_due=None)),  # type: ignore[arg-type]
    "due today": lambda: today.summary(SimpleNamespace(overdue=0, today=MANY, next_due=None)),  # type: ignore[arg-type]
    "held": lambda: promises._said(MANY, 0),
    "broken": lambda: promises._said(0, MANY),
    "received": lambda: insight_shown._sentence(SimpleNamespace(received=MANY)),  # type: ignore[arg-type]
    "share": lambda: insight_shown._percent(MANY // 2, MANY),
    "judged": lambda: coach.told(Learnt("en", judged=MANY, otherwise=MANY)),
    "handed over": lambda: how_many_done(MANY),
    "left out": lambda: _note("left_out", MANY),
    "too long": refused,
    "too long for an action": Invalid("A text has at most %(n)s characters.", n=MANY).sentence,
    "too long for a program": lambda: field_words.sentence(
        {"type": "string_too_long", "ctx": {"max_length": MANY}}
    ),
    "kept": drawn("desk/_kept.html", kept=MANY, broken=MANY, of=MANY),
    "forgotten": drawn("desk/settings/_due.html", due=MANY),
    "more forgotten": drawn("desk/settings/_due.html", due=MANY, more=True),
}


@pytest.mark.parametrize("lang", WRITTEN)
@pytest.mark.parametrize("sentence", SAID)
def test_a_count_is_grouped_within_its_sentence(sentence: str, lang: str) -> None:
    with translation.override(lang):
        said = SAID[sentence]()
    assert WRITTEN[lang] in said and str(MANY) not in said


@pytest.mark.parametrize(("lang", "most"), [("en", "100,000"), ("sk", "100\u00a0000"), ("ro", "100.000")])
def test_a_customer_who_writes_too_much_reads_how_much_is_taken(lang: str, most: str) -> None:
    with translation.override(lang):
        said = said_by_the_field(customer_fields.WordsField(), "a" * 100_001)
    assert most in said
