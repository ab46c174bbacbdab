"""Dates as people write them inside a text, in six languages; in folded form, day and month always, year where written."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

MONTHS = {
    "en": "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?",
    "sk": r"jan(?:uar\w*)?|feb(?:ruar\w*)?|mar(?:ec|c\w*)|apr(?:il\w*)?|maj\w{0,2}|jun\w{0,2}|jul\w{0,2}|aug(?:ust\w*)?|sept?(?:emb\w*)?|okt(?:ob\w*)?|nov(?:emb\w*)?|dec(?:emb\w*)?",
    "lv": r"janv(?:ar\w*)?|febr?(?:uar\w*)?|mart\w*|apr(?:il\w*)?|maij\w*|jun(?:ij\w*)?|jul(?:ij\w*)?|aug(?:ust\w*)?|sept?(?:embr\w*)?|okt(?:obr\w*)?|nov(?:embr\w*)?|dec(?:embr\w*)?",
    "bg": r"януари|yanuari|ianuari|qnuari|февруари|fevruari|март|mart|април|april|маи|may|mai|mai|юни|y?uni|iuni|qni|юли|y?uli|iuli|август|avgust|септември|septemvri|октомври|oktomvri|ноември|noemvri|декември|dekemvri",
    "ro": r"ian(?:uarie)?|feb(?:r(?:uarie)?)?|mart(?:ie)?|apr(?:ilie)?|mai|iun(?:ie)?|iul(?:ie)?|aug(?:ust)?|sept?(?:embrie)?|oct(?:ombrie)?|nov(?:iembrie|embrie)?|noi(?:embrie)?|dec(?:embrie)?",
    "th": r"มกราคม|มกรา|ม\.?ค\.?|กุมภาพันธ์|กุมภา|ก\.?พ\.?|มีนาคม|มีนา|มี\.?ค\.?|เมษายน|เมษา|เม\.?ย\.?|พฤษภาคม|พฤษภา|พ\.?ค\.?|มิถุนายน|มิถุนา|มิ\.?ย\.?|กรกฎาคม|กรกฎา|ก\.?ค\.?|สิงหาคม|สิงหา|ส\.?ค\.?|กันยายน|กันยา|ก\.?ย\.?|ตุลาคม|ตุลา|ต\.?ค\.?|พฤศจิกายน|พฤศจิกา|พ\.?ย\.?|ธันวาคม|ธันวา|ธ\.?ค\.?",
}
FIRST_LETTERS = {
    "jan": 1, "ian": 1, "yan": 1, "qnu": 1, "яну": 1, "มกร": 1, "มค": 1,
    "feb": 2, "fev": 2, "фев": 2, "กุม": 2, "กพ": 2,
    "mar": 3, "мар": 3, "มีน": 3, "มีค": 3,
    "apr": 4, "апр": 4, "เมษ": 4, "เมย": 4,
    "may": 5, "maj": 5, "mai": 5, "маи": 5, "พฤษ": 5, "พค": 5,
    "jun": 6, "iun": 6, "yun": 6, "uni": 6, "qni": 6, "юни": 6, "มิถ": 6, "มิย": 6,
    "jul": 7, "iul": 7, "yul": 7, "uli": 7, "юли": 7, "กรก": 7, "กค": 7,
    "aug": 8, "avg": 8, "авг": 8, "สิง": 8, "สค": 8,
    "sep": 9, "сеп": 9, "กัน": 9, "กย": 9,
    "oct": 10, "okt": 10, "окт": 10, "ตุล": 10, "ตค": 10,
    "nov": 11, "noe": 11, "noi": 11, "ное": 11, "พฤศ": 11, "พย": 11,
    "dec": 12, "dek": 12, "дек": 12, "ธัน": 12, "ธค": 12,
}  # fmt: skip
WEEKDAYS = {
    "en": r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day",
    "sk": r"pondel\w+|utor\w+|stred[auy]\w*|stvrt\w+|piat\w+|sobot\w+|nedel\w+",
    "lv": r"(?:pirm|otr|tres|ceturt|piekt|sest|svet)dien\w*",
    "bg": r"понеделник|вторник|сряда|четвъртък|петък|събота|неделя",
    "ro": r"(?:luni|marti|miercuri|joi|vineri|sambata|duminica)(?:lea)?",
    "th": r"วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)",
}
BETWEEN = {
    "en": r"(?:st|nd|rd|th)?(?:\s+of)?\s+",
    "sk": r"\.?\s*",
    "lv": r"\.?\s*",
    "bg": r"(?:-?(?:ти|ви|ри|ми|ти|ia|ti))?\s+",
    "ro": r"\s+",
    "th": r"\s*",
}
YEAR = r"(?:(?:19|20|25)\d\d)"
NUMERIC = rf"(?<![\d.,/-])(?P<nd>[0-3]?\d)(?P<sign>[./-])\s?(?P<nm>[01]?\d)(?:(?P=sign)\s?(?P<ny>{YEAR}|\d\d)(?![\d]))?(?![\d%€$]|[.,]\d)"
ISO = rf"(?<![\d-])(?P<iy>{YEAR})-(?P<im>[01]\d)-(?P<iday>[0-3]\d)(?!\d)"
BUDDHIST = 543
DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class DateInText:
    """`start` and `end` count characters of the folded text; `year` is None where none was written."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    def near(self, at: date) -> date | None:
        """The day meant; without a year the one nearest to `at`. None where no such day exists."""
        found = [made for year in self._years(at) if (made := _made(year, self.month, self.day))]
        return min(found, key=lambda day: abs((day - at).days), default=None)

    def _years(self, at: date) -> tuple[int, ...]:
        return (self.year,) if self.year else (at.year - 1, at.year, at.year + 1)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dates_in(text: str, lang: str) -> list[DateInText]:
    """Every date in a folded text, in its order. A numeric one without a year needs a real day and month, day first."""
    found = [made for match in _finder(lang).finditer(text) if (made := _read(match))]
    return sorted(found, key=lambda each: each.start)


