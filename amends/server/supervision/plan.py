"""Which programs make up a running installation."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from amends.server import serving


@dataclass(frozen=True)
class Plan:
    home: Path
    host: str = "127.0.0.1"
    port: int = 8000
    live_port: int = 8001
    workers: int = 2

    @property
    def reachable(self) -> str:
        """The address this machine itself uses: a host of all addresses is none."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104

    @property
    def url(self) -> str:
        name = "localhost" if self.reachable in {"127.0.0.1", "::1"} else self.reachable
        return os.environ.get("AMENDS_PUBLIC_URL") or f"http://{name}:{self.port}"


def parts(plan: Plan) -> dict[str, Callable[[], int]]:
    """What each part does in its own process."""
    return {
        "pages": partial(serving.serve_pages, plan.host, plan.port, plan.workers),
        "live": partial(serving.serve_live, plan.host, plan.live_port),
        "worker": serving.work,
    }
