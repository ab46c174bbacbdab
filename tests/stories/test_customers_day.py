"""A customer on a phone without script, in each language: complains, follows, says yes, reads, is unhappy and heard again."""

import re
from typing import Any, NamedTuple

import pytest
from django.utils import translation

from amends.cases import actions as cases
from amends.cases.models import Case, Remedy
from amends.responses import actions as responses
from amends.responses.models import Block, Draft
from tests.cast import Cast
from tests.responses.test_signing import shown
from tests.stories.people import promised_day
from tests.stories.sights import PHONE, Sights

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


class Words(NamedTuple):
    """What the customer writes, and what we write to them."""

    trouble: str
    offer: str
    answer: str
    unhappy: str


SPOKEN = {
    "en": Words(
        "The wardrobe came without a door. Nobody answers the phone.",
        "A new door, sent by carrier.",
        "I am sorry that we sent your wardrobe without its door. The door is on its way.",
        "The door is the wrong colour.",
    ),
    "sk": Words(
        "Skriňa prišla bez dverí. Nikto mi nezdvíha telefón.",
        "Nové dvere, pošleme ich kuriérom.",
        "Ospravedlňujem sa, že sme Vám poslali skriňu bez dverí. Dvere sú na ceste.",
        "Dvere majú zlú farbu.",
    ),
    "th": Words(
        "ตู้เสื้อผ้ามาถึงโดยไม่มีประตู โทรไปไม่มีใครรับสาย",
        "ประตูบานใหม่ ส่งโดยบริษัทขนส่ง",
        "ขออภัยที่เราส่งตู้เสื้อผ้าโดยไม่มีประตูให้คุณค่ะ ประตูกำลังเดินทางไปค่ะ",
        "ประตูสีไม่ตรง",
    ),
    "lv": Words(
        "Skapis atnāca bez durvīm. Neviens neatbild uz zvaniem.",
        "Jaunas durvis, ko nosūtīsim ar kurjeru.",
        "Atvainojos, ka nosūtījām Jums skapi bez durvīm. Durvis ir ceļā.",
        "Durvis ir nepareizā krāsā.",
    ),
    "bg": Words(
        "Гардеробът пристигна без врата. Никой не вдига телефона.",
        "Нова врата, изпратена с куриер.",
        "Извинявам се, че Ви изпратихме гардероба без врата. Вратата пътува към Вас.",
        "Вратата е с грешен цвят.",
    ),
    "ro": Words(
        "Dulapul a sosit fără ușă. Nimeni nu răspunde la telefon.",
        "O ușă nouă, trimisă prin curier.",
        "Îmi cer scuze că v-am trimis dulapul fără ușă. Ușa este pe drum.",
        "Ușa are altă culoare.",
    ),
}


class Phone:
    """The customer's phone: its browser runs no script and asks for pages in one language."""

    def __init__(self, browser: Any, code: str) -> None:
        self.code, self.sights = code, Sights(browser.new_page(viewport=PHONE))
        self.page = browser.new_context(locale=code, viewport=PHONE, java_script_enabled=False).new_page()

    def look(self, name: str = "") -> None:
        assert self.page.get_attribute("html", "lang") == self.code, self.page.url
        self.sights.look(self.page, name)

    def reads(self, english: str, where: str) -> None:
        """The sentence stands there in the customer's language."""
        with translation.override(self.code):
            words = translation.gettext(english)
        assert self.code == "en" or words != english
        assert words in self.page.inner_text(where), (words, where)

    def is_promised(self, day: str) -> None:
        """The largest words of the page are the day on which they hear from us, written out."""
        self.reads("You hear from us", "h1")
        assert bare(day) in bare(self.page.inner_text("h1"))

    def send(self) -> None:
        self.page.click("main form.form button.primary")


def bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def offered(there: Cast, case: Case, words: Words) -> None:
    """At the desk: the point decided, and the way out offered."""
    emma = there.by("emma")
    cases.assess(case, state="irritated", essence="No door", severity=1, route="simple", by=emma)
    point = cases.add_point(case, words.trouble, by=emma)
    cases.decide_point(point, "justified", "The packing list lacks it.", by=emma)
    case.refresh_from_db()
    row = cases.propose_remedy(case, "replacement", words.offer, by=emma)
    row.case.refresh_from_db()
    cases.offer_remedy(row, by=emma)


def answered(there: Cast, case: Case, words: Words) -> None:
    """At the desk: what was agreed is done, and the letter written by one, signed by another, and sent."""
    emma = there.by("emma")
    cases.carry_out_remedy(Remedy.objects.get(case=case), by=emma, proof="Carrier 7")
    case.refresh_from_db()
    draft = responses.begin_draft(case, by=emma)
    for block in Block.objects.filter(draft=draft, kind="answer"):
        draft = responses.write_block(draft, block, words.answer, by=emma)
    draft = responses.request_signature(draft, by=emma)
    responses.sign(draft, by=there.by("daniel"), shown=shown(draft))
    responses.send(Draft.objects.get(pk=draft.pk), by=emma)


@pytest.mark.parametrize("code", sorted(SPOKEN))
def test_heard_answered_unhappy_and_heard_again(browser: Any, address: str, there: Cast, code: str) -> None:
    words, phone = SPOKEN[code], Phone(browser, code)
    page, day = phone.page, promised_day(code)
    page.goto(address)
    phone.look()
    phone.send()
    assert page.is_visible(".why")
    phone.look("refused")
    page.fill("#id_text", words.trouble)
    page.fill("#id_name", "Ann Baker")
    page.fill("#id_contact", "ann@customer.example")
    phone.send()
    phone.is_promised(day)
    phone.look()
    own, case = page.url, Case.objects.select_related("customer", "team", "owner").get()
    assert case.language == code

    page.fill("#id_text", words.unhappy)
    page.click("form.add button.btn")
    phone.reads("It has reached us and belongs to your complaint now.", ".notes")
    phone.look("added")

    offered(there, case, words)
    page.goto(own)
    page.click("main a.primary[href*='/remedy/']")
    assert words.offer in page.inner_text("main")
    phone.look()
    page.click("button[name=accepted][value=yes]")
    page.wait_for_selector(".note.done")
    phone.look("agreed")

    answered(there, case, words)
    page.goto(own)
    phone.reads("We answered you", "h1")
    assert words.answer in page.inner_text("main")
    phone.look("answered")
    page.click("main a[href$='/survey']")
    phone.look()
    phone.send()
    assert page.locator(".why").count() == 3
    phone.look("refused")
    for facet in ("outcome", "treatment", "course"):
        page.check(f"[name={facet}][value='1']", force=True)
    page.fill("[name=words]", words.unhappy)
    phone.send()
    phone.reads("Thank you for telling us. We look at it again.", ".notes .note.done")
    phone.is_promised(promised_day(code))
    phone.look("again")
    case.refresh_from_db()
    assert (case.stage, case.reopened) == ("investigating", 1)
