"""Complaints of one customer joined, where somebody spoke for them in one: each reads what is theirs and no more."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amends.cases import actions
from amends.cases.models import Case, File
from amends.channels.links import follow_link
from tests.cast import Cast, complaint, customer


def address(case: Case, page: str = "") -> str:
    return re.sub(r"^https?://[^/]+", "", follow_link(case)) + page


def read(case: Case) -> str:
    response = Client().get(address(case))
    assert response.status_code == 200
    return response.content.decode()


def with_a_file(case: Case, text: str) -> File:
    sent = SimpleUploadedFile(f"{text}.txt", text.encode(), "text/plain")
    assert Client().post(address(case, "/add"), {"text": text, "attachments": sent}).status_code in (302, 303)
    return File.objects.get(message__text=text, is_original=False)


def fetched(by_link_of: Case, file: File) -> int:
    return Client().get(f"{address(by_link_of)}/file/{file.pk}").status_code


@pytest.fixture
def two(cast: Cast) -> tuple[Case, Case]:
    """The same customer's: one she wrote herself, and one her nephew wrote for her."""
    zuzana, nephew = customer(), customer("Ján Nepovedal", "jan@example.net")
    own = complaint(cast, "Dlhujete mi, o čom doma nevedia.", customer=zuzana)
    for_her = complaint(cast, "Tete praskla doska.", customer=zuzana, representative=nephew)
    return own, for_her


def test_who_spoke_for_a_customer_does_not_read_what_she_wrote_herself(
    cast: Cast, two: tuple[Case, Case]
) -> None:
    own, for_her = two
    secret, told = with_a_file(own, "Moje účty"), with_a_file(for_her, "Doska")
    actions.join_duplicate(for_her, own, by=cast.by("emma"))
    page = read(for_her)
    assert "Tete praskla doska." in page
    assert "o čom doma nevedia" not in page
    assert "inou sťažnosťou" in page
    assert (fetched(for_her, told), fetched(for_her, secret)) == (200, 404)
    page = read(own)
    assert "o čom doma nevedia" in page
    assert "Tete praskla doska." in page, "the complaint is hers, whoever wrote it"
    assert (fetched(own, told), fetched(own, secret)) == (200, 200)


def test_what_she_wrote_herself_is_not_shown_where_hers_is_joined_to_his(
    cast: Cast, two: tuple[Case, Case]
) -> None:
    own, for_her = two
    secret = with_a_file(own, "Moje účty")
    actions.join_duplicate(own, for_her, by=cast.by("emma"))
    assert "o čom doma nevedia" not in read(for_her)
    assert fetched(for_her, secret) == 404
    assert "Tete praskla doska." in read(own), "her link leads on: it is her complaint too"


def test_who_spoke_for_her_in_both_follows_the_one_that_answers(cast: Cast, two: tuple[Case, Case]) -> None:
    own, for_her = two
    again = complaint(cast, "Ešte raz.", customer=own.customer, representative=for_her.representative)
    actions.join_duplicate(again, for_her, by=cast.by("emma"))
    page = read(again)
    assert "Tete praskla doska." in page
    assert "Ešte raz." in page
