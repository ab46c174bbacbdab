"""Setting a copy as PDF, in a process of its own: memory is bounded, and a process that serves pages stays small."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from amends.copies.attached import Attached

TEMPLATE = Path(__file__).with_name("copy.typ")
ARCHIVED, PLAIN = "a-3b", "1.7"  # pages of other PDFs cannot be shown in PDF/A
LONGEST = 300  # seconds
COUNT = re.compile(rb"/Type/Pages/Count (\d+)")


class CannotBeSet(Exception):
    """The typesetter refused the document or took too long."""


def typeset(data: dict[str, Any], files: Sequence[Attached], made_at: datetime, folder: Path) -> bytes:
    """The same data, files and moment give the same bytes: PDF/A-3 unless pages of other PDFs are shown.

    Raises CannotBeSet.
    """
    shutil.copyfile(TEMPLATE, folder / TEMPLATE.name)
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    for one in files:
        if one.path and (one.enclosed or (one.is_shown and not one.smaller)):
            (folder / f"file-{one.number}").symlink_to(one.path)
        if one.smaller:
            (folder / f"shown-{one.number}").symlink_to(one.smaller)
    standard = PLAIN if any(one.format == "pdf" for one in files) else ARCHIVED
    task = {
        "folder": str(folder),
        "fonts": str(settings.FONTS_ROOT),
        "standard": standard,
        "made_at": int(made_at.timestamp()),
    }
    command = [sys.executable, "-m", "amends.copies.apart.set"]
    try:
        subprocess.run(
            command, input=json.dumps(task).encode(), check=True, timeout=LONGEST, stderr=subprocess.PIPE
        )
    except subprocess.TimeoutExpired as late:
        raise CannotBeSet("took too long") from late
    except subprocess.CalledProcessError as broken:
        raise CannotBeSet(broken.stderr.decode("utf-8", "replace")[-2000:]) from broken
    return (folder / "copy.pdf").read_bytes()


def pages_of(pdf: bytes) -> int:
    """How many pages a document has that we set ourselves: its tree of pages stands first in it."""
    found = COUNT.search(pdf)
    return int(found[1]) if found else 0
