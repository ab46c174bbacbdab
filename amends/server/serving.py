"""Starts the server of the pages, or of the event streams: `python -m amends.server.serving pages …`.

Granian forks its workers. The program is loaded before that, so that the workers share the memory it takes.
"""

import argparse
import gc
import os
from importlib import import_module
from typing import Any


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("pages", "live"))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, default=1)
    args = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.server.settings")
    module = "amends.server.wsgi" if args.what == "pages" else "amends.server.live"
    application = import_module(module).application
    if args.what == "pages":
        load_pages()
    gc.collect()
    gc.freeze()
    server(args, f"{module}:application").serve(target_loader=lambda _target: application)


def load_pages() -> None:
    """What the first request would load otherwise, in every worker by itself. No connection may be open here."""
    from django.db import connections
    from django.urls import get_resolver

    list(get_resolver().reverse_dict)
    connections.close_all()


def server(args: argparse.Namespace, target: str) -> Any:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    pages = args.what == "pages"
    return Granian(
        target,
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI if pages else Interfaces.ASGINL,
        workers=args.workers,
        blocking_threads=4 if pages else 1,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=4,
    )


if __name__ == "__main__":
    main()
