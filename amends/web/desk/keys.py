"""Every key of the desk, in one table: the dialog behind `?` shows it, and a test holds it against what is bound.

A key is bound by `data-key` on what it presses, or by a script that lists it in its `KEYS`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amends.procedure.step_words import STEPS
from amends.web.context import PLACES, address
from amends.web.desk.next_step import KEYS as NEXT_STEP

Words = str | Promise


@dataclass(frozen=True)
class Key:
    """`keys` are the ways to do the same, written as in `data-key`: "j", "g t", "Alt+n"; `shown` replaces many of them."""

    keys: tuple[str, ...]
    words: Words
    shown: str = ""


@dataclass(frozen=True)
class KeyGroup:
    """Keys that work on the pages whose addresses have these names; on every page where no name is given."""

    title: Words
    keys: tuple[Key, ...]
    pages: tuple[str, ...] = ()


_NEXT_STEPS = tuple(
    Key((key,), _(STEPS[step][0])) for step, key in sorted(NEXT_STEP.items(), key=lambda one: one[1])
)

LISTS = ("complaints", "search")
CASE = ("case", "case_verb", "case_journal", "case_files")

GROUPS = (
    KeyGroup(
        _("Everywhere"),
        (
            Key(("Ctrl+k",), _("go to a complaint, a customer, a page, or do a step")),
            Key(("/",), _("search")),
            Key(("c",), _("new complaint")),
            Key(("g h",), _("help with this page")),
            Key(("Escape",), _("back")),
            Key(("?",), _("all keys")),
        ),
    ),
    KeyGroup(
        _("Go to"),
        (
            Key(("ArrowDown", "ArrowUp"), _("choose")),
            Key(("Enter",), _("go there")),
            Key(("Ctrl+Enter",), _("in a window of its own")),
        ),
        ("palette",),
    ),
    KeyGroup(
        _("Lines of work"),
        (
            Key(("j", "k"), _("move through the lines")),
            Key(("Enter",), _("do the next step")),
        ),
        ("today", "promises", *LISTS),
    ),
    KeyGroup(
        _("Lists of complaints"),
        (
            Key(("x",), _("choose")),
            Key(("Space",), _("look beside the list, on a wide screen")),
            Key(("n",), _("the next page")),
        ),
        LISTS,
    ),
    KeyGroup(
        _("One complaint"),
        (
            Key(("n",), _("write a note")),
            Key(("Ctrl+Enter",), _("do the step that is open")),
        ),
        CASE,
    ),
    KeyGroup(_("One complaint, while it is the next step"), _NEXT_STEPS, CASE),
    KeyGroup(
        _("Naming somebody in a note, after @"),
        (
            Key(("ArrowDown", "ArrowUp"), _("choose")),
            Key(("Enter",), _("take the name")),
        ),
        ("case_verb",),
    ),
    KeyGroup(
        _("Writing a reply"),
        (
            Key(("Alt+n", "Alt+."), _("next finding of the coach")),
            Key(("Alt+Enter",), _("use its wording")),
            Key(tuple(f"Alt+{n}" for n in range(1, 10)), _("go to a point"), "Alt+1 – 9"),
            Key(("Alt+v",), _("as they will see it")),
        ),
        ("reply",),
    ),
    KeyGroup(
        _("Signing"),
        (
            Key(("j", "k"), _("the next letter, the one before")),
            Key(("Ctrl+Enter",), _("sign and send; in the note, return it")),
            Key(("Alt+s",), _("sign only")),
            Key(("r",), _("return with a note")),
        ),
        ("sign", "sign_one"),
    ),
    KeyGroup(
        _("Taking a complaint, on the phone too"),
        (
            Key(("Alt+ArrowRight", "Alt+ArrowLeft"), _("the next step of the guide, the one before")),
            Key(("Alt+i",), _("what to say to an insult")),
            Key(
                tuple(f"Alt+{n}" for n in range(1, 5)), _("customer, problem, points, solution"), "Alt+1 – 4"
            ),
            Key(("Enter",), _("in the list of points: the next point")),
            Key(("Backspace",), _("in an empty point: take it away")),
            Key(("Alt+s",), _("solved now")),
            Key(("Alt+p",), _("pause with a date")),
            Key(("Alt+Enter",), _("use the wording of the coach")),
            Key(("Ctrl+Enter",), _("register it")),
        ),
        ("new",),
    ),
    KeyGroup(_("Handing over several"), (Key(("Ctrl+Enter",), _("hand them over")),), ("hand_over_many",)),
)

CAPS: dict[str, Words] = {
    "Enter": "↵",
    "Escape": "Esc",
    "ArrowUp": "↑",
    "ArrowDown": "↓",
    "ArrowLeft": "←",
    "ArrowRight": "→",
    "Space": _("Space"),
}


def groups() -> Iterator[KeyGroup]:
    """The table, with the keys of the bar for those of its pages that are installed."""
    everywhere, *others = GROUPS
    places = tuple(Key((keys,), words) for name, words, keys in PLACES if keys and address(name))
    yield replace(everywhere, keys=(*everywhere.keys, *places))
    yield from others


@dataclass(frozen=True)
class Line:
    """A key as the dialog shows it: the caps to press in order, for each way."""

    ways: list[list[str]]
    words: str


@dataclass(frozen=True)
class Shown:
    """A group as the dialog shows it."""

    title: str
    lines: list[Line]


def shown(group: KeyGroup) -> Shown:
    return Shown(str(group.title), [_line(key) for key in group.keys])


def of_page(page: str, *, here: bool) -> list[KeyGroup]:
    """The groups whose keys work on the page, those of all pages first; or those of other pages."""
    return [group for group in groups() if (not group.pages or page in group.pages) == here]


def _line(key: Key) -> Line:
    return Line([list(caps(way)) for way in ([key.shown] if key.shown else key.keys)], str(key.words))


def caps(way: str) -> Iterator[str]:
    for part in way.replace("+", " ", 1).split(" ", 1):
        yield str(CAPS.get(part, part.upper() if way == "Ctrl+k" and len(part) == 1 else part))
