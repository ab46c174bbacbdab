"""Search words: what a text is found by, the same for who wrote it and for who looks for it.

Everything lives in folded form (see `folding`), so marks typed or forgotten, case and width never matter.
"""

import re
import threading
from collections.abc import Iterable
from functools import lru_cache

from amends.language.endings import without_ending
from amends.language.folding import fold
from amends.language.identify import SMALL_WORDS
from amends.language.lexicon import LANGUAGES, lexicon

READ_AT_MOST = 60_000  # characters of one document
TERMS_AT_MOST = 4_000  # of one document; PostgreSQL refuses a tsvector above 1 MB
TERM_LENGTH = 64  # characters; far below PostgreSQL's 2 kB in any script
WORDS_IN_QUERY = 12
ALTERNATIVES = 16
WORDS_KEPT = 10_000  # with their lemmas, in memory; more save no time

WORD = re.compile(r"\w+(?:[-/.@+]+\w+)*")
SIGNS = re.compile(r"[-/@+]+")
PARTS = re.compile(r"[^\W_]+")
THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")

_segmenting = threading.Lock()  # thaibreak says nothing about threads


def index_terms(text: str, lang: str | None) -> list[str]:
    """The terms to store for a document, without order; an unknown language costs time, no findings."""
    terms: dict[str, None] = {}
    rest = fold(text[:READ_AT_MOST])
    if not rest.isascii():
        for run in THAI.findall(rest):
            terms.update(dict.fromkeys([*thai_words(run), *pieces(run, 3)]))
        for run in CJK.findall(rest):
            terms.update(dict.fromkeys([*pieces(run, 2), *run]))
        rest = CJK.sub(" ", THAI.sub(" ", rest))
    for token in WORD.findall(rest):
        terms.update(dict.fromkeys(token_terms(token, lang)))
        if len(terms) >= TERMS_AT_MOST:
            break
    return list(terms)[:TERMS_AT_MOST]


def query_terms(text: str, lang: str | None = None) -> list[list[str]]:
    """For each word looked for, the terms of which a document must have at least one."""
    rest = fold(text[:500])
    thai = [word for run in THAI.findall(rest) for word in thai_words(run)]
    spaceless = [piece for word in thai for piece in pieces(word, 3)] or thai
    spaceless += [piece for run in CJK.findall(rest) for piece in (pieces(run, 2) or [run])]
    tokens = WORD.findall(CJK.sub(" ", THAI.sub(" ", rest)))
    telling = [token for token in tokens if token not in TOO_SMALL and len(token) > 1]
    spaced = [group for token in telling or tokens for group in token_groups(token, lang) if group]
    room = max(WORDS_IN_QUERY - len(spaced), WORDS_IN_QUERY // 2)
    groups = [[piece] for piece in spaceless[:room]] + spaced
    distinct = {frozenset(group): group[:ALTERNATIVES] for group in groups}
    return list(distinct.values())[:WORDS_IN_QUERY]


def subject_terms(text: str, lang: str | None) -> list[str]:
    """What a text is about: one stored term for each word, in order; small words, numbers and addresses left out."""
    terms: dict[str, None] = {}
    rest = fold(text[:READ_AT_MOST])
    if not rest.isascii():
        terms.update(dict.fromkeys(word for run in THAI.findall(rest) for word in thai_words(run)))
        terms.update(dict.fromkeys(piece for run in CJK.findall(rest) for piece in pieces(run, 2)))
        rest = CJK.sub(" ", THAI.sub(" ", rest))
    for token in WORD.findall(rest):
        if token not in TOO_SMALL and not is_whole(token):
            terms.update(dict.fromkeys(word_terms(part, lang)[-1] for part in PARTS.findall(token)))
    return [term for term in terms if len(term) > 1 and term not in TOO_SMALL and not term[0].isdigit()]


TOO_SMALL = frozenset(fold(word) for words in SMALL_WORDS.values() for word in words.split())


def token_groups(token: str, lang: str | None) -> list[list[str]]:
    """A reference, a number with signs or an address is looked for whole; other compounds by each part."""
    if is_whole(token):
        return [[whole(token), joined(token)]]
    return [list(word_terms(part, lang)) for part in PARTS.findall(token)]


def token_terms(token: str, lang: str | None) -> tuple[str, ...]:
    if token.isalpha():
        return word_terms(token, lang)
    parts = [term for part in PARTS.findall(token) for term in word_terms(part, lang)]
    for piece in (token, *SIGNS.split(token)):
        if is_whole(piece):
            parts += [whole(piece), joined(piece)]
    return tuple(dict.fromkeys(parts))


def is_whole(token: str) -> bool:
    return not token.isalnum() and ("@" in token or any(character.isdigit() for character in token))


def whole(token: str) -> str:
    return token[:TERM_LENGTH]


def joined(token: str) -> str:
    """`K7XM-2PQR-9` is also found as typed without its signs."""
    return "".join(PARTS.findall(token))[:TERM_LENGTH]


def word_terms(word: str, lang: str | None) -> tuple[str, ...]:
    """The word as written, and its lemmas without their endings."""
    if len(word) > TERM_LENGTH or not word.isalpha():
        return (word[:TERM_LENGTH],)
    return _with_lemmas(word, lang)


@lru_cache(maxsize=WORDS_KEPT)
def _with_lemmas(word: str, lang: str | None) -> tuple[str, ...]:
    """The endings go because dictionaries hold "poškodená" beside "poškodený", and names not at all."""
    terms = [word]
    for code in languages_of(word, lang):
        known = lexicon(code)
        lemmas = (known and known.lookup(word)) or [word]
        terms += [without_ending(lemma, code) for lemma in lemmas]
    return tuple(dict.fromkeys(terms))


def languages_of(word: str, lang: str | None) -> Iterable[str]:
    if lang is not None and lang in LANGUAGES:
        return (lang,)
    cyrillic = bool(CYRILLIC.search(word))
    return (code for code in LANGUAGES if (code == "bg") == cyrillic)


def thai_words(run: str) -> list[str]:
    import thaibreak

    with _segmenting:
        words: list[str] = thaibreak.words(run)
    return [word[:TERM_LENGTH] for word in words if word.strip()] or [run[:TERM_LENGTH]]


def pieces(run: str, size: int) -> list[str]:
    return [run[at : at + size] for at in range(len(run) - size + 1)]


def tsquery(groups: Iterable[Iterable[str]], *, last_is_prefix: bool = False) -> str:
    """Text for a cast to `tsquery`, safe whatever the terms hold; empty when there is nothing to look for."""
    shown = [[quoted(term) for term in group] for group in groups]
    if shown and last_is_prefix:
        shown[-1] = [f"{term}:*" for term in shown[-1]]
    return " & ".join(f"({' | '.join(group)})" for group in shown if group)


def tsvector_literal(terms: Iterable[str]) -> str:
    """Text for a cast to `tsvector`, as COPY needs it; elsewhere `array_to_tsvector` takes the list."""
    return " ".join(map(quoted, terms))


def quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
