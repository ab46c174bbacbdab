"""Sets a letter as PDF/A-2b. Knows no case and no database: what stands in the letter is handed over."""

import json
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from amends.language.safe_text import is_blank, one_line
from amends.responses.letter.binding import bind

if TYPE_CHECKING:
    import typst  # 7 MB, which a process that sets no letter need not hold: loaded where it is used

TEMPLATE = Path(__file__).with_name("letter.typ")
FAMILIES = ["Noto Sans", "Noto Sans Thai"]
PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_thai")
LOGO_AT_MOST = 400_000  # bytes; a larger one is left out, the company's name stands instead
Standard = Literal["a-2b", "a-3b", "1.7"]
UNKNOWN = "\ufffd"  # shown where no font at hand has the character


@dataclass(frozen=True, kw_only=True)
class Company:
    name: str
    address: Sequence[str] = ()
    phone: str = ""
    email: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Signatory:
    name: str
    title: str = ""
    department: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterContent:
    """All words are in the customer's language already; `page_label` holds %(page)s and %(pages)s."""

    lang: str
    title: str
    company: Company
    recipient: Sequence[str]
    place_and_date: str
    body: Sequence[str]
    reference: str = ""
    register: str = ""
    salutation: str = ""
    closing: str = ""
    signatures: Sequence[Signatory] = ()
    fingerprint: str = ""
    page_label: str = "%(page)s / %(pages)s"
    made_at: datetime | None = None


class FontsMissing(Exception):
    """No font to set a letter with: set-up has not run."""


class Typesetter:
    """Keeps the fonts and the template ready: the first letter takes longer than all others.

    Another `template` reads its data from the same input, `sys.inputs.letter`, and is set by `typeset_data`; `standard` is
    the one of PDF that holds.
    """

    def __init__(self, fonts: Path, template: Path = TEMPLATE, standard: Standard = "a-2b") -> None:
        self._template, self._standard = template, standard
        folders: list[Path] = [fonts] if any(fonts.glob("*.ttf")) else packaged_fonts()
        self._lock = threading.Lock()
        self._own = self.compiler(folders, include_system_fonts=False)
        self._folders = folders
        self._with_system: typst.Compiler | None = None
        self._known = characters_in(folders)

    def compiler(self, folders: list[Path], *, include_system_fonts: bool) -> "typst.Compiler":
        import typst

        fonts = typst.Fonts(include_system_fonts, False, folders)
        return typst.Compiler(self._template, root=self._template.parent, font_paths=fonts)

    def typeset(self, letter: LetterContent) -> bytes:
        """The same letter gives the same bytes, if `made_at` is the same."""
        import typst

        try:
            return self.typeset_data(laid_out(letter), letter.made_at or datetime(2000, 1, 1, tzinfo=UTC))
        except typst.TypstError:
            if letter.company.logo is None:
                raise
            # A picture that is broken inside must not keep a signed letter back.
            return self.typeset(replace(letter, company=replace(letter.company, logo=None)))

    def typeset_data(self, data: dict[str, Any], made_at: datetime) -> bytes:
        """Data as the template knows it, every text made safe and bound already."""
        text = json.dumps(data, ensure_ascii=False)
        if strangers := set(text) - self._known:
            return self._with_strangers(text, strangers, made_at)
        return self._compile(self._own, text, made_at)

    def _with_strangers(self, text: str, strangers: set[str], made_at: datetime) -> bytes:
        """A name in a script we carry no font for: the machine's own fonts may have it."""
        import typst

        if self._with_system is None:
            self._with_system = self.compiler(self._folders, include_system_fonts=True)
        try:
            return self._compile(self._with_system, text, made_at)
        except typst.TypstError:
            known = text.translate({ord(stranger): UNKNOWN for stranger in strangers})
            return self._compile(self._own, known, made_at)

    def _compile(self, compiler: "typst.Compiler", text: str, made_at: datetime) -> bytes:
        with self._lock:
            pdf = compiler.compile(
                format="pdf",
                sys_inputs={"letter": text},
                pdf_standards=self._standard,
                timestamp=int(made_at.timestamp()),
            )
        assert isinstance(pdf, bytes)
        return pdf


def letter_pdf(letter: LetterContent) -> bytes:
    from django.conf import settings

    return typesetter(Path(settings.FONTS_ROOT)).typeset(letter)


@cache
def typesetter(fonts: Path, template: Path = TEMPLATE) -> Typesetter:
    return Typesetter(fonts, template)


def laid_out(letter: LetterContent) -> dict[str, Any]:
    """The names the template knows, each text made safe and bound."""
    company, lang = letter.company, letter.lang
    contact = [*company.address, company.phone, company.email]
    return {
        "lang": lang.split("-")[0],
        "fonts": FAMILIES if lang != "th" else FAMILIES[::-1],
        "title": one_line(letter.title),
        "company": {
            "name": bind(one_line(company.name), lang),
            "contact": shown(contact, lang),
            "return_line": " · ".join(shown([company.name, *company.address], lang)),
        },
        "logo": list(company.logo) if company.logo and is_picture(company.logo) else None,
        "recipient": shown(letter.recipient, lang),
        "place_and_date": bind(one_line(letter.place_and_date), lang),
        "date": bind(one_line(letter.place_and_date), lang),
        "reference": bind(one_line(letter.reference), lang),
        "register": bind(one_line(letter.register), lang),
        "salutation": bind(letter.salutation, lang),
        "body": [bind(part.strip("\n"), lang) for part in letter.body if not is_blank(part)],
        "closing": bind(letter.closing, lang),
        "signatures": [
            {"name": bind(one_line(who.name), lang), "lines": shown([who.title, who.department], lang)}
            for who in letter.signatures
        ],
        "fingerprint": bind(one_line(letter.fingerprint), lang),
        "page_label": one_line(letter.page_label),
    }


def is_picture(logo: bytes) -> bool:
    return len(logo) <= LOGO_AT_MOST and logo.startswith(
        (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg", b"<?xml")
    )


def can_be_set(logo: bytes) -> bool:
    """Whether the picture is whole: a page with it alone is set."""
    import typst

    page = f"#set page(width: 60mm, height: 30mm)\n#image(bytes({json.dumps(list(logo))[1:-1].join('()')},), height: 13mm)"
    try:
        typst.compile(page.encode(), format="pdf")
    except typst.TypstError:
        return False
    return True


def shown(texts: Iterable[str], lang: str) -> list[str]:
    return [bind(one_line(text), lang) for text in texts if not is_blank(text)]


def packaged_fonts() -> list[Path]:
    """Before set-up has cut true weights: every letter is right, only nothing is bold."""
    try:
        return [Path(str(files(package) / "files")) for package in PACKAGES]
    except ModuleNotFoundError as missing:
        raise FontsMissing(str(missing)) from missing


def characters_in(folders: Iterable[Path]) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    known = {"\n", "\u200b", "\u00a0"}
    for folder in folders:
        for path in folder.glob("*.ttf"):
            known.update(map(chr, TTFont(path, lazy=True).getBestCmap()))
    return frozenset(known)
