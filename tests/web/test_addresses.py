"""What an address or a field says instead of a number is nothing, and never a fault of ours."""

import pytest

from tests.cast import Cast, complaint
from tests.responses.test_signing import decided, written
from tests.web.desk import Desk

NOBODY = "00000000-0000-0000-0000-000000000000"
NUMBERS = ["9" * 5_000, "²", "٣", "-1", "\0", "1e9", " ", "1_0"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_is_none_is_left_out_or_not_there(cast: Cast, number: str) -> None:
    draft = written(cast, decided(cast, complaint(cast), 1))
    emma, case = Desk(cast.emma), draft.case
    client = emma.client
    for page in ("complaints/?team={}", "complaints/?owner={}", "settings/texts/?language={}"):
        assert client.get(f"/desk/{page.format(number)}").status_code == 200, page
    assert client.get("/desk/settings/texts/new/", {"like": number}).status_code == 404
    other = client.post(f"/desk/customers/{case.customer_id}/merge/", {"other": number})
    assert other.status_code == 404
    assert Desk(cast.quinn).client.get("/desk/insight/", {"team": number}).status_code == 200
    chosen = client.get("/desk/hand-over/", {"case": f"{case.ref}:{number}"})
    assert chosen.status_code == 200
    block = draft.blocks.filter(kind="closing").get()
    typed = {f"text-{block.pk}": "Goodbye.", f"was-{block.pk}": block.text, "version": number}
    assert client.post(f"/desk/cases/{case.ref}/reply/{block.pk}/", typed).status_code == 200
    block.refresh_from_db()
    assert block.text == "Goodbye."


@pytest.mark.parametrize("which", ["", "closed"])
@pytest.mark.parametrize(
    "key", [f"-_{NOBODY}", f"0001-01-01T00:00:00+23:59_{NOBODY}", "2026-01-01_x", "x", "_"]
)
def test_a_page_that_begins_nowhere_begins_anew(cast: Cast, which: str, key: str) -> None:
    complaint(cast)
    assert Desk(cast.emma).client.get("/desk/complaints/", {"which": which, "after": key}).status_code == 200
    assert Desk(cast.emma).client.get("/desk/search/", {"q": "stage:open", "after": key}).status_code == 200
