"""What the coach hears in a complaint is offered on the assessing form, and nothing of it is written by itself."""

import pytest

from amends.cases.actions import assess
from amends.cases.models import Case
from tests.cast import Cast, complaint
from tests.web.desk import Desk

pytestmark = pytest.mark.django_db

ANGRY = "Už TRETÍ raz píšem!! Objednávka 4471-09 neprišla 3. mája a chcem späť 184 eur, inak idem na SOI."


def test_facts_and_signs_stand_beside_the_fields(cast: Cast) -> None:
    case = complaint(cast, ANGRY)
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/assess/")
    for heard in ("4471-09", "3. mája", "184 eur", "!!", "Sounds irritated"):
        assert heard in page, heard
    assert Case.objects.get(pk=case.pk).state == ""


def test_what_somebody_chose_stays_chosen(cast: Cast) -> None:
    case = complaint(cast, ANGRY)
    assess(case, state="calm", essence="Late", severity=1, route="simple", by=cast.by("emma"))
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/assess/")
    assert 'value="calm" ' in page and page.split('value="calm"')[1].split(">")[0].count("checked") == 1
