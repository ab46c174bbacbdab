"""Prepared texts: who keeps them, what may stand in them, what the case puts in, and no signature over a gap."""

from decimal import Decimal
from typing import Any

import pytest

from amends.cases import actions as cases
from amends.cases.models import Case
from amends.journal.models import Entry
from amends.people.actor import SYSTEM
from amends.people.refusal import Invalid, NotAllowed, NotPossible
from amends.responses import actions, queries
from amends.responses.models import Block, Draft, PreparedText
from amends.responses.places import filled, open_places, wrong_places
from amends.responses.prepared import fitting, texts_of, wanted_for
from amends.responses.variables import VARIABLES, Facts, names_in, values
from tests.cast import Cast
from tests.responses.test_signing import decided, shown, written


def words(**more: Any) -> dict[str, Any]:
    return {"name": "Hello", "kind": "snippet", "language": "sk", "text": "Dobrý deň.", **more}


def test_shared_texts_are_kept_by_managers_and_own_ones_by_everybody(cast: Cast) -> None:
    own = actions.add_text(words(owner=cast.emma), by=cast.by("emma"))
    with pytest.raises(NotAllowed):
        actions.add_text(words(), by=cast.by("emma"))
    with pytest.raises(NotAllowed):
        actions.add_text(words(), by=cast.by("daniel"))
    with pytest.raises(NotAllowed):
        actions.add_text(words(team=cast.other_team), by=cast.by("daniel"))
    of_team = actions.add_text(words(team=cast.team), by=cast.by("daniel"))
    of_all = actions.add_text(words(), by=cast.by("ada"))
    assert set(texts_of(cast.emma)) == {own, of_team, of_all}
    assert set(texts_of(cast.rudi)) == {of_all}
    for actor in ("daniel", "ada"):
        with pytest.raises(NotAllowed):
            actions.change_text(own, {"name": "Taken"}, by=cast.by(actor))
    with pytest.raises(NotAllowed):
        actions.change_text(of_team, {"team": None}, by=cast.by("daniel"))
    assert Entry.objects.filter(kind="text.added").count() == 3


def test_a_change_is_on_record_and_what_is_retired_comes_back(cast: Cast) -> None:
    text = actions.add_text(words(), by=cast.by("ada"))
    actions.change_text(text, {"text": "Dobré ráno.", "verdict": "justified"}, by=cast.by("ada"))
    actions.change_text(text, {"text": "Dobré ráno."}, by=cast.by("ada"))
    assert Entry.objects.get(kind="text.changed").facts["fields"] == "text, verdict"
    actions.retire_text(text, by=cast.by("ada"))
    assert PreparedText.objects.get().retired_at
    actions.bring_back_text(text, by=cast.by("ada"))
    assert PreparedText.objects.get().retired_at is None


