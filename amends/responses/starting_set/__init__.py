"""The prepared texts a company begins with, one TOML a language: words to change, never a finished reply.

Each passes the coach (`amends.coach.read`) once its gaps are filled. The company changes or retires them like its own.
"""

import tomllib
from pathlib import Path

FIELDS = ("name", "kind", "verdict", "channel", "text")


def pieces() -> list[dict[str, str]]:
    """Every piece as the values of a prepared text; `starter` is its name for good, such as "en.closing"."""
    found = []
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        language = path.stem
        for piece in tomllib.loads(path.read_text("utf-8"))["piece"]:
            values = {field: piece.get(field, "").strip() for field in FIELDS}
            found.append({**values, "language": language, "starter": f"{language}.{piece['key']}"})
    return found
