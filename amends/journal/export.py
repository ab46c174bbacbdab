"""The journal as a file that `verify_journal.py` checks without Amends."""

import os
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from amends.journal import queries, seal
from amends.journal.canonical import canonical
from amends.journal.verify_journal import check

FORMAT = "amends-journal-1"


def head_line(seq: int, last: str) -> bytes:
    """The first line of the file: how many entries follow and the hash of the last."""
    return canonical({"format": FORMAT, "entries": seq, "hash": last})


def lines(with_personal: bool = False) -> Iterator[bytes]:
    """The head line, then every entry sealed by now; each exactly as it is hashed, names in order."""
    seq, last, _at = seal.head()
    yield head_line(seq, last)
    for row in islice(queries.sealed_rows(with_personal), seq):
        yield canonical(row)


def export(path: Path, with_personal: bool = False) -> int:
    """Write the journal to a file only its owner may read; returns how many entries."""
    written = -1
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
        for line in lines(with_personal):
            out.write(line + b"\n")
            written += 1
    return written


def verify(noted: Collection[str] = ()) -> tuple[int, str, str]:
    """Check the journal where it stands: (entries, last hash, "") or (the first broken entry, its id, why).

    `noted` are hashes written down earlier: a journal cut short, or sealed anew from some entry on, lacks them.
    """
    rows: Iterator[dict[str, Any]] = queries.sealed_rows(with_personal=True)
    count, last, why = check(rows, noted)
    return count, last, why
