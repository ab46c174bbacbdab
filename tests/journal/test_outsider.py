"""An outsider with one file and one short script finds whatever was changed, and the first place of it."""

import ast
import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from amends.journal import verify_journal
from amends.journal.canonical import GENESIS, canonical, chain_hash, commitment
from tests.examples import tries

SCRIPT = Path(verify_journal.__file__)


def chain(length: int = 12) -> list[dict[str, Any]]:
    """A whole journal: every third entry registers, every fourth was forgotten."""
    rows, prev, number = [], GENESIS, {2025: 0, 2026: 0}
    for seq in range(1, length + 1):
        year = 2025 + seq % 2 if seq % 3 == 0 else None
        if year:
            number[year] += 1
        salt, personal = f"{seq:032x}", {"name": f"Ján {seq}", "_by": "Ēva"}
        row: dict[str, Any] = {
            "seq": seq,
            "id": f"01a20d8e-ecb3-7214-827f-{seq:012x}",
            "at": f"2026-03-02T09:30:{seq:02}.000000Z",
            "actor_kind": "staff",
            "actor_id": "4",
            "kind": "case.received",
            "case_ref": f"BCDF{seq}",
            "facts": {"channel": "email", "n": seq, "ไทย": [True, None]},
            "commitment": commitment(salt, personal),
            "register_year": year,
            "register_no": number[year] if year else None,
            "prev": prev,
        }
        row["hash"] = prev = chain_hash(prev, row)
        rows.append(
            row | ({"personal": None, "salt": None} if seq % 4 == 0 else {"personal": personal, "salt": salt})
        )
    return rows


ROWS = chain()


def written(rows: list[dict[str, Any]], folder: Path) -> Path:
    head = {"format": "amends-journal-1", "entries": len(rows), "hash": rows[-1]["hash"] if rows else GENESIS}
    path = folder / "journal.jsonl"
    path.write_bytes(b"".join(canonical(line) + b"\n" for line in [head, *rows]))
    return path


def run(path: Path, *noted: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-I", SCRIPT, path, *noted], capture_output=True, text=True)
    assert not done.stderr
    return done.returncode, done.stdout.strip()


def test_the_script_is_short_and_needs_nothing() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    imported = {a.name for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Import) for a in n.names}
    assert imported | {"typing"} <= sys.stdlib_module_names


@pytest.mark.parametrize("length", [0, 1, 12])
def test_a_whole_journal_is_ok(tmp_path: Path, length: int) -> None:
    rows = ROWS[:length]
    last = rows[-1]["hash"] if rows else GENESIS
    assert run(written(rows, tmp_path)) == (0, f"OK {length} entries, last hash {last}")


_other = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers(), max_size=2)
) | st.dictionaries(st.text(max_size=4), st.integers(), max_size=2)


@settings(max_examples=tries(400))
@given(st.integers(0, len(ROWS) - 1), st.sampled_from(sorted(ROWS[0])), st.data())
def test_any_change_of_any_field_is_found_where_it_is(place: int, field: str, data: st.DataObject) -> None:
    rows = deepcopy(ROWS)
    value = data.draw(_other | st.sampled_from(ROWS).map(lambda row: row[field]))
    assume(json.dumps(value) != json.dumps(rows[place][field]))
    rows[place][field] = value
    count, _, why = verify_journal.check(rows)
    assert (count, bool(why)) == (place + 1, True)


@given(st.integers(0, len(ROWS) - 1), st.data())
def test_a_letter_changed_within_a_text_is_found(place: int, data: st.DataObject) -> None:
    rows = deepcopy(ROWS)
    field = data.draw(st.sampled_from([k for k, v in rows[place].items() if isinstance(v, str) and v]))
    text = rows[place][field]
    at = data.draw(st.integers(0, len(text) - 1))
    fresh = data.draw(
        st.sampled_from([text[:at] + text[at + 1 :], text[:at] + " " + text[at:], text.upper()])
    )
    assume(fresh != text)
    rows[place][field] = fresh
    assert verify_journal.check(rows)[0] == place + 1


@given(st.integers(0, len(ROWS) - 1), st.sampled_from(sorted(set(ROWS[0]) - {"personal", "salt"})))
def test_a_field_taken_away_or_added_is_found(place: int, field: str) -> None:
    short, long = deepcopy(ROWS), deepcopy(ROWS)
    del short[place][field]
    long[place]["more"] = 1
    assert verify_journal.check(short)[0] == place + 1
    assert verify_journal.check(long)[0] == place + 1


@given(st.integers(0, len(ROWS) - 2))
def test_an_entry_left_out_doubled_or_swapped_is_found(place: int) -> None:
    for rows in (
        ROWS[:place] + ROWS[place + 1 :],
        [*ROWS[:place], ROWS[place + 1], ROWS[place], *ROWS[place + 2 :]],
    ):
        assert verify_journal.check(rows)[0] == place + 1
    assert verify_journal.check(ROWS[: place + 1] + ROWS[place:])[0] == place + 2


def test_a_number_left_out_of_the_register_is_found_even_with_right_hashes() -> None:
    rows, prev = deepcopy(ROWS), GENESIS
    for row in rows:
        if row["register_year"] == 2026 and row["register_no"] == 2:
            row["register_no"] = 3
        row["prev"] = prev
        row["hash"] = prev = chain_hash(prev, row)
    assert verify_journal.check(rows) == (9, rows[8]["id"], "register number 3 of 2026 follows number 1")


def test_a_journal_written_anew_lacks_the_hash_noted_earlier(tmp_path: Path) -> None:
    noted = ROWS[5]["hash"]
    assert run(written(ROWS, tmp_path), noted)[0] == 0
    rows, prev = deepcopy(ROWS), GENESIS
    for row in rows:
        row["actor_id"] = "5"
        row["prev"] = prev
        row["hash"] = prev = chain_hash(prev, row)
    assert run(written(rows, tmp_path))[0] == 0
    code, words = run(written(rows, tmp_path), noted)
    assert code == 1
    assert noted in words


@pytest.mark.parametrize(
    ("change", "first"),
    [
        (lambda lines: lines[:-1], 12),
        (lambda lines: lines[1:], 1),
        (lambda lines: [*lines[:4], b"{", *lines[5:]], 4),
        (lambda lines: [*lines[:4], lines[4].replace(b":", b": ", 1), *lines[5:]], 4),
        (lambda lines: [*lines[:4], b'{"seq":4,' + lines[4][1:], *lines[5:]], 4),
        (lambda lines: [*lines[:4], b"\xff" + lines[4], *lines[5:]], 4),
        (lambda lines: [*lines[:4], b"[]", *lines[5:]], 4),
        (lambda lines: [*lines[:4], b"", *lines[4:]], 4),
        (lambda lines: [lines[0].replace(b"12", b"13"), *lines[1:]], 13),
        (lambda lines: [b"", *lines[1:]], 13),
    ],
)
def test_a_file_tampered_with_as_text_is_found(tmp_path: Path, change: Any, first: int) -> None:
    path = written(ROWS, tmp_path)
    path.write_bytes(b"\n".join(change(path.read_bytes().splitlines())) + b"\n")
    code, words = run(path)
    assert code == 1
    assert words.startswith(f"BROKEN at entry {first} ")
