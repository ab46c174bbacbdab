"""The one door in."""

from typing import Any

import pytest

from amends.cases import actions
from amends.cases.models import Case, Feedback, File, Message, Promise
from amends.channels.first_answer import day_in_words
from amends.channels.incoming import Attached, Incoming, KeyReused, Represented
from amends.channels.intake import receive, receive_many
from amends.channels.links import message_id, tagged_address
from amends.channels.models import Delivery
from amends.journal.models import Entry
from amends.people.models import Contact, Customer, Representative
from amends.procedure import moment
from tests.cast import MONDAY, Cast, complaint, customer

TEXT = "Stôl, ktorý ste mi doručili minulý týždeň, má poškriabanú dosku a chýba mu noha. Chcem nový."


def incoming(**more: Any) -> Incoming:
    given = {
        "channel": "api",
        "text": TEXT,
        "sender_name": "Zuzana Hrabovská",
        "sender_email": "zuzana@example.com",
    }
    return Incoming(**{**given, **more})


def mail(**more: Any) -> Incoming:
    return incoming(channel="email", **{"recipients": ("care@ternandoak.example",), **more})


def test_a_new_complaint_is_registered_answered_and_queued(cast: Cast) -> None:
    with moment.set_to(MONDAY):
        receipt = receive(incoming())
    case = Case.objects.get()
    assert receipt.reference == case.ref and receipt.follow_link.endswith(
        f"/my/{case.ref}/" + receipt.follow_link[-26:]
    )
    assert case.language == "sk" and case.customer.full_name == "Zuzana Hrabovská"
    answer = Message.objects.get(case=case, kind="first_answer")
    assert case.ref in answer.subject and receipt.follow_link in answer.text
    assert day_in_words(receipt.promised, case) in answer.text
    assert Promise.objects.get(case=case, kind="next_contact", to_customer=True).told_in_id == answer.pk
    row = Delivery.objects.get(message=answer)
    assert (row.state, row.to_address) == ("waiting", "zuzana@example.com")
    kinds = set(Entry.objects.filter(case_ref=case.ref).values_list("kind", flat=True))
    assert kinds == {"case.received", "case.first_answer"}


