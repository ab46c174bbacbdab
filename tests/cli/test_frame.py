"""`amends COMMAND …` itself."""

import subprocess
import sys
from types import ModuleType, SimpleNamespace

import pytest

import amends
from amends.cli import main as frame
from amends.cli.stop import Stop
from amends.people.refusal import NotAllowed


def test_every_command_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.main(["--help"]) == 0
    told = capsys.readouterr().out
    for name, path in frame.commands().items():
        assert name in told and frame.help_of(path) in told


def test_every_command_keeps_the_protocol(capsys: pytest.CaptureFixture[str]) -> None:
    for name in frame.commands():
        with pytest.raises(SystemExit) as ended:
            frame.main([name, "--help"])
        assert ended.value.code == 0, name
    assert "usage: amends" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.main(["--version"]) == 0
    assert capsys.readouterr().out == f"amends {amends.__version__}\n"


def test_an_unknown_command_says_where_the_list_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.main(["dance"]) == 2
    assert "amends --help" in capsys.readouterr().err


def command(run: object) -> ModuleType:
    return SimpleNamespace(HELP="a test", configure=lambda parser: None, run=run)  # type: ignore[return-value]


@pytest.mark.parametrize("refusal", [Stop("It cannot be done."), NotAllowed("It cannot be done.")])
def test_a_refusal_is_a_sentence_and_exit_code_one(
    refusal: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: object) -> int:
        raise refusal

    assert frame.run("test", command(refuse), []) == 1
    assert capsys.readouterr().err == "It cannot be done.\n"


def test_a_fault_keeps_its_trace() -> None:
    def break_down(_: object) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        frame.run("test", command(break_down), [])


def test_the_frame_needs_neither_django_nor_database() -> None:
    told = "import sys; from amends.cli.main import main; main(['--help']); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True).returncode == 0
