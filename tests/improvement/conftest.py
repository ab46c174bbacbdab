import pytest

from amends.cases.models import Case
from tests.cast import Cast, complaint


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)
