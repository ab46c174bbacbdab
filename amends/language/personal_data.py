"""Personal data written in a text: payment cards, bank accounts, national numbers, phones, mail addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

Kind = Literal["account", "national id", "card", "email", "phone"]
COUNTRY = {"sk": "SK", "th": "TH", "lv": "LV", "bg": "BG", "ro": "RO", "en": "GB"}
NATIONAL = ("sk.rc", "bg.egn", "ro.cnp", "th.pin")  # as stdnum names them; the English have no general number
LATVIAN = re.compile(r"(?:32\d{4}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d)-\d{5}")
ACCOUNT = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"
)
DIGITS = re.compile(r"(?<![\d])\d(?:[ /-]?\d){8,18}(?![\d])")
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
PERHAPS_A_PHONE = re.compile(r"(?:\d\D{0,4}){5}")
AS_ON_A_CARD = re.compile(r"\d{4}\D|\d+\Z")  # in groups that begin with one of four, or in one row
CARD_STARTS = ("4", "5", "2", "34", "37", "6", "35", "36", "38")


@dataclass(frozen=True, slots=True)
class Found:
    """`start` and `end` in characters of the text."""

    start: int
    end: int
    kind: Kind


def personal_data(text: str, *langs: str) -> list[Found]:
    """What was found, in its order, without overlaps: the more certain kind wins. Phone numbers are read as they are written
    where each of the languages is spoken.
    """
    found: list[Found] = []
    for each in (
        *_accounts(text),
        *_numbers(text),
        *_emails(text),
        *(each for lang in langs for each in _phones(text, lang)),
    ):
        if all(each.end <= other.start or each.start >= other.end for other in found):
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def _accounts(text: str) -> Iterator[Found]:
    from stdnum import iban

    for match in ACCOUNT.finditer(text):
        if iban.is_valid(match.group(), check_country=False):
            yield Found(*match.span(), "account")


def _numbers(text: str) -> Iterator[Found]:
    from stdnum import luhn

    for match in DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if len(set(digits)) > 2 and is_national(match.group(), digits):
            yield Found(*match.span(), "national id")
        elif (
            13 <= len(digits) <= 19
            and AS_ON_A_CARD.match(match.group())
            and digits.startswith(CARD_STARTS)
            and len(set(digits)) > 1
            and luhn.is_valid(digits)
        ):
            yield Found(*match.span(), "card")


def is_national(written: str, digits: str) -> bool:
    return bool(LATVIAN.fullmatch(written)) or any(_is_national(name, written, digits) for name in NATIONAL)


def _is_national(name: str, written: str, digits: str) -> bool:
    """Slovak and Latvian numbers count only as people write them, with their sign: plain ones are too like order numbers."""
    if name == "sk.rc" and not re.fullmatch(r"\d{6}/\d{3,4}", written):
        return False
    if not {"bg.egn": written.isdigit(), "ro.cnp": written.isdigit()}.get(name, True):
        return False
    return bool(import_module(f"stdnum.{name}").is_valid(digits))


def _emails(text: str) -> Iterator[Found]:
    return (Found(*match.span(), "email") for match in EMAIL.finditer(text))


def _phones(text: str, lang: str) -> Iterator[Found]:
    if not PERHAPS_A_PHONE.search(text):
        return
    import phonenumbers

    for match in phonenumbers.PhoneNumberMatcher(text, COUNTRY.get(lang, "GB")):
        yield Found(match.start, match.end, "phone")
