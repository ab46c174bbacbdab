"""The customer follows, adds, decides and says how it went, with nothing but the link."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amends.cases import actions as cases
from amends.cases.models import Case, File, Message, Promise, Remedy
from amends.cases.queries import conversation
from amends.cases.reference import new_reference
from amends.channels.first_answer import zone_for
from amends.channels.intake import Incoming, receive
from amends.channels.links import follow_link
from amends.improvement.models import Survey
from amends.language.dates import long_date
from amends.people.models import Company
from amends.procedure import moment
from amends.responses import actions as responses
from amends.responses.models import Draft
from tests.cast import Cast, assemble
from tests.responses.test_signing import decided, shown, written

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@pytest.fixture
def cast() -> Cast:
    cache.clear()
    found = assemble()
    Company.objects.update(languages=["en", "sk", "th", "lv", "bg", "ro"])
    found.company.refresh_from_db()
    return found


@pytest.fixture
def case(cast: Cast) -> Case:
    with moment.set_to(MONDAY):
        receipt = receive(
            Incoming(
                "web_form",
                "The wardrobe came without a door. Nobody answers the phone.",
                sender_name="Ann Baker",
                sender_email="ann@example.com",
                language="en",
            )
        )
    assert receipt.case
    return Case.objects.select_related("customer", "team", "owner").get(pk=receipt.case.pk)


def link(case: Case, page: str = "") -> str:
    return re.sub(r"^https?://[^/]+", "", follow_link(case)) + page


def look(client: Client, case: Case, page: str = "", at: datetime = MONDAY) -> str:
    with moment.set_to(at):
        reply = client.get(link(case, page))
    assert reply.status_code == 200
    return str(reply.content.decode())


def say(client: Client, case: Case, page: str, at: datetime = MONDAY, **data: Any) -> Any:
    with moment.set_to(at):
        return client.post(link(case, page), data)


def answered(cast: Cast, case: Case) -> Case:
    draft = responses.request_signature(written(cast, decided(cast, case, 2)), by=cast.by("emma"))
    responses.sign(draft, by=cast.by("daniel"), shown=shown(draft))
    responses.send(Draft.objects.get(pk=draft.pk), by=cast.by("emma"))
    case.refresh_from_db()
    return case


def test_a_link_of_the_form_reads_no_other_complaint(cast: Cast, case: Case, client: Client) -> None:
    """Anybody may fill in the form with somebody's address, and is shown its link."""
    hers = receive(
        Incoming("email", "My bed broke.", sender_name="Ann Baker", sender_email="ann@example.com")
    )
    mailed = receive(Incoming("email", "My bed again.", sender_name="Ann", sender_email="ann@example.com"))
    assert hers.case and mailed.case
    for one in (case, mailed.case):
        cases.join_duplicate(one, hers.case, by=cast.by("emma"))
    page = look(client, case)
    assert "together with your other complaint" in page and "My bed" not in page
    assert "The wardrobe came without a door." in page
    shown = look(client, mailed.case)
    assert "My bed broke." in shown and "My bed again." in shown
    added = say(client, case, "/add", text="The hinge is loose too.")
    assert added.status_code == 303
    assert "The hinge is loose too." in {m.text for m in conversation(hers.case)}


def test_the_promised_date_is_the_headline(case: Case, client: Client) -> None:
    page = look(client, case)
    head = re.search(r"<h1>(.*?)</h1>", page, re.S)
    assert head
    due = Promise.objects.filter(case=case, to_customer=True).order_by("due")[0].due
    assert f"{due.day} November" in head[1] and "You hear from us" in head[1]
    assert case.ref in page and "Ann Baker" in page
    assert page.count('class="next"') == 2
    assert "You get our written answer." in page


def test_the_first_answer_stands_open_until_something_follows(case: Case, client: Client) -> None:
    assert '<details class="fold" open>' in look(client, case)
    say(client, case, "/add", text="One more thing.")
    assert '<details class="fold" open>' not in look(client, case)


