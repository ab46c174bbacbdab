"""The journal as a file that `verify_journal.py` checks without Amends."""

import json
from pathlib import Path
from typing import Any

from amends.journal import queries, seal
from amends.journal.verify_journal import check

FORMAT = "amends-journal-1"


def export(path: Path, with_personal: bool = False) -> int:
    """Write every sealed entry as JSON lines after a head line; returns how many entries."""
    seq, last, at = seal.head()
    head: dict[str, Any] = {
        "format": FORMAT,
        "entries": seq,
        "hash": last,
        "sealed_at": at.isoformat() if at else None,
    }
    written = 0
    with path.open("w", encoding="utf-8") as out:
        out.write(json.dumps(head) + "\n")
        for row in queries.sealed_rows(with_personal):
            if row["seq"] > seq:
                break
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            written += 1
    return written


def verify() -> tuple[int, str]:
    """Check the journal where it stands; returns (entries, "") or (the first broken sequence number, why)."""
    return check(queries.sealed_rows(with_personal=True))
