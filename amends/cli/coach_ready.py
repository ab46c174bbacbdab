"""The coach learns once after an upgrade. A command that needs it says so at once, and waits."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amends.coach.scorer.examples import Kind


def tell_if_it_learns(lang: str, *kinds: "Kind") -> None:
    """On standard error, before what is read next in this language waits for it."""
    from amends.coach import scorer

    if not scorer.is_ready(lang, *kinds):
        print(
            f"The coach is still getting ready for {lang}. It learns once, for a minute or two; this goes on by itself.",
            file=sys.stderr,
            flush=True,
        )