def _read(match: re.Match[str]) -> DateInText | None:
    parts = match.groupdict()
    if parts["month"] or parts.get("month2"):
        day = parts["day"] or parts.get("day2") or ""
        month = _month(parts["month"] or parts.get("month2") or "")
        year = parts["year"] or parts.get("year2")
    elif parts["iy"]:
        day, month, year = parts["iday"], int(parts["im"]), parts["iy"]
    else:
        day, month, year = parts["nd"], int(parts["nm"]), parts["ny"]
        if not year and not _is_plain_day(match):
            return None
    if not day or not 1 <= month <= 12 or not 1 <= int(day) <= DAYS_IN_MONTH[month - 1]:
        return None
    return DateInText(match.start(), match.end(), int(day), month, _year(year))


def _is_plain_day(match: re.Match[str]) -> bool:
    """Two numbers are a day and a month when a stroke, two figures of the month or a closing full stop say so."""
    if match["sign"] == "-":
        return False
    return match["sign"] == "/" or len(match["nm"]) == 2 or match.string[match.end() : match.end() + 1] == "."


def _month(word: str) -> int:
    letters = word.replace(".", "")
    return FIRST_LETTERS.get(letters[:3]) or FIRST_LETTERS.get(letters[:2], 0)


def _year(written: str | None) -> int | None:
    if not written:
        return None
    year = int(written)
    if year < 100:
        return 2000 + year
    return year - BUDDHIST if year > 2400 else year


def _named(lang: str) -> str:
    """A day with the name of its month, as the language puts them."""
    months = MONTHS[lang]
    end = r"(?:(?<=[\u0e21\u0e19\u0e18\u0e4c\u0e32]{1})|(?![\u0e01-\u0e4e]))" if lang == "th" else r"(?!\w)"
    first = rf"(?P<day>(?<![\d.,:])[0-3]?\d){BETWEEN[lang]}(?P<month>{months}){end}(?:\.?,?\s*(?:พ\.?ศ\.?\s*|ค\.?ศ\.?\s*)?(?P<year>{YEAR}))?"
    if lang == "en":
        return (
            first
            + rf"|(?<!\w)(?P<month2>{months})\.?\s+(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?(?!\w|:\d)(?:,?\s+(?P<year2>{YEAR}))?"
        )
    if lang == "lv":
        return rf"(?:(?P<year2>{YEAR})\.\s*gada\s+)?" + first
    return first


@cache
def _finder(lang: str) -> re.Pattern[str]:
    return re.compile(f"{_named(lang if lang in MONTHS else 'en')}|{ISO}|{NUMERIC}")


@cache
def date_pattern(lang: str) -> str:
    """A regular expression without groups for a date or a weekday, in folded text."""
    lang = lang if lang in MONTHS else "en"
    whole = re.sub(
        r"\(\?P<\w+>",
        "(?:",
        f"{_named(lang)}|{ISO}|(?<![\\d.,/-])[0-3]?\\d[./]\\s?[01]?\\d[./](?:{YEAR}|\\d\\d)|(?<!\\w)(?:{WEEKDAYS[lang]})",
    )
    return f"(?:{whole})"
