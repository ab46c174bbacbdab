"""A kept read finds what the same query would find, whatever it was asked before."""

import pytest
from django.db.models import Q, QuerySet
from pytest_django import DjangoAssertNumQueries

from amends.journal.kept import kept
from amends.people.models import Membership, Staff
from tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db


@kept
def named(name: str) -> QuerySet[Staff]:
    return Staff.objects.filter(full_name=name)


@kept
def keyed(keys: list[int]) -> QuerySet[Staff]:
    return Staff.objects.filter(pk__any=keys).order_by("-pk")


@kept
def handlers(team: int) -> QuerySet[Membership]:
    found = Membership.objects.filter(Q(team=team) | Q(team=None), role="handler")
    return found.select_related("staff").order_by("staff__full_name")


@kept
def half(team: int) -> QuerySet[Membership, str]:
    """With a constant that has the sign of a place."""
    found = Membership.objects.filter(team=team).exclude(staff__full_name="100 %s 'of' %")
    return found.order_by("pk").values_list("staff__email", flat=True)


@pytest.fixture
def cast() -> Cast:
    return assemble()


def test_each_time_its_own_values(cast: Cast) -> None:
    for _time in range(7):  # more often than a connection needs to keep a plan
        assert named("Emma Test") == [cast.emma]
        assert named("Daniel Test") == [cast.daniel]
        assert named("'; DROP TABLE people_staff; -- %s") == []


def test_lists_of_any_length(cast: Cast) -> None:
    assert keyed([]) == []
    assert keyed([cast.emma.pk]) == [cast.emma]
    assert keyed([cast.emma.pk, cast.rudi.pk, 0]) == [cast.rudi, cast.emma]


def test_what_belongs_to_a_row_comes_with_it(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    handlers(cast.team.pk)
    with django_assert_num_queries(1):
        assert [row.staff.full_name for row in handlers(cast.team.pk)] == ["Emma Test"]
    assert [row.staff for row in handlers(cast.other_team.pk)] == [cast.rudi]


def test_constants_stand_in_the_text(cast: Cast) -> None:
    assert half(cast.team.pk) == [one.email for one in (cast.emma, cast.daniel, cast.peter)]
    cast.emma.full_name = "100 %s 'of' %"
    cast.emma.save()
    assert half(cast.team.pk) == [one.email for one in (cast.daniel, cast.peter)]


def test_nothing_found_before_is_found_again(cast: Cast) -> None:
    first = named("Emma Test")
    first.clear()
    cast.emma.full_name = "Emma Other"
    cast.emma.save()
    assert named("Emma Test") == []
    assert named("Emma Other") == [cast.emma]
