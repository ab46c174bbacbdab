"""`amends COMMAND …`: one file a command, imported only when it is named, so that they start at once."""

import argparse
import ast
import os
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import amends
from amends.cli.stop import Stop

EXAMPLES = """examples:
  amends setup                     prepare the folder of this installation
  amends up                        start everything and say where the pages are
  amends up --demo                 the same, filled with a company that has had a bad year
  amends doctor                    what is wrong, and how to mend it
  amends backup amends.tar         one file with everything in it
  amends COMMAND --help            more about one command
"""


def commands() -> dict[str, Path]:
    """The commands by name: every module here that has a HELP; a trailing underscore is dropped."""
    folder = Path(__file__).parent
    files = [*folder.glob("*.py"), *folder.glob("*/__init__.py")]
    found = {stem_of(path).removesuffix("_").replace("_", "-"): path for path in files}
    return {name: path for name, path in sorted(found.items()) if help_of(path)}


def stem_of(path: Path) -> str:
    return path.parent.name if path.name == "__init__.py" else path.stem


def help_of(path: Path) -> str:
    """A command's line in the list, read from its text: importing all of them would be slow."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(getattr(target, "id", "") == "HELP" for target in targets):
            return str(ast.literal_eval(node.value))  # type: ignore[attr-defined]
    return ""


def overview() -> str:
    lines = [f"  {name:<12} {help_of(path)}" for name, path in commands().items()]
    head = ["usage: amends COMMAND [options]", "", "Amends runs a company's complaint procedure.", ""]
    return "\n".join([*head, "commands:", *lines, "", EXAMPLES.rstrip()])


def said_by(error: Exception) -> str | None:
    """The sentence of a refusal; None for any other error. A refusal's room is imported only if it was."""
    refusals = sys.modules.get("amends.people.refusal")
    refused = refusals is not None and isinstance(error, refusals.Refusal)
    if type(error).__name__ == "ProgrammingError" and "does not exist" in str(error):
        return "The database is not prepared for this version. Run `amends setup` first."
    return str(error) if refused or isinstance(error, Stop) else None


def main(argv: list[str] | None = None) -> int:
    try:
        ended = command(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read along, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return ended


def command(words: list[str]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0
    if words[0] in {"-V", "--version"}:
        print(f"amends {amends.__version__}")
        return 0
    path = commands().get(words[0])
    if path is None:
        print(f"There is no command {words[0]}. `amends --help` lists them.", file=sys.stderr)
        return 2
    return run(words[0], import_module(f"amends.cli.{stem_of(path)}"), words[1:])


def run(name: str, module: ModuleType, words: list[str]) -> int:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        f"amends {name}", description=module.HELP, epilog=getattr(module, "EPILOG", None), formatter_class=raw
    )
    module.configure(parser)
    arguments = parser.parse_args(words)
    try:
        return int(module.run(arguments))
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        sentence = said_by(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
