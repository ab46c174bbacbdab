"""What follows a complaint sent now, before it is sent: the dates, and whom one can turn to besides us."""

from dataclasses import dataclass

from amends.language import dates
from amends.people.models import Company
from amends.people.queries import procedure
from amends.procedure.clocks import promises_at_receipt
from amends.procedure.moment import now
from amends.procedure.packs import Body, Pack, in_force, load_pack
from amends.procedure.reading import ProcedureError


@dataclass(frozen=True)
class Ahead:
    """Dates in words, empty while no team is set up; `bodies` are those of the rules in force."""

    news: str = ""
    answer: str = ""
    bodies: tuple[Body, ...] = ()


def rules(company: Company) -> list[Pack]:
    """The rule packs of the company that this version still has."""
    found = []
    for key in company.packs:
        try:
            found.append(load_pack(key))
        except ProcedureError:
            continue
    return found


def bodies_of(company: Company) -> tuple[Body, ...]:
    on = now().date()
    return tuple(body for pack in rules(company) for body in in_force(pack, on).bodies)


def ahead(company: Company, lang: str) -> Ahead:
    """As the first answer would promise it, were the complaint sent this moment."""
    team = company.default_team
    if team is None:
        return Ahead(bodies=bodies_of(company))
    calendar = team.calendar
    due = promises_at_receipt(procedure(company), rules(company), now(), calendar)
    told = {one.kind: calendar.local(one.due).date() for one in due if one.to_customer}
    year = calendar.local(now()).year
    words = {kind: dates.by_date(day, lang, year=day.year != year) for kind, day in told.items()}
    return Ahead(
        news=first_large(words.get("next_contact", "")),
        answer=first_large(words.get("final", "")),
        bodies=bodies_of(company),
    )


def first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
