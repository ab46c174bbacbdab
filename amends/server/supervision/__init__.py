"""Keeps the parts of a running installation alive, and ends them together."""

from amends.server.supervision.child import run_tied, sweep
from amends.server.supervision.lock import UpLock
from amends.server.supervision.plan import Plan, parts
from amends.server.supervision.watch import Watch

__all__ = ["Plan", "UpLock", "Watch", "parts", "run_tied", "sweep"]
