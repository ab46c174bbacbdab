"""The translations of the help: a domain of their own beside the interface's, read when somebody opens the help."""

from functools import cache
from gettext import GNUTranslations, NullTranslations, find
from pathlib import Path

from django.utils.translation import gettext
from markdown_it.token import Token

from amends.web.desk import help_blocks

LOCALE = Path(__file__).resolve().parents[2] / "locale"
DOMAIN = "help"
SOURCE = "en"


def translate(tokens: list[Token], language: str) -> None:
    """Put the words of the language, which is the one in use, in place of the English ones, and mark those that stay."""
    if language == SOURCE:
        return
    for token, words in help_blocks.wording(tokens):
        text = sentence(words, language)
        token.children = help_blocks.within(text) if text else _english(token.children or [])
        token.meta["english"] = not text


def sentence(words: str, language: str) -> str:
    """The words in the language; empty where nobody has translated them."""
    if coach := help_blocks.said_by_coach(words):
        code, said = coach
        translated = gettext(said)
        return f"{code}{translated}" if translated != said else ""
    return _catalogue(language).gettext(words)


class _Missing(NullTranslations):
    """Says nothing where there is no translation, instead of the words it was asked for."""

    def gettext(self, message: str) -> str:
        return ""


@cache
def _catalogue(language: str) -> NullTranslations:
    path = find(DOMAIN, str(LOCALE), [language])
    if path is None:
        return _Missing()
    with Path(path).open("rb") as compiled:
        catalogue = GNUTranslations(compiled)
    catalogue.add_fallback(_Missing())
    return catalogue


def _english(children: list[Token]) -> list[Token]:
    return [Token("span_open", "span", 1, {"lang": SOURCE}), *children, Token("span_close", "span", -1)]
