"""The search index follows the journal's notices."""

from django.db import connection

from amends.cases.indexer import index_refs, refs_in
from amends.cases.models import CaseSearch
from tests.cast import Cast, complaint


def test_only_notices_about_new_words_count() -> None:
    told = ["case.received AAAA-BBBB-C", "case.promise_warned XXXX-YYYY-Z", "company.changed ", ""]
    assert refs_in(told) == {"AAAA-BBBB-C"}


def test_a_case_that_was_told_of_is_found(cast: Cast) -> None:
    case = complaint(cast)
    assert index_refs({case.ref}) == 1
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM cases_casesearch WHERE terms @@ %s::tsquery", [f"'{case.ref.lower()}'"]
        )
        assert cursor.fetchone() == (1,)
    assert CaseSearch.objects.get().case_id == case.pk
