"""What the parts of an installation do once they are forked, and what is loaded before, so that they share it."""

import ctypes
import gc
import io
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

SHOWN = ("/", "/policy", "/accounts/login/")  # the first request for each loads what all others need
NICE = 5
M_ARENA_MAX = -8  # of mallopt
ALSO = (
    "amends.server.worker",
    "amends.channels.email.listener",
    "amends.channels.email.mailbox",
    "granian.server.mp",
)


def load() -> None:
    """Everything the parts need, then no more: memory that nobody writes to is theirs together."""
    gc.disable()  # hardly any of what is loaded is garbage, and looking for it took a seventh of the time
    pages, _live = application("wsgi"), application("live")
    from django.conf import settings

    for name in (*ALSO, *settings.PROCRASTINATE_IMPORT_PATHS):
        import_module(name)
    for path in SHOWN:
        show(pages, path)
    from django.db import connections

    connections.close_all()
    assert threading.active_count() == 1, "a thread would be lost in the parts"
    _one_heap()
    gc.collect()
    gc.freeze()
    gc.enable()


def _one_heap() -> None:
    """All threads of a part share one heap: with one each, the worker's dozen kept 18 MB that nobody used (glibc)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def application(name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = import_module(f"amends.server.{name}").application
    return found


def show(pages: Callable[..., Any], path: str) -> None:
    environ: dict[str, Any] = {"PATH_INFO": path, "wsgi.errors": io.StringIO(), "REMOTE_ADDR": "127.0.0.1"}
    setup_testing_defaults(environ)
    answer = pages(environ, lambda *_: None)
    b"".join(answer)
    answer.close()


def serve_pages(host: str, port: int, workers: int) -> int:
    return _serve("wsgi", host, port, workers=workers, blocking_threads=4)


def serve_live(host: str, port: int) -> int:
    """Event streams have a server of their own: a stream would hold a page's thread."""
    return _serve("live", host, port, workers=1)


def _serve(name: str, host: str, port: int, **options: Any) -> int:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    ready = application(name)
    Granian(
        f"amends.server.{name}:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI if name == "wsgi" else Interfaces.ASGINL,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=4,
        **options,
    ).serve(target_loader=lambda _target: ready)
    return 0


def work() -> int:
    """Gives way to whoever waits for a page or an acknowledgement while the machine is short of processors."""
    from amends.server import worker

    give_way()
    return worker.run()


def give_way() -> None:
    """Linux weighs sessions against each other before it looks at processes, and every part has a session of its own:
    without a word to the session `nice` changes nothing. One begun by a person stays as it is.
    """
    os.nice(NICE)
    if os.getsid(0) == os.getpid():
        with suppress(OSError):  # no Linux, or its sessions are not weighed
            Path("/proc/self/autogroup").write_text(str(NICE))
