"""What every test may ask for, and the world it runs in: own data folder, own database, cheap passwords."""

import fcntl
import gc
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import translation
from pytest_django import DjangoDbBlocker

from amends.coach import scorer
from amends.language import lexicon
from tests import database, examples

if TYPE_CHECKING:
    from tests.cast import Cast

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(__file__).resolve().parents[2] / "shared"
HOME = pytest.StashKey[Path]()
ALIKE = {"lv", "bg", "ro"}

gc.disable()  # until all is imported, see pytest_collection_finish
examples.register()  # before hypothesis is told which profile to take


def pytest_configure(config: pytest.Config) -> None:
    """Nothing a test writes lands in the data folder of an installation."""
    from django.conf import settings

    home = Path(tempfile.mkdtemp(prefix="amends-test-home-"))
    (home / "static").mkdir()
    config.stash[HOME] = home
    lexicon.keep_in(words())
    settings.HOME, settings.FILES_ROOT, settings.STATIC_ROOT = home, home / "files", home / "static"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.COMPANY_KEPT_FOR = settings.TOLD_TOGETHER = 0
    settings.DATABASES["default"] |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is tried in every language is tried by `make check` in those that differ most: English, Slovak, Thai."""
    for item in items:
        given = (
            item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        )
        if {given.get("lang"), given.get("language")} & ALIKE:
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end: the collector walks no more through half a million things that never go."""
    gc.freeze()
    gc.enable()


def words() -> Path:
    """Word files made by the present code, kept from run to run: making them takes longer than most of the tests."""
    made_by = [(ROOT / "amends" / "language" / name).read_bytes() for name in ("lexicon.py", "folding.py")]
    return ROOT / ".pytest_cache" / f"made-{hashlib.sha256(b''.join(made_by)).hexdigest()[:16]}" / "words"


@pytest.fixture(scope="session")
def made_fonts() -> Path:
    """`pages` and `letters` with the fonts the present code makes, kept from run to run and only to be read: making them
    takes longer than all tests of letters.
    """
    from amends.server import fonts

    made_by = [(ROOT / "amends" / "server" / name).read_bytes() for name in ("fonts.py", "font_sheet.py")]
    said = hashlib.sha256(b"".join([*made_by, fonts.recipe(fonts.for_pages(ROOT)).encode()])).hexdigest()[:16]
    folder = ROOT / ".pytest_cache" / f"fonts-{said}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one of the processes of a run makes them
        fonts.build(folder / "pages", folder / "letters")
    return folder


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash.get(HOME, None) or "", ignore_errors=True)


@pytest.fixture
def cast(db: None) -> "Cast":
    """The people most tests begin with; a file that needs them otherwise has its own."""
    from tests.cast import assemble  # Django has to be ready first

    return assemble()


@pytest.fixture(scope="session", autouse=True)
def drawn_plainly(django_test_environment: None) -> None:
    """No test asks a response for its context, so it need not be copied anew for every part of every page."""
    from django.template.base import Template
    from django.test.utils import _TestState

    Template._render = _TestState.saved_data.template_render  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def in_the_first_language() -> None:
    """A page leaves the language it was asked in to this thread: no test may hear what another asked for."""
    translation.activate("en")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real inputs beside a development checkout."""
    if not SHARED.is_dir():
        pytest.skip("needs the development inputs in ../shared, absent on this machine")
    return SHARED


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the migrated template; a test with real transactions gets a fresh copy afterwards.

    Django would empty every table instead, which the journal refuses and which loses what migrations wrote.
    """
    from django.test import TransactionTestCase

    scorer.prepare()  # pages would only say that the coach is still getting ready
    with django_db_blocker.unblock():
        database.start()
        template = database.template()
        database.copy(template)
    emptied = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: database.copy(template)
    yield
    TransactionTestCase._fixture_teardown = emptied
    with django_db_blocker.unblock():
        database.drop()
