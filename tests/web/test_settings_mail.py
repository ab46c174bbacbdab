"""Mailboxes are set up on a page, which says in plain words what is wrong with reading them."""

import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail

from amends.channels.models import Mailbox
from amends.channels.sealed import unseal
from amends.journal.models import Entry
from tests.cast import Cast, assemble
from tests.imap import Imap
from tests.web.desk import Desk
from tests.web.filled import filled

pytestmark = pytest.mark.slow

MAIL, NEW = "/desk/settings/mailboxes/", "/desk/settings/mailboxes/new/"


@pytest.fixture
def ada(db: None) -> Desk:
    return Desk(assemble().ada)


@pytest.fixture
def imap() -> Iterator[Imap]:
    server = Imap()
    yield server
    server.shutdown()
    server.server_close()


def set_up(ada: Desk, **values: Any) -> str:
    """The page after setting a mailbox up, where it was tried."""
    given = {"address": "complaints@firm.example", "security": "none", "password": "right", **values}
    response = ada.client.post(NEW, {**filled(ada.get(NEW)), **given})
    assert response.status_code == 303, response.content.decode()
    return ada.get(response["Location"])


def said(page: str) -> str:
    found = re.search(r'class="note error"[^>]*><p>([^<]*)', page)
    return found[1] if found else ""


def test_a_mailbox_that_works_says_so(ada: Desk, imap: Imap) -> None:
    page = set_up(ada, host="127.0.0.1", port=imap.port)
    assert "Connecting, signing in and opening the folder work." in page
    box = Mailbox.objects.get()
    assert (box.user, unseal(box.secret), box.folder) == ("complaints@firm.example", "right", "INBOX")
    assert "right" not in box.secret
    assert "right" not in str(filled(page).values())
    assert Entry.objects.get(kind="mailbox.added").facts["address"] == box.address


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {"password": "wrong"},
            "The server does not take this name and password for complaints@firm.example.",
        ),
        ({"folder": "Post"}, "there is no folder Post. There are: Complaints, INBOX."),
        ({"security": "tls"}, "does not speak TLS"),
        ({"host": "imap.firm.invalid"}, "There is no server called imap.firm.invalid."),
        ({"host": "169.254.169.254"}, "is not an address mail may be read from"),
    ],
)
def test_what_is_wrong_is_said_by_its_step(
    ada: Desk, imap: Imap, values: dict[str, Any], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve = socket.getaddrinfo

    def known(host: str, *more: Any, **named: Any) -> Any:
        if host.endswith(".invalid"):
            raise socket.gaierror(-2, "Name or service not known")
        return resolve(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", known)
    page = set_up(ada, **{"host": "127.0.0.1", "port": imap.port, **values})
    assert words in said(page)


def test_a_port_where_nobody_listens(ada: Desk) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        page = set_up(ada, host="127.0.0.1", port=closed.getsockname()[1])
    assert "takes no connection on port" in said(page)


def test_changing_it_keeps_the_password_and_is_on_record(ada: Desk, imap: Imap) -> None:
    set_up(ada, host="127.0.0.1", port=imap.port)
    box = Mailbox.objects.get()
    Mailbox.objects.update(uid_validity=7, last_uid=40, last_error="gone")
    url = f"{MAIL}{box.pk}/"
    response = ada.client.post(url, {**filled(ada.get(url)), "folder": "Complaints"})
    assert "opening the folder work" in ada.get(response["Location"])
    box.refresh_from_db()
    assert (unseal(box.secret), box.last_uid, box.uid_validity, box.last_error) == ("right", 0, None, "")
    assert Entry.objects.get(kind="mailbox.changed").facts["fields"] == "folder"
    assert ada.client.post(f"{url}stop/").status_code == 303
    assert "This mailbox is not read." in ada.get(url)
    assert ada.client.post(f"{url}start/").status_code == 303
    assert Mailbox.objects.get().active


def test_addresses_are_checked_and_set_up_once(ada: Desk) -> None:
    set_up(ada)
    for address, words in (("nobody", "email"), ("Complaints@firm.example", "is set up already")):
        response = ada.client.post(
            NEW, {**filled(ada.get(NEW)), "address": address, "host": "imap.x.example"}
        )
        assert response.status_code == 422
        assert words in response.content.decode()
        assert "imap.x.example" in response.content.decode()
    assert Mailbox.objects.count() == 1


def test_the_way_out_is_tried_with_a_mail_to_oneself(ada: Desk, settings: Any) -> None:
    assert ada.client.post(f"{MAIL}out/").status_code == 303
    assert mail.outbox[0].to == ["ada@ternandoak.example"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = ada.client.post(f"{MAIL}out/")
    assert response.status_code == 409
    assert said(response.content.decode()) == "The mail server 127.0.0.1:1 cannot be reached."


def test_others_do_none_of_it(db: None) -> None:
    cast: Cast = assemble()
    box = Mailbox.objects.create(name="x", address="x@firm.example", address_key="x@firm.example")
    daniel = Desk(cast.daniel)
    for url in (MAIL, NEW, f"{MAIL}{box.pk}/", f"{MAIL}{box.pk}/?try"):
        assert daniel.status(url) == 404
    for url in (NEW, f"{MAIL}{box.pk}/stop/", f"{MAIL}out/"):
        assert daniel.client.post(url, {"address": "y@firm.example"}).status_code == 404
    assert Mailbox.objects.get().active
