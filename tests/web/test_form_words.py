"""What forms say of a field that cannot be used: our own sentences, what to do, and a way to the field."""

import re

import pytest
from django import forms
from django.utils import translation

from amends.cases import actions
from amends.procedure.step_words import STEPS
from amends.web.desk.style_forms import Everything
from amends.web.desk.verbs import VERBS
from amends.web.desk.verbs._verb import Verb
from tests.cast import Cast, complaint
from tests.web.desk import Desk

OF_THE_FRAMEWORK = re.compile(
    r"This field is required|Ensure |Select a valid|Enter a |was submitted|not allowed"
)


class Each(forms.Form):
    """A field of every kind that the pages have."""

    words = forms.CharField(max_length=3)
    address = forms.EmailField()
    number = forms.IntegerField(min_value=1, max_value=5)
    amount = forms.DecimalField(max_digits=4, decimal_places=2, min_value=0)
    day = forms.DateField()
    moment = forms.DateTimeField()
    one = forms.ChoiceField(choices=[("a", "A")])
    typed = forms.TypedChoiceField(choices=[("1", "1")], coerce=int)
    several = forms.MultipleChoiceField(choices=[("a", "A")])
    tick = forms.BooleanField()
    file = forms.FileField()


WRONG = [
    {},
    dict.fromkeys(Each.base_fields, "zzzz\0"),
    dict.fromkeys(Each.base_fields, "9999999.999"),
    dict.fromkeys(Each.base_fields, "-9"),
]


@pytest.mark.parametrize("values", WRONG)
def test_no_sentence_is_the_frameworks(values: dict[str, str]) -> None:
    with translation.override("en"):
        said = [str(error) for errors in Each(values).errors.values() for error in errors]
    assert len(said) >= 9
    assert [one for one in said if OF_THE_FRAMEWORK.search(one)] == []


def test_a_verb_says_what_is_missing_and_lists_it_with_ways_there(cast: Cast) -> None:
    case = complaint(cast)
    status, page = Desk(cast.emma).refused(f"/desk/cases/{case.ref}/assess/", version=case.version)
    assert status == 422
    assert "Say in a sentence of your own what they are unhappy with." in page
    ways = re.findall(r'<a href="#([^"]+)" data-to-field>', page)
    assert len(ways) >= 4
    for way in ways:
        assert page.count(f'id="{way}"') == 1, way


def test_one_wrong_field_has_no_list_above(cast: Cast) -> None:
    case = complaint(cast)
    status, page = Desk(cast.emma).refused(f"/desk/cases/{case.ref}/note/", version=case.version, text="")
    assert status == 422
    assert "data-to-field" not in page and "Write the note." in page and 'aria-invalid="true"' in page


def test_the_page_of_parts_shows_both() -> None:
    refused = Everything({"order": "51907", "day": "31"})
    assert len([name for name in refused.errors if name in refused.fields]) > 1


def said_above(verb: Verb) -> str:
    return str(verb.why) or STEPS[verb.step][1]


def runs(sentence: object) -> set[tuple[str, ...]]:
    """Every four words in a row."""
    words = re.findall(r"\w+", str(sentence).lower())
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


@pytest.mark.parametrize("name", VERBS)
def test_no_field_says_again_what_its_form_says_above(name: str) -> None:
    verb = VERBS[name]
    for field in verb.form.base_fields.values():
        assert not runs(field.help_text) & runs(said_above(verb)), field.label


def test_steps_that_share_a_line_of_the_procedure_say_each_what_it_does() -> None:
    """As taking a remedy back and proposing one, or going on without a statement and asking for one."""
    said: dict[str, list[str]] = {}
    for verb in VERBS.values():
        said.setdefault(verb.step, []).append(said_above(verb))
    assert {step: words for step, words in said.items() if len(set(words)) < len(words)} == {}


def test_whoever_writes_down_the_reply_of_somebody_without_an_account_is_not_asked_for_their_own(
    cast: Cast,
) -> None:
    case, emma, daniel = complaint(cast), cast.by("emma"), cast.by("daniel")
    actions.assign(case, cast.emma, by=daniel)
    actions.add_point(case, "Scratched", by=emma)
    actions.assess(case, state="calm", essence="Scratched", severity=1, route="complex", by=emma)
    asked = actions.ask_statement(case, "What did you see?", by=emma, of_name="Milan the driver")
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/give_statement/")
    assert "in your own words" not in page
    actions.give_statement(asked, "The box was torn.", by=emma)
    actions.show_finding(asked, "It was torn on the way.", by=emma)
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/reply_to_finding/")
    assert "What they reply" in page and "Your reply" not in page
