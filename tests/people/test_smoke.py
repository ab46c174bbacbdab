import pytest

from amends.people import queries


@pytest.mark.django_db
def test_before_set_up_the_company_speaks_english() -> None:
    assert queries.languages() == ["en"]
