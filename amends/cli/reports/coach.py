"""Findings printed for people and for machines."""

import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import amends

if TYPE_CHECKING:
    from amends.coach import Finding

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"stop": "error", "advise": "warning"}


@dataclass(frozen=True)
class Read:
    """One letter with its findings."""

    name: str
    lang: str
    text: str
    findings: "tuple[Finding, ...]"

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        starts = [0, *(number + 1 for number, sign in enumerate(self.text) if sign == "\n")]
        line = bisect_right(starts, at)
        return line, at - starts[line - 1] + 1


def as_row(finding: "Finding") -> dict[str, Any]:
    return {
        "code": finding.code,
        "start": finding.start,
        "end": finding.end,
        "severity": finding.severity,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "words": list(finding.words),
    }


def text(letters: Sequence[Read]) -> str:
    lines = []
    for letter in letters:
        for finding in letter.findings:
            line, column = letter.place(finding.start)
            lines.append(f"{letter.name}:{line}:{column}: {finding.code} {finding.message}")
            if finding.end > finding.start:
                lines.append(f"    | {' '.join(letter.text[finding.start : finding.end].split())}")
            if finding.suggestion:
                lines.append(f"    > {finding.suggestion}")
    count = sum(len(letter.findings) for letter in letters)
    return "\n".join([*lines, f"{count} findings." if count != 1 else "1 finding.", ""])


def as_json(letters: Sequence[Read]) -> str:
    rows = [
        {
            "file": letter.name,
            "lang": letter.lang,
            "findings": [as_row(finding) for finding in letter.findings],
        }
        for letter in letters
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def sarif(letters: Sequence[Read]) -> str:
    from amends.coach.catalogue import rules

    described = [
        {
            "id": rule.code,
            "name": rule.folder,
            "shortDescription": {"text": rule.name},
            "fullDescription": {"text": rule.message},
        }
        for rule in rules()
    ]
    driver = {"name": "amends coach", "version": amends.__version__, "rules": described}
    results = [_result(letter, finding) for letter in letters for finding in letter.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SARIF, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _result(letter: Read, finding: "Finding") -> dict[str, Any]:
    line, column = letter.place(finding.start)
    end_line, end_column = letter.place(finding.end)
    region = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
    }
    place = {"artifactLocation": {"uri": quote(letter.name)}, "region": region}
    return {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }


def github(letters: Sequence[Read]) -> str:
    lines = []
    for letter in letters:
        for finding in letter.findings:
            line, column = letter.place(finding.start)
            where = f"file={_escaped(letter.name, ':,')},line={line},col={column},title={finding.code}"
            lines.append(f"::{LEVELS[finding.severity]} {where}::{_escaped(finding.message)}\n")
    return "".join(lines)


def _escaped(text: str, besides: str = "") -> str:
    """As GitHub reads it back; a name cannot end its line or begin a command of its own."""
    for sign in ("%", "\r", "\n", *besides):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


REPORTS: dict[str, Callable[[Sequence[Read]], str]] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "github": github,
}
