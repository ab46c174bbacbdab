"""A copy for whoever asks what is kept about them: nobody else is in it, and a person decided what is not."""

from pathlib import Path

import pytest

from amends.cases import actions
from amends.cases.models import Case, CaseCopy, File, Message
from amends.copies.jobs import make_copy
from amends.journal.models import Entry
from amends.people import actions as people
from amends.people.actor import SYSTEM
from amends.people.models import Company, Staff
from tests.cast import Cast, complaint, customer
from tests.copies.reading import downloaded, enclosed, needs_poppler, text_of
from tests.copies.rich import gone_the_whole_way, pdf
from tests.web.desk import Desk
from tests.web.filled import filled

pytestmark = [pytest.mark.slow, needs_poppler]

OTHERS = {
    "en": ("John Smithers", "Ask John. Smithers's van came late, said John Smithers."),
    "sk": ("Ján Kováč", "Pánovi Kováčovi sme písali, s Jánom Kováčom sme hovorili."),
    "lv": ("Jānis Bērziņš", "Runājām ar Jāni Bērziņu, Bērziņa kungs atbildēja."),
    "bg": ("Иван Петров", "Говорихме с Иван Петров, колата на Петров закъсня."),
    "ro": ("Ionuț Popescu", "Am vorbit cu Ionuț Popescu. Lui Popescu i-am scris."),
    "th": ("สมชาย ใจดี", "เราคุยกับคุณสมชาย ใจดีแล้ว และสมชายตอบกลับ"),
}
STEMS = {
    "en": ["John", "Smith"],
    "sk": ["Ján", "Kováč"],
    "lv": ["Jāni", "Bērziņ"],
    "bg": ["Иван", "Петров"],
    "ro": ["Ionuț", "Popescu"],
    "th": ["สมชาย", "ใจดี"],
}


@pytest.fixture
def case(cast: Cast) -> Case:
    return gone_the_whole_way(cast)


def looked_into(cast: Cast, case: Case) -> Case:
    """Statements may be asked for."""
    actions.assign(case, cast.emma, by=cast.by("daniel"))
    actions.assess(case, state="calm", essence="Scratched", severity=1, route="complex", by=cast.by("emma"))
    actions.add_point(case, "Scratched", by=cast.by("emma"))
    case.refresh_from_db()
    return case


def made(desk: Desk, case: Case, **choices: object) -> bytes:
    """A redacted copy, with what the page proposes and these choices."""
    at = f"/desk/cases/{case.ref}/copy/redacted/"
    proposed = filled(desk.get(at)) | {"reason": "Asked by mail, GDPR 15", "language": "en"}
    answer = desk.client.post(at, {**proposed, **choices, "step": "make"})
    assert answer.status_code == 303, answer.content.decode()[-3000:]
    copy = CaseCopy.objects.filter(case=case).latest("asked_at")
    make_copy.func(copy_id=str(copy.pk))
    return downloaded(desk, case, copy.pk)


@pytest.mark.parametrize("lang", sorted(OTHERS))
def test_no_name_of_another_is_in_it(cast: Cast, lang: str) -> None:
    name, sentence = OTHERS[lang]
    Staff.objects.filter(pk=cast.peter.pk).update(full_name=name)
    case = looked_into(cast, complaint(cast, sentence))
    Message.objects.filter(case=case).update(language=lang)
    actions.note(case, sentence, by=cast.by("emma"))
    asked = actions.ask_statement(case, sentence, of_staff=cast.peter, by=cast.by("emma"))
    actions.give_statement(asked, sentence, by=cast.by("peter"))
    text = text_of(made(Desk(cast.emma), case, notes="on", language=lang))
    for stem in [*STEMS[lang], "Emma Test"]:
        assert stem not in text, stem
    assert "Zuzana Hrabovská" in text
    assert case.ref in text


