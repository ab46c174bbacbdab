"""What an installation needs before its first page: catalogues, fonts, static files, tables, an administrator."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

import amends

PACKAGE = Path(amends.__file__).parent
Progress = Callable[[str], None]


def fingerprint() -> str:
    """Changes when something that set-up works on has changed: told by names, sizes and times, so it is quick."""
    told = hashlib.sha256(f"{amends.__version__} {os.environ.get('DATABASE_URL', '')}".encode())
    for pattern in (
        "locale/**/*.po",
        "**/migrations/*.py",
        "web/static/amends/**/*",
        "server/font*.py",
        "server/bundles.py",
        "coach/**/*.toml",
        "coach/scorer/*.py",
        "responses/starting_set/*.toml",
    ):
        for path in sorted(PACKAGE.glob(pattern)):
            state = path.stat()
            told.update(f"{path.relative_to(PACKAGE)} {state.st_size} {state.st_mtime_ns}".encode())
    return told.hexdigest()


def is_done(home: Path, step: str) -> bool:
    """Whether `prepared` or `opened` was reached by this version with this database."""
    try:
        return (home / f"{step}.stamp").read_text() == fingerprint()
    except FileNotFoundError:
        return False


def forget(home: Path) -> None:
    """The database was replaced: the next start prepares it again."""
    for step in ("prepared", "opened"):
        (home / f"{step}.stamp").unlink(missing_ok=True)


def _reached(home: Path, step: str) -> None:
    (home / f"{step}.stamp").write_text(fingerprint())


def prepare(home: Path, progress: Progress, *, in_haste: bool = False) -> None:
    """Everything that needs no decision; repeating it changes nothing. Django is up, as the tables' owner.

    `in_haste` somebody waits for the first page: what it does not need goes on beside it.
    """
    from django.core.management import call_command

    compile_translations()
    build_fonts(progress)
    build_lexicons(home, progress)
    teach_coach(progress, wait=not in_haste)
    progress("Preparing the tables.")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    progress("Collecting style sheets, scripts and fonts.")
    call_command("collectstatic", verbosity=0, interactive=False)
    (home / "files").mkdir(mode=0o700, exist_ok=True)
    _reached(home, "prepared")


def compile_translations() -> None:
    """Babel does it, so that no machine needs gettext. A catalogue newer than its source is left alone."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in PACKAGE.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        fresh = target.with_suffix(f".{os.getpid()}")
        with source.open("rb") as text, fresh.open("wb") as made:
            write_mo(made, read_po(text, locale=source.parents[1].name))
        fresh.replace(target)


def build_lexicons(home: Path, progress: Progress) -> None:
    """The words of every language for search; without them the first search of a language waits for its own."""
    from amends.language import lexicon

    progress("Preparing the words for search.")
    lexicon.prepare(home / "words")


def teach_coach(progress: Progress, *, wait: bool) -> None:
    """What the coach learns from its examples; without it the first letter of a language waits for its own."""
    from amends.coach import scorer

    progress("Teaching the coach.")
    supervisor = os.getppid() if "AMENDS_UP" in os.environ else 0  # what goes on beside it ends with it
    scorer.prepare(wait=wait, beside=supervisor)


def build_fonts(progress: Progress) -> None:
    from amends.server import fonts

    if not (fonts.WEB / "made-from").exists():
        progress("Making the fonts.")
    fonts.build()


def open_for_work(home: Path, progress: Progress) -> None:
    """The company and the first administrator, when there are none, and the texts replies begin from."""
    from django.conf import settings

    from amends.people import actions
    from amends.people.actor import SYSTEM
    from amends.responses.actions import put_in_starting_set

    actions.set_up_company(by=SYSTEM, **settings.FIRST_COMPANY)
    put_in_starting_set(by=SYSTEM)
    first_administrator(progress)
    _reached(home, "opened")


def first_administrator(progress: Progress) -> None:
    """From AMENDS_ADMIN_EMAIL and AMENDS_ADMIN_PASSWORD; a password that was not given is made and said once."""
    from amends.people import actions
    from amends.people.actor import SYSTEM
    from amends.people.models import Staff

    if Staff.objects.filter(is_superuser=True, is_active=True).exists():
        return
    email = os.environ.get("AMENDS_ADMIN_EMAIL") or "admin@localhost"
    given = os.environ.get("AMENDS_ADMIN_PASSWORD")
    password = given or secrets.token_urlsafe(12)
    actions.add_staff(email, "Administrator", by=SYSTEM, password=password, is_superuser=True)
    progress(f"The first administrator signs in as {email}.")
    if not given:
        progress(f"The password is {password} and is shown only this once. Change it after signing in.")
