"""Mail that came back waits to be told by phone or post, and can be sent once more to an address that works."""

import pytest
from django.conf import settings
from django.db import transaction

from amends.cases.actions.telling import give_to_mail, tell_customer
from amends.cases.models import Case, Message, Notice, Telling
from amends.channels import bounces
from amends.channels.models import Delivery
from amends.journal.models import Entry
from amends.people import actions as people
from amends.people.actor import SYSTEM
from amends.people.models import Contact, Staff
from amends.procedure import moment
from amends.responses import actions as responses
from tests.cast import MONDAY, Cast, complaint
from tests.web.desk import Desk
from tests.web.test_telling import GROUP, LATER, PHONE, address, group, journal, told

pytestmark = pytest.mark.slow

WRONG, RIGHT = "olga@exampel.com", "olga@example.com"


@pytest.fixture
def case(cast: Cast) -> Case:
    """Emma answers for it; the customer has a telephone, and a mail address with a mistake in it."""
    with moment.set_to(MONDAY):
        who = people.find_or_add_customer("Oľga Horváthová", {"phone": PHONE, "email": WRONG}, by=SYSTEM)
        opened = complaint(cast, customer=who)
    Case.objects.filter(pk=opened.pk).update(owner=cast.emma)
    return Case.objects.get(pk=opened.pk)


def asked(cast: Cast, case: Case, question: str = "Which of the boards is it?") -> Message:
    with moment.set_to(LATER):
        return responses.ask_customer(case, question, by=cast.by("emma"))


def returned(message: Message) -> None:
    """As the door does when the notice of a failed delivery comes in."""
    with transaction.atomic(), moment.set_to(LATER):
        for row in Delivery.objects.filter(message=message).exclude(state="failed"):
            bounces.fail(row, "returned", case=Case.objects.get(pk=message.case_id))


def test_it_waits_on_today_with_the_number_and_why(cast: Cast, case: Case) -> None:
    message = asked(cast, case)
    assert GROUP not in Desk(cast.emma).get("/desk/")
    returned(message)
    line = group(Desk(cast.emma).get("/desk/"))
    assert f"Question to the customer · {PHONE} · mail came back" in line and address(message) in line
    assert "Still to be told" in Desk(cast.emma).get(f"/desk/cases/{case.ref}/")
    form = Desk(cast.emma).get(address(message))
    assert f"Mail to {WRONG} came back." in form and f"By email: {WRONG}" in form
    assert "Told by phone" in told(cast, message)
    assert group(Desk(cast.emma).get("/desk/")) == ""


def test_once_all_of_it_was_told_the_notice_goes_as_well(cast: Cast, case: Case) -> None:
    """As long as another message of the complaint still waits, it stays."""
    notices = Notice.objects.filter(staff=cast.emma, kind="delivery_failed", seen_at=None)
    first, second = asked(cast, case), asked(cast, case, "And when did it come?")
    returned(first)
    returned(second)
    assert notices.count() == 2
    with moment.set_to(LATER):
        tell_customer(first, "phone", by=cast.by("emma"), spoke_to="Oľga Horváthová")
        assert notices.count() == 2
        give_to_mail(second, by=cast.by("emma"))
    assert not notices.exists()


def test_to_the_right_address_it_is_sent_once_more(cast: Cast, case: Case) -> None:
    message, emma = asked(cast, case), Desk(cast.emma)
    returned(message)
    Contact.objects.create(customer=case.customer, kind="email", value=RIGHT, key=RIGHT)
    assert f"By email: {RIGHT}" in emma.get(address(message))
    page = emma.do(address(message), how="mail")
    assert f"It goes out by mail now, to {RIGHT}." in page and "Still to be told" not in page
    assert 'name="undo"' not in page and not Telling.objects.exists()
    states = dict(Delivery.objects.filter(message=message).values_list("to_address", "state"))
    assert states == {WRONG: "failed", RIGHT: "waiting"}
    assert "Sent to the customer by email: question to the customer." in journal(cast, case)
    assert emma.status(address(message)) == 404


def test_the_same_address_may_be_tried_again_and_fail_again(cast: Cast, case: Case) -> None:
    message, emma = asked(cast, case), Desk(cast.emma)
    for _time in range(2):
        returned(message)
        assert (
            Telling.objects.get().waits
            and Contact.objects.filter(undeliverable_since=None, key=WRONG).count() == 0
        )
        emma.do(address(message), how="mail")
        row = Delivery.objects.get(message=message)
        assert (row.state, row.attempts) == ("waiting", 0)
        assert Contact.objects.filter(undeliverable_since=None, key=WRONG).exists()
    assert Entry.objects.filter(kind="case.told_by_mail").count() == 2


def test_whoever_has_no_address_is_offered_no_mail(cast: Cast) -> None:
    with moment.set_to(MONDAY):
        who = people.find_or_add_customer("Ján Novák", {"phone": PHONE}, by=SYSTEM)
        case = complaint(cast, customer=who)
    message, emma = asked(cast, case), Desk(cast.emma)
    assert "By email" not in emma.get(address(message))
    shown = {**emma.hidden(address(message)), "how": "mail"}
    status, _page = emma.refused(address(message).split("?")[0], **shown)
    assert status == 422 and Telling.objects.get().waits and not Delivery.objects.exists()
    Contact.objects.create(customer=who, kind="email", value=RIGHT, key=RIGHT)
    assert f"to {RIGHT}." in emma.do(address(message), how="mail")
    assert Delivery.objects.get().to_address == RIGHT


def test_what_was_told_or_taken_back_does_not_wait(cast: Cast, case: Case) -> None:
    said, later = asked(cast, case), asked(cast, case, "And when?")
    returned(said)
    told(cast, said)
    Delivery.objects.filter(message=said).update(state="sent")
    returned(said)
    assert Telling.objects.get().told_at
    Case.objects.update(stage="withdrawn", outcome="withdrawn", closed_at=LATER)
    returned(later)
    assert Telling.objects.count() == 1


@pytest.mark.parametrize(
    ("channel", "phone", "waits"), [("third_person", True, 1), ("web_form", True, 0), ("email", False, 0)]
)
def test_a_first_answer_waits_where_nobody_heard_it_and_somebody_can_be_reached(
    cast: Cast, case: Case, channel: str, phone: bool, waits: int
) -> None:
    """The form shows reference and date at once; of whoever writes from an address that is made up nothing else is known."""
    Case.objects.update(channel=channel)
    if not phone:
        Contact.objects.filter(kind="phone").delete()
    message = Message.objects.create(
        case=case, kind="first_answer", direction="out", channel="email", text="Thank you.", at=MONDAY
    )
    row = Delivery.objects.create(
        message=message, channel="email", to_address=WRONG, to_key=WRONG, envelope_key="x", state="sent", automatic=True,
        queued_at=MONDAY, next_try_at=MONDAY,
    )  # fmt: skip
    bounces.fail(row, "returned", case=Case.objects.get())
    assert Telling.objects.filter(message=message).count() == waits


@pytest.mark.parametrize("language", [code for code, _words in settings.LANGUAGES])
def test_it_is_said_in_every_language(cast: Cast, case: Case, language: str) -> None:
    Staff.objects.filter(pk=cast.emma.pk).update(language=language)
    message, emma = asked(cast, case), Desk(Staff.objects.get(pk=cast.emma.pk))
    returned(message)
    form = emma.get(address(message))
    english = (f"Mail to {WRONG} came back.", "It goes out by mail now", "mail came back")
    shown = form + group(emma.get("/desk/")) + emma.do(address(message), how="mail")
    assert [words in shown for words in english] == [language == "en"] * len(english)