def test_own_texts_stay_a_list_one_chooses_from(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amends.responses.actions.prepared.OWN_AT_MOST", 2)
    first = actions.add_text(words(owner=cast.emma), by=cast.by("emma"))
    actions.add_text(words(owner=cast.emma), by=cast.by("emma"))
    with pytest.raises(NotPossible, match="2 texts of your own"):
        actions.add_text(words(owner=cast.emma), by=cast.by("emma"))
    actions.retire_text(first, by=cast.by("emma"))
    actions.add_text(words(owner=cast.emma), by=cast.by("emma"))
    with pytest.raises(NotPossible):
        actions.bring_back_text(first, by=cast.by("emma"))
    actions.add_text(words(), by=cast.by("ada"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Dear {custmer_name}", "{custmer_name}. Did you mean {customer_name}"),
        ("Dear {zzz}", "{zzz}"),
        ("Parcel {?}", "{?}"),
        ("Parcel {?" + "x" * 81 + "}", "{?xxx"),
        ("Parcel {", "{"),
        ("{reference", "{"),
        ("}", "}"),
        ("{{reference}}", "{"),
        ("", "Write the words"),
        ("x" * 4001, "4,000"),
    ],
)
def test_what_cannot_be_filled_is_refused_and_named(cast: Cast, text: str, named: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.add_text(words(text=text), by=cast.by("ada"))
    assert refused.value.field == "text"
    assert named in refused.value.sentence()
    assert not PreparedText.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "poem"), ("language", "xx"), ("verdict", "guilty"), ("channel", "pigeon"), ("name", " \u200b")],
)
def test_what_is_no_choice_is_refused(cast: Cast, field: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.add_text(words(**{field: value}), by=cast.by("ada"))
    assert refused.value.field == field


def facts(case: Case) -> Facts:
    points, promises = list(case.points.all()), list(case.promises.all())
    return Facts(case, points, promises, list(case.remedies.all()))


def test_the_case_fills_variables_in_the_language_of_the_reply(cast: Cast, case: Case) -> None:
    decided(cast, case, 2)
    first, second = case.points.order_by("number")
    cases.propose_remedy(
        case, "refund", "Vrátime 60 eur", amount=Decimal(60), point=first, by=cast.by("emma")
    )
    case.refresh_from_db()
    known = values(facts(case), "sk", first)
    assert known["customer_name"] == "Zuzana Hrabovská"
    assert known["amount"] == "60 €"
    assert known["remedy"] == "Vrátime 60 eur"
    assert known["by_promised_date"].startswith("do ")
    assert values(facts(case), "en", first)["amount"] == "€60"
    other = values(facts(case), "sk", second)
    assert "amount" not in other and "remedy" not in other
    text = filled("{point}: {amount} {by_promised_date}, {?číslo balíka}", other, names_in("sk"))
    assert [place.asks for place in open_places(text, VARIABLES)] == [
        names_in("sk")["amount"],
        "číslo balíka",
    ]


def test_every_variable_can_be_asked_for_in_every_language() -> None:
    for language in ("en", "sk", "th", "lv", "bg", "ro"):
        for asks in names_in(language).values():
            assert not list(wrong_places(f"{{?{asks}}}", VARIABLES))


def test_what_a_value_holds_is_not_read_as_a_place() -> None:
    text = filled(
        "{customer_name} {reference}", {"customer_name": "{reference}", "reference": "R"}, VARIABLES
    )
    assert text == "{reference} R"


@pytest.mark.parametrize("left", ["balík {?číslo}", "pani {customer_name}", "Ospravedlňujem sa, že sme […]."])
def test_nobody_asks_for_a_signature_or_signs_over_a_gap(cast: Cast, case: Case, left: str) -> None:
    draft = written(cast, decided(cast, case, 1))
    answer = Block.objects.get(draft=draft, kind="answer")
    draft = actions.write_block(draft, answer, left, by=cast.by("emma"))
    with pytest.raises(actions.GapLeft, match="Point 1"):
        actions.request_signature(draft, by=cast.by("emma"))
    Draft.objects.filter(pk=draft.pk).update(state="waiting")
    with pytest.raises(actions.GapLeft, match="Point 1"):
        actions.sign(draft, by=cast.by("daniel"), shown=shown(draft))
    Draft.objects.filter(pk=draft.pk).update(state="writing")
    assert not [each for each in queries.coached_reply(draft) if each.finding.code == "T510"]
    draft = actions.write_block(draft, answer, "Balík 123 prišiel.", by=cast.by("emma"))
    draft = actions.request_signature(draft, by=cast.by("emma"))
    actions.sign(draft, by=cast.by("daniel"), shown=shown(draft))


def test_the_best_match_comes_first(cast: Cast, case: Case) -> None:
    decided(cast, case, 1)
    draft = actions.begin_draft(case, by=cast.by("emma"))
    block = Block.objects.select_related("point").get(draft=draft, kind="answer")
    ada = cast.by("ada")
    for name, more in (
        ("Snippet", {}),
        ("Own snippet", {"owner": cast.emma}),
        ("Any verdict", {"kind": "answer"}),
        ("Justified", {"kind": "answer", "verdict": "justified"}),
        ("Justified by mail", {"kind": "answer", "verdict": "justified", "channel": "email"}),
        ("By letter", {"kind": "answer", "channel": "paper"}),
        ("Not justified", {"kind": "answer", "verdict": "not_justified"}),
        ("Opening", {"kind": "opening"}),
        ("English", {"language": "en"}),
    ):
        by = cast.by("emma") if "owner" in more else ada
        actions.add_text(words(name=name, **more), by=by)
    offered = [text.name for text in fitting(cast.emma, wanted_for(case, block, "sk"))]
    assert offered == ["Justified by mail", "Justified", "Any verdict", "Own snippet", "Snippet"]
    searched = [text.name for text in fitting(cast.emma, wanted_for(case, block, "sk", "SNÍPPET own"))]
    assert searched == ["Own snippet"]
    actions.add_text(words(name="A sum", text="{amount}"), by=ada)
    known = values(facts(case), "sk", block.point)
    offered = [text.name for text in fitting(cast.emma, wanted_for(case, block, "sk", "s", known))]
    assert offered.index("Snippet") < offered.index("A sum")
    Case.objects.filter(pk=case.pk).update(answer_by="post")
    case.refresh_from_db()
    assert "By letter" in [text.name for text in fitting(cast.emma, wanted_for(case, block, "sk"))]


def test_the_starting_set_is_put_in_once_and_stays_as_it_was_changed(cast: Cast) -> None:
    there = actions.put_in_starting_set(by=SYSTEM)
    assert there == PreparedText.objects.count() > 0
    text = PreparedText.objects.get(starter="en.closing")
    actions.change_text(text, {"name": "Our closing"}, by=cast.by("ada"))
    actions.retire_text(text, by=cast.by("ada"))
    assert actions.put_in_starting_set(by=SYSTEM) == 0
    text.refresh_from_db()
    assert text.name == "Our closing" and text.retired_at
