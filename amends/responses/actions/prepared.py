"""Keeping prepared texts: shared ones by managers and administrators, own ones by everybody."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.models import Point
from amends.journal import record as journal
from amends.language.safe_text import clean, is_blank, one_line
from amends.people.actor import Actor
from amends.people.models import Staff
from amends.people.refusal import Invalid, NotAllowed, NotPossible
from amends.procedure.moment import now
from amends.responses.models import PreparedText
from amends.responses.places import wrong_places
from amends.responses.prepared import may_keep
from amends.responses.starting_set import pieces
from amends.responses.variables import VARIABLES

FIELDS = ("name", "kind", "language", "verdict", "channel", "team", "owner", "text")
LONGEST_TEXT = 4_000  # characters; a letter of a page has about 2 000
OWN_AT_MOST = 200  # texts in use of one employee's own: more are no list one chooses from
CHANNELS = ("", "email", "phone", "paper")


@transaction.atomic
def add_text(values: dict[str, Any], *, by: Actor) -> PreparedText:
    """A new text from `name`, `kind`, `language`, `text` and, where they are not for all, `verdict`, `channel`, `team`
    or `owner`. Invalid names the field that cannot be used, and an unknown variable.
    """
    fresh = PreparedText(**_checked(values))
    _permit(fresh, by=by)
    _check_room(fresh)
    fresh.save(force_insert=True)
    _note("text.added", fresh, by)
    return fresh


@transaction.atomic
def change_text(text: PreparedText, values: dict[str, Any], *, by: Actor) -> None:
    """Change a text; replies already written from it stay as they are."""
    _permit(text, by=by)
    checked = _checked({**{name: getattr(text, name) for name in FIELDS}, **values})
    changes = {name: value for name, value in checked.items() if getattr(text, name) != value}
    if not changes:
        return
    for name, value in changes.items():
        setattr(text, name, value)
    _permit(text, by=by)
    PreparedText.objects.filter(pk=text.pk).update(**changes)
    _note("text.changed", text, by, fields=", ".join(sorted(changes)))


@transaction.atomic
def retire_text(text: PreparedText, *, by: Actor) -> None:
    """No longer offered; kept, so that it can be brought back."""
    _permit(text, by=by)
    PreparedText.objects.filter(pk=text.pk).update(retired_at=now())
    _note("text.retired", text, by)


@transaction.atomic
def bring_back_text(text: PreparedText, *, by: Actor) -> None:
    """Offer a retired text again."""
    _permit(text, by=by)
    _check_room(text)
    PreparedText.objects.filter(pk=text.pk).update(retired_at=None)
    _note("text.brought_back", text, by)


@transaction.atomic
def put_in_starting_set(*, by: Actor) -> int:
    """Put in the pieces of the starting set that were never there, shared with all; returns how many.

    What the company changed or retired stays as it made it.
    """
    there = set(PreparedText.objects.exclude(starter="").values_list("starter", flat=True))
    fresh = [PreparedText(**piece) for piece in pieces() if piece["starter"] not in there]
    if fresh:
        PreparedText.objects.bulk_create(fresh, ignore_conflicts=True)
        journal.record("text.starting_set", by=by, facts={"texts": len(fresh)})
    return len(fresh)


def _permit(text: PreparedText, *, by: Actor) -> None:
    """NotAllowed unless the actor may keep a text that is shared or owned as this one is."""
    if by.kind == "system":
        return
    if by.staff is None or not may_keep(by.staff, text):
        raise NotAllowed(
            _("Texts for everybody are kept by managers and administrators; keep this one as your own.")
        )


def _check_room(text: PreparedText) -> None:
    """NotPossible when the employee has as many texts of their own as one may have."""
    if text.owner is None:
        return
    if PreparedText.objects.filter(owner=text.owner, retired_at=None).count() >= OWN_AT_MOST:
        raise NotPossible(_("You have %(n)d texts of your own. Retire one first."), n=OWN_AT_MOST)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """The values as they are stored; Invalid names the field."""
    found = {"verdict": "", "channel": "", "team": None, "owner": None, **values}
    found["name"] = one_line(str(found.get("name", "")))
    found["text"] = clean(str(found.get("text", ""))).strip("\n ")
    if is_blank(found["name"]) or len(found["name"]) > 80:
        raise Invalid(_("Give the text a name of at most 80 characters."), field="name")
    if is_blank(found["text"]):
        raise Invalid(_("Write the words of the text."), field="text")
    if len(found["text"]) > LONGEST_TEXT:
        raise Invalid(_("A prepared text has at most %(n)s characters."), field="text", n=LONGEST_TEXT)
    _check_choices(found)
    _check_places(found["text"])
    return {name: found[name] for name in FIELDS}


def _check_choices(found: dict[str, Any]) -> None:
    known = {
        "kind": [key for key, _words in PreparedText.KINDS],
        "language": [code for code, _words in settings.LANGUAGES],
        "verdict": ["", *Point.Verdict.values],
        "channel": CHANNELS,
    }
    for field, choices in known.items():
        if found.get(field) not in choices:
            raise Invalid(field=field)
    if found["team"] is not None and found["owner"] is not None:
        raise Invalid(_("A text is shared with a team or your own, not both."), field="team")


def _check_places(text: str) -> None:
    wrong = next(wrong_places(text, VARIABLES), None)
    if wrong is None:
        return
    if wrong.near:
        raise Invalid(
            _("There is no variable %(written)s. Did you mean {%(near)s}?"),
            field="text",
            written=wrong.written,
            near=wrong.near,
        )
    raise Invalid(
        _(
            "There is no variable %(written)s. Choose one of the list, or write a gap such as {?order number}."
        ),
        field="text",
        written=wrong.written,
    )


def _note(kind: str, text: PreparedText, by: Actor, **facts: Any) -> None:
    owner: Staff | None = text.owner
    journal.record(
        kind,
        by=by,
        facts={"text": text.pk, "language": text.language, "team": text.team_id, **facts},
        personal={"name": text.name},
        subjects=[f"staff:{owner.pk}"] if owner else (),
    )