def test_the_page_asks_the_database_a_bounded_number_of_times(
    cast: Cast, case: Case, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        say(client, case, "/add", text=f"Thing {number}")
    with django_assert_max_num_queries(19):
        look(client, case)


def test_it_is_kept_by_nobody_and_told_to_nobody(case: Case, client: Client) -> None:
    reply = client.get(link(case))
    assert "no-store" in reply["Cache-Control"]
    assert reply["Referrer-Policy"] == "same-origin"
    assert "noindex" in reply["X-Robots-Tag"]


def test_spaces_dashes_and_capitals_of_a_typed_link_do_not_matter(case: Case, client: Client) -> None:
    _my, ref, code = link(case).strip("/").split("/")
    spaced = f"/my/{ref.replace('-', ' ').lower()}/{code[:8].upper()}-{code[8:]}/"
    assert client.get(spaced).status_code == 200


def test_wrong_and_unknown_are_one_answer(case: Case, client: Client) -> None:
    _my, ref, code = link(case).strip("/").split("/")
    wrong = client.get(f"/my/{ref}/{code[:-1]}{'a' if code[-1] != 'a' else 'b'}")
    unknown = client.get(f"/my/{new_reference()}/{code}")
    nonsense = client.get("/my/x/y")
    assert wrong.status_code == unknown.status_code == nonsense.status_code == 404
    bodies = {re.sub(rb'value="[^"]*"', b"", r.content) for r in (wrong, unknown, nonsense)}
    assert len(bodies) == 1


def test_who_tries_many_codes_waits_and_the_right_link_still_opens(case: Case, client: Client) -> None:
    statuses = [client.get(f"/my/{new_reference()}/abc").status_code for _try in range(12)]
    assert statuses == [404] * 10 + [429] * 2
    assert client.get(link(case)).status_code == 200
    assert client.get("/my/x/y", REMOTE_ADDR="198.51.100.9").status_code == 404


def test_a_late_promise_is_owned_up_to(case: Case, client: Client) -> None:
    page = look(client, case, at=MONDAY + timedelta(days=4))
    assert "We are late, and we are sorry." in page


def test_what_is_added_belongs_to_the_complaint(case: Case, client: Client) -> None:
    photo = SimpleUploadedFile("door & frame.jpg", b"\xff\xd8\xff picture", "image/jpeg")
    assert say(client, case, "/add", text="It was the left door.", attachments=[photo]).status_code == 303
    message = Message.objects.get(case=case, kind="addition")
    assert message.text == "It was the left door."
    page = look(client, case)
    assert "It was the left door." in page and "You sent 1 file with it." in page
    assert "door &amp; frame.jpg" in page


def test_an_empty_addition_says_what_to_do_and_pressing_twice_is_once(case: Case, client: Client) -> None:
    empty = say(client, case, "/add", text="\u200b")
    assert empty.status_code == 422 and "Write something, or choose a file." in empty.content.decode()
    for _press in range(2):
        assert say(client, case, "/add", text="The left one.").status_code == 303
    assert Message.objects.filter(case=case, kind="addition").count() == 1
    assert client.get(link(case, "/add")).status_code == 302


def test_files_are_downloads_and_only_of_this_complaint(cast: Cast, case: Case, client: Client) -> None:
    page = SimpleUploadedFile("invoice.html", b"<script>alert(1)</script>", "text/html")
    say(client, case, "/add", text="See", attachments=[page])
    row = File.objects.get(case=case)
    reply = client.get(link(case, f"/file/{row.pk}"))
    assert b"".join(reply) == b"<script>alert(1)</script>"  # type: ignore[arg-type]
    assert reply["Content-Disposition"].startswith("attachment")
    assert reply["X-Content-Type-Options"] == "nosniff" and "sandbox" in reply["Content-Security-Policy"]
    assert reply["Content-Type"] == "application/octet-stream"
    other = receive(
        Incoming("web_form", "Another thing", sender_name="Bo", sender_email="bo@example.com")
    ).case
    assert other
    assert client.get(link(other, f"/file/{row.pk}")).status_code == 404
    assert client.get(link(case, "/file/..%2f..%2fsettings.py")).status_code == 404


def test_notes_among_colleagues_never_show(cast: Cast, case: Case, client: Client) -> None:
    cases.note(case, "She sounds like Mrs Green.", by=cast.by("emma"))
    assert "Mrs Green" not in look(client, case)


def offered(cast: Cast, case: Case) -> Remedy:
    emma = cast.by("emma")
    row = cases.propose_remedy(case, "replacement", "We bring a new door.", by=emma)
    row.case.refresh_from_db()
    return cases.offer_remedy(row, by=emma)


def test_a_remedy_is_answered_by_a_press_and_a_look_changes_nothing(
    cast: Cast, case: Case, client: Client
) -> None:
    row = offered(cast, case)
    assert f"/remedy/{row.pk}" in look(client, case)
    assert client.get(link(case, "/remedy"))["Location"] == link(case, f"/remedy/{row.pk}")
    asked = look(client, case, f"/remedy/{row.pk}")
    assert "We bring a new door." in asked
    by_day = re.search(r"it is done by this date: (.*?)\.", asked)
    assert by_day
    row.refresh_from_db()
    assert row.accepted_at is None and row.refused_at is None
    assert say(client, case, f"/remedy/{row.pk}", accepted="yes").status_code == 303
    row.refresh_from_db()
    assert row.accepted_at is not None
    again = say(client, case, f"/remedy/{row.pk}", accepted="no")
    assert again.status_code == 409 and "answered already" in again.content.decode()
    assert "You have said yes to this." in look(client, case, f"/remedy/{row.pk}")
    promised = Promise.objects.get(case=case, kind="remedy").due
    assert by_day[1] == long_date(promised.astimezone(zone_for(case)).date(), "en")
    assert "You said yes: We bring a new door." in look(client, case)


def test_no_with_words_is_kept(cast: Cast, case: Case, client: Client) -> None:
    row = offered(cast, case)
    assert say(client, case, f"/remedy/{row.pk}", accepted="no", words="I want my money.").status_code == 303
    row.refresh_from_db()
    assert row.refused_at and row.customer_words == "I want my money."


def test_the_answer_is_read_and_fetched_and_a_happy_survey_ends_it(
    cast: Cast, case: Case, client: Client
) -> None:
    answered(cast, case)
    page = look(client, case, at=moment.now())
    assert "We answered you" in page and "Answer to Matter 1" in page
    pdf = re.search(r'href="([^"]+/file/[^"]+)" download>Our answer', page)
    assert pdf and b"".join(client.get(pdf[1])).startswith(b"%PDF")  # type: ignore[arg-type]
    missing = client.post(link(case, "/survey"), {"outcome": "5", "words": "Kind people"})
    assert missing.status_code == 422 and "Choose one of the five answers." in missing.content.decode()
    assert "Kind people" in missing.content.decode()
    marks = {"outcome": "5", "treatment": "4", "course": "4", "words": "Kind people"}
    assert client.post(link(case, "/survey"), marks).status_code == 303
    assert Survey.objects.get().satisfied is True
    case.refresh_from_db()
    assert case.stage == "closed"


def test_after_the_answer_what_was_agreed_stands_largest(cast: Cast, case: Case, client: Client) -> None:
    row = offered(cast, case)
    assert say(client, case, f"/remedy/{row.pk}", accepted="yes").status_code == 303
    answered(cast, case)
    page = look(client, case)
    head = re.search(r"<h1.*?</h1>", page, re.S)
    assert head and "What you agreed to is done" in head[0] and "You hear from us" not in head[0]


def test_an_unhappy_survey_opens_it_again(cast: Cast, case: Case, client: Client) -> None:
    answered(cast, case)
    marks = {"outcome": "1", "treatment": "3", "course": "2", "words": "Still no door"}
    assert client.post(link(case, "/survey"), marks).status_code == 303
    case.refresh_from_db()
    assert (case.stage, case.reopened) == ("investigating", 1)
    page = look(client, case, at=moment.now())
    assert "You hear from us" in page


def test_not_all_right_opens_it_again_with_the_reason(cast: Cast, case: Case, client: Client) -> None:
    answered(cast, case)
    assert client.post(link(case, "/reopen"), {"reason": " "}).status_code == 422
    assert client.post(link(case, "/reopen"), {"reason": "The door is the wrong colour."}).status_code == 303
    case.refresh_from_db()
    assert case.stage == "investigating"


def test_the_customer_takes_it_back_and_may_open_it_again(case: Case, client: Client) -> None:
    assert "We then do nothing more" in look(client, case, "/withdraw")
    case.refresh_from_db()
    assert case.stage == "received"
    assert say(client, case, "/withdraw", reason="").status_code == 303
    case.refresh_from_db()
    assert case.stage == "withdrawn"
    page = look(client, case)
    assert "You took your complaint back" in page and "/reopen" in page and "/withdraw" not in page
    assert say(client, case, "/reopen", reason="It broke again.").status_code == 303


def test_how_it_goes_so_far_reaches_those_responsible(case: Case, client: Client) -> None:
    assert say(client, case, "/mood", mood="bad").status_code == 303
    assert Message.objects.get(case=case, kind="addition").text == "So far I am not well looked after."


def test_points_can_be_corrected(cast: Cast, case: Case, client: Client) -> None:
    cases.add_point(case, "The door is missing", by=cast.by("emma"))
    page = look(client, case)
    assert "The door is missing" in page and 'href="#add"' in page


def test_the_page_speaks_the_language_of_the_complaint(case: Case, client: Client) -> None:
    Case.objects.filter(pk=case.pk).update(language="lv")
    assert '<html lang="lv"' in look(client, case)
    client.post("/i18n/setlang/", {"language": "bg", "next": link(case)})
    assert '<html lang="bg"' in look(client, case)


def test_our_own_forms_pass_the_check_against_forged_ones(case: Case) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(link(case)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    sent = {"text": "Hello", "csrfmiddlewaretoken": token[1]}
    assert strict.post(link(case, "/add"), sent, headers={"origin": "http://testserver"}).status_code == 303
    assert strict.post(link(case, "/add"), {"text": "Hello again"}).status_code == 403


def test_an_old_generation_of_the_link_is_worthless(case: Case, client: Client) -> None:
    old = link(case)
    Case.objects.filter(pk=case.pk).update(link_generation=2)
    assert client.get(old).status_code == 404


def test_the_desk_sees_the_three_facets_and_the_words(cast: Cast, case: Case, client: Client) -> None:
    answered(cast, case)
    marks = {"outcome": "5", "treatment": "4", "course": "3", "words": "Kind <b>people</b>"}
    assert client.post(link(case, "/survey"), marks).status_code == 303
    client.force_login(cast.daniel)
    shown_as = {
        f"/desk/cases/{case.ref}/": "Outcome 5, treatment 4, course 3 of 5.",
        "/desk/improve/": "5 · 4 · 3",
    }
    for page, facets in shown_as.items():
        seen = client.get(page).content.decode()
        assert facets in seen
        assert "Kind &lt;b&gt;people&lt;/b&gt;" in seen
