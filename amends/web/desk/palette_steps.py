"""The steps the palette offers on a complaint: those its page offers, as far as they are possible now."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.people.actor import Actor
from amends.web.desk.case_file import CaseFile
from amends.web.desk.next_step import as_next
from amends.web.desk.offers import groups
from amends.web.desk.palette_pages import Entry


def steps(case: Case, by: Actor) -> Iterator[Entry]:
    """The next step first, then every other in the order of work, then the tabs of the complaint."""
    file, seen = CaseFile(case, by), set()
    for entry in (*_next(file), *_others(file), *_tabs(file)):
        if entry.url not in seen:
            seen.add(entry.url)
            yield entry


def _next(file: CaseFile) -> Iterator[Entry]:
    if file.next:
        step = as_next(file.case, file.next, file.points, file.draft.pk if file.draft else None)
        if not step.refused:
            yield Entry(step.label, step.url, _("The next step"))


def _others(file: CaseFile) -> Iterator[Entry]:
    for group in groups(file):
        for button in group.buttons:
            for one in button.spread or (button,):
                if not one.refused:
                    yield Entry(one.label, one.url, group.title)


def _tabs(file: CaseFile) -> Iterator[Entry]:
    ref = file.case.ref
    if file.draft or file.case.stage in ("decided", "responding"):
        yield Entry(_("Reply"), reverse("desk:reply", args=[ref]), ref)
    yield Entry(_("Journal"), reverse("desk:case_journal", args=[ref]), ref)
    yield Entry(_("Files"), reverse("desk:case_files", args=[ref]), ref)
