"""The data folder and the machine."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from amends.coach import scorer
from amends.language import meaning
from amends.server.checkup.finding import Finding
from amends.server.postgres.places import SYSTEM
from amends.server.preparation import is_done

LITTLE, VERY_LITTLE = 5 * 2**30, 2**30


def folder() -> Iterator[Finding]:
    home: Path = settings.HOME
    if not os.access(home, os.W_OK):
        yield Finding(f"The data folder {home} cannot be written.", "Give it to the account Amends runs as.")
    elif home.stat().st_mode & 0o007:
        yield Finding(f"Everybody on this machine may look into {home}.", f"Run: chmod o-rwx {home}")


def key() -> Iterator[Finding]:
    path: Path = settings.HOME / "secret_key"
    if path.exists() and path.stat().st_mode & 0o077:
        yield Finding(f"Others on this machine can read {path}.", f"Run: chmod 600 {path}")
    if len(settings.SECRET_KEY) < 32:
        yield Finding(
            "AMENDS_SECRET_KEY is short; links to cases could be guessed.",
            "Use 50 random characters or more.",
        )


def disk() -> Iterator[Finding]:
    for place in {settings.HOME, SYSTEM if SYSTEM.exists() else settings.HOME}:
        free = shutil.disk_usage(place).free
        if free < LITTLE:
            yield Finding(
                f"{free / 2**30:.1f} GB are free where {place} lies.",
                "Make room: without it no complaint can be taken in.",
                urgent=free < VERY_LITTLE,
            )


def prepared() -> Iterator[Finding]:
    if not is_done(settings.HOME, "prepared"):
        yield Finding("This version has not been set up with this database yet.", "Run: amends setup")
    if not (settings.FONTS_ROOT / "made-from").exists():
        yield Finding("The fonts for pages and letters are missing.", "Run: amends setup")
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield Finding("Style sheets and scripts are not collected.", "Run: amends setup")


def coach() -> Iterator[Finding]:
    if not scorer.is_learnt():
        yield Finding(
            "The coach has not learnt yet what this version teaches it.",
            "It learns when it is first asked, for a minute or two; or run: amends setup",
            urgent=False,
        )
        return
    try:
        meaning.vectors(["Is it read?"])
    except meaning.NoModel as why:
        yield Finding(
            f"The coach judges by words alone, not by what a sentence means: {why}.",
            "Install what requirements.lock names, with: make setup",
            urgent=False,
        )


def address() -> Iterator[Finding]:
    parts = urlsplit(settings.PUBLIC_URL)
    local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if local:
        yield Finding(
            f"Customers are sent links to {settings.PUBLIC_URL}, which only this machine can open.",
            "Set AMENDS_PUBLIC_URL to the address that customers use.",
            urgent=False,
        )
    elif parts.scheme != "https":
        yield Finding(
            f"{settings.PUBLIC_URL} is not encrypted; what customers write can be read on the way.",
            "Put a server with a certificate in front, and set AMENDS_PUBLIC_URL to its https:// address.",
        )
