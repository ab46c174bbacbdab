"""Ctrl-C while everything is loaded ends the command, wherever in Python it comes."""

import signal
import weakref
from collections.abc import Iterator

import pytest

from amends.cli.up import Interrupt


class Thing:
    """Something a weak reference can point at."""


@pytest.fixture
def interrupt() -> Iterator[Interrupt]:
    kept = {sign: signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)}
    yield Interrupt()
    for sign, handler in kept.items():
        signal.signal(sign, handler)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_what_was_begun(interrupt: Interrupt, sign: signal.Signals) -> None:
    interrupt.raise_again()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(sign)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_one_that_python_drops_is_raised_again(interrupt: Interrupt) -> None:
    thing = Thing()
    watched = weakref.ref(thing, lambda _gone: signal.raise_signal(signal.SIGINT))
    del thing
    assert watched() is None
    with pytest.raises(KeyboardInterrupt):
        interrupt.raise_again()
