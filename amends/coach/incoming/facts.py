"""Facts a complaint names: a reference number, the sum it is about, the day it happened. Offered for confirmation only."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from amends.language.dates_in_text import DateInText, dates_in
from amends.language.folded import Folded, folded

Kind = Literal["order", "amount", "date"]
CURRENCIES = (
    (r"€|eur(?:o|os|u|iem|o?m)?|евро|evro|eiro|ยูโร", "EUR"),
    (r"£|gbp|pounds?|quid|liber|фунт\w*|marcin\w*|lire sterline", "GBP"),
    (r"\$|usd|dollars?|dolar\w*|долар\w*|dolari", "USD"),
    (r"лв\.?|лева|лев|lv\.?|leva|bgn", "BGN"),
    (r"lei(?:i|lor)?|leu|ron", "RON"),
    (r"บาท|฿|thb|บ\.", "THB"),
    (r"kc|czk|korun\w*", "CZK"),
    (r"rupees?|inr|₹|rs\.?", "INR"),
    (r"zl|pln|zlot\w*", "PLN"),
)
UNIT = "|".join(f"(?:{words})" for words, _ in CURRENCIES)
SUM = r"(?:\d{1,3}(?:[ .,\u00a0]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)(?:[.,]-)?"
THOUSANDS = (
    r"(?:\s?(?:tis\.?|tisic\w*|tukst\.?|tukstos\w*|хил\.?|хиляд\w*|hil\.?|mii|k|(?:พัน|หมื่น|แสน|ล้าน)(?:กว่า)?))?"
)
MORE = r"(?:\s(?:de|ar|tisic))?"
AMOUNT = re.compile(
    rf"(?<![\w.,-]){SUM}{THOUSANDS}{MORE}\s?(?:{UNIT})(?!\w)|(?<!\w)(?:€|£|\$|฿|eur|usd|gbp|ron|bgn|thb|rs\.?|₹)\s?{SUM}(?![\w-])"
)
THAI_AMOUNT = re.compile(rf"(?<![\d.,-]){SUM}{THOUSANDS}\s?(?:{UNIT})|(?:€|£|\$|฿)\s?{SUM}")
CALLED = (
    r"order|booking|reservation|reference|ref|case|claim|policy|invoice|bill|ticket|contract|account|parcel|tracking|shipment|number|no|confirmation|job|receipt|prescription|loan|meter|permit|licence|rma|id|statement|"
    r"objednav\w*|rezervac\w*|faktur\w*|reklamac\w*|zmluv\w*|poistk\w*|poistn\w*|zakazk\w*|zasielk\w*|balik\w*|spis\w*|cislo\w*|c|vs|obj|predpis\w*|recept\w*|listok\w*|bloc\w*|uct\w*|pripad\w*|"
    r"pasutijum\w*|rezervacij\w*|rekin\w*|polis\w*|ligum\w*|sutijum\w*|paka\w*|lieta\w*|nr|numur\w*|bilet\w*|pieteikum\w*|kvit\w*|pavadzim\w*|recept\w*|iesniegum\w*|cek\w*|atsauc\w*|darba uzdevum\w*|"
    r"поръчк\w*|резервац\w*|фактур\w*|полиц\w*|договор\w*|пратк\w*|преписк\w*|щет\w*|заявк\w*|номер\w*|номера|бележк\w*|кредит\w*|направлени\w*|партид\w*|рецепт\w*|рез|колет\w*|отчет\w*|талон\w*|билет\w*|сметк\w*|жалб\w*|сигнал\w*|porachk\w*|poruchk\w*|rezervaci\w*|faktur\w*|nomer\w*|dogovor\w*|pratk\w*|"
    r"comand\w*|rezervar\w*|factur\w*|polit\w*|contract\w*|colet\w*|awb|dosar\w*|numar\w*|nr|cerer\w*|sesizar\w*|fis\w*|bon\w*|chitant\w*|credit\w*|retet\w*|reclamati\w*|bilet\w*|abonament\w*"
)
THAI_CALLED = r"คำสั่งซื้อ|ออเดอร์|ออร์เดอร์|การจอง|จองเลขที่|รหัส\S{0,10}|เลขที่\S{0,12}|หมายเลข\S{0,16}|เลข\S{0,12}|ใบ\S{0,10}|ผู้ใช้\S{0,4}|บัญชี|กรมธรรม์|พัสดุ|เคส|สัญญา|บิล|order|booking|ref|no"
BETWEEN = r"(?:\s?(?:number|no|nr|c|cislo|numurs|номер|numar\w*|nomer|เลขที่|หมายเลข|เลข|id))?(?:\s(?:is|was|je|ir|este|е))?[\s.:#№nº°(-]{0,4}"
WRITTEN = r"(?:[a-zа-я]{1,4}[-/ ]?)?\d[\da-zа-я]*(?:[-/][\da-zа-я]+)*|[a-z]{1,3}\d[a-z\d]{2,}"
NAMED = re.compile(rf"(?<!\w)(?:{CALLED})(?!\w){BETWEEN}(?P<order>{WRITTEN})(?!\w)")
THAI_NAMED = re.compile(rf"(?:{THAI_CALLED}){BETWEEN}(?P<order>{WRITTEN})(?![\w])")
CODE = re.compile(
    r"(?<![\w@./-])(?P<order>[A-ZА-Я]{1,4}[-/]\d{2,}(?:[-/][A-ZА-Я0-9]+)*|[A-ZА-Я]\d{1,3}[-/]\d[A-Z0-9]+|(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])(?![A-Z]{2}\d{3,4}(?!\w))[A-Z0-9]{5,12}|(?=[\d-]{6,}(?![\d-]))\d{2,6}-\d{1,6}(?:-\d+)*(?:-[A-ZА-Я])?|[A-Z]{2,4}\d{4,}|#\s?\d{3,})(?![\w@])"
)
FLIGHT = re.compile(
    r"(?:flight|let\w*|lin\w+|reis\w*|полет\w*|zbor\w*|cursa|เที่ยวบิน\S*|ไฟลต์|room|izb\w+|numur\w+ istab\w*|стая|camera)\s?(?:no\.?|č\.?|nr\.?|№)?\s?$",
    re.IGNORECASE,
)
PHONE = re.compile(r"0\d{2,3}(?: \d{2,4}){2,}|0\d{8,9}(?!\d)")
UNITS_AFTER = re.compile(
    r"\s?(?:days?|weeks?|months?|years?|hours?|min|times?|x|km|kg|m|cm|%|dn\w|tyzd|mesiac|rok|hod|krat|dien|nedel|menes|stund|reiz|дни|ден|седм|месец|час|пъти|годин|zile|saptaman|luni|or[ea]|ori|ani|วัน|ชั่วโมง|เดือน|ปี|ครั้ง|นาที|กิโล|คน)"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """`text` is exactly as written; `value` what it means: a day near today, or a sum with its currency."""

    kind: Kind
    start: int
    end: int
    text: str
    value: str


def facts(text: str, lang: str, today: date | None = None) -> list[Fact]:
    """At most one of each kind: the first written. Sums and references inside a date are not taken for either."""
    whole = folded(text)
    days = dates_in(whole.text, lang)
    taken = [whole.original(day.start, day.end) for day in days]
    found = [
        _day(text, whole, days, today),
        _amount(text, whole, lang, taken),
        _order(text, whole, lang, taken),
    ]
    return sorted((fact for fact in found if fact), key=lambda fact: fact.start)


def _day(text: str, whole: Folded, days: list[DateInText], today: date | None) -> Fact | None:
    for day in days:
        start, end = whole.original(day.start, day.end)
        written = re.sub(r"[\s,.]*(?:พ\.?ศ\.?\s*|ค\.?ศ\.?\s*)?(?:19|20|25)\d\d\.?$", "", text[start:end])
        written = re.sub(r"^(?:19|20)\d\d\.\s*gada\s+", "", written)
        start = text.index(written, start)
        if written[-1].isdigit() and "." in written and text[start + len(written) :][:1] == ".":
            written += "."
        value = day.near(today) if today else None
        return Fact(
            "date",
            start,
            start + len(written),
            written,
            value.isoformat() if value else f"--{day.month:02}-{day.day:02}",
        )
    return None


def _amount(text: str, whole: Folded, lang: str, taken: list[tuple[int, int]]) -> Fact | None:
    for match in (THAI_AMOUNT if lang == "th" else AMOUNT).finditer(whole.text):
        start, end = whole.original(*match.span())
        if _overlaps(start, end, taken):
            continue
        written = text[start:end].strip()
        return Fact(
            "amount",
            start,
            start + len(written),
            written,
            f"{_decimal(match.group())} {_currency(match.group())}".strip(),
        )
    return None


def _order(text: str, whole: Folded, lang: str, taken: list[tuple[int, int]]) -> Fact | None:
    found = []
    for match in (THAI_NAMED if lang == "th" else NAMED).finditer(whole.text):
        digits = sum(sign.isdigit() for sign in match["order"])
        rest = whole.text[match.end() :]
        if digits < 2 or (digits < 5 and UNITS_AFTER.match(rest)) or PHONE.match(match["order"] + rest[:12]):
            continue
        if re.fullmatch(r"(?:19|20)\d\d", match["order"]) and re.match(r"\.?\s?(?:gad|r|г|an)", rest):
            continue
        found.append(whole.original(*match.span("order")))
    found += [match.span("order") for match in CODE.finditer(text)]
    sums = [whole.original(*match.span()) for match in AMOUNT.finditer(whole.text)]
    for start, end in sorted(found):
        if not _overlaps(start, end, [*taken, *sums]) and not FLIGHT.search(text[max(0, start - 24) : start]):
            written = text[start:end].strip("#. ")
            return Fact(
                "order",
                text.index(written, start),
                text.index(written, start) + len(written),
                written,
                written.upper(),
            )
    return None


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < last and end > first for first, last in spans)


def _decimal(written: str) -> Decimal:
    """A comma or full stop before one or two last figures is a decimal sign; others part thousands."""
    digits = re.search(SUM, written)
    plain = re.sub(r"\s", "", digits.group()) if digits else "0"
    decimals = re.search(r"[.,](\d{1,2})$", plain)
    units = re.sub(r"\D", "", plain[: decimals.start()] if decimals else plain)
    return Decimal(f"{units}.{decimals.group(1)}" if decimals else units)


@cache
def _currency(written: str) -> str:
    rest = re.sub(r"[\d.,\s]", " ", written)
    for words, code in CURRENCIES:
        if re.search(rf"(?<!\w)(?:{words})", rest):
            return code
    return ""
