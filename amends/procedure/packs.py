"""Rules of a country or regulator as dated data, one file each in packs/. An unverified figure says so."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from amends.procedure import words
from amends.procedure.definition import Clock, read_clock
from amends.procedure.reading import ProcedureError, Table, parse

_FOLDER = Path(__file__).with_name("packs")


@dataclass(frozen=True)
class Body:
    """An outside body a customer can turn to (M28). Empty address or phone: not known here."""

    name: str
    url: str
    address: str = ""
    phone: str = ""
    source: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    verified: bool = False


@dataclass(frozen=True)
class LetterRule:
    """What a kind of letter has to contain; `elements` are keys of words.LETTER_ELEMENTS."""

    kind: str
    elements: tuple[str, ...]
    source: str
    valid_from: date | None = None
    valid_to: date | None = None
    verified: bool = False


@dataclass(frozen=True)
class Pack:
    """`key` is the file's name, with "/variant" where the pack has variants and one is chosen."""

    key: str
    name: str
    country: str
    note: str
    clocks: tuple[Clock, ...]
    bodies: tuple[Body, ...]
    letters: tuple[LetterRule, ...]


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """Every key `load_pack` knows, variants included."""
    found: list[str] = []
    for path in sorted(_FOLDER.glob("*.toml")):
        found.append(path.stem)
        found += [f"{path.stem}/{variant}" for variant in _variants(_file(path.stem), path.stem)]
    return tuple(found)


@lru_cache(maxsize=64)
def load_pack(key: str) -> Pack:
    """ProcedureError for an unknown key or a file that cannot be used."""
    stem, _, variant = key.partition("/")
    file = _file(stem)
    variants = _variants(file, stem)
    if variant and variant not in variants:
        raise ProcedureError(f"{stem}.toml: there is no variant {variant!r}")
    rows = [(row.text("variant", "", {"", *variants}), row) for row in file.tables("clock")]
    clocks = [(of, read_clock(row, pack=key)) for of, row in rows]
    pack = Pack(
        key=key,
        name=words.PACKS[key],
        country=file.text("country", ""),
        note=file.text("note", ""),
        clocks=_chosen(clocks, variant),
        bodies=tuple(_body(row) for row in file.tables("body")),
        letters=tuple(_letter(row) for row in file.tables("letter")),
    )
    file.finish()
    return pack


def in_force(pack: Pack, on: date) -> Pack:
    """The pack with only what is in force on the day."""
    return replace(
        pack,
        clocks=tuple(clock for clock in pack.clocks if clock.in_force(on)),
        bodies=tuple(body for body in pack.bodies if _holds(body, on)),
        letters=tuple(letter for letter in pack.letters if _holds(letter, on)),
    )


def _holds(entry: Body | LetterRule, on: date) -> bool:
    return (entry.valid_from is None or entry.valid_from <= on) and (
        entry.valid_to is None or on <= entry.valid_to
    )


def _chosen(clocks: list[tuple[str, Clock]], variant: str) -> tuple[Clock, ...]:
    """The variant's clocks, and the common ones of kinds it says nothing about."""
    own = [clock for of, clock in clocks if of == variant and variant]
    kinds = {clock.kind for clock in own}
    return tuple([clock for of, clock in clocks if not of and clock.kind not in kinds] + own)


def _file(stem: str) -> Table:
    path = _FOLDER / f"{stem}.toml"
    if not stem.replace("_", "").isalnum() or not path.is_file():
        raise ProcedureError(f"There is no rule pack {stem!r}")
    return parse(path.read_text("utf-8"), path.name)


def _variants(file: Table, stem: str) -> tuple[str, ...]:
    named = {key.partition("/")[2] for key in words.PACKS if key.startswith(f"{stem}/")}
    return file.names("variants", named, [])


def _body(row: Table) -> Body:
    body = Body(
        name=row.text("name"),
        url=row.text("url"),
        address=row.text("address", ""),
        phone=row.text("phone", ""),
        source=row.text("source"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        verified=row.flag("verified", False),
    )
    row.finish()
    return body


def _letter(row: Table) -> LetterRule:
    letter = LetterRule(
        kind=row.text("kind", among=words.CLOCKS),
        elements=row.names("elements", words.LETTER_ELEMENTS),
        source=row.text("source"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        verified=row.flag("verified", False),
    )
    row.finish()
    return letter
