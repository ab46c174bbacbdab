"""Content leaves the disk when nobody names it any more, whatever is killed or comes in at the same moment."""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from amends.cases import actions
from amends.cases import files as store
from amends.cases.models import Case, Erasure
from amends.channels import erasing
from amends.channels.models import SetAside
from amends.procedure import moment
from amends.server.checkup import work
from tests.cast import Cast, complaint, customer
from tests.web.desk import Desk

PHOTO = b"a photo of the scratch"


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def with_photo(cast: Cast, content: bytes = PHOTO) -> tuple[Case, Path]:
    """A complaint of long ago with a file, answered, by a customer of its own."""
    case = complaint(cast, customer=customer("Zuzana", f"zuzana{Case.objects.count()}@example.com"))
    row = actions.attach_file(case, "photo.txt", "text/plain", content, by=cast.by("emma"))
    Case.objects.filter(pk=case.pk).update(stage="closed", outcome="answered")
    return case, grown_old(store.path_of(row.sha256))


def grown_old(path: Path, seconds: float = 2 * store.IN_FLIGHT) -> Path:
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


def forget(cast: Cast, case: Case) -> None:
    answer = Desk(cast.ada).client.post(f"/desk/customers/{case.customer_id}/forget/")
    assert answer.status_code == 303


def test_what_has_to_go_is_written_down_with_the_forgetting(cast: Cast) -> None:
    case, path = with_photo(cast)
    _other, stays = with_photo(cast, b"somebody else's")
    with pytest.raises(RuntimeError), transaction.atomic():
        forget(cast, case)
        raise RuntimeError("power lost before the commit")
    assert erasing.erase_waiting() == 0 and path.exists()
    forget(cast, case)
    assert path.exists() and Erasure.objects.count() == 1  # power lost after the commit: the row stands
    assert erasing.erase_waiting() == 1
    assert not path.exists() and not Erasure.objects.exists()
    assert stays.exists() and erasing.erase_waiting() == 0


def test_a_kill_in_the_middle_of_erasing_is_mended_by_the_next(cast: Cast) -> None:
    case, path = with_photo(cast)
    forget(cast, case)
    aside = path.with_name(f".{path.name}.going")
    path.replace(aside)  # killed here
    assert erasing.erase_waiting() == 1
    assert list(path.parent.iterdir()) == []


def test_what_another_complaint_names_stays_until_that_is_forgotten_too(cast: Cast) -> None:
    first, path = with_photo(cast)
    second, _path = with_photo(cast)
    forget(cast, first)
    assert erasing.erase_waiting() == 1 and path.read_bytes() == PHOTO
    path.replace(path.with_name(f".{path.name}.going"))  # killed while it judged
    Erasure.objects.create(sha256=path.name, asked_at=moment.now())
    assert erasing.erase_waiting() == 1 and path.read_bytes() == PHOTO
    forget(cast, second)
    assert erasing.erase_waiting() == 1 and not path.exists()


def test_two_forgotten_at_once_leave_nothing(cast: Cast) -> None:
    """Neither sees the other's change, so that each finds the file still named."""
    first, path = with_photo(cast)
    second, _path = with_photo(cast)
    forget(cast, first)
    forget(cast, second)
    assert erasing.erase_waiting() == 2 and not path.exists()


def test_what_somebody_sends_again_at_this_moment_stays(cast: Cast) -> None:
    case, path = with_photo(cast)
    forget(cast, case)
    store.keep(PHOTO)  # before its row
    assert erasing.erase_waiting() == 0 and path.exists() and Erasure.objects.exists()
    assert not list(work.erasures())
    grown_old(path)  # no row came
    assert erasing.erase_waiting() == 1 and not path.exists()


@pytest.mark.parametrize("at", [1, 2], ids=["before it is moved", "after it is moved"])
def test_what_is_kept_while_it_is_judged_stays(cast: Cast, at: int) -> None:
    _case, path = with_photo(cast)
    asked = 0

    def named() -> bool:
        nonlocal asked
        asked += 1
        if asked == at:
            store.keep(PHOTO)
        return False

    assert store.erase(path.name, named) == "recent"
    assert [found.name for found in path.parent.iterdir()] == [path.name] and path.read_bytes() == PHOTO


def test_a_mail_that_waits_for_somebody_to_read_it_stays(cast: Cast) -> None:
    row = SetAside.objects.create(
        door="mailbox", sha256=store.keep(b"a mail"), size=6, reason="", first_at=moment.now()
    )
    path = grown_old(store.path_of(row.sha256))
    Erasure.objects.create(sha256=row.sha256, asked_at=moment.now())
    assert erasing.erase_waiting() == 1 and path.exists()
    grown_old(path, 2 * erasing.UNNAMED_FOR)
    SetAside.objects.update(settled_at=moment.now())
    assert erasing.erase_unnamed() == 0 and path.exists()
    Erasure.objects.create(sha256=row.sha256, asked_at=moment.now())
    assert erasing.erase_waiting() == 1 and not path.exists()


def test_what_a_restore_kept_goes_as_well(cast: Cast) -> None:
    case, path = with_photo(cast)
    root = path.parents[2]
    kept = store.before_restore(root) / path.relative_to(root)
    kept.parent.mkdir(parents=True)
    kept.write_bytes(PHOTO)
    forget(cast, case)
    erasing.erase_waiting()
    assert not kept.exists()


def test_content_that_came_just_before_a_crash_goes_after_a_week(cast: Cast) -> None:
    _case, named = with_photo(cast, b"named")
    lost, young = store.path_of(store.keep(b"lost")), store.path_of(store.keep(b"young"))
    torn = lost.with_name(f".{lost.name}.1.abcd")
    torn.write_bytes(b"lo")
    for path in (named, lost, torn):
        grown_old(path, 2 * erasing.UNNAMED_FOR)
    grown_old(young, erasing.UNNAMED_FOR / 2)
    assert erasing.erase_unnamed() == 1
    assert [path.exists() for path in (named, lost, torn, young)] == [True, False, False, True]


def test_a_store_that_does_not_belong_to_the_database_is_left_alone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "FEW", 2)
    paths = [store.path_of(store.keep(f"{number}".encode())) for number in range(3)]
    for path in paths:
        grown_old(path, 2 * erasing.UNNAMED_FOR)
    with pytest.raises(erasing.TooManyUnnamed):
        erasing.erase_unnamed()
    assert all(path.exists() for path in paths)
    assert erasing.erase_unnamed(however_many=True) == 3


def test_the_doctor_says_what_waits_for_long(cast: Cast) -> None:
    case, path = with_photo(cast)
    path.unlink()
    path.mkdir()  # the disk refuses
    forget(cast, case)
    assert erasing.erase_waiting() == 0 and not list(work.erasures())
    Erasure.objects.update(asked_at=moment.now() - timedelta(hours=4))
    found = list(work.erasures())
    path.rmdir()
    assert len(found) == 1 and found[0].words.startswith("1 files of forgotten customers")
