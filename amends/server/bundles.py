"""What every page of a kind is drawn with and runs, as one file each: on a slow line each request costs as much as the page.

The sources stay apart; whoever asks for a bundle, set-up or a server of tests, gets it made from them as they are now.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

FONTS = "fonts/fonts.css"
SHARED = (FONTS, "amends/tokens.css", "amends/amends.css")
BUNDLES = {
    "bundles/desk.css": (*SHARED, "amends/desk.css"),
    "bundles/customer.css": (*SHARED, "amends/customer.css"),
    "bundles/desk.js": (
        "django_htmx/htmx-2.min.js",
        "amends/words.js",
        "amends/desk.js",
        "amends/presence.js",
        "amends/palette.js",
    ),
}

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.S)
_BESIDE = re.compile(r'url\("(?![a-z]+:|/)')  # of a file in the folder of the sheet that names it


def joined(name: str) -> str:
    """The sources one after the other; before set-up has made the fonts, without their sheet."""
    return "".join(_source(source, finders.find(source)) for source in BUNDLES[name])


def _source(name: str, path: str | None) -> str:
    if path is None and name == FONTS:
        return ""
    assert path, f"{name} is nowhere"
    text = Path(path).read_text(encoding="utf-8")
    if not name.endswith(".css"):
        return f"try {{\n{text}\n}} catch (wrong) {{ reportError(wrong); }}\n"  # what breaks one leaves the next whole
    return _BESIDE.sub(f'url("../{Path(name).parent}/', _COMMENT.sub("", text))


class Finder(BaseFinder):
    """Hands out bundles like any other static file."""

    def find(self, path: str, find_all: bool = False, **_older: Any) -> Any:
        found = [str(self._made(path))] if path in BUNDLES else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in BUNDLES:
            self._made(name)
            yield name, self._folder()

    def _folder(self) -> FileSystemStorage:
        return FileSystemStorage(settings.HOME)

    def _made(self, name: str) -> Path:
        path, text = Path(self._folder().path(name)), joined(name)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(path)
        return path
