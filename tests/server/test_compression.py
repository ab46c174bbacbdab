"""Pages are compressed for whoever takes that, and say the same; what is no page goes out as it is."""

import gzip

import pytest
from django.test import Client

from tests.cast import assemble, complaint
from tests.web.desk import Desk


@pytest.fixture
def desk(db: None) -> Desk:
    cast = assemble()
    complaint(cast)
    return Desk(cast.emma)


def test_a_page_is_small_on_the_line(desk: Desk) -> None:
    plain = desk.client.get("/desk/complaints/", headers={"accept-encoding": "identity"})
    small = desk.client.get("/desk/complaints/", headers={"accept-encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert len(small.content) < len(plain.content) / 3
    assert b"</html>" in gzip.decompress(small.content)


def test_what_is_no_page_is_left_alone(client: Client, db: None) -> None:
    answer = client.get("/api/v1/openapi.json", headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
