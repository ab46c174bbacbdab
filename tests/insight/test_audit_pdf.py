"""The result on paper."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.utils import translation

from tests.insight import files
from tests.insight.conftest import Run

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler's pdftotext")


def text_of(path: Path) -> str:
    shown = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True
    )
    return re.sub(r"\s+", " ", shown.stdout.decode().replace("\u200b", ""))


@needs_poppler
def test_the_pdf_says_what_the_terminal_says(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "result.pdf"
    found = run(files.ROWS, "--pdf", str(path))
    assert f"Written to {path}." in found.out
    text = text_of(path)
    assert "How complaints are answered" in text and "North Air South Air" in text
    assert "Answered at all 67% (21–94%) 100% (34–100%)" in text
    assert "B201 non-apology 50% (9–91%) 0% (0–66%)" in text
    assert "fewer than 30 conversations" in text and "Page 1 of 1" in text
    assert "<pdfaid:part>2</pdfaid:part>" in path.read_bytes().decode("latin-1")


@needs_poppler
def test_many_groups_go_on_over_pages_and_are_no_code(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"#pagebreak() *{n:02}* $x$,it broke,we mend it\n" for n in range(13))
    path = tmp_path / "result.pdf"
    with translation.override("th"):
        run("company,complaint,reply\n" + rows, "--pdf", str(path))
    text = text_of(path)
    assert all(f"*{n:02}*" in text for n in range(12)) and text.count("#pagebreak()") == 12
    assert subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout.count(
        b"Pages:           3"
    )
