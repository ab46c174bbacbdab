"""A large installation made by the database itself: cases with customers, messages, promises and search words."""

from typing import Any

FIRST = "INSERT INTO people_customer (kind, full_name, language, zone, address, preferred_channel, likes, notes, external_id, consent, between, since) SELECT 'person', 'Customer ' || n, 'en', '', '', '', '', '', 'bench-' || n, '{}', '', now() FROM generate_series(1, %s::bigint) AS n"

CASES = """
WITH made AS (
    SELECT gen_random_uuid() AS id, n,
           now() - (%(span)s::text || ' seconds')::interval * (1 - n::float8 / %(total)s::float8) AS at,
           (SELECT array_agg('w' || floor(power(50000, random() + 0 * k))::int) FROM generate_series(1, 90 + (n %% 2)::int) AS g(k)) AS words,
           CASE WHEN n %% 12 = 0 THEN (ARRAY['received','assessed','investigating','decided','responding','answered'])[1 + (n / 12) %% 6]
                ELSE 'closed' END AS stage
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
), written AS (
    INSERT INTO cases_case (id, ref, link_generation, customer_id, team_id, owner_id, channel, answer_by, language, title,
        essence, wish, product, order_ref, external_id, state, route, stage, verdict, outcome, transferred_to, transferred_contact,
        procedure_version, packs, received_at, due_at, closed_at, reopened, version)
    SELECT id, 'b' || n, 1, %(customer)s::bigint + n %% %(customers)s::bigint, %(team)s::bigint, CASE WHEN n %% 3 = 0 THEN %(staff)s::bigint END, 'email',
        'email', 'en', 'Complaint number ' || n, '', '', '', '', '', '', '', stage, '',
        CASE stage WHEN 'closed' THEN 'answered' ELSE '' END, '', '', '1', '[]', at,
        CASE WHEN stage = 'closed' THEN NULL ELSE at + interval '90 days' END,
        CASE stage WHEN 'closed' THEN at + interval '5 days' END, 0, 1
    FROM made
), said AS (
    INSERT INTO cases_message (id, case_id, direction, kind, channel, at, author_name, author_address, language, subject,
        text, html, message_id, in_reply_to, verified, notes)
    SELECT gen_random_uuid(), id, 'in', 'complaint', 'email', at, 'Customer', '', 'en', 'Complaint number ' || n,
        array_to_string(words, ' '), '', '', '', true, '[]' FROM made
), promised AS (
    INSERT INTO cases_promise (id, case_id, kind, what, made_at, due, to_customer, clock, replaced_reason, kept_at, broken_at,
        warned, pausable)
    SELECT gen_random_uuid(), id, 'final', '', at, at + interval '90 days', true, '', '',
        CASE stage WHEN 'closed' THEN at + interval '5 days' END,
        CASE WHEN stage <> 'closed' AND at < now() - interval '90 days' THEN at + interval '90 days' END, 90, true FROM made
)
INSERT INTO cases_casesearch (case_id, team_id, received_at, terms, people)
SELECT id, %(team)s::bigint, at, array_to_tsvector(ARRAY(SELECT DISTINCT unnest(words))), '{}' FROM made
"""


def fill(connection: dict[str, Any], total: int, team: int, staff: int, said: Any = print) -> None:
    """`total` cases over a year, a twelfth of them open; words by Zipf's law over 50,000.

    What is overdue is broken already: the watch would break thousands of promises while pages are measured.
    """
    import psycopg

    customers = max(1000, total // 5)
    with psycopg.connect(**connection, autocommit=True) as link:
        link.execute("SET synchronous_commit = off")
        link.execute("SET amends.quiet = 'on'")
        link.execute(FIRST, [customers])  # type: ignore[arg-type]
        row = link.execute("SELECT min(id) FROM people_customer WHERE external_id LIKE 'bench-%'").fetchone()
        assert row is not None
        step = 20_000
        for first in range(1, total + 1, step):
            last = min(first + step - 1, total)
            values = {
                "first": first,
                "last": last,
                "total": total,
                "span": 365 * 86400,
                "customer": row[0],
                "customers": customers,
                "team": team,
                "staff": staff,
            }
            link.execute(CASES, values)  # type: ignore[arg-type]
            said(f"\r{last} of {total} cases", end="", flush=True)
        said("")
        link.execute("VACUUM ANALYZE cases_case")
        link.execute("ANALYZE")
