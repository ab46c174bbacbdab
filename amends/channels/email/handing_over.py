"""Handing mails to the mail server: a few connections kept open, one per thread."""

import smtplib
import threading
import time
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMessage, get_connection

KEPT_FOR = 20.0  # seconds a connection may rest; many servers end it after half a minute


@dataclass(frozen=True)
class Outcome:
    """`permanent`: trying again is useless. `unreached`: the server was not there, which is nobody's fault."""

    sent: bool
    error: str = ""
    permanent: bool = False
    unreached: bool = False


class Line(threading.local):
    """The connection of one thread."""

    def __init__(self) -> None:
        self.backend: Any = None
        self.used = 0.0

    def hand_over(self, mail: EmailMessage) -> Outcome:
        try:
            self._open()
            self.backend.send_messages([mail])
        except Exception as error:  # a server can answer anything; what it means is told apart below
            self.close()
            return _meaning(error)
        self.used = time.monotonic()
        return Outcome(True)

    def _open(self) -> None:
        if self.backend is not None and not self._still_there():
            self.close()
        if self.backend is None:
            self.backend = get_connection(fail_silently=False)
        self.backend.open()

    def _still_there(self) -> bool:
        """Asked only after a rest: a connection the server has ended would look like a failed message."""
        rest = time.monotonic() - self.used
        link = getattr(self.backend, "connection", None)
        if link is None or rest < 1:
            return rest < 1
        try:
            return rest < KEPT_FOR and link.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def close(self) -> None:
        backend, self.backend = self.backend, None
        if backend is not None:
            try:
                backend.close()
            except (OSError, smtplib.SMTPException):
                return


def _meaning(error: Exception) -> Outcome:
    code, words = 0, str(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, raw = next(iter(error.recipients.values()), (0, b""))
        words = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
    elif isinstance(error, smtplib.SMTPResponseException):
        code = error.smtp_code
        words = (
            error.smtp_error.decode("utf-8", "replace")
            if isinstance(error.smtp_error, bytes)
            else str(error.smtp_error)
        )
    unreached = isinstance(error, OSError) and not code
    about_us = isinstance(
        error, smtplib.SMTPAuthenticationError | smtplib.SMTPSenderRefused | smtplib.SMTPHeloError
    )
    permanent = (500 <= code < 600 and not about_us) or isinstance(error, ValueError)
    return Outcome(
        False,
        f"{code} {words}".strip()[:300] if code else f"{type(error).__name__}: {words}"[:300],
        permanent,
        unreached,
    )
