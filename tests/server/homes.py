"""Data folders of their own for tests that start a PostgreSQL, ended and taken away afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from amends.server.postgres import Cluster
from amends.server.postgres.places import SYSTEM, mark


@contextmanager
def data_folder(name: str = "home", under: Path | None = None) -> Iterator[Path]:
    above = Path(tempfile.mkdtemp(prefix="amends-", dir=under))
    above.chmod(0o755)
    home = above / name
    try:
        yield home
    finally:
        cluster = Cluster(home)
        if home.exists():
            cluster.stop()
        shutil.rmtree(SYSTEM / mark(home), ignore_errors=True)
        shutil.rmtree(Path("/run/amends") / mark(home), ignore_errors=True)
        shutil.rmtree(above)
