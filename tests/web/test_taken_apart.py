"""Complaints of two customers that were joined once: named by the doctor and on their page, and taken apart there."""

import pytest
from django.test import Client

from amends.cases.models import Case
from amends.channels.links import follow_link
from amends.people import actions as people
from amends.server.checkup import work
from tests.cast import Cast, complaint, customer
from tests.web.desk import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast: Cast) -> tuple[Case, Case]:
    """As it could be done before it was refused: Ivo's is joined to Zuzana's."""
    hers = complaint(cast, "Jej doska praskla.")
    his = complaint(cast, "Aj mne praskla.", customer=customer("Ivo <b>Malý</b>", "ivo@example.org"))
    Case.objects.filter(pk=his.pk).update(
        joined_to=hers, stage="joined", outcome="joined", closed_at=hers.received_at
    )
    return hers, his


def read_by_link(case: Case) -> str:
    return Client().get(follow_link(case).replace("http://localhost:8000", "") + "/").content.decode()


def test_the_doctor_names_them_until_they_are_apart(cast: Cast, two: tuple[Case, Case]) -> None:
    hers, his = two
    (found,) = work.joined_across()
    assert f"{his.ref} to {hers.ref}" in found.words
    emma = Desk(cast.emma)
    page = emma.get(f"/desk/cases/{hers.ref}/")
    assert f"{his.ref} of Ivo &lt;b&gt;Malý&lt;/b&gt; is joined to this complaint" in page
    assert f"/desk/cases/{his.ref}/take_apart/" in page
    assert "It stands by itself again" in emma.do(f"/desk/cases/{his.ref}/take_apart/", reason="Two people.")
    assert not list(work.joined_across())
    assert "take_apart" not in emma.get(f"/desk/cases/{hers.ref}/")
    assert "Aj mne praskla." not in emma.get(f"/desk/cases/{hers.ref}/")
    assert "Jej doska praskla." not in read_by_link(his)
    assert "Taken apart from" in emma.get(f"/desk/cases/{his.ref}/journal/")


def test_neither_reads_the_others_by_a_link(cast: Cast, two: tuple[Case, Case]) -> None:
    hers, his = two
    page = read_by_link(his)
    assert "Aj mne praskla." in page
    assert "Jej doska praskla." not in page
    assert "inou sťažnosťou" in page
    page = read_by_link(hers)
    assert "Jej doska praskla." in page
    assert "Aj mne praskla." not in page


def test_of_one_person_nothing_is_said(cast: Cast, two: tuple[Case, Case]) -> None:
    hers, his = two
    people.merge_customers(hers.customer, his.customer, by=cast.by("ada"))
    assert not list(work.joined_across())
    assert "take_apart" not in Desk(cast.emma).get(f"/desk/cases/{hers.ref}/")
