"""Making a copy that was asked for: read, opened, written, set, kept."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from amends.cases import files as store
from amends.cases.actions import finish_copy, give_up_copy, note_progress
from amends.cases.models import CaseCopy
from amends.copies.attached import Attached, attached
from amends.copies.document import document
from amends.copies.looking import looked_at
from amends.copies.redaction import Redaction
from amends.copies.typesetting import CannotBeSet, pages_of, typeset
from amends.copies.whole import Whole, whole_case, without_others

Progress = Callable[[int, int], None]


def make(copy: CaseCopy) -> None:
    """Make it and keep it for whoever asked. Done again it gives the same bytes. Whatever goes wrong, it is given up, so that
    nobody waits for it.
    """
    try:
        whole = whole_case(copy.case, copy.asked_at)
        content = made(whole, copy, lambda done, steps: note_progress(copy, done, steps))
        finish_copy(copy, store.keep(content), len(content), pages_of(content))
    except Exception:
        give_up_copy(copy)
        raise


def made(whole: Whole, copy: CaseCopy, progress: Progress) -> bytes:
    """The PDF. What cannot be shown is left for the list and lies in it as a file. Raises CannotBeSet."""
    redaction = Redaction.from_plain(copy.redaction) if copy.redaction is not None else None
    whole = without_others(whole) if redaction else whole
    to_show = attached(whole.files, left_out(whole, redaction))
    with tempfile.TemporaryDirectory(prefix="amends-copy-") as name:
        folder = Path(name)
        files = _opened(to_show, folder, progress)
        for one_try in (files, [_not_shown(one) for one in files], [_not_enclosed(one) for one in files]):
            data, _pen = document(whole, one_try, copy.language, copy.zone, redaction)
            try:
                return _set(data, one_try, copy, folder)
            except CannotBeSet as refused:
                last = refused
    raise last


def left_out(whole: Whole, redaction: Redaction | None) -> set[str]:
    """The keys of the files that stay out of a redacted copy: all that nobody chose."""
    return {str(file.pk) for file in whole.files} - set(redaction.files) if redaction else set()


def _opened(files: Sequence[Attached], folder: Path, progress: Progress) -> list[Attached]:
    found: list[Attached] = []
    progress(0, len(files) + 1)
    for lot in looked_at(files, folder):
        found += lot
        progress(len(found), len(files) + 1)
    return found


def _set(data: dict[str, Any], files: Sequence[Attached], copy: CaseCopy, folder: Path) -> bytes:
    with tempfile.TemporaryDirectory(prefix="set-", dir=folder) as name:
        return typeset(data, files, copy.asked_at, Path(name))


def _not_shown(one: Attached) -> Attached:
    return replace(one, format="", state="broken", smaller=None) if one.is_shown else one


def _not_enclosed(one: Attached) -> Attached:
    return replace(_not_shown(one), enclosed=False)
