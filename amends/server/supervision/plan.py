"""Which programs make up a running installation."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path


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


def parts(plan: Plan) -> dict[str, list[str]]:
    """The command of each part. Event streams have a server of their own: a stream would hold a page's thread."""
    serving = [sys.executable, "-m", "amends.server.serving"]
    host = ["--host", plan.host]
    return {
        "pages": [*serving, "pages", *host, "--port", str(plan.port), "--workers", str(plan.workers)],
        "live": [*serving, "live", *host, "--port", str(plan.live_port)],
        "worker": [sys.executable, "-m", "amends.cli.main", "worker"],
    }
