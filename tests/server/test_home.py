"""Where the data lies when nobody says where."""

import os
import subprocess
import sys
from pathlib import Path

ASKED = (
    "from amends.server.settings import HOME; from amends.server.postgres.record import home;"
    "from amends.language import lexicon; print(HOME, home(), lexicon._folder.resolve().parent, sep='|')"
)


def test_an_empty_amends_home_is_the_usual_folder_and_not_the_one_one_stands_in(tmp_path: Path) -> None:
    env = {**os.environ, "AMENDS_HOME": "", "PYTHONPATH": str(Path(__file__).parents[2])}
    said = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert set(said.stdout.strip().split("|")) == {str(tmp_path / ".amends")}
