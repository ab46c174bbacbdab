"""A mail box of earlier days: threads together, bytes kept, nothing answered."""

from pathlib import Path

from amends.cases import files
from amends.cases.models import Case, Message
from amends.channels.bulk import mbox
from amends.channels.models import Delivery
from amends.people.actor import SYSTEM
from tests.cast import Cast

FIRST = b"""From: Zuzana <zuzana@example.com>
To: care@ternandoak.example
Subject: Scratched table
Message-ID: <1@example.com>
Date: Mon, 2 Mar 2020 10:00:00 +0100

The top is scratched.
>From the start it was.
"""
OURS = b"""From: Care <care@ternandoak.example>
To: zuzana@example.com
Subject: Re: Scratched table
Message-ID: <2@ternandoak.example>
In-Reply-To: <1@example.com>
Date: Tue, 3 Mar 2020 10:00:00 +0100

We are sorry.
"""
AGAIN = b"""From: Zuzana <zuzana@example.com>
To: care@ternandoak.example
Subject: Re: Scratched table
Message-ID: <3@example.com>
References: <1@example.com> <2@ternandoak.example>
Date: Wed, 4 Mar 2020 10:00:00 +0100

And the new top?
"""
OTHER = b"""From: Oleg <oleg@example.com>
Subject: Late
Message-ID: <9@example.com>
Date: Wed, 4 Mar 2020 11:00:00 +0100

Nothing came.
"""


def box(tmp_path: Path, *mails: bytes) -> Path:
    path = tmp_path / "old.mbox"
    path.write_bytes(b"\n".join(b"From x@example.com Mon Mar  2 10:00:00 2020\n" + mail for mail in mails))
    return path


def test_thread_is_one_case_in_the_order_of_dates(cast: Cast, tmp_path: Path) -> None:
    """The reply stands first in the file, as in boxes that were sorted by somebody."""
    report = mbox.import_mbox(box(tmp_path, AGAIN, OURS, FIRST, OTHER), cast.team, by=SYSTEM)
    assert (report.made, report.wrong) == (4, 0)
    case = Case.objects.get(title="Scratched table")
    assert case.received_at.isoformat() == "2020-03-02T09:00:00+00:00"
    said = Message.objects.filter(case=case).order_by("at").values_list("direction", "kind")
    assert list(said) == [("in", "complaint"), ("out", "other"), ("in", "addition")]
    assert Case.objects.count() == 2 and not Delivery.objects.exists()


def test_bytes_are_kept_as_they_were_before_the_box(cast: Cast, tmp_path: Path) -> None:
    mbox.import_mbox(box(tmp_path, FIRST, OTHER), cast.team, by=SYSTEM)
    message = Message.objects.select_related("original").get(message_id__contains="1@example.com")
    assert message.original is not None
    assert files.read(message.original.sha256) == FIRST.replace(b">From", b"From")


def test_again_adds_only_what_is_new(cast: Cast, tmp_path: Path) -> None:
    mbox.import_mbox(box(tmp_path, FIRST, OURS), cast.team, by=SYSTEM)
    report = mbox.import_mbox(box(tmp_path, FIRST, OURS, AGAIN), cast.team, by=SYSTEM)
    assert (report.made, report.known) == (1, 2)
    assert Case.objects.count() == 1


def test_looking_ahead_writes_nothing(cast: Cast, tmp_path: Path) -> None:
    assert mbox.look_ahead(box(tmp_path, FIRST, OTHER)).read == 2
    assert Case.objects.count() == 0
