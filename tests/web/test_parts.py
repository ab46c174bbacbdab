"""The shared fragments draw every state with its shape and its word."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string

from amends.web.promise_line import PromiseLine


def part(name: str, **context: Any) -> str:
    return render_to_string(f"parts/_{name}.html", context)


@pytest.mark.parametrize("state", ["later", "due", "overdue", "kept", "paused"])
def test_promise_line_is_hidden_from_readers_and_has_its_shape(state: Any) -> None:
    out = part("promise_line", line=PromiseLine(state, 140 if state == "overdue" else 60))
    assert 'aria-hidden="true"' in out
    assert f'class="pl {state}"' in out
    assert ('class="past"' in out) == (state == "overdue")
    assert ('class="check"' in out) == (state == "kept")
    assert ('class="bars"' in out) == (state == "paused")


def test_a_replaced_promise_has_no_line() -> None:
    assert "<svg" not in part("promise_line", line=PromiseLine("replaced", 60))


@pytest.mark.parametrize(
    ("verdict", "words"),
    [("justified", "Justified"), ("partly", "Partly"), ("not_justified", "Not justified"), ("", "To decide")],
)
def test_verdict_is_a_word_beside_its_glyph(verdict: str, words: str) -> None:
    assert f">{words}</span>" in part("verdict", verdict=verdict)


class Form(forms.Form):
    day = forms.CharField(help_text="A working day.")
    how = forms.ChoiceField(choices=[("a", "Calm"), ("b", "Irritated")], widget=forms.RadioSelect)
    sure = forms.BooleanField()

    def clean_day(self) -> str:
        raise forms.ValidationError("Sunday 22 November is not a working day.")


def test_field_in_error_says_what_to_do_between_label_and_field() -> None:
    form = Form({"day": "22 November"})
    out = part("field", field=form["day"])
    assert out.index("<label") < out.index("not a working day") < out.index("<input")
    assert 'aria-invalid="true"' in out
    assert 'aria-describedby="id_day_helptext id_day_error"' in out
    assert 'id="id_day_error"' in out
    assert 'value="22 November"' in out


def test_choices_are_a_fieldset_with_a_legend() -> None:
    out = part("field", field=Form({})["how"])
    assert "<legend>How</legend>" in out
    assert 'id="id_how_error"' in out
    assert out.count('type="radio"') == 2


def test_a_step_not_possible_yet_says_why_and_can_be_reached() -> None:
    out = part("next_step", label="Ask Daniel to sign", refused="One stop first: point 1")
    assert 'aria-disabled="true"' in out
    assert "disabled>" not in out.replace('aria-disabled="true"', "")
    assert "One stop first: point 1" in out


def test_a_message_folds_what_was_quoted_and_keeps_its_language() -> None:
    message = {
        "who": "Zuzana Hrabovská",
        "at": datetime(2026, 11, 10, 13, 0, tzinfo=UTC),
        "lang": "sk",
        "text": "Dobrý deň",
        "quoted": "> staré",
    }
    out = part("message", message=message)
    assert '<div class="body" lang="sk">' in out
    assert "<details" in out


def test_what_a_customer_wrote_cannot_break_the_page() -> None:
    out = part("empty", fact="<script>", then="</div>")
    assert "<script>" not in out
