import pytest

from amends.cases.models import Case
from tests.cast import Cast, assemble, complaint


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)
