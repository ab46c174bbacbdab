"""What the pages of the desk promise: bounded reading, nobody else's cases, nothing lost, nothing run by the browser."""

import re
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases.actions import attach_file
from amends.cases.models import Case, Message, Promise
from amends.people import actions as people
from amends.people.models import Customer
from amends.procedure import moment
from amends.responses.models import Draft
from tests.cast import MONDAY, Cast, complaint, customer
from tests.web.desk import Desk


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)


def many(cast: Cast, count: int) -> list[Case]:
    return [complaint(cast, customer=customer(f"Customer {n}", f"c{n}@example.com")) for n in range(count)]


@pytest.mark.parametrize(
    ("url", "queries"),
    [("/desk/", 19), ("/desk/complaints/", 14), ("/desk/promises/", 13), ("/desk/search/?q=doska", 12)],
)
def test_lists_read_as_often_for_many_as_for_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, url: str, queries: int
) -> None:
    many(cast, 12)
    emma = Desk(cast.emma)
    emma.get(url)
    with django_assert_max_num_queries(queries):
        emma.get(url)


def test_a_case_reads_boundedly(
    cast: Cast, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    emma = Desk(cast.emma)
    for n in range(5):
        emma.do(f"/desk/cases/{case.ref}/add_point/", what=f"Point {n}")
        emma.do(f"/desk/cases/{case.ref}/note/", text="A note")
    with django_assert_max_num_queries(23):
        emma.get(f"/desk/cases/{case.ref}/")


def test_strangers_are_sent_to_sign_in(client: object, case: Case) -> None:
    from django.test import Client

    for url in ("/desk/", "/desk/complaints/", f"/desk/cases/{case.ref}/", "/desk/sign/", "/desk/new/"):
        answer = Client().get(url)
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]


def test_what_one_may_not_see_is_not_there(cast: Cast, case: Case) -> None:
    rudi = Desk(cast.rudi)
    for url in ("", "journal/", "files/", "reply/", "assess/", "changed/"):
        assert rudi.status(f"/desk/cases/{case.ref}/{url}") == 404
    assert rudi.status(f"/desk/customers/{case.customer_id}/") == 404
    assert case.title not in rudi.get("/desk/complaints/")
    assert case.title not in rudi.get("/desk/")


def test_every_offered_verb_opens(cast: Cast, case: Case) -> None:
    import re

    emma, at = Desk(cast.emma), f"/desk/cases/{case.ref}"
    emma.do(f"{at}/assign/", to=str(cast.emma.pk))
    emma.do(f"{at}/add_point/", what="Scratched")
    emma.do(f"{at}/assess/", essence="Scratched", state="calm", severity="1", route="simple")
    links = set(re.findall(rf'href="({at}/[a-z_]+/(?:\?on=[^"#]+)?)"', emma.get(f"{at}/")))
    assert len(links) >= 20
    for link in links:
        emma.get(link)


def test_a_refusal_stands_at_the_form_with_what_was_typed(cast: Cast, case: Case) -> None:
    emma, url = Desk(cast.emma), f"/desk/cases/{case.ref}/pause/"
    status, page = emma.refused(
        url, until="2020-01-01T12:00", reason="Waits for the workshop", text="Ozveme sa."
    )
    assert status == 422
    assert "Waits for the workshop" in page
    assert "The date must lie ahead." in page


def test_a_step_that_is_not_possible_says_why(cast: Cast, case: Case) -> None:
    emma = Desk(cast.emma)
    status, page = emma.refused(f"/desk/cases/{case.ref}/close/")
    assert status == 409
    assert "Nothing was changed" in page or "note error" in page
    assert emma.status(f"/desk/cases/{case.ref}/decide_point/") == 404


def test_an_assessment_over_somebody_elses_is_refused_once(cast: Cast, case: Case) -> None:
    emma, daniel, url = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}/assess/"
    version = emma.hidden(url)["version"]
    daniel.do(url, essence="Daniel's words", state="calm", severity="1", route="simple")
    mine = {"essence": "Emma's words", "state": "calm", "severity": "2", "route": "simple"}
    status, page = emma.refused(url, version=version, **mine)
    assert status == 409
    assert "Emma&#x27;s words" in page


def test_two_write_one_letter_and_nobodys_words_are_lost(cast: Cast, case: Case) -> None:
    emma, daniel, at = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}"
    emma.do(f"{at}/assign/", to=str(cast.emma.pk))
    emma.do(f"{at}/add_point/", what="Scratched")
    emma.do(f"{at}/assess/", essence="Scratched", state="calm", severity="1", route="simple")
    emma.do(f"{at}/decide_point/", verdict="justified", reason="So it is.")
    emma.get(f"{at}/reply/")
    draft = Draft.objects.get()
    block = draft.blocks.get(kind="answer")
    name, url = str(block.pk), f"{at}/reply/{block.pk}/"
    first = {f"was-{name}": "", "version": str(draft.version)}
    assert daniel.client.post(url, {**first, f"text-{name}": "Daniel's words"}).status_code == 200
    answer = emma.client.post(url, {**first, f"text-{name}": "Emma's words"})
    assert answer.status_code == 409
    both = answer.content.decode()
    assert "Daniel&#x27;s words" in both
    assert "Emma&#x27;s words" in both
    block.refresh_from_db()
    assert block.text == "Daniel's words"


