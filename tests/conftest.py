"""What every test may ask for."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real inputs beside a development checkout."""
    if not SHARED.is_dir():
        pytest.skip("needs the development inputs in ../shared, absent on this machine")
    return SHARED
