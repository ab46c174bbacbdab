"""The rules of the house as tests: floors, budgets, names, one door."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "amends"
FLOORS = [
    "journal",
    "people",
    "cases",
    "channels",
    "responses",
    "improvement",
]  # rooms with tables, from below
BANNED = {"utils", "helpers", "common", "core", "base", "manager", "service", "process", "handle", "misc"}
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW, LONGEST_TEMPLATE = 300, 40, 20, 150
FRAMEWORK_NAMES = {"allauth/layouts/base.html"}  # names a library looks for


def sources() -> list[Path]:
    return [p for p in sorted(PROGRAM.rglob("*.py")) if "migrations" not in p.parts]


@cache
def defined(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """The functions and classes of a file, read once for all rules about them."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, kinds)]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in defined(path):
        if not isinstance(node, ast.ClassDef):
            yield node


def length(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1  # type: ignore[attr-defined,no-any-return]


def test_foreign_keys_point_down() -> None:
    """Written as strings they escape the import contracts."""
    up = []
    for model in apps.get_models():
        if model._meta.app_label not in FLOORS:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None) if getattr(field, "concrete", False) else None
            label = getattr(getattr(target, "_meta", None), "app_label", "")
            if label in FLOORS and FLOORS.index(label) > FLOORS.index(model._meta.app_label):
                up.append(f"{model.__name__}.{field.name}")
    assert up == []


def test_no_file_is_too_long() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in sources()
        if (n := len(p.read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_too_long() -> None:
    long = [
        f"{p.relative_to(ROOT)}:{f.name} {length(f)}"
        for p in sources()
        for f in functions(p)
        if length(f) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_view_is_too_long() -> None:
    long = []
    for path in sources():
        if "web" not in path.parts:
            continue
        for node in functions(path):
            first = node.args.args[0].arg if node.args.args else ""
            body = length(node) - (
                len(ast.get_docstring(node, clean=False).splitlines()) if ast.get_docstring(node) else 0
            )  # type: ignore[union-attr]
            if first == "request" and not node.name.startswith("_") and body > LONGEST_VIEW:
                long.append(f"{path.relative_to(ROOT)}:{node.name} {body}")
    assert long == []


def test_no_template_is_too_long() -> None:
    found = PROGRAM.rglob("templates/**/*.html")
    long = {
        str(p.relative_to(ROOT)): n
        for p in found
        if (n := len(p.read_text("utf-8").splitlines())) > LONGEST_TEMPLATE
    }
    assert long == {}


def test_names_say_what_is_done() -> None:
    bad = []
    for path in sources():
        names = [path.stem.strip("_"), *path.relative_to(PROGRAM).parts[:-1]]
        names += [f.name.strip("_") for f in functions(path)]
        for node in defined(path):
            if isinstance(node, ast.ClassDef):
                names.append(re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower())
        bad += [
            f"{path.relative_to(ROOT)}:{n}"
            for n in names
            if n in BANNED or set(n.split("_")) & (BANNED - {"manager", "process", "handle", "base", "core"})
            if (path.parent.name, n) != ("database", "base")  # the name Django asks of a database's engine
        ]
    assert bad == []


def test_faces_use_the_doors_of_the_rooms() -> None:
    """Pages and API neither query nor save: rooms' queries and actions do."""
    bad = []
    for face in ("web", "api"):
        for path in (PROGRAM / face).rglob("*.py"):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if re.search(r"\.objects\b|\.save\(|\.delete\(\)", line):
                    bad.append(f"{path.relative_to(ROOT)}:{number} {line.strip()}")
    assert bad == []


def test_no_model_saves_itself() -> None:
    bad = []
    for path in PROGRAM.rglob("models/*.py"):
        bad += [f"{path.relative_to(ROOT)}:{f.name}" for f in functions(path) if f.name in ("save", "delete")]
    assert bad == []


def test_no_signals() -> None:
    bad = [
        str(p.relative_to(ROOT))
        for p in sources()
        if re.search(r"post_save|pre_save|@receiver", p.read_text("utf-8"))
    ]
    assert bad == []


def test_clocks_are_read_in_one_place() -> None:
    bad = []
    for path in sources():
        if path.name in ("moment.py",) or "cli" in path.parts or "server" in path.parts:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.search(r"datetime\.now\(|timezone\.now\(|date\.today\(|utcnow\(", line):
                bad.append(f"{path.relative_to(ROOT)}:{number}")
    assert bad == []


def verbs() -> Iterator[tuple[str, ast.FunctionDef, str]]:
    for room in ("cases", "responses", "improvement"):
        for path in sorted((PROGRAM / room / "actions").glob("*.py")):
            source = path.read_text("utf-8")
            for node in ast.parse(source).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    arguments = [a.arg for a in node.args.kwonlyargs]
                    atomic = any("atomic" in ast.unparse(d) for d in node.decorator_list)
                    if "by" in arguments and atomic:
                        yield f"{room}/{path.name}:{node.name}", node, source


@pytest.mark.parametrize(("name", "node", "source"), [pytest.param(*v, id=v[0]) for v in verbs()])
def test_every_verb_is_on_record(name: str, node: ast.FunctionDef, source: str) -> None:
    """An action journals, itself or through what it calls."""
    written = (
        "write_down(",
        "journal.record(",
        "make_promise(",
        "_pass_on(",
        "transfer(",
        "reach_stage(",
        "record_many(",
        "finish_",
        "add_message(",
    )
    body = ast.unparse(node)
    called = {n.func.id for n in ast.walk(node) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    helpers = [f for f in ast.parse(source).body if isinstance(f, ast.FunctionDef) and f.name in called]
    texts = [body, *(ast.unparse(f) for f in helpers)]
    assert any(mark in text for mark in written for text in texts), f"{name} writes nothing down"


def test_nothing_in_the_repo_names_this_machine() -> None:
    hosts = ["pypi" + ".org", "python" + "hosted", "npm" + "js.org", "/wo" + "rk/", "deb." + "debian"]
    bad = []
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    for path in (ROOT / name for name in listed):
        if not path.is_file():
            continue
        if path.suffix in (".py", ".md", ".toml", ".lock", ".html", ".css", ".js", ".txt", ".po", ""):
            text = path.read_text("utf-8", "replace")
            bad += [f"{path.relative_to(ROOT)}: {host}" for host in hosts if host in text]
    assert bad == []
