"""The journal in words: every kind of entry is a sentence in the reader's language, without a code of the program in it."""

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from amends.journal import kinds
from amends.journal.models import Entry
from tests.cast import Cast, complaint
from tests.web.desk import Desk

LANGUAGES = [code for code, _words in settings.LANGUAGES]
CODED = {"verdict", "route", "state", "stage", "outcome", "channel", "role", "severity", "language", "proven"}
AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NAMED = re.compile(r"%\((\w+)\)s")


def facts_of(kind: kinds.Kind, place: int = 0) -> dict[str, object]:
    """A value for everything the words of a kind name; of a code the one at this place."""
    found: dict[str, object] = {}
    for name in NAMED.findall(str(kind.words)):
        codes = list(kind.codes.get(name, {}))
        found[name] = codes[place % len(codes)] if codes else f"<{name}>"
    return found


def entry(kind: kinds.Kind, facts: dict[str, object]) -> Entry:
    personal = {name: facts.pop(name) for name in list(facts) if name in kind.personal}
    return Entry(kind=kind.name, at=AT, facts=facts, personal=personal, actor_kind="staff", actor_id="1")


def every() -> list[kinds.Kind]:
    return [kind for name, kind in sorted(kinds.every().items()) if not name.startswith("shop.")]


def test_whatever_is_a_code_has_words() -> None:
    bare = [
        (kind.name, name)
        for kind in every()
        for name in NAMED.findall(str(kind.words))
        if (name in CODED or (name == "kind" and kind.name.startswith("case."))) and name not in kind.codes
    ]
    # Three marks of five are numbers, which the sentence says.
    assert bare == [("survey.answered", "outcome")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_a_sentence(language: str) -> None:
    for kind in every():
        facts = facts_of(kind)
        said = kinds.describe(entry(kind, dict(facts)), language)
        assert "%(" not in said and "—" not in said, kind.name
        for name, value in facts.items():
            if name not in kind.codes:
                assert str(value) in said, (kind.name, name)


@pytest.mark.parametrize("language", ["sk", "th", "lv", "bg", "ro"])
def test_every_code_is_said_in_the_language(language: str) -> None:
    for kind in every():
        for name, codes in kind.codes.items():
            for place, code in enumerate(codes):
                with translation.override(language):
                    label = gettext(str(codes[code])).lower()
                # Some languages say "import" too, and a field may be called what its sentence calls the whole.
                if not isinstance(code, str) or code in label or name == "fields":
                    continue
                said = re.sub(r"<\w+>", "", kinds.describe(entry(kind, facts_of(kind, place)), language))
                assert not re.search(rf"(?<!\w){code}(?!\w)", said), (kind.name, name, code, said)


def test_moments_read_as_on_the_desk_and_end_with_one_stop() -> None:
    kind = kinds.known("case.promise_kept")
    with translation.override("en"):
        said = kinds.describe(entry(kind, {"due": AT.isoformat()}))
        assert said == "The promise for Fri 20 Nov 2026, 12:00 was kept."
    said = kinds.describe(entry(kinds.known("case.promised"), {"kind": "final", "due": AT.isoformat()}), "bg")
    assert not said.endswith("..")


def test_several_codes_and_days_are_said_in_words() -> None:
    with translation.override("en"):
        said = kinds.describe(
            entry(kinds.known("company.changed"), {"fields": "address, colour, keep_years"})
        )
        assert said == "The company's settings were changed: address, colour, keeping and forgetting."
        kind = kinds.known("corrective_action.planned")
        assert (
            kinds.describe(entry(kind, {"due": "2026-12-04"}))
            == "A corrective action is due on Fri 4 Dec 2026."
        )
        assert "2026-13-99" in kinds.describe(entry(kind, {"due": "2026-13-99"}))
    voided = entry(
        kinds.known("reply.signature_voided"), {"sha256": "ab", "why": "the text was changed after signing"}
    )
    assert "text was changed" not in kinds.describe(voided, "sk")


def test_a_version_of_the_procedure_says_what_it_changed() -> None:
    changes = [
        {"figure": "clocks plan:interim", "before": [5, "working_days"], "after": [1, "working_days"]},
        {"figure": "limits handler", "before": "100", "after": "inf"},
        {"figure": "warnings", "before": [50, 75, 90], "after": [40, 60, 80]},
        {"figure": "remedies gift", "before": None, "after": True},
    ]
    facts = {"version": "2", "begins": "2026-12-04", "changes": changes}
    published = entry(kinds.known("procedure.published"), facts)
    said = kinds.describe(published, "en")
    assert said == (
        "Version 2 of the procedure was published, for complaints from Fri 4 Dec 2026 on: "
        "Interim news: within 5 working days → within 1 working day; Handler: 100 → without limit; "
        "Warnings: 50%, 75%, 90% → 40%, 60%, 80%; Gift: not offered → on the spot too."
    )
    slovak = kinds.describe(published, "sk")
    assert "working_days" not in slovak and "50\u00a0%" in slovak and "Handler" not in slovak


def test_the_tab_tells_what_was_done_in_the_readers_language(cast: Cast) -> None:
    case = complaint(cast)
    emma = Desk(cast.emma)
    at = f"/desk/cases/{case.ref}"
    emma.do(f"{at}/assess/", state="irritated", essence="x", wish="y", severity="2", route="simple")
    english = emma.get(f"{at}/journal/")
    assert "Assessed: irritated, severity serious, route simple: one person can answer." in english
    assert "A complaint came in by email and was registered." in english
    type(cast.emma).objects.filter(pk=cast.emma.pk).update(language="sk")
    slovak = emma.get(f"{at}/journal/")
    for code in ("irritated", "simple", "serious"):
        assert code not in slovak[slovak.index('class="journal"') : slovak.index('id="steps"')]


def test_who_did_it_is_said_in_words() -> None:
    system = Entry(kind="case.resumed", facts={}, personal=None, actor_kind="system", actor_id="")
    customer = Entry(kind="case.resumed", facts={}, personal=None, actor_kind="customer", actor_id="7")
    assert kinds.actor_name(system) == "The program"
    assert kinds.actor_name(customer) == "The customer 7"
