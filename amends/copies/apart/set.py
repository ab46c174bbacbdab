"""Sets the document that lies in the folder named on standard input."""

import json
import os
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from amends.responses.letter.typeset import Typesetter

MEMORY = 6 * 1024**3  # bytes


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.nice(5)
    task = json.load(sys.stdin)
    folder = Path(task["folder"])
    data = json.loads((folder / "data.json").read_text("utf-8"))
    setter = Typesetter(Path(task["fonts"]), folder / "copy.typ", task["standard"])
    made = setter.typeset_data(data, datetime.fromtimestamp(task["made_at"], UTC))
    (folder / "copy.pdf").write_bytes(made)


if __name__ == "__main__":
    main()