def test_nothing_of_others_is_in_it_and_all_of_the_customer_is(cast: Cast, case: Case) -> None:
    text = text_of(made(Desk(cast.emma), case, notes="on"))
    for hidden in ("Emma", "Peter", "Daniel", "Marek", "Horváth", "carrier.example", "0905 123 456"):
        assert hidden not in text, hidden
    for kept in (
        "Zuzana Hrabovská",
        "zuzana@example.com",
        "care@ternandoak.example",
        "Doska prišla poškriabaná.",
        "Redacted copy",
        "Handler",
        "Manager",
        "another person",
    ):
        assert kept in text, kept


def test_numbers_and_accounts_are_blacked(cast: Cast) -> None:
    case = complaint(cast)
    hidden = ["SK31 1200 0000 1987 4263 7541", "4111 1111 1111 1111", "736028/5163", "ann@example.org"]
    actions.note(case, "Brat má: " + ", ".join(hidden) + ". Objednávka 66105.", by=cast.by("emma"))
    text = text_of(made(Desk(cast.emma), case, notes="on"))
    assert not [each for each in hidden if each in text]
    assert "Objednávka 66105." in text
    for label in ("account", "card", "personal number", "email"):
        assert label in text


def test_what_is_for_colleagues_stays_out_unless_chosen(cast: Cast, case: Case) -> None:
    emma = Desk(cast.emma)
    text = text_of(made(emma, case))
    assert "packed it, ask him" not in text
    assert "Notes among colleagues are left out" in text
    assert "There was no time." in text
    at = f"/desk/cases/{case.ref}/copy/redacted/"
    proposed = filled(emma.get(at)) | {"reason": "Asked", "step": "make"}
    del proposed["statements"], proposed["journal"]
    assert emma.client.post(at, proposed).status_code == 303
    copy = CaseCopy.objects.filter(case=case).latest("asked_at")
    make_copy.func(copy_id=str(copy.pk))
    text = text_of(downloaded(emma, case, copy.pk))
    assert "There was no time." not in text
    assert str(Entry.objects.filter(case_ref=case.ref, seq__isnull=False)[0].hash) not in text


def test_files_stay_out_unless_chosen(cast: Cast, tmp_path: Path) -> None:
    case = complaint(cast)
    for name in ("Peter Test.pdf", "mine.pdf"):
        actions.attach_file(case, name, "application/pdf", pdf(name), by=cast.by("emma"))
    first = made(Desk(cast.emma), case)
    assert "Peter Test" not in text_of(first)
    assert text_of(first).count("Left out of this copy.") == 2
    mine = File.objects.get(name="mine.pdf")
    second = made(Desk(cast.emma), case, attachments=str(mine.pk))
    assert "mine.pdf 1" in text_of(second)
    assert list(enclosed(second, tmp_path).values()) == [mine.sha256]


def test_a_person_adds_and_spares_passages(cast: Cast) -> None:
    case = looked_into(
        cast, complaint(cast, "Moja suseda  Oľga to videla. Peter bol milý. Rafal (šofér) nie.")
    )
    actions.ask_statement(case, "Who?", of_staff=cast.peter, by=cast.by("emma"))
    emma, at = Desk(cast.emma), f"/desk/cases/{case.ref}/copy/redacted/"
    english = filled(emma.get(at)) | {"language": "en", "step": "look"}
    page = emma.client.post(at, english).content.decode()
    assert '<mark class="black" title="Clerk">Peter</mark>' in page
    assert "suseda  Oľga" in page
    looked = emma.client.post(
        at, filled(page) | {"black": "suseda Oľga\nRafal (šofér)\n.*", "spare": "Peter", "step": "look"}
    )
    again = looked.content.decode()
    assert looked.status_code == 200
    assert '<mark class="black" title="blacked out">suseda  Oľga</mark>' in again
    assert '<mark class="black" title="Clerk">Peter</mark>' not in again
    assert 'name="spare" value="Peter" checked' in again
    black = filled(again)["black"]
    assert black == "suseda Oľga\nRafal (šofér)\n.*"
    text = text_of(made(emma, case, black=black, spare="Peter"))
    assert "Oľga" not in text and "šofér" not in text
    assert "Peter bol milý." in text
    assert "Moja" in text and "to videla." in text


