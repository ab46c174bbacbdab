"""All rules: one folder each under `rules/`, found by themselves."""

from functools import cache
from importlib import import_module
from pathlib import Path

from amends.coach.kinds import Rule

RULES = Path(__file__).with_name("rules")


@cache
def rules() -> tuple[Rule, ...]:
    """In the order of their codes."""
    folders = sorted(path.parent.name for path in RULES.glob("*/rule.py"))
    found = [import_module(f"amends.coach.rules.{folder}.rule").RULE for folder in folders]
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule_of(code: str) -> Rule | None:
    return next((rule for rule in rules() if rule.code == code.upper()), None)


def why(rule: Rule) -> str:
    """The page of a rule, in Markdown."""
    return (RULES / rule.folder / "why.md").read_text(encoding="utf-8")
