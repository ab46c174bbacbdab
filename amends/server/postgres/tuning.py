"""The settings PostgreSQL starts with, sized to the machine, given on its command line."""

import os
import sys
from contextlib import suppress
from pathlib import Path


def memory() -> int:
    """Megabytes this machine has; a container's own limit counts when it is lower."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(OSError, ValueError):
        total = min(total, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    return total // 2**20


def settings(durable: bool = True) -> dict[str, str]:
    """`durable=False` is for throw-away data: nothing is flushed to the disk, and nobody sweeps it."""
    found = memory()
    chosen = {
        "listen_addresses": "",
        "max_connections": "100",
        "shared_buffers": f"{min(2048, max(64, found // 32))}MB",
        "effective_cache_size": f"{max(256, found // 3)}MB",
        "work_mem": "32MB" if found > 8000 else "8MB",
        "maintenance_work_mem": f"{min(1024, max(64, found // 24))}MB",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "wal_compression": "pglz",
        "random_page_cost": "1.1",
        "jit": "off",
        "synchronous_commit": "on",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "lc_messages": "C",
        "password_encryption": "scram-sha-256",
        "cluster_name": "amends",
        "log_line_prefix": "%m [%p] ",
    }
    if (
        sys.platform == "linux"
    ):  # one flush of the disk; file by file, every recovery took seconds on a busy machine
        chosen["recovery_init_sync_method"] = "syncfs"
    loose = dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes", "autovacuum"), "off")
    loose["shared_buffers"] = "64MB"
    return chosen if durable else chosen | loose
