"""Trying a mailbox: what is wrong with reading it, in words somebody can act on."""

import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from imapclient.exceptions import IMAPClientError, LoginError

from amends.channels.email.mailbox import Reader
from amends.channels.models import Mailbox
from amends.channels.outgoing import NotAllowedAddress

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
else:
    Words = str | Promise

TIMEOUT = 15.0  # seconds somebody waits for an answer
NAMED = 12  # folders named when the wanted one is not there


@dataclass(frozen=True)
class Trouble:
    """`step` is the one that failed: connect, sign_in or folder. `words` say what to do; `detail` is the server's own."""

    step: str
    words: Words
    params: dict[str, Any]
    detail: str = ""

    def __str__(self) -> str:
        return f"{str(self.words) % self.params} {self.detail}".strip()

    def sentence(self) -> str:
        return str(self.words) % self.params


def trial(box: Mailbox) -> Trouble | None:
    """Connect, sign in and open the folder, reading nothing; None when all of it works."""
    reader = Reader(box)
    try:
        return _connects(reader) or _signs_in(reader) or _opens(reader)
    finally:
        reader.close()


def _connects(reader: Reader) -> Trouble | None:
    try:
        reader.connect(TIMEOUT)
    except Exception as wrong:  # a server can answer anything; what it means is told apart below
        return _connecting(reader.box, wrong)
    return None


def _connecting(box: Mailbox, wrong: Exception) -> Trouble:
    place = {"host": box.host, "port": box.port}
    words: Words
    if isinstance(wrong, socket.gaierror):
        words = _("There is no server called %(host)s. Look whether the name is written right.")
    elif isinstance(wrong, NotAllowedAddress):
        words = _("%(host)s is not an address mail may be read from.")
    elif isinstance(wrong, ssl.SSLCertVerificationError):
        words = _("The certificate of %(host)s is not valid for this name. Use the name that stands in it.")
    elif isinstance(wrong, TimeoutError):
        words = _(
            "%(host)s does not answer on port %(port)s. A firewall may stand between, or the port is another."
        )
    elif isinstance(wrong, ConnectionRefusedError):
        words = _(
            "%(host)s takes no connection on port %(port)s. Usual are 993 with TLS and 143 with STARTTLS."
        )
    elif isinstance(wrong, ssl.SSLError):
        words = _("%(host)s does not speak TLS on port %(port)s. Choose STARTTLS with 143, or another port.")
    else:
        words = _("%(host)s on port %(port)s does not answer as a mailbox does. Look at port and security.")
    return Trouble("connect", words, place, _said(wrong))


def _signs_in(reader: Reader) -> Trouble | None:
    words: Words
    try:
        reader.sign_in()
    except LoginError as wrong:
        words = _(
            "The server does not take this name and password for %(user)s. Many providers want a password made for programs."
        )
        return Trouble("sign_in", words, {"user": reader.box.user}, _said(wrong))
    except ValueError as wrong:  # sealed with the key of another installation
        words = _("The password cannot be read any more. Write it again.")
        return Trouble("sign_in", words, {}, _said(wrong))
    except Exception as wrong:  # as above
        words = _("The server ended the connection while signing in as %(user)s.")
        return Trouble("sign_in", words, {"user": reader.box.user}, _said(wrong))
    return None


def _opens(reader: Reader) -> Trouble | None:
    try:
        reader.choose_folder()
    except (IMAPClientError, OSError) as wrong:
        words = _("Signing in works, but there is no folder %(folder)s. There are: %(folders)s.")
        known = ", ".join(reader.folders()[:NAMED]) or "—"
        return Trouble("folder", words, {"folder": reader.box.folder, "folders": known}, _said(wrong))
    return None


def _said(wrong: Exception) -> str:
    return f"{type(wrong).__name__}: {wrong}"[:300]
