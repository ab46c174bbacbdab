"""Whoever writes a letter, and whoever signs it, sees how long it is and how easy to read, in the measure of its language."""

import pytest

from amends.cases.models import Case
from amends.procedure.moment import now
from amends.responses.models import Block, Draft
from tests.cast import Cast, complaint
from tests.coach.test_ease import HEAVY
from tests.responses.test_signing import decided, written
from tests.web.desk import Desk

SCRIPT = {"HX-Request": "true"}
PLAIN = {
    "sk": "Dosku sme poslali poškriabanú. Ospravedlňujeme sa Vám za to. Novú dosku Vám prinesieme v stredu 2. decembra. "
    "Starú si vodič vezme hneď so sebou. Za ňu nič neplatíte. Od pondelka každú dosku pred balením dvakrát pozrieme.",
    "th": "เราส่งแผ่นโต๊ะที่มีรอยไปให้คุณค่ะ ขออภัยด้วยนะคะ แผ่นใหม่จะถึงบ้านคุณวันพุธที่ 2 ธันวาคมค่ะ คนขับจะรับแผ่นเก่ากลับไปเองค่ะ "
    "คุณไม่ต้องจ่ายอะไรเพิ่มค่ะ",
}


def draft_in(cast: Cast, lang: str) -> Draft:
    case = complaint(cast)
    Case.objects.filter(pk=case.pk).update(language=lang)
    case.refresh_from_db()
    return written(cast, decided(cast, case, 1))


@pytest.mark.parametrize("lang", sorted(PLAIN))
def test_it_follows_what_is_typed_and_stands_beside_the_letter_to_sign(cast: Cast, lang: str) -> None:
    draft = draft_in(cast, lang)
    emma, url = Desk(cast.emma), f"/desk/cases/{draft.case.ref}/reply/"
    block = Block.objects.get(draft=draft, kind="answer")

    def typed(text: str) -> str:
        was = Block.objects.get(pk=block.pk).text
        answer = emma.client.post(
            f"{url}{block.pk}/", {f"was-{block.pk}": was, f"text-{block.pk}": text}, headers=SCRIPT
        )
        assert answer.status_code == 200
        return answer.content.decode().split('id="guide-ease"')[1]

    heavy = typed(HEAVY[lang])
    assert "Hard to read." in heavy and "two would be easier" in heavy and HEAVY[lang][:40] in heavy
    plain = typed(PLAIN[lang])
    assert "Easy to read." in plain and "two would be easier" not in plain
    assert ("words are long" in plain or "are long." in plain) == (lang != "th")
    assert "Easy to read." in emma.get(url)
    Draft.objects.filter(pk=draft.pk).update(state="waiting", asked_at=now())
    assert "Easy to read." in Desk(cast.daniel).get(f"/desk/sign/{draft.pk}/")


def test_thai_words_are_counted_though_nothing_stands_between_them(cast: Cast) -> None:
    draft = draft_in(cast, "th")
    Block.objects.filter(draft=draft).exclude(kind="answer").update(text="ด้วยความนับถือ")
    Block.objects.filter(draft=draft, kind="answer").update(text=HEAVY["th"])
    page = Desk(cast.emma).get(f"/desk/cases/{draft.case.ref}/reply/")
    count = int(page.split('id="guide-ease"')[1].split('class="two">')[1].split(" ")[0])
    assert count > 50 and "Up to 450 is kind." in page
