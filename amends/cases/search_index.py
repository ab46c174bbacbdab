"""Writing the search index: the application cuts the words, because no dictionary of the database knows our languages."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from amends.cases.models import Case, Message, Point
from amends.journal import prepared
from amends.language.words import index_terms

LONGEST_TEXT = 20_000
_WRITE = """
INSERT INTO cases_casesearch (case_id, team_id, received_at, terms, people)
SELECT d.case_id, d.team_id, d.received_at, array_to_tsvector(string_to_array(d.terms, chr(31))), '{}'
FROM unnest(%s::uuid[], %s::bigint[], %s::timestamptz[], %s::text[]) AS d(case_id, team_id, received_at, terms)
ON CONFLICT (case_id) DO UPDATE SET team_id = EXCLUDED.team_id, terms = EXCLUDED.terms
"""


def terms_of(case: Case, texts: Sequence[str]) -> list[str]:
    """Everything a case is found by: its texts, its reference, the customer's name, the order."""
    terms = set(index_terms("\n".join([case.title, case.essence, *texts])[:LONGEST_TEXT], case.language))
    terms |= set(index_terms(f"{case.customer.full_name} {case.order_ref} {case.external_id}", case.language))
    terms |= {case.ref.lower(), case.ref.replace("-", "").lower()}
    return sorted(term for term in terms if term and len(term.encode()) < 500)


@transaction.atomic
def index_cases(ids: Sequence[UUID]) -> int:
    """(Re)write the index rows of these cases: four statements however many they are."""
    cases = list(Case.objects.filter(pk__in=ids).select_related("customer"))
    texts: dict[UUID, list[str]] = {case.pk: [] for case in cases}
    messages = Message.objects.filter(case_id__in=list(texts)).exclude(kind__in=["first_answer", "machine"])
    for case_id, text in messages.values_list("case_id", "text"):
        texts[case_id].append(text)
    for case_id, text in Point.objects.filter(case_id__in=list(texts), withdrawn=False).values_list(
        "case_id", "what"
    ):
        texts[case_id].append(text)
    return write_index(cases, texts)


def write_index(cases: Sequence[Case], texts: dict[UUID, list[str]]) -> int:
    """Write rows for cases whose texts are at hand (import)."""
    if not cases:
        return 0
    terms = [terms_of(case, texts.get(case.pk, [])) for case in cases]
    with prepared.cursor() as cursor:  # the texts travel beside the statement, which would be kept with them
        cursor.execute(
            _WRITE,
            [
                [case.pk for case in cases],
                [case.team_id for case in cases],
                [case.received_at for case in cases],
                ["\x1f".join(row) for row in terms],
            ],
        )
    return len(cases)


def index_missing(limit: int = 500, *, newest: int | None = 5000) -> int:
    """Index cases that have no row yet, of the `newest` (None: of all, which reads the whole table); returns how many."""
    cases = Case.objects.order_by("-received_at", "-id")
    if newest:
        cases = Case.objects.filter(pk__in=cases.values("pk")[:newest])
    ids = list(cases.filter(search=None).values_list("pk", flat=True)[:limit])
    return index_cases(ids) if ids else 0
