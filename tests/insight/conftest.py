"""The command of the audit, run in this process, on a file written for the test."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from amends.cli import django_ready
from amends.cli.main import main
from tests.cast import Cast


@dataclass
class Ran:
    """What the command printed and the CSV it wrote, by (group, measure)."""

    code: int
    out: str
    err: str
    cells: dict[tuple[str, str], dict[str, str]]

    def value(self, group: str, measure: str) -> str:
        return self.cells[group, measure]["value"]


Run = Callable[..., Ran]


@pytest.fixture
def run(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setattr(django_ready, "ready", lambda *_: None)

    def ran(content: str | bytes, *options: str) -> Ran:
        source, result = tmp_path / "source", tmp_path / "result.csv"
        result.unlink(missing_ok=True)
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = main(["audit-replies", str(source), "--zone", "UTC", "--csv", str(result), *options])
        said = capsys.readouterr()
        rows = list(csv.DictReader(result.read_text("utf-8").splitlines())) if result.exists() else []
        return Ran(code, said.out, said.err, {(row["group"], row["measure"]): row for row in rows})

    return ran
