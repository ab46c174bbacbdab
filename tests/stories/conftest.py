"""The stories: most with the browser and the pages of the tests of the web, some with an installation of their own."""

import pytest

from tests.cast import Cast, assemble
from tests.web.conftest import address, browser, live, there

__all__ = ["address", "browser", "cast", "live", "there"]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()
