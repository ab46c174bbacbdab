"""The help in the reader's language: their words, the same links, and English that says so where a block is missing."""

import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from selectolax.lexbor import LexborHTMLParser

from amends.people.models import Staff
from amends.web.desk import help_text, help_words
from tests.cast import Cast, assemble
from tests.web.desk import Desk

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "catalogue"
TEXT = (
    "# Lists\n\nPress **Export**, see [Search](other.md#all)\nand `n`.\n\n## Not *done* yet\n\nOnly English.\n\n"
    "* one\n* two\n\n| language | wording |\n|---|---|\n| English | Sorry. |\n| Thai | ขออภัย |\n| Slovak | Prepáčte. |\n"
)
QUOTES = "# Quotes\n\n## English\nSaid.\n\n> Hello.\n\n## Slovenčina\nSaid.\n\n> Ahoj.\n"
SLOVAK = {
    "Lists": "Čas zoznamov",
    "Press **Export**, see [Search](other.md#all) and `n`.": "`n`, [Hľadanie](other.md#all) a **Exportovať**.",
    "Not *done* yet": "Ešte *nie*",
    "one": "jedna",
    "Slovak": "slovenčina",
    "wording": "znenie",
    "Other": "Cudzie",
    "All": "Všetko",
    "Quotes": "Citáty",
    "Said.": "Povedané.",
}


@pytest.fixture
def sven(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A reader of Slovak, with a help of three texts and a catalogue that lacks some of their blocks."""
    for name, text in {"lists": TEXT, "other": "# Other\n\n## All\n", "quotes": QUOTES}.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    monkeypatch.setattr(help_text, "FOLDER", tmp_path)
    monkeypatch.setattr(help_words, "LOCALE", tmp_path / "locale")
    catalogue = Catalog(locale="sk")
    for words, text in SLOVAK.items():
        catalogue.add(words, text)
    folder = tmp_path / "locale" / "sk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "help.mo").open("wb") as compiled:
        write_mo(compiled, catalogue)
    help_words._catalogue.cache_clear()
    cast: Cast = assemble()
    Staff.objects.filter(pk=cast.emma.pk).update(language="sk")
    yield Desk(cast.emma)
    help_words._catalogue.cache_clear()


def page(desk: Desk, name: str) -> LexborHTMLParser:
    return LexborHTMLParser(desk.get(f"/desk/help/{name}/"))


def test_a_piece_is_in_the_readers_language_with_the_same_links(sven: Desk) -> None:
    shown = page(sven, "lists")
    assert shown.css_first("html").attributes["lang"] == "sk"
    assert shown.css_first(".written-help h1").text() == "Čas zoznamov"
    first = shown.css_first(".written-help p")
    assert first.text() == "n, Hľadanie a Exportovať."
    assert first.css_first("a").attributes["href"] == "/desk/help/other/#all"
    assert shown.css_first(".written-help h2#not-done-yet").text() == "Ešte nie"


def test_what_nobody_translated_is_english_and_says_so(sven: Desk) -> None:
    shown = page(sven, "lists")
    english = [node.text() for node in shown.css(".written-help p [lang=en], .written-help li [lang=en]")]
    assert english == ["Only English.", "two"]
    assert shown.css_first(".written-help th [lang=en]").text() == "language"


def test_examples_stay_as_they_are_the_readers_own_first(sven: Desk) -> None:
    rows = page(sven, "lists").css(".written-help tbody tr")
    assert [row.css_first("td").text() for row in rows] == ["slovenčina", "English", "Thai"]
    cells = [row.css("td")[1] for row in rows]
    assert [(cell.attributes["lang"], cell.text()) for cell in cells] == [
        ("sk", "Prepáčte."),
        ("en", "Sorry."),
        ("th", "ขออภัย"),
    ]
    quotes = page(sven, "quotes")
    assert [h2.text() for h2 in quotes.css(".written-help h2")] == ["Slovenčina", "English"]
    assert [quote.text(strip=True) for quote in quotes.css("blockquote")] == ["Ahoj.", "Hello."]
    assert [p.text() for p in quotes.css(".written-help > p")] == ["Povedané.", "Povedané."]


def test_the_contents_are_in_the_order_of_the_language(sven: Desk) -> None:
    links = page(sven, "other").css("#help-contents > ul > li > a")
    assert [link.text() for link in links] == ["Citáty", "Cudzie", "Čas zoznamov"]
    assert all("lang" not in link.attributes for link in links)


def test_a_rule_of_the_coach_has_the_words_of_the_interface(db: None) -> None:
    cast = assemble()
    Staff.objects.filter(pk=cast.emma.pk).update(language="sk")
    shown = page(Desk(cast.emma), "coach/T511")
    assert shown.css_first("blockquote").text(strip=True).startswith("Táto otázka obviňuje.")
    assert "lang" not in str(shown.css_first("blockquote").html)


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The script, working on catalogues of its own; the interface's are Slovak for one word."""
    names = runpy.run_path(str(SCRIPT))
    inside = names["check"].__globals__
    for language in inside["LANGUAGES"]:
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text('msgid "Export"\nmsgstr "Exportovať"\n', "utf-8")
    monkeypatch.setitem(inside, "LOCALE", tmp_path)
    return lambda command, *words: names[command](*words)


BLOCK = "**Export** of 300 lines: [lists](lists.md), `x`."


@pytest.mark.parametrize(
    ("translation", "complaint"),
    [
        ("**Exportovať** 300 riadkov: [zoznamy](lists.md), `x`.", None),
        ("**Exportovať** 30 riadkov: [zoznamy](lists.md), `x`.", "figures"),
        ("**Exportovať** 300 riadkov: [zoznamy](zoznamy.md), `x`.", "links"),
        ("**Exportovať** 300 riadkov: zoznamy, `x`.", "links"),
        ("**Exportovať** 300 riadkov: [zoznamy](lists.md), `y`.", "code"),
        ("**Exportovať 300 riadkov: [zoznamy](lists.md), `x`.", "emphasis"),
        ("**Vyviezť** 300 riadkov: [zoznamy](lists.md), `x`.", "is called 'Exportovať' on the pages"),
    ],
)
def test_a_translation_keeps_what_its_block_holds(
    catalogue: Callable[..., Any], tmp_path: Path, translation: str, complaint: str | None
) -> None:
    (tmp_path / "sk" / "LC_MESSAGES" / "help.po").write_text(
        f'msgid "{BLOCK}"\nmsgstr "{translation}"\n', "utf-8"
    )
    found = [why for _block, why in catalogue("wrong_help", "sk")]
    assert [complaint in why for why in found] == [True] if complaint else found == []


@pytest.mark.slow
def test_a_block_is_missing_until_it_is_merged(
    catalogue: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    block = "Solved is read from words. Irony is not understood."
    row = f'{{"id": "{block}", "in": ["docs/using/response-audit.md"], "domain": "help", "interface": {{}}}}'
    catalogue("show_missing", "sk", "help")
    assert row in capsys.readouterr().out
    catalogue("update")
    (tmp_path / "made.jsonl").write_text(row.replace('"in"', '"text": "Z\u00a0textu.", "in"'), "utf-8")
    catalogue("merge", "sk", str(tmp_path / "made.jsonl"))
    assert "1 translations taken" in capsys.readouterr().out
    catalogue("show_missing", "sk", "help")
    assert block not in capsys.readouterr().out
