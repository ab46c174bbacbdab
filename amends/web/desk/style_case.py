"""One complaint on the page of parts: its line of work, points, conversation, and the procedure it goes through."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, get_args

from django.utils.translation import gettext as _

from amends.cases.models import Case, File, Point
from amends.language import dates
from amends.people.models import Customer
from amends.procedure.moment import now
from amends.web.desk.case_shown import TOLD, PointRow
from amends.web.desk.file_shown import Shown
from amends.web.desk.lines import Line, day_and_time, language
from amends.web.desk.next_step import NextStep
from amends.web.desk.offers import Button, ButtonGroup
from amends.web.desk.style_frame import Sample, of_desk, part
from amends.web.desk.way_shown import Branch, Place, Way
from amends.web.desk.words import route, stage
from amends.web.evidence import Mark
from amends.web.promise_line import PromiseLine, State
from amends.web.templatetags.amends_tags import promise_tone, promise_words

LETTER = "Dobrý deň,\n\nskriňa prišla o šesť dní neskôr a dve dosky boli doškriabané.\n\nZuzana Hrabovská"
ANSWER = "Mrzí nás, že ste na skriňu čakali o šesť dní dlhšie, ako sme sľúbili."
LATE, SCRATCHED = "skriňa prišla o šesť dní neskôr", "dve dosky boli doškriabané"


def files() -> list[Shown]:
    kinds = {"objednavka-51907.pdf": ("PDF", "text"), "skriňa.zip": ("ZIP", "")}
    return [Shown(File(name=name, size=48_213), name, *kind, "#") for name, kind in kinds.items()]


def messages() -> Iterator[Sample]:
    at = now() - timedelta(days=2)
    customer = {"who": "Zuzana Hrabovská", "who_lang": "sk", "at": at, "channel": _("Email"), "lang": "sk"}
    marks = [Mark(LETTER.index(words), LETTER.index(words) + len(words), number, number == 2)
             for number, words in ((1, LATE), (2, SCRATCHED))]  # fmt: skip
    yield part(
        "message",
        "marks, quoted, attachments, gist",
        message=customer
        | {"text": LETTER, "marks": marks, "quoted": ANSWER, "attachments": files(), "original_url": "#"}
        | {"gist": _("Late delivery, two boards scratched."), "gist_by": "Emma Handler"},
    )
    yield part(
        "message",
        "html, formatted",
        message=customer | {"html": f"<p>{ANSWER}</p>", "formatted": f"<p><b>{ANSWER}</b></p>"},
    )
    ours = {"who": "Emma Handler", "at": at + timedelta(hours=1), "channel": _("Email")}
    yield part("message", "ours", message=ours | {"text": ANSWER, "lang": "sk", "ours": True})
    day = dates.long_date(at.date(), language(), weekday=False, year=False)
    told = {"words": str(TOLD["phone"]) % {"day": day, "name": ours["who"]}, "spoke_to": customer["who"]}
    yield part(
        "message",
        "ours, told: url",
        message=ours | {"text": ANSWER, "lang": "sk", "ours": True, "told": {"url": "#"}},
    )
    yield part(
        "message",
        "ours, told: words",
        message=ours | {"text": ANSWER, "lang": "sk", "ours": True, "told": told},
    )
    note = {"channel": _("Note"), "text": _("Say why the date is moved; the customer is told the reason.")}
    yield part("message", "inside", message=ours | note | {"lang": language(), "inside": True})


def case_of_sample() -> Case:
    return Case(
        ref="K7Q2M9XW",
        language="sk",
        title=LATE,
        customer=Customer(full_name="Zuzana Hrabovská", language="sk"),
    )


def rows(case: Case) -> Iterator[tuple[str, dict[str, Any]]]:
    at, step = now(), NextStep(_("Decide a point"), "#")
    words: dict[str, Any] = {"case": case, "next": step, "what": case.title}
    for state in get_args(State)[:5]:
        line = Line(line=PromiseLine(state, 140 if state == "overdue" else 60), when=day_and_time(at),
                    then=promise_words(state), tone=promise_tone(state), then_check=state == "kept", **words)  # fmt: skip
        yield f"{state}{', solid' if state == 'later' else ''}", {"row": line, "solid": state == "later"}
    yield (
        "mark, behalf",
        {"row": Line(mark=_("Draft"), when=day_and_time(at), behalf="Daniel Manager", **words)},
    )
    yield "pick", {"row": Line(line=PromiseLine("later", 30), when=day_and_time(at), **words), "pick": True}


def points(case: Case) -> Iterator[Sample]:
    def row(
        number: int, verdict: str, what: str, reason: str = "", remedies: tuple[dict[str, str], ...] = ()
    ) -> PointRow:
        said = [{"who": "Peter Novák", "said": _("Give your statement")}] if verdict else []
        return PointRow(
            Point(number=number, what=what, verdict=verdict, reason=reason),
            not verdict,
            said,
            list(remedies),
            "",
        )

    remedy = {"what": _("Refund"), "amount": "€ 40", "tone": "kept-t", "state": promise_words("kept")}
    shown = [
        row(1, "justified", LATE, remedies=(remedy,)),
        row(2, "", SCRATCHED),
        row(3, "not_justified", LATE, LATE),
    ]
    yield of_desk("points", "decided, in hand", rows=shown, case=case)
    yield of_desk("points", "empty", rows=[], case=case)


def way() -> Way:
    stages = {
        "received": "done",
        "assessed": "now",
        "decided": "next",
        "answered": "later",
        "closed": "aside",
    }
    places = [
        Place(stage(name), state, day_and_time(now()) if state in ("done", "now") else "")
        for name, state in stages.items()
    ]
    return Way(places, [Branch(route("simple"), 1, 3, True, places[0].words, places[2].words)])


def buttons() -> list[ButtonGroup]:
    many = tuple(Button(f"{_('Point')} {number}", "#") for number in (1, 2))
    return [
        ButtonGroup(
            _("Points"), [Button(_("Decide a point"), "#"), Button(_("Answer to a point"), "#", spread=many)]
        ),
        ButtonGroup(
            _("Reply"),
            [
                Button(_("Sign and send"), "#", _("A point has no verdict yet.")),
                Button(_("Close"), "#", stop=True),
            ],
        ),
        ButtonGroup(_("Remedy")),
    ]
