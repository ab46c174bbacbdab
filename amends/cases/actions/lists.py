"""What is done with lists of complaints as a whole."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.models import SavedFilter
from amends.journal import record as journal
from amends.language.safe_text import is_blank, one_line
from amends.people.actor import Actor
from amends.people.models import Staff, Team
from amends.people.queries import standing
from amends.people.refusal import Invalid, NotAllowed, NotPossible

KEEPERS = {"manager", "administrator"}  # of the team a filter is shared with
LONGEST_QUERY = SavedFilter._meta.get_field("query").max_length or 0
FILTERS_AT_MOST = 30  # of one employee: more are no list one reads


@transaction.atomic
def note_export(asked: str, form: str, *, by: Actor) -> None:
    """Put on record that an employee took a list out as a file; `asked` is the filter, `form` CSV or XLSX."""
    staff = by.staff
    journal.record(
        "case.list_exported",
        by=by,
        facts={"form": form},
        personal={"name": staff.full_name if staff else "", "asked": asked or "-"},
        subjects=[f"staff:{staff.pk}"] if staff else (),
    )


@transaction.atomic
def save_filter(name: str, query: str, team: Team | None = None, *, by: Actor) -> SavedFilter:
    """Keep a list under a name, for oneself or for a team one belongs to."""
    staff = _employee(by)
    name = _free_name(staff, name)
    _check_team(staff, team)
    if len(query) > LONGEST_QUERY:
        raise Invalid(_("This search is too long to be kept. Ask for it in fewer words."))
    if SavedFilter.objects.filter(staff=staff).count() >= FILTERS_AT_MOST:
        raise NotPossible(_("You have %(n)d saved filters. Remove one first."), n=FILTERS_AT_MOST)
    row = SavedFilter.objects.create(staff=staff, team=team, name=name, query=query)
    _note_filter("case.filter_saved", row, by)
    return row


@transaction.atomic
def change_filter(row: SavedFilter, name: str, team: Team | None, *, by: Actor) -> None:
    """Give a filter another name, share it with a team, or with none; see `may_change_filter`."""
    staff = _its_keeper(row, by)
    name = _free_name(row.staff, name, besides=row.pk)
    if team is None or team.pk != row.team_id:
        _check_team(staff, team)
    row.name, row.team = name, team
    row.save(update_fields=["name", "team"])
    _note_filter("case.filter_changed", row, by)


@transaction.atomic
def remove_filter(row: SavedFilter, *, by: Actor) -> None:
    """Remove a filter; whoever it was shared with loses it too. See `may_change_filter`."""
    _its_keeper(row, by)
    _note_filter("case.filter_removed", row, by)
    row.delete()


def _employee(by: Actor) -> Staff:
    if by.staff is None:
        raise NotAllowed()
    return by.staff


def may_change_filter(row: SavedFilter, staff: Staff) -> bool:
    """Its owner may; one that is shared also whoever manages the team, so that none outlives its use."""
    if row.staff_id == staff.pk:
        return True
    return row.team_id is not None and bool(standing(staff).roles_in(row.team_id) & KEEPERS)


def _its_keeper(row: SavedFilter, by: Actor) -> Staff:
    staff = _employee(by)
    if not may_change_filter(row, staff):
        raise NotAllowed(_("This filter is somebody else's."))
    return staff


def _free_name(staff: Staff, name: str, besides: int = 0) -> str:
    name = one_line(name)[:60].strip()
    if is_blank(name):
        raise Invalid(_("Give the filter a name."), field="name")
    if SavedFilter.objects.filter(staff=staff, name=name).exclude(pk=besides or 0).exists():
        raise Invalid(_("You already have a filter called %(name)s."), field="name", name=name)
    return name


def _check_team(staff: Staff, team: Team | None) -> None:
    own = standing(staff)
    if team is not None and not own.everywhere and team.pk not in own.teams:
        raise Invalid(_("You do not belong to the team %(team)s."), field="team", team=team.name)


def _note_filter(kind: str, row: SavedFilter, by: Actor) -> None:
    journal.record(
        kind,
        by=by,
        facts={"filter": row.pk, "team": row.team_id},
        personal={"name": row.name},
        subjects=[f"staff:{row.staff_id}"],
    )
