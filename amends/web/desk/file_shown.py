"""A file as the desk shows it: beside its name a small picture or its kind, and on demand what it holds."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases import files as store
from amends.cases.models import Case, File
from amends.channels.bulk.encoding import encoding_of
from amends.copies.drawing import shape_of
from amends.language.safe_text import clean, one_line

TEXT_NAMES = {".txt", ".csv", ".tsv", ".log", ".md", ".eml", ".json", ".xml", ".ics", ".vcf"}
LETTERS = 20_000  # of a text that are shown
LETTERS_OF_KIND = re.compile(r"[A-Za-z0-9]{1,5}")


@dataclass(frozen=True)
class Shown:
    """`shape` says how it can be looked at: picture, pages, text, or not at all (empty); `kind` is the ending of its name."""

    row: File
    name: str
    kind: str
    shape: str
    url: str

    @property
    def look_url(self) -> str:
        return f"{self.url}look/" if self.shape else ""

    @property
    def small_url(self) -> str:
        return f"{self.url}small.png" if self.shape in ("picture", "pages") else ""

    @property
    def large_url(self) -> str:
        return f"{self.url}large.png" if self.shape in ("picture", "pages") else ""


def shown(case: Case, row: File) -> Shown:
    name = one_line(row.name) or _("without a name")
    ending = PurePath(name).suffix.lower()
    kind = ending[1:].upper() if LETTERS_OF_KIND.fullmatch(ending[1:]) else ""
    url = reverse("desk:file", args=[case.ref, row.pk])
    return Shown(row, name, kind, _shape(row, ending), url)


def _shape(row: File, ending: str) -> str:
    if not row.sha256:  # erased
        return ""
    text = row.media_type.startswith("text/") or row.media_type == "message/rfc822" or ending in TEXT_NAMES
    return "text" if text else shape_of(row)


def text_of(row: File) -> tuple[str, bool]:
    """What a text says, and whether that is only its beginning; empty when its content is gone."""
    path = store.path_of(row.sha256)
    if not row.sha256 or not path.is_file():
        return "", False
    with path.open(encoding=encoding_of(path).name, errors="replace") as source:
        text = source.read(LETTERS + 1)
    return clean(text[:LETTERS]), len(text) > LETTERS
