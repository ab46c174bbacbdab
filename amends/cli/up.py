"""Starts everything in one terminal and keeps it running."""

import argparse
import os
import signal
import socket
import sys
from types import FrameType
from typing import TYPE_CHECKING

from amends.cli.stop import Stop

if TYPE_CHECKING:
    from amends.server.supervision import Plan

HELP = "start everything, say where the pages are, and end everything on Ctrl-C"
EPILOG = """The database, the pages, the event streams and the worker run until this command ends.
Browsers reach the event streams on the same host at AMENDS_LIVE_PORT (8001), or at AMENDS_LIVE_URL.

examples:
  amends up
  amends up --demo
  amends up --host 0.0.0.0 --port 80
"""


def configure(parser: argparse.ArgumentParser) -> None:
    number = os.environ.get
    parser.add_argument(
        "--demo", action="store_true", help="fill an empty installation with a company's complaints"
    )
    parser.add_argument("--host", default=number("AMENDS_HOST", "127.0.0.1"), help="address to listen on")
    parser.add_argument(
        "--port", type=int, default=int(number("AMENDS_PORT", "8000")), help="port of the pages"
    )
    parser.add_argument("--live-port", type=int, default=int(number("AMENDS_LIVE_PORT", "8001")))
    parser.add_argument("--workers", type=int, default=2, help="processes that answer pages (2)")


def run(args: argparse.Namespace) -> int:
    from amends.server.postgres import Cluster, home
    from amends.server.postgres.places import mark
    from amends.server.serving import load
    from amends.server.supervision import Plan, UpLock, Watch, sweep

    carry_mark(mark(home()))
    plan = Plan(home(), args.host, args.port, args.live_port, args.workers)
    interrupt = Interrupt()  # until the loop takes over
    ours = "DATABASE_URL" not in os.environ and "DATABASE_URL_FILE" not in os.environ
    cluster = Cluster(plan.home) if ours else None
    with UpLock(plan.home) as other:
        if other is not None:
            raise Stop(f"Amends is already running from {plan.home}, as process {other}.")
        sweep(mark(plan.home))
        for port in (plan.port, plan.live_port):
            refuse_taken(plan.host, port)
        if cluster is not None:
            cluster.ensure_started(say)
        prepare(args.demo)
        set_environment(plan)
        load()
        interrupt.raise_again()
        return Watch(plan, cluster, say).run()


class Interrupt:
    """SIGINT and SIGTERM end what was begun. Python drops an exception raised within the callback of a weak reference,
    as they come and go in thousands while everything is loaded: that one is raised again afterwards.
    """

    def __init__(self) -> None:
        self._told = False
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, self._end)

    def _end(self, _sign: int, _frame: FrameType | None) -> None:
        self._told = True
        raise KeyboardInterrupt

    def raise_again(self) -> None:
        if self._told:
            raise KeyboardInterrupt


def carry_mark(sign: str) -> None:
    """Begin anew with the mark in the environment: by it the next start finds what a killed one left."""
    if os.environ.get("AMENDS_UP") != sign:
        changed = {**os.environ, "AMENDS_UP": sign}
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], changed)  # noqa: S606


def set_environment(plan: "Plan") -> None:
    """What the settings of all parts read; the options of this command count more than what was set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.server.settings")
    os.environ |= {"AMENDS_HOME": str(plan.home), "AMENDS_PORT": str(plan.port)}
    os.environ["AMENDS_LIVE_PORT"] = str(plan.live_port)


def refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise Stop(f"Port {port} on {host} cannot be used: {error.strerror}. Choose another.") from None


def prepare(demo: bool) -> None:
    """In a process of its own, which takes Django's memory with it; nothing when it was done before."""
    from amends.server.postgres import home
    from amends.server.preparation import is_done
    from amends.server.supervision import run_tied

    if demo or not (is_done(home(), "prepared") and is_done(home(), "opened")):
        words = [sys.executable, "-m", "amends.cli.main", "setup", "--open", *(["--demo"] if demo else [])]
        if run_tied(words, dict(os.environ)):
            raise Stop("The installation could not be prepared; the lines above say why.")


def say(sentence: str) -> None:
    print(sentence, flush=True)
