#!/usr/bin/env python3
"""Check a journal written by `amends journal export FILE`, with nothing but Python: verify_journal.py FILE

Prints OK with the number of entries and the last hash, or the first broken entry and why (exit 1).
"""

import hashlib
import json
import sys

BOUND = ("seq", "id", "at", "actor_kind", "actor_id", "kind", "case_ref", "facts", "commitment")


def canonical(value):  # type: ignore[no-untyped-def]
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def broken(row, expected_seq, prev, numbers):  # type: ignore[no-untyped-def]
    """Why this entry cannot be the next one of the chain; empty when it is."""
    if row["seq"] != expected_seq:
        return f"expected entry {expected_seq} here, found {row['seq']}"
    if row["prev"] != prev:
        return "it does not follow the entry before it"
    bound = {**{name: row[name] for name in BOUND}, "register": [row["register_year"], row["register_no"]]}
    if hashlib.sha256(bytes.fromhex(prev) + canonical(bound)).hexdigest() != row["hash"]:
        return "its content is not the one that was sealed"
    year = row["register_year"]
    if year is not None:
        if row["register_no"] != numbers.get(year, 0) + 1:
            return f"register number {row['register_no']} of {year} does not follow {numbers.get(year, 0)}"
        numbers[year] = row["register_no"]
    if row.get("personal"):
        found = hashlib.sha256(bytes.fromhex(row["salt"] or "") + canonical(row["personal"])).hexdigest()
        if found != row["commitment"]:
            return "its personal data is not what was committed to"
    return ""


def check(rows):  # type: ignore[no-untyped-def]
    """(number of entries, "") for a whole chain, else (sequence number of the first broken entry, why)."""
    prev, count, numbers = "0" * 64, 0, {}
    for row in rows:
        if why := broken(row, count + 1, prev, numbers):
            return count + 1, why
        prev, count = row["hash"], count + 1
    return count, ""


def main(path):  # type: ignore[no-untyped-def]
    with open(path, encoding="utf-8") as lines:  # noqa: PTH123  one file, standard library only
        head = json.loads(next(lines))
        count, why = check(json.loads(line) for line in lines)
    if not why and count != head["entries"]:
        count, why = count + 1, f"the file ends after {count} of {head['entries']} entries"
    print(f"BROKEN at entry {count}: {why}" if why else f"OK {count} entries, last hash {head['hash']}")  # noqa: T201
    return 1 if why else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
