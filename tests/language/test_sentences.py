"""Where a sentence ends, and where a full stop or a blank only looks like its end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.language.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Пакетът тръгна на 3 май 2026 г.", "Благодарим Ви за търпението."],
        ["Пакетът тръгна на 3 май 2026 г. от склада ни.", "Очаквайте го утре."],
        ["Връщаме Ви 120 лв.", "Сумата ще пристигне до петък."],
        ["Ще Ви се обадим до 14 ч.", "Моля, бъдете на линия."],
        ["Магазинът е на ул. Шипка 5.", "Заповядайте."],
        ["Prídeme o 10.00 hod.", "Zavoláme Vám vopred."],
        ["Trvalo to 30 min. dlhšie, než sme sľúbili.", "Mrzí nás to."],
        ["Opravili sme svetlo, kľučku atď.", "Byt je pripravený."],
        ["Rēķins ir no 2026. g. 3. maija.", "Tas ir labots."],
        ["We ring you at 3 p.m.", "Please have the number ready."],
        ["We ring you at 3 p.m. on Friday.", "Please have the number ready."],
        ["Please ask Dr. Harmon.", "She is in on Mondays."],
        ["It came to £45.", "We took off 5."],
        ["1. We send a new lamp by 3. maija.", "2. We collect the old one."],
        ["Am vorbit cu dl. Ionescu.", "Vă sună mâine."],
    ],
)
def test_a_full_stop_ends_a_sentence_or_only_a_word(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


LONG = "ทางร้านได้ตรวจสอบกับคลังสินค้าและบริษัทขนส่งเรียบร้อยแล้วพบว่ากล่องของลูกค้าถูกส่งไปผิดสาขาจึงต้อง"


@pytest.mark.parametrize(
    "parts",
    [
        [f"{LONG}ส่งใหม่ภายในวันที่ 5 มิถุนายน 2569"],
        [f"{LONG}ส่งใหม่ภายในวันที่ ๕ มิถุนายน ๒๕๖๙"],
        [f"{LONG}คืนเงินจำนวน 1,250 บาท"],
        [f"{LONG}ฝากเรื่องไว้กับคุณ สมหญิง"],
        [f"{LONG}โอนผิดไปที่บัญชีของคุณวิไล แก้วดี ซึ่งอยู่บ้านเลขที่ 5"],
        [f"{LONG}โอนผิดไปที่บัญชีของคุณวิไล", "เราจะตามคืนให้ภายในวันศุกร์นี้"],
        [f"{LONG}ส่งใหม่", "เราจะโทรแจ้งอีกครั้ง"],
        ["ขอบคุณค่ะ", "5 มิถุนายนเราจะส่งให้ใหม่ค่ะ"],
        ["ขอบคุณที่แจ้งเรื่องใบเสร็จหายเข้ามา", "เราขอโทษที่ทำให้ต้องรอหลายวัน"],
        ["เจ้าหน้าที่ส่งเอกสารให้ท่านแล้วเมื่อวันที่ 4", "เราจะโทรยืนยันพรุ่งนี้เช้า"],
        ["ถ้าพัสดุยังไม่ถึงบ้านในเย็นวันนี้ เราจะส่งชิ้นใหม่ให้ทันที"],
        ["เพื่อให้เงินถึงมือก่อนสิ้นเดือน เราต้องการเลขบัญชีของท่าน"],
        ["เครื่องคิดเงินอ่านป้ายราคาไม่ได้ ร้านจึงคิดราคาเดิมไปก่อน"],
        ["คนขับหาบ้านของท่านไม่เจอสักที เพราะป้ายหน้าซอยถูกต้นไม้บัง"],
    ],
)
def test_a_blank_between_clauses_ends_a_thai_sentence_but_not_within_a_date_a_sum_or_a_name(
    parts: list[str],
) -> None:
    assert cut(" ".join(parts)) == parts


@given(st.text(max_size=300))
def test_sentences_stand_in_order_and_leave_out_only_blanks(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert at <= start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
