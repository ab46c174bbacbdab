"""Reading the company's mailboxes by IMAP: each in a thread of its own, woken by IDLE where the server can.

A mail is marked or moved only after it stands in the database; what came twice is known. Reading goes by UID, so a
mail somebody opened by hand in the meantime is not missed. A mailbox seen for the first time begins with unread mail.
"""

import logging
import ssl
import threading
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection
from imapclient import IMAPClient

from amends.channels.email.taking import Letter, put_aside_too_large, take
from amends.channels.models import Mailbox
from amends.channels.outgoing import refuse_private
from amends.channels.sealed import unseal
from amends.procedure.moment import now

TOGETHER = 20
LOOK_EVERY = 60.0  # seconds without IDLE
IDLE_FOR = 240.0  # servers end a longer IDLE
AFTER_TROUBLE = [2.0, 5.0, 15.0, 60.0, 300.0]
STEP = 1.0
log = logging.getLogger("amends.mailbox")


class Reader:
    """One mailbox and its connection."""

    def __init__(self, box: Mailbox) -> None:
        self.box = box
        self._client: Any = None
        self._validity = 0
        self._read_already: set[int] = set()  # at first contact: what was there and not unread

    def open(self) -> None:
        """Connect and select the folder; a new UIDVALIDITY begins the numbering anew."""
        self.connect()
        self.sign_in()
        self.choose_folder()

    def connect(self, timeout: float = 60) -> None:
        """`timeout` in seconds, for this and every later answer."""
        box = self.box
        refuse_private(box.host, box.port)
        context = ssl.create_default_context()
        client = IMAPClient(
            box.host, port=box.port, ssl=box.security == "tls", ssl_context=context, timeout=timeout
        )
        self._client = client
        if box.security == "starttls":
            client.starttls(context)

    def sign_in(self) -> None:
        self._client.login(self.box.user, unseal(self.box.secret))

    def folders(self) -> list[str]:
        """Names of the folders there are; none when the server does not say."""
        try:
            return sorted(str(name) for _flags, _mark, name in self._client.list_folders())
        except Exception:  # asked only to help with a name that was wrong
            return []

    def choose_folder(self) -> None:
        client = self._client
        chosen = client.select_folder(self.box.folder)
        validity = int(chosen[b"UIDVALIDITY"])
        self._validity = validity
        if self.box.uid_validity != validity:
            unread = client.search(["UNSEEN"])
            there = int(chosen.get(b"UIDNEXT", 1)) - 1
            self.box.last_uid = min(unread) - 1 if unread else there
            self._read_already = set(range(self.box.last_uid + 1, there + 1)) - set(unread)

    def fetch(self) -> int:
        """Take in what is new; returns how many. Stops before a mail that cannot be stored now."""
        found = self._client.search(["UID", f"{self.box.last_uid + 1}:*"])
        uids = sorted(uid for uid in found if uid > self.box.last_uid and uid not in self._read_already)
        done = 0
        for at in range(0, len(uids), TOGETHER):
            taken = self._take(uids[at : at + TOGETHER])
            done += taken
            if taken < len(uids[at : at + TOGETHER]):
                break
        else:  # only now is the numbering begun: until then the unread ones are looked for anew
            self._remember(uid_validity=self._validity, last_uid=self.box.last_uid)
        self._remember(last_seen_at=now(), failing_since=None, last_error="")
        return done

    def _take(self, uids: Sequence[int]) -> int:
        sizes = self._client.fetch(uids, ["RFC822.SIZE"])
        small = [uid for uid in uids if sizes.get(uid, {}).get(b"RFC822.SIZE", 0) <= settings.LARGEST_MESSAGE]
        for uid in set(uids) - set(small):
            what = f"{self.box.address} {self.box.uid_validity} {uid}"
            put_aside_too_large("imap", sizes.get(uid, {}).get(b"RFC822.SIZE", 0), what, self.box)
        mails = self._client.fetch(small, ["BODY.PEEK[]"]) if small else {}
        there = [uid for uid in small if mails.get(uid, {}).get(b"BODY[]") is not None]
        outcomes = dict(
            zip(
                there,
                take([Letter(mails[uid][b"BODY[]"], "imap", mailbox=self.box) for uid in there]),
                strict=True,
            )
        )
        done: list[int] = []
        for uid in uids:
            if outcomes.get(uid) == "later":
                break
            done.append(uid)
        self._settle([uid for uid in done if uid in outcomes])
        if done:
            self._remember(last_uid=done[-1])
        return len(done)

    def _settle(self, uids: Sequence[int]) -> None:
        if not uids:
            return
        self._client.add_flags(uids, [b"\\Seen"])
        if self.box.done_folder:
            if not self._client.folder_exists(self.box.done_folder):
                self._client.create_folder(self.box.done_folder)
            if self._client.has_capability("MOVE"):
                self._client.move(uids, self.box.done_folder)
            else:
                self._client.copy(uids, self.box.done_folder)
                self._client.delete_messages(uids)

    def rest(self, stop: threading.Event) -> None:
        """Until new mail is announced, or for a while."""
        if not (self.box.idle and self._client.has_capability("IDLE")):
            stop.wait(LOOK_EVERY)
            self._client.noop()
            return
        self._client.idle()
        waited = 0.0
        while not stop.is_set() and waited < IDLE_FOR:
            told = self._client.idle_check(timeout=STEP)
            if any(isinstance(one, tuple) and b"EXISTS" in one for one in told):
                break
            waited += STEP
        self._client.idle_done()

    def _remember(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self.box, name, value)
        Mailbox.objects.filter(pk=self.box.pk).update(**values)

    def failed(self, error: Exception) -> None:
        self._remember(
            failing_since=self.box.failing_since or now(), last_error=f"{type(error).__name__}: {error}"[:300]
        )

    def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            try:
                client.logout()
            except Exception:  # the server may be gone; there is nothing left to say to it
                return


