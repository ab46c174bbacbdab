"""The coach on the command line: files and lines in, findings out, for people and for programs."""

import io
import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from amends import coach as the_coach
from amends.cli import json_lines
from amends.cli import main as command_line
from amends.coach import incoming

NON_APOLOGY = "We are sorry if you were inconvenienced."
LETTER = f"Dear Ms Fox,\n\nThank you for writing. {NON_APOLOGY}\n"


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str, said: str | bytes = ""
) -> tuple[int, str, str]:
    content = said.encode() if isinstance(said, str) else said
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    ended = command_line.main(["coach", *words])
    told = capsys.readouterr()
    return ended, told.out, told.err


@pytest.fixture
def coach(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    return lambda *words, said="": run(monkeypatch, capsys, *words, said=said)


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def line(number: int, text: str = NON_APOLOGY, **more: object) -> str:
    return json.dumps({"id": number, "lang": "en", "text": text, **more}) + "\n"


def test_a_letter_is_read_for_people(coach: Any, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text(LETTER, "utf-8")
    ended, out, _err = coach("--lang", "en", str(file))
    assert ended == 1
    assert f"{file}:3:31: B201" in out
    assert coach("--lang", "en", "--allow", "b201", "--statistics", str(file))[:2] == (
        0,
        "     0  in 1 letters\n",
    )
    assert "     1  B201" in coach("--lang", "en", "--statistics", str(file))[1]


def test_a_letter_is_read_for_programs(coach: Any, tmp_path: Path) -> None:
    file = tmp_path / "a letter, 100%\n::error::.txt"
    file.write_text(f"🙂 Hello. {NON_APOLOGY}", "utf-8")
    (run,) = json.loads(coach("--lang", "en", "--format", "sarif", str(file))[1])["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} >= {"B201", "T502"}
    (found,) = (each for each in run["results"] if each["ruleId"] == "B201")
    place = found["locations"][0]["physicalLocation"]
    assert place["region"]["startColumn"] == 17
    assert place["artifactLocation"]["uri"].endswith("a%20letter%2C%20100%25%0A%3A%3Aerror%3A%3A.txt")
    told = coach("--lang", "en", "--format", "github", str(file))[1].splitlines()
    assert all(each.startswith(("::error file=", "::warning file=")) for each in told)
    assert any(
        "a letter%2C 100%25%0A%3A%3Aerror%3A%3A.txt,line=1,col=17,title=B201::" in each for each in told
    )
    (read,) = json.loads(coach("--lang", "en", "--format", "json", str(file))[1])
    assert "B201" in {each["code"] for each in read["findings"]}


def test_what_cannot_be_read_says_so(coach: Any, tmp_path: Path) -> None:
    assert coach(str(tmp_path / "none.txt"))[0] == 2
    ended, _out, err = coach("--lang", "en", said=b"caf\xe9")
    assert ended == 2 and "UTF-8" in err
    assert coach("--explain", "b201")[1].startswith("# B201")
    assert "T511" in coach("--rules")[1]


def test_lines_are_answered_in_their_order_and_a_bad_one_alone_is_refused(coach: Any) -> None:
    said = [
        line(1),
        "\n",
        "no json\n",
        line(3, "We sent the lamp on Monday."),
        '{"id": 4, "lang": "en"}\n',
        line(5),
    ]
    ended, out, err = coach("--jsonl", said="".join(said))
    assert ended == 2
    assert [row["id"] for row in rows(out)] == [1, 3, 5]
    assert [[each["code"] for each in row["findings"]] for row in rows(out)] == [["B201"], [], ["B201"]]
    assert err.splitlines() == ["line 3: is not JSON", 'line 5: needs an object with "id", "lang" and "text"']
    first = rows(out)[0]["findings"][0]
    assert NON_APOLOGY[first["start"] : first["end"]]
    assert coach("--jsonl", said=line(1, "We sent the lamp on Monday."))[0] == 0
    assert coach("--jsonl", said=line(1, case={"verdict": "maybe"}))[2].startswith("line 1: verdict must be")


def test_a_line_that_is_no_letter_is_refused_and_the_next_is_read(coach: Any) -> None:
    ended, out, err = coach("--jsonl", said=line(1, "a" * 10_000_000) + line(2))
    assert ended == 2 and "line 1: longer than" in err
    assert [row["id"] for row in rows(out)] == [2]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["coach", "assess"])
def test_many_lines_shared_out_are_answered_as_each_by_itself(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [
        NON_APOLOGY,
        "Why did you not look?",
        "You idiots, I want my money back.",
        "We sent it on Monday.",
    ]
    said = "".join(line(number, texts[number % 4]) if number % 50 else "?\n" for number in range(700))

    def answers() -> tuple[str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(said.encode())))
        command_line.main([command, "--jsonl"])
        return capsys.readouterr()

    monkeypatch.setattr(json_lines.os, "sched_getaffinity", lambda _pid: {0, 1}, raising=False)
    shared_out = answers()
    monkeypatch.setattr(json_lines.os, "sched_getaffinity", lambda _pid: {0}, raising=False)
    assert shared_out == answers()
    assert [row["id"] for row in rows(shared_out[0])] == [number for number in range(700) if number % 50]


@pytest.mark.parametrize(
    ("command", "where", "asked"), [("coach", the_coach, "read"), ("assess", incoming, "assess")]
)
def test_when_a_process_that_reads_lines_is_killed_the_command_says_so_and_ends(
    command: str, where: Any, asked: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here, truly = os.getpid(), getattr(where, asked)

    def killed(*told: Any) -> Any:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return truly(*told)

    monkeypatch.setattr(where, asked, killed)
    monkeypatch.setattr(json_lines.os, "sched_getaffinity", lambda _pid: {0, 1}, raising=False)
    said = "".join(line(number, "We sent it on Monday.") for number in range(json_lines.FEW + 100))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(said.encode())))
    ended = command_line.main([command, "--jsonl"])
    out, err = capsys.readouterr()
    assert ended == 2
    assert [row["id"] for row in rows(out)] == list(range(json_lines.FEW))
    assert err.splitlines()[-1].startswith(f"From line {json_lines.FEW + 1} on there are no answers")
