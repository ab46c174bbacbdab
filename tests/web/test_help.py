"""The help at the desk: from each page to its piece, safely rendered, in the words of those who read it."""

from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from amends.coach import read
from amends.language.own_names import OWN_NAMES
from amends.web.desk import help_text
from tests.cast import Cast, complaint
from tests.web.desk import Desk


@pytest.mark.parametrize(
    ("page", "piece"),
    [
        ("/desk/", "/desk/help/#the-day-at-the-desk"),
        ("/desk/complaints/", "/desk/help/lists/"),
        ("/desk/search/", "/desk/help/lists/#search"),
        ("/desk/cases/{ref}/", "/desk/help/complaint/"),
        ("/desk/cases/{ref}/assess/", "/desk/help/complaint/#assess"),
        ("/desk/settings/mailboxes/", "/desk/help/settings/#mail"),
        ("/desk/help/lists/", "/desk/help/"),
        ("/accounts/2fa/", "/desk/help/"),
    ],
)
def test_each_page_leads_to_its_piece(cast: Cast, page: str, piece: str) -> None:
    case = complaint(cast)
    client = Desk(cast.ada).client
    shown = client.get(page.format(ref=case.ref), follow=True).content.decode()
    links = LexborHTMLParser(shown).css("footer a.helps, .tabs .menu a, #keys-all a")
    assert [a.attributes["href"] for a in links if a.text(strip=True).endswith("Help with this page")] == [
        piece
    ] * 3


def test_the_contents_lead_to_every_piece(cast: Cast) -> None:
    desk = Desk(cast.emma)
    page = LexborHTMLParser(desk.get("/desk/help/"))
    links = [
        str(a.attributes["href"])
        for a in page.css("#help-contents a")
        if "#" not in str(a.attributes["href"])
    ]
    assert {"/desk/help/", "/desk/help/good-replies/", "/desk/help/specialist/", "/desk/help/coach/"} <= set(
        links
    )
    for link in links:
        shown = LexborHTMLParser(desk.get(link))
        assert shown.css_first(".written-help h1") is not None
        assert shown.css_first("#help-contents [aria-current=page]").attributes["href"] == link
    assert desk.status("/desk/help/coach/B201/") == 200


@pytest.mark.parametrize(
    "name",
    [
        "none",
        "../running/README",
        "..%2f..%2fpyproject",
        "coach/..",
        "/etc/passwd",
        "README.md",
        "a" * 300,
        "\x00",
        "READM",
    ],
)
def test_what_is_no_piece_is_not_there(cast: Cast, name: str) -> None:
    client = Desk(cast.emma).client
    assert client.get(f"/desk/help/{name}/").status_code == 404
    assert client.get(f"/desk/help/{name}.png").status_code == 404


def test_pictures_of_the_help_are_shown(cast: Cast) -> None:
    answer = Desk(cast.emma).client.get("/desk/help/today.png")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"


def test_a_stranger_is_asked_to_sign_in(client: Any, db: None) -> None:
    assert client.get("/desk/help/").status_code == 302


def test_markup_in_a_text_is_shown_and_not_obeyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(help_text, "FOLDER", tmp_path)
    (tmp_path / "bad.md").write_text(
        "# <b>Title</b>\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1)) [b](../../etc/passwd.md)"
        " ![c](../../secret.png)\n\n## Twice\n\n## Twice\n",
        "utf-8",
    )
    piece = help_text.piece("bad")
    assert piece is not None
    page = LexborHTMLParser(piece.html)
    assert page.css("script, b") == []
    assert [a.attributes.get("href") for a in page.css("a")] == [None]
    assert [i.attributes.get("src") for i in page.css("img")] == ["/desk/help/none.png"]
    assert [one.anchor for one in piece.headings] == ["twice", "twice-1"]


@pytest.mark.parametrize("code", sorted(OWN_NAMES))
def test_a_good_reply_in_each_language_passes_the_coach(code: str) -> None:
    piece = help_text.piece("good-replies")
    assert piece is not None
    [quote] = LexborHTMLParser(piece.html).css(f"blockquote[lang={code}]")
    text = "\n\n".join(p.text().strip() for p in quote.css("p"))
    assert [(one.code, text[one.start : one.end]) for one in read(text, code) if one.severity == "stop"] == []