def test_the_door_is_lean(cast: Cast, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(8):  # two of them are the savepoint of the test
        receive(incoming(external_key="one"))
    with django_assert_max_num_queries(7):  # the sender is known now
        receive(incoming(external_key="two"))


def test_the_same_key_gives_the_same_receipt(cast: Cast) -> None:
    first = receive(incoming(external_key="k", fingerprint="a"))
    second = receive(incoming(external_key="k", fingerprint="a"))
    assert second.known and not first.known
    assert (second.reference, second.follow_link, second.promised) == (
        first.reference,
        first.follow_link,
        first.promised,
    )
    with pytest.raises(KeyReused):
        receive(incoming(external_key="k", fingerprint="b"))
    assert Case.objects.count() == 1


def test_doubles_within_a_batch_are_one(cast: Cast) -> None:
    receipts = receive_many([incoming(external_key=k) for k in ("a", "b", "a", "")])
    assert [r.known for r in receipts] == [False, False, True, False]
    assert receipts[2].reference == receipts[0].reference
    assert Case.objects.count() == 3
    assert Customer.objects.count() == 1


def test_a_known_customer_is_found_however_the_address_is_written(cast: Cast) -> None:
    receive(incoming())
    receive(incoming(sender_email="ZUZANA@Example.com", sender_name="Z. H.", sender_phone="+421 900 123 456"))
    assert Customer.objects.get().full_name == "Zuzana Hrabovská"
    assert Contact.objects.count() == 2


def test_without_a_name_it_is_a_remark(cast: Cast) -> None:
    receipt = receive(incoming(anonymous=True, sender_name="", sender_email=""))
    assert receipt.feedback == Feedback.objects.get()
    assert not Case.objects.exists()


def test_somebody_writes_for_somebody_else(cast: Cast) -> None:
    who = Represented("Mária Hrabovská", email="maria@example.com", relation="dcéra", authority="plná moc")
    receive(incoming(represented=who))
    case = Case.objects.get()
    assert (case.customer.full_name, case.representative.full_name) == ("Mária Hrabovská", "Zuzana Hrabovská")
    assert Representative.objects.get().authority == "plná moc"
    assert Delivery.objects.get().to_address == "zuzana@example.com"


def test_a_caller_without_mail_gets_the_answer_on_the_page(cast: Cast) -> None:
    receive(incoming(channel="phone", sender_email="", sender_phone="+421900123456", taken_by=cast.emma))
    assert Message.objects.filter(kind="first_answer").exists()
    assert not Delivery.objects.exists()
    assert Case.objects.get().taken_by == cast.emma


def test_files_and_the_original_are_kept(cast: Cast) -> None:
    files = (Attached("..\\..\\evil\r\n.png", "image/png", b"png"),)
    receive(mail(original=b"From: z\r\n\r\nhello", files=files))
    shown = File.objects.get(is_original=False)
    assert shown.name == "evil .png" or ("\r" not in shown.name and "\\" not in shown.name)
    assert Message.objects.get(kind="complaint").original.sha256


def test_texts_of_any_kind_can_be_stored(cast: Cast) -> None:
    bad = "a\x00b\ud800c\r\nBcc: victim@example.com"
    receipt = receive(incoming(text=bad, subject=bad, sender_name=bad, wish=bad, order_ref=bad))
    answer = Message.objects.get(kind="first_answer")
    assert "\n" not in answer.subject and "\n" not in receipt.case.customer.full_name


def test_the_title_is_the_first_sentence(cast: Cast) -> None:
    receive(incoming(text="Doska je poškriabaná. Chcem novú."))
    assert Case.objects.get().title == "Doska je poškriabaná."


class TestReplies:
    @pytest.fixture
    def case(self, cast: Cast) -> Case:
        receive(mail(message_id="first@example.com"))
        return Case.objects.get()

    def test_by_our_message_id(self, case: Case) -> None:
        answer = Message.objects.get(kind="first_answer")
        ours = message_id(answer.pk, "localhost")
        receipt = receive(mail(in_reply_to=(ours,), text="Ešte niečo."))
        assert receipt.added and receipt.case == case
        assert receipt.message.verified

    def test_from_another_address_it_lands_unverified(self, case: Case) -> None:
        ours = message_id(Message.objects.get(kind="first_answer").pk, "localhost")
        receipt = receive(mail(references=(ours,), sender_email="husband@example.com"))
        assert receipt.case == case and not receipt.message.verified

    def test_a_forged_reference_opens_a_new_case(self, case: Case) -> None:
        forged = f"{Message.objects.get(kind='first_answer').pk.hex}.aaaaaaaaaaaaaaaa@localhost"
        receipt = receive(mail(references=(forged,), sender_email="mallory@evil.example"))
        assert not receipt.added and receipt.case != case

    def test_by_the_tagged_address(self, case: Case) -> None:
        receipt = receive(
            incoming(channel="email", recipients=(tagged_address("care@ternandoak.example", case.ref),))
        )
        assert receipt.case == case

    def test_by_the_reference_in_the_subject_of_the_customer(self, case: Case) -> None:
        assert receive(mail(subject=f"Re: {case.ref}")).case == case
        other = receive(mail(subject=f"Re: {case.ref}", sender_email="mallory@evil.example"))
        assert other.case != case

    def test_by_their_own_first_mail(self, case: Case) -> None:
        assert receive(mail(in_reply_to=("<first@example.com>",))).case == case
        assert receive(mail(in_reply_to=("<first@example.com>",), sender_email="m@evil.example")).case != case

    def test_a_reply_is_not_answered_by_itself(self, case: Case) -> None:
        receive(mail(subject=f"Re: {case.ref}"))
        assert Delivery.objects.count() == 1


class TestRepliesToJoined:
    """One complaint the customer wrote herself; her nephew wrote the other for her, and it was joined to hers."""

    @pytest.fixture
    def own(self, cast: Cast) -> Case:
        return complaint(cast, customer=customer())

    @pytest.fixture
    def for_her(self, cast: Cast, own: Case) -> Case:
        nephew = customer("Ján Nepovedal", "jan@example.net")
        case = complaint(cast, customer=own.customer, representative=nephew)
        Message.objects.filter(case=case).update(
            message_id="first@example.net", author_address="jan@example.net"
        )
        return actions.join_duplicate(case, own, by=cast.by("emma"))

    @pytest.mark.parametrize("by", ["tag", "subject", "first mail"])
    def test_who_spoke_in_the_joined_one_has_no_word_in_the_other(
        self, by: str, own: Case, for_her: Case
    ) -> None:
        receipt = receive(mail(sender_email="jan@example.net", **_written_about(for_her, by)))
        assert receipt.added and receipt.case == for_her and receipt.message.verified
        assert own.messages.filter(kind="addition").count() == 0

    @pytest.mark.parametrize("by", ["tag", "subject"])
    def test_hers_goes_to_the_one_that_answers(self, by: str, own: Case, for_her: Case) -> None:
        receipt = receive(mail(**_written_about(for_her, by)))
        assert receipt.case == own and receipt.message.verified

    def test_a_strangers_stays_with_the_one_it_answers_unverified(self, own: Case, for_her: Case) -> None:
        receipt = receive(mail(sender_email="m@evil.example", **_written_about(for_her, "tag")))
        assert receipt.case == for_her and not receipt.message.verified

    def test_who_speaks_for_her_no_more_is_not_shown_to_be_her(self, for_her: Case) -> None:
        Case.objects.filter(pk=for_her.pk).update(representative=None, joined_to=None)
        receipt = receive(mail(sender_email="jan@example.net", **_written_about(for_her, "first mail")))
        assert receipt.case == for_her and not receipt.message.verified


def _written_about(case: Case, by: str) -> dict[str, Any]:
    if by == "tag":
        return {"recipients": (tagged_address("care@ternandoak.example", case.ref),)}
    return {"subject": f"Re: {case.ref}"} if by == "subject" else {"in_reply_to": ("<first@example.net>",)}


class TestLoops:
    def test_machine_mail_is_kept_and_not_answered(self, cast: Cast) -> None:
        receive(mail(machine="auto-submitted"))
        assert Message.objects.get().kind == "machine"
        assert not Delivery.objects.exists()

    def test_an_address_gets_no_more_than_the_limit(self, cast: Cast, settings: Any) -> None:
        settings.MAIL_LOOP_LIMIT = 3
        for n in range(6):
            receive(mail(message_id=f"{n}@example.com"))
        assert Delivery.objects.filter(state="waiting").count() == 3
        assert Delivery.objects.filter(state="held", error="loop_limit").count() == 3
        assert Message.objects.filter(direction="note").count() == 1

    def test_two_senders_are_not_linked_to_anybody(self, cast: Cast) -> None:
        receive(mail())
        receive(mail(notes=("several-from",)))
        assert Customer.objects.count() == 2
        assert Delivery.objects.filter(state="held").count() == 1
        assert not Message.objects.filter(kind="complaint").latest("at").verified

    def test_an_employees_address_gives_no_rights(self, cast: Cast) -> None:
        receive(mail(sender_email=cast.emma.email))
        message = Message.objects.get(kind="complaint")
        assert message.author_staff is None and not message.verified