def test_it_says_why_and_that_is_on_record(cast: Cast) -> None:
    case, emma = complaint(cast), Desk(cast.emma)
    at = f"/desk/cases/{case.ref}/copy/redacted/"
    refused = emma.client.post(at, filled(emma.get(at)) | {"reason": " ", "black": "Oľga", "step": "make"})
    assert refused.status_code == 422
    assert "Say why this copy is made." in refused.content.decode()
    assert filled(refused.content.decode())["black"] == "Oľga"
    assert not CaseCopy.objects.exists()
    made(emma, case)
    entry = Entry.objects.get(kind="case.redacted_copy_made")
    assert entry.personal is not None and entry.personal["reason"] == "Asked by mail, GDPR 15"
    assert entry.actor_id == str(cast.emma.pk)
    assert "GDPR 15" in emma.get(f"/desk/cases/{case.ref}/journal/")


def test_what_came_meanwhile_is_looked_at_first(cast: Cast) -> None:
    case, emma = complaint(cast), Desk(cast.emma)
    at = f"/desk/cases/{case.ref}/copy/redacted/"
    shown = filled(emma.get(at)) | {"reason": "Asked", "step": "make", "notes": "on"}
    actions.note(case, "Peter Test zavolal.", by=cast.by("emma"))
    refused = emma.client.post(at, shown)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert not CaseCopy.objects.exists()
    assert "zavolal" in page
    assert emma.client.post(at, filled(page) | {"step": "make"}).status_code == 303


def test_only_who_may_read_it(cast: Cast) -> None:
    case = complaint(cast)
    at = f"/desk/cases/{case.ref}/copy/redacted/"
    assert Desk(cast.rudi).status(at) == 404
    assert Desk(cast.rudi).client.post(at, {"reason": "x", "step": "make"}).status_code == 404


@pytest.mark.parametrize(
    "written", ["x" * 120_000, "\n".join(f"line {n}" for n in range(5_000)), "((((\\", "\x00"]
)
def test_whatever_is_typed_gets_an_answer(cast: Cast, written: str) -> None:
    case, emma = complaint(cast), Desk(cast.emma)
    at = f"/desk/cases/{case.ref}/copy/redacted/"
    sent = {
        "reason": "Asked",
        "language": "xx" if written == "\x00" else "en",
        "black": written,
        "spare": [written] * 3,
    }
    answer = emma.client.post(at, {**sent, "step": "look", "version": "x", "attachments": "nobody"})
    assert answer.status_code in (200, 422)


def test_what_another_customer_wrote_in_a_joined_complaint_stays_out(cast: Cast) -> None:
    case = complaint(cast, "Doska praskla.")
    other = complaint(cast, "Aj mne praskla.", customer=customer("Ivo Malý", "ivo@example.org"))
    again = complaint(cast, "Píšem znova o tej doske.")
    actions.attach_file(other, "ivo.pdf", "application/pdf", pdf("Ivo"), by=cast.by("emma"))
    actions.join_duplicate(again, case, by=cast.by("emma"))
    Case.objects.filter(pk=other.pk).update(joined_to=case)  # as it could be done before this was refused
    actions.note(case, "Ivo Malý má tú istú dosku.", by=cast.by("emma"))
    text = text_of(made(Desk(cast.emma), case, notes="on"))
    for hidden in ("Aj mne praskla.", "Ivo", "Malý", "ivo.pdf"):
        assert hidden not in text, hidden
    for kept in ("Doska praskla.", "Píšem znova o tej doske.", "má tú istú dosku."):
        assert kept in text, kept


def test_who_speaks_for_the_customer_stays(cast: Cast) -> None:
    speaker = people.find_or_add_customer("Oto Hrabovský", {"email": "oto@example.com"}, by=SYSTEM)
    case = complaint(cast, "Píšem za matku. Oto Hrabovský, oto@example.com")
    Case.objects.filter(pk=case.pk).update(representative=speaker)
    Company.objects.update(phone="+421 2 555 0133")
    text = text_of(made(Desk(cast.emma), case))
    assert "Oto Hrabovský, oto@example.com" in text
