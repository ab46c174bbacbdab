"""Pages and searches in a large installation, as the browser waits for them on this machine."""

import os

from bench import load
from bench.fill import fill
from bench.installation import Installation

Row = tuple[str, str, str, str]


def signed_in(place: Installation) -> tuple[str, int, int]:
    """A session of the administrator, the team's number, and the employee's."""
    os.environ.update({k: v for k, v in place.env.items() if k.startswith("AMENDS_")})
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "amends.server.settings"
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from amends.people.models import Company, Staff

    staff = Staff.objects.get(email="admin@bench.example")
    session = SessionStore()
    session[SESSION_KEY] = str(staff.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    session.save()
    team = Company.objects.get().default_team_id
    assert team is not None
    assert session.session_key is not None
    return session.session_key, team, staff.pk


def measure(place: Installation, cases: int, less: int) -> list[Row]:
    from amends.server.postgres import connection

    session, team, staff = signed_in(place)
    from amends.cases.models import Case

    ref = Case.objects.order_by("-received_at").values_list("ref", flat=True)[0]
    fill(connection(place.home, "owner"), cases, team, staff)
    call = load.Caller(place.port, {"Cookie": f"amends_session={session}"})
    empty = load.run(lambda n: call("GET", "/healthz")[0] == 200, 1, 200)
    limit = f"health page p50 {empty.p50:.1f} ms"
    pages = {
        "Today": "/desk/",
        "queue, page 1": "/desk/complaints/",
        "queue, page 50": _far(call),
        "case page": f"/desk/cases/{ref}/",
        "search, rare word": "/desk/search/?q=w49137",
        "search, medium word": "/desk/search/?q=w2000",
        "search, common word": "/desk/search/?q=w3",
        "search, two words": "/desk/search/?q=w3+w2000",
    }
    rows = []
    for name, path in pages.items():
        statuses: set[int] = set()

        def one(_n: int, path: str = path, statuses: set[int] = statuses) -> bool:
            status, _body = call("GET", path)
            statuses.add(status)
            return status == 200

        load.run(one, 1, 5)
        found = load.run(one, 1, 100 // less)
        eight = load.run(one, 8, 200 // less)
        figure = f"p50 {found.p50:.0f} ms, p95 {found.p95:.0f} ms; 8 clients {eight.rate:.0f}/s"
        if statuses != {200}:
            figure += f" (answers: {sorted(statuses)})"
        goal = "p95 < 120 ms" if name.startswith("search") else "p95 < 80 ms"
        rows.append((f"{name}, {cases:,} cases", figure, limit, goal))
    return [*rows, _counts(cases)]


def _far(call: load.Caller) -> str:
    """The address of the fiftieth page, reached by its links as a person would."""
    import re

    path = "/desk/complaints/"
    for _page in range(49):
        _status, body = call("GET", path)
        found = re.search(rb'href="([^"]*[?&;]after=[^"]+)"', body)
        if not found:
            return path
        link = found[1].decode().replace("&amp;", "&")
        path = link if link.startswith("/") else f"/desk/complaints/{link}"
    return path


def _counts(cases: int) -> Row:
    from django.db import connection

    from amends.cases.worklist import counts
    from amends.people.models import Staff

    staff = Staff.objects.get(email="admin@bench.example")
    connection.ensure_connection()
    found = load.run(lambda _n: bool(counts(staff)), 1, 50)
    return (
        f"counts beside the filters, {cases:,} cases",
        f"p50 {found.p50:.0f} ms, p95 {found.p95:.0f} ms",
        "",
        "< 30 ms",
    )
