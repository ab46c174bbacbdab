"""Check what `amends journal export FILE` wrote, without Amends: verify_journal.py FILE [HASH noted earlier ...]"""

import hashlib
import json
import sys
from typing import Any


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def broken(row: Any, seq: int, prev: str, numbers: Any) -> str:
    if row["seq"] != seq or row["prev"] != prev:
        return f"entry {row['seq']} does not follow entry {seq - 1}"
    bound = {name: value for name, value in row.items() if name not in ("prev", "hash", "personal", "salt")}
    if hashlib.sha256(bytes.fromhex(prev) + canonical(bound)).hexdigest() != row["hash"]:
        return "its content is not what was sealed"
    year, number = row["register_year"], row["register_no"]
    if year is not None and number != numbers.get(year, 0) + 1:
        return f"register number {number} of {year} follows number {numbers.get(year, 0)}"
    numbers[year] = number
    if row.get("personal") is not None or row.get("salt") is not None:  # both go when a person is forgotten
        salt = bytes.fromhex(row["salt"])
        found = hashlib.sha256(salt + canonical(row["personal"])).hexdigest()
        if found != row["commitment"] or salt.hex() != row["salt"]:
            return "its personal data is not what was written down"
    return ""


def check(rows: Any, noted: Any = (), read: Any = dict) -> tuple[int, str, str]:
    """(entries, last hash, "") for a whole chain, else (number of the first broken entry, its id, why)."""
    count, prev, missing, numbers = 0, "0" * 64, set(noted), dict[int, int]()
    for count, given in enumerate(rows, 1):
        try:
            if why := broken(row := read(given), count, prev, numbers):
                return count, row["id"], why
        except (LookupError, TypeError, ValueError, AttributeError):
            return count, "unreadable", "it is not an entry as the journal writes them"
        missing -= {prev := row["hash"]}
    return (count + 1, "missing", f"no entry has the hash {min(missing)}") if missing else (count, prev, "")


def entry(line: str) -> Any:
    row = json.loads(line)
    return row if canonical(row) == line.rstrip("\n").encode() else {}  # one way to write an entry, no other


def main(path: str, *noted: str) -> int:
    with open(path, encoding="utf-8", errors="replace", newline="\n") as lines:  # noqa: PTH123
        head = lines.readline().rstrip("\n").encode()
        count, last, why = check(lines, noted, entry)
    if not why and head != canonical({"format": "amends-journal-1", "entries": count, "hash": last}):
        count, last, why = count + 1, "missing", "the file does not end where its first line says"
    print(f"BROKEN at entry {count} ({last}): {why}" if why else f"OK {count} entries, last hash {last}")  # noqa: T201
    return 1 if why else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if sys.argv[1:] else __doc__)