def fetch_once(box: Mailbox) -> int:
    """Read one mailbox once: for the doctor, for commands and for tests."""
    reader = Reader(box)
    try:
        reader.open()
        return reader.fetch()
    finally:
        reader.close()


def read(box: Mailbox, stop: threading.Event) -> None:
    """Read a mailbox until told to stop, through every failure of the server or the network."""
    trouble = 0
    while not stop.is_set():
        reader = Reader(box)
        try:
            reader.open()
            while not stop.is_set():
                reader.fetch()
                trouble = 0
                reader.rest(stop)
        except Exception as error:  # a server can fail in any way; the mailbox is read again when it is back
            _note(reader, error)
            stop.wait(AFTER_TROUBLE[min(trouble, len(AFTER_TROUBLE) - 1)])
            trouble += 1
            box = _fresh(box)
        finally:
            reader.close()
    connection.close()


def _note(reader: Reader, error: Exception) -> None:
    log.warning("the mailbox %s cannot be read: %s", reader.box.address, error)
    try:
        reader.failed(error)
    except Exception:  # the database is away too
        connection.close()


def _fresh(box: Mailbox) -> Mailbox:
    try:
        return Mailbox.objects.get(pk=box.pk)
    except Exception:  # the database is away, or the mailbox was removed; the supervisor will see
        connection.close()
        return box


def run(stop: threading.Event) -> None:
    """A thread for every active mailbox; looks every half minute whether one was added, changed or removed."""
    threads: dict[tuple[Any, ...], tuple[threading.Thread, threading.Event]] = {}
    while not stop.is_set():
        try:
            boxes = {_signature(box): box for box in Mailbox.objects.filter(active=True).exclude(host="")}
        except Exception as away:  # the database comes back
            log.warning("the mailboxes cannot be read: %s", away)
            connection.close()
            stop.wait(2)
            continue
        for gone in set(threads) - set(boxes):
            threads.pop(gone)[1].set()
        for signature, box in boxes.items():
            if signature not in threads:
                ends = threading.Event()
                thread = threading.Thread(
                    target=read, args=[box, ends], name=f"mailbox {box.address}", daemon=True
                )
                threads[signature] = (thread, ends)
                thread.start()
        stop.wait(30)
    for _thread, ends in threads.values():
        ends.set()
    for thread, _ends in threads.values():
        thread.join(timeout=3)
    connection.close()


def _signature(box: Mailbox) -> tuple[Any, ...]:
    return (
        box.pk,
        box.host,
        box.port,
        box.security,
        box.user,
        box.secret,
        box.folder,
        box.done_folder,
        box.idle,
    )
