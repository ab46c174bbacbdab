"""Draws one picture, or one page of a PDF, as a PNG of the size asked for: the task is read from standard input."""

import json
import os
import resource
import sys
import tempfile
from pathlib import Path

from amends.copies.apart.look import compiled

MEMORY = 2 * 1024**3  # bytes
TIME = 20  # seconds of a processor


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME, TIME))
    os.nice(5)
    task = json.load(sys.stdin)
    page = "page: 1, " if task["format"] == "pdf" else ""
    size = f"width: {task['width']}pt, height: {task['height']}pt"
    drawn = (
        f'image(read("content", encoding: none), format: "{task["format"]}", {page}{size}, fit: "contain")'
    )
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "content").symlink_to(task["path"])
        made = compiled(here, f"#set page({size}, margin: 0pt)\n#{drawn}", "png")
    if made is None:
        sys.exit(1)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
