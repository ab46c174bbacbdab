"""A catalogue whose translations carry marks, so that what a page shows without marks is no translation."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from babel import Locale
from django.utils.translation import _trans, get_language
from selectolax.lexbor import LexborHTMLParser

from amends.language.calendar_words import SPELLINGS
from amends.language.own_names import OWN_NAMES
from amends.web import pieces
from amends.web.desk import help_text, help_words

OPEN, CLOSE = "⟦", "⟧"
INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
SHOWN = ("title", "aria-label", "placeholder", "alt")
# Keys, addresses, references, fingerprints, file names and rules are written alike in every language.
SAME_EVERYWHERE = re.compile(
    r"https?://\S+|\S+@\S+|\b\w+:\d+\b|\b[A-Z]\w+/[A-Z]\w+|\b[0-9A-F]{8,}\b|\b[0-9A-HJKMNP-Z]{4}-[0-9A-HJKMNP-Z]{4}-[0-9A-Z]\b"
    r"|\b[A-Z]\d{3}\b|\b[\w-]+\.(?:pdf|eml|csv|txt)\b|#[0-9A-Fa-f]{6}\b",
    re.I,
)
NAMES = {
    "Amends",
    "PDF",
    "CSV",
    "XLSX",
    "JSON",
    "SQL",
    "API",
    "IMAP",
    "SMTP",
    "LMTP",
    "URL",
    "ID",
    "UTC",
    "PNG",
    "JPEG",
    "EUR",
}
OWN = {word for name in OWN_NAMES.values() for word in re.findall(r"\w+", name)}
# Codes, keys, names of countries, zones and currencies, and what is marked as being in another language than the page.
NOT_OURS = (
    "script, style, kbd, code, template, textarea, [name=country] option, [name=zone] option, [name=currency] option"
    ", button[name=language], a[hreflang]"
)
WORD = re.compile(r"[^\W\d_]{2,}")


@contextmanager
def marked() -> Iterator[None]:
    """Every sentence asked of the catalogue comes back between marks, and unmarked where its translation is missing."""

    def wrapped(ask: Any) -> Any:
        def asked(*args: Any) -> str:
            found = str(ask(*args))
            missing = get_language() not in (None, "en") and found in args and not same_in_theirs(found)
            return found if missing or not found.strip() else f"{OPEN}{found}{CLOSE}"

        return asked

    before = {name: getattr(_trans, name) for name in ("gettext", "ngettext", "pgettext", "npgettext")}
    for name, ask in before.items():
        setattr(_trans, name, wrapped(ask))
    pieces.forget()
    try:
        yield
    finally:
        pieces.forget()
        for name, ask in before.items():
            setattr(_trans, name, ask)


@contextmanager
def marked_help() -> Iterator[None]:
    """The same for the blocks of the help, which are kept in a catalogue of their own."""
    ask = help_words.sentence

    def asked(words: str, language: str) -> str:
        found = ask(words, language)
        return found if OPEN in found else f"{OPEN}{found}{CLOSE}" if found else words

    help_words.sentence = asked
    help_text._read.cache_clear()
    try:
        yield
    finally:
        help_words.sentence = ask
        help_text._read.cache_clear()


def same_in_theirs(source: str) -> bool:
    """Translations that are rightly the same as the source: single words, what is all placeholders, and these."""
    return (
        source in ("Text (CSV)", "ASIC RG 271 (Australia)")
        or len(WORD.findall(re.sub(r"%\(\w+\)s", "", source))) <= 1
    )


def unmarked(page: str, language: str) -> list[str]:
    """Words of a page, as read or read out, that came from no catalogue. Dates are the language's own affair."""
    tree = LexborHTMLParser(page.replace("<wbr>", ""))
    for node in tree.css(NOT_OURS):
        node.decompose()
    for node in tree.css("body [lang]"):
        if node.attributes.get("lang") != language:
            node.decompose()
    body, title = tree.body, tree.css_first("title")
    assert body is not None
    texts = [node.attributes.get(name) or "" for node in body.css("*") for name in SHOWN]
    texts += [*_without_marks(body.text(separator="\n")).splitlines(), title.text() if title else ""]
    return [text.strip() for text in texts if _foreign(_without_marks(text), language)]


def _foreign(text: str, language: str) -> bool:
    rest = SAME_EVERYWHERE.sub(" ", text)
    if language == "th":  # where no space stands between words
        for word in sorted(_of_dates(language), key=len, reverse=True):
            rest = rest.replace(word, " ")
    return any(not _known(word, language) for word in WORD.findall(rest))


def _without_marks(text: str) -> str:
    while (shorter := INNERMOST.sub(" ", text)) != text:
        text = shorter
    return text


def _known(word: str, language: str) -> bool:
    greek = all("\u0370" <= letter <= "\u03ff" or "\u1f00" <= letter <= "\u1fff" for letter in word)
    return greek or word in NAMES or word in OWN or word.lower() in _of_dates(language)


@cache
def _of_dates(language: str) -> set[str]:
    locale = Locale.parse(language)
    names = [
        name
        for kind in ("format", "stand-alone")
        for width in ("wide", "abbreviated", "short")
        for table in (locale.months, locale.days)
        for name in table[kind].get(width, {}).values()
    ]
    names += [
        text
        for unit, forms in locale._data["unit_patterns"].items()
        if "duration" in unit
        for text in _strings(forms)
    ]
    names += _strings(locale._data["date_fields"])
    names += _strings(SPELLINGS[language].__dict__)
    return {word.lower() for name in names for word in WORD.findall(name)}


def _strings(found: Any) -> list[str]:
    if isinstance(found, str):
        return [found]
    if isinstance(found, Mapping):
        found = found.values()
    return [text for part in found for text in _strings(part)] if isinstance(found, Iterable) else []