def test_a_customers_card_keeps_both_changes(cast: Cast, case: Case) -> None:
    emma, url = Desk(cast.emma), f"/desk/customers/{case.customer_id}/"
    shown = emma.hidden(url)
    card = Customer.objects.get(pk=case.customer_id)
    people.change_customer(card, {"likes": "vouchers"}, by=cast.by("daniel"))
    was = {k: v for k, v in shown.items() if k.startswith("was_")}
    values = {
        **was,
        "full_name": card.full_name,
        "kind": "person",
        "language": "sk",
        "likes": "things mended",
    }
    status, page = emma.refused(url, **values)
    assert status == 409
    assert "vouchers" in page
    assert "things mended" in page
    emma.refused(url, **{**values, "likes": "", "notes": "Calls in the morning"})
    card.refresh_from_db()
    assert (card.likes, card.notes) == ("vouchers", "Calls in the morning")


@pytest.mark.parametrize(
    "name", ["evil.html", "пря<мой>.svg", 'a"; filename=b.exe', "../../etc/passwd", "x\r\nSet-Cookie: a=b"]
)
def test_files_come_down_and_never_run(cast: Cast, case: Case, name: str) -> None:
    row = attach_file(case, name, "text/html", b"<script>alert(1)</script>", by=cast.by("emma"))
    answer = Desk(cast.emma).client.get(f"/desk/cases/{case.ref}/files/{row.pk}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "/" not in answer["Content-Disposition"].split(";", 1)[1]
    assert "Set-Cookie" not in answer.headers or "a=b" not in answer["Set-Cookie"]
    assert Desk(cast.rudi).status(f"/desk/cases/{case.ref}/files/{row.pk}/") == 404


def test_html_mail_is_shown_without_its_teeth(cast: Cast, case: Case) -> None:
    Message.objects.filter(case=case).update(
        text="",
        html='<p onclick="x()">Hello <img src="http://spy.example/p.gif"><a href="http://bad.example/x">your bank</a>'
        "<script>alert(1)</script><style>p{}</style><form action=/x></form></p>",
    )
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/")
    assert "your bank" in page
    assert "(bad.example)" in page
    for tooth in ("onclick", "spy.example", "alert(1)", "p{}"):
        assert tooth not in page


def test_overdue_promises_stand_first_and_a_new_date_is_told(cast: Cast) -> None:
    from amends.cases.watch import watch_promises

    with moment.set_to(MONDAY):
        case = complaint(cast, at=MONDAY)
    with moment.set_to(MONDAY + timedelta(days=9, hours=1)):
        watch_promises()
        emma = Desk(cast.emma)
        page = emma.get("/desk/")
        assert "overdue" in page
        emma.do(
            f"/desk/cases/{case.ref}/re_promise/", due="2026-11-26T12:00", reason="Dielňa má čas až vtedy."
        )
        assert "Overdue" not in emma.get("/desk/promises/?which=broken")
    assert Message.objects.filter(case=case, kind="new_date").count() == 1


def test_a_complaint_is_as_late_in_every_list(cast: Cast) -> None:
    """News and then the reply were missed: Today, the list, the promises and the complaint count from the same date."""
    from amends.cases.watch import watch_promises

    with moment.set_to(MONDAY):
        case = complaint(cast, at=MONDAY)
    with moment.set_to(MONDAY + timedelta(days=60)):
        watch_promises()
        assert Promise.objects.filter(case=case, to_customer=True).exclude(broken_at=None).count() == 2
        emma = Desk(cast.emma)
        late = re.search(r"(\d+ days) late", emma.get(f"/desk/cases/{case.ref}/"))
        assert late is not None
        for address in ("/desk/", "/desk/complaints/", "/desk/promises/"):
            assert re.findall(r"\d+ days(?= ?<)", emma.get(address)) == [late[1]], address


def test_paging_goes_through_all_once(cast: Cast) -> None:
    import re

    from amends.cases import worklist

    many(cast, 7)
    seen: list[object] = []
    after = ""
    while True:
        page, after = worklist.listed(cast.emma, worklist.Filters(), after=after, limit=3)
        seen += [c.pk for c in page]
        if not after:
            break
    assert len(seen) == len(set(seen)) == 7
    assert re.search(r"Open <span>7</span>", Desk(cast.emma).get("/desk/complaints/"))


@pytest.mark.parametrize("language", ["en", "sk", "th", "lv", "bg", "ro"])
def test_pages_speak_the_employees_language(cast: Cast, case: Case, language: str) -> None:
    emma = Desk(cast.emma)
    emma.do("/desk/me/", language=language, zone="Europe/Riga")
    for url in (
        "/desk/",
        "/desk/complaints/",
        f"/desk/cases/{case.ref}/",
        "/desk/new/",
        "/desk/improve/",
        "/desk/sign/",
    ):
        assert f'<html lang="{language}">' in emma.get(url)


def test_signing_asks_for_the_second_factor_where_one_is_set(cast: Cast) -> None:
    """Whoever has set one shows it again before their name goes under a letter."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    case = complaint(cast)
    emma, at = Desk(cast.emma), f"/desk/cases/{case.ref}"
    emma.do(f"{at}/assign/", to=str(cast.emma.pk))
    emma.do(f"{at}/add_point/", what="Scratched")
    emma.do(f"{at}/assess/", essence="Scratched", state="calm", severity="1", route="simple")
    emma.do(f"{at}/decide_point/", verdict="justified", reason="So it is.")
    emma.get(f"{at}/reply/")
    draft = Draft.objects.get()
    block = draft.blocks.get(kind="answer")
    emma.client.post(f"{at}/reply/do/ask/", {f"text-{block.pk}": "Sorry."})
    TOTP.activate(cast.daniel, generate_totp_secret())
    daniel, sign = Desk(cast.daniel), f"/desk/sign/{draft.pk}/"
    answer = daniel.client.post(sign, {"fingerprint": daniel.hidden(sign)["fingerprint"]})
    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
    draft.refresh_from_db()
    assert draft.state == "waiting"
