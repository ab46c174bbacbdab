"""What an employee makes of a complaint is remembered: the next like it is suggested so, here alone, until it is forgotten."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.cases import judged as kept
from amends.cases.actions import judged as keeping
from amends.cases.models import Case, ComplaintJudged
from amends.coach.incoming.judged import Judged, leaning, packed, sample, unpacked, wrong
from amends.improvement.forgetting import forget_customer
from amends.journal.models import Entry
from amends.people.models import Customer
from tests.cast import Cast, complaint, customer
from tests.web.desk import Desk

pytestmark = pytest.mark.slow

LATE = "Dobrý deň, objednávka {n} stále neprišla. Kuriér nezavolal a na predajni nikto nič nevie. Prosím o správu, kedy príde."
SOFA = "Pohovka má odtrhnutú nohu. Prosím o opravu."
STATES = ("calm", "irritated", "aggressive")


def suggested(cast: Cast, case: Case) -> tuple[str, str]:
    """The state chosen beforehand on the form, and the form."""
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/assess/")
    found = [name for name in STATES if "checked" in page.split(f'value="{name}"')[1].split(">")[0]]
    assert len(found) == 1
    return found[0], page


def assessed(cast: Cast, state: str, number: int = 1, who: Customer | None = None, wants: str = "") -> Case:
    case = complaint(cast, LATE.format(n=number), **({"customer": who} if who else {}))
    Desk(cast.emma).do(
        f"/desk/cases/{case.ref}/assess/",
        state=state,
        essence="Late",
        severity="1",
        route="simple",
        wants=wants,
    )
    return case


SO_HERE = "Complaints like it were judged so here."


@pytest.mark.django_db
def test_what_was_corrected_is_suggested_next_time(cast: Cast) -> None:
    before, page = suggested(cast, complaint(cast, LATE.format(n=1)))
    assert before == "calm" and SO_HERE not in page
    for number in range(4):
        assessed(cast, "irritated", number)
    after, page = suggested(cast, complaint(cast, LATE.format(n=77)))
    assert after == "irritated" and SO_HERE in page
    other, page = suggested(cast, complaint(cast, SOFA))
    assert other == "calm" and SO_HERE not in page
    row = ComplaintJudged.objects.order_by("at").first()
    assert row is not None and (row.suggested, row.chosen, row.language) == ("calm", "irritated", "sk")


@pytest.mark.django_db
def test_a_wish_is_corrected_as_well_and_stays_as_it_was_chosen(cast: Cast) -> None:
    def wish(case: Case) -> tuple[str, str]:
        page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/assess/")
        field = page.split('name="wants"')[1].split("</select>")[0]
        chosen = re.findall(r'value="(\w*)" selected', field)
        return (chosen[0] if chosen else ""), page

    assert wish(complaint(cast, LATE.format(n=1)))[0] != "stop"
    for number in range(4):
        last = assessed(cast, "calm", number, wants="stop")
    found, page = wish(complaint(cast, LATE.format(n=5)))
    assert found == "stop" and "Sounds like: that it stops." in page
    assert wish(last)[0] == "stop"
    assessed(cast, "calm", 6)
    assert wish(complaint(cast, LATE.format(n=7)))[0] == "stop", "who chooses no wish says nothing of it"
    code, page = Desk(cast.emma).refused(
        f"/desk/cases/{last.ref}/assess/", wants="everything", state="calm", essence="x", severity="1"
    )
    assert code == 422


@pytest.mark.django_db
def test_it_goes_with_a_customer_who_is_forgotten(cast: Cast) -> None:
    who = customer()
    for number in range(4):
        assessed(cast, "irritated", number, who)
    stranger = customer("Peter Novák", "peter@example.com")
    assert suggested(cast, complaint(cast, LATE.format(n=5), customer=stranger))[0] == "irritated"
    Case.objects.filter(customer=who).update(stage="closed")
    forget_customer(who, by=cast.by("ada"))
    assert not ComplaintJudged.objects.exists()
    assert suggested(cast, complaint(cast, LATE.format(n=6), customer=stranger))[0] == "calm"


@pytest.mark.django_db
def test_an_administrator_sees_it_and_takes_it_back(cast: Cast) -> None:
    ada, url = Desk(cast.ada), "/desk/settings/coach/"
    assert "Nothing yet." in ada.get(url)
    assessed(cast, "irritated")
    assessed(cast, "irritated", 2)
    page = ada.get(url)
    said = re.search(r"(\d+) complaints were judged; otherwise than the coach had thought: (\d+)", page)
    assert said and said[1] == "2" and int(said[2]) >= 1
    assert Desk(cast.emma).client.post(f"{url}forget/").status_code == 404
    assert ComplaintJudged.objects.count() == 2
    assert ada.client.post(f"{url}forget/").status_code == 303
    assert "Nothing yet." in ada.get(url)
    assert Entry.objects.get(kind="coach.unlearnt").facts == {"complaints": 2}
    assert suggested(cast, complaint(cast, LATE.format(n=3)))[0] == "calm"


@pytest.mark.django_db
def test_only_the_newest_of_a_language_are_kept_and_each_complaint_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KEPT", 3)
    for number in range(5):
        last = assessed(cast, "irritated", number)
    assert ComplaintJudged.objects.count() == 3
    Desk(cast.emma).do(
        f"/desk/cases/{last.ref}/assess/", state="aggressive", essence="Late", severity="1", route="simple"
    )
    assert ComplaintJudged.objects.count() == 3
    assert ComplaintJudged.objects.get(pk=last.pk).chosen == "aggressive"
    assert [(one.language, one.judged) for one in kept.learnt()] == [("sk", 3)]


shares = st.lists(st.floats(0.01, 1), min_size=3, max_size=3).map(
    lambda values: {state: value / sum(values) for state, value in zip(STATES, values, strict=True)}
)
samples = st.frozensets(st.integers(0, 60), max_size=40)
rows = st.lists(
    st.builds(lambda s, p, chosen: Judged(s, wrong(p, chosen)), samples, shares, st.sampled_from(STATES))
)


@given(shares, samples, rows)
def test_it_leans_within_bounds_and_not_at_all_without_its_like(
    found: dict[str, float], read: frozenset[int], judged: list[Judged]
) -> None:
    leant = leaning(found, read, judged)
    assert leant.keys() == found.keys()
    assert all(share >= 0 for share in leant.values()) and sum(leant.values()) == pytest.approx(1)
    unlike = [each for each in judged if not each.sample & read]
    assert leaning(found, read, unlike) == pytest.approx(found)


@given(st.text(max_size=200), st.sampled_from(["sk", "th", "en"]))
def test_the_sample_of_any_text_is_kept_whole(text: str, lang: str) -> None:
    assert unpacked(packed(sample(text, lang))) == sample(text, lang)


def test_no_complaint_keeps_more_than_a_few_thousand_bytes() -> None:
    assert (
        len(
            packed(
                sample(
                    "Aňo ďaleko " * 50 + "".join(chr(97 + n % 26) + str(n) + " " for n in range(9000)), "sk"
                )
            )
        )
        < 4_000
    )
