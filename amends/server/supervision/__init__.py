"""Keeps the parts of a running installation alive, and ends them together."""

from amends.server.supervision.plan import Plan, parts
from amends.server.supervision.watch import Watch

__all__ = ["Plan", "Watch", "parts"]
