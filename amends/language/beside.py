"""Where files lie that are made once from the program alone, so that all installations on a machine share them."""

import os
from pathlib import Path


def folder_beside(program: Path, name: str) -> Path:
    """`program`, a folder beside the code, or `name` in the data folder where the program may not be written to."""
    if os.access(program if program.exists() else program.parent, os.W_OK):
        return program
    return Path(os.environ.get("AMENDS_HOME") or ".amends") / name
