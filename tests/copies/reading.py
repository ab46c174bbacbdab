"""A copy as whoever gets it reads it."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from amends.cases.models import Case
from tests.web.desk import Desk

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext from poppler-utils")


def text_of(pdf: bytes) -> str:
    """Without what only says where a line may break."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode().replace("\u200b", "").replace("\u00a0", " ")


def enclosed(pdf: bytes, folder: Path) -> dict[str, str]:
    """The SHA-256 of each file that lies in the copy, by its name."""
    (folder / "copy.pdf").write_bytes(pdf)
    (folder / "out").mkdir()
    subprocess.run(
        ["pdfdetach", "-saveall", "-o", folder / "out", folder / "copy.pdf"], capture_output=True, check=True
    )
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (folder / "out").iterdir()}


def downloaded(desk: Desk, case: Case, copy_id: object) -> bytes:
    answer = desk.client.post(f"/desk/cases/{case.ref}/copy/{copy_id}/take/")
    assert answer.status_code == 200, answer.content[:300]
    assert answer["Content-Disposition"].startswith("attachment")
    content = b"".join(answer.streaming_content)
    assert len(content) == int(answer["Content-Length"])
    return content
