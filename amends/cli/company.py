"""`amends company`: what the company is called, where it is, which rules bind it; and its teams."""

import argparse

HELP = "show or change the company and its teams: name, time zone, country, rule packs"
FIELDS = ("name", "address", "email", "phone", "website", "zone", "country", "currency")


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="what", metavar="show|set|team")
    parts.add_parser("show", help="what is set now")
    changed = parts.add_parser(
        "set", help='such as: amends company set name="Tern & Oak" zone=Europe/Riga country=LV'
    )
    changed.add_argument(
        "values", nargs="+", metavar="FIELD=VALUE", help=", ".join((*FIELDS, "languages", "packs"))
    )
    team = parts.add_parser("team", help="such as: amends company team Workshop zone=Europe/Riga country=LV")
    team.add_argument("name")
    team.add_argument(
        "values", nargs="*", metavar="FIELD=VALUE", help="zone, country, subdivision, phone, email"
    )


def run(args: argparse.Namespace) -> int:
    from amends.cli.django_ready import ready

    ready()
    from amends.people.queries import company

    found = company()
    if args.what == "set":
        return _set(found, dict(_pairs(args.values)))
    if args.what == "team":
        return _team(args.name, dict(_pairs(args.values)))
    for field in (*FIELDS, "languages", "packs"):
        print(f"{field:<10} {getattr(found, field)}")
    return 0


def _pairs(values: list[str]) -> list[tuple[str, str]]:
    for value in values:
        if "=" not in value:
            raise SystemExit(f"Write FIELD=VALUE; {value!r} has no equals sign.")
    return [(name, text) for name, _sign, text in (value.partition("=") for value in values)]


def _set(company: object, values: dict[str, str]) -> int:
    from amends.people import actions
    from amends.people.actor import SYSTEM

    changes: dict[str, object] = {}
    for name, text in values.items():
        if name in ("languages", "packs"):
            changes[name] = [part.strip() for part in text.split(",") if part.strip()]
        elif name in FIELDS:
            changes[name] = text
        else:
            raise SystemExit(
                f"There is no field {name}. The fields are: {', '.join((*FIELDS, 'languages', 'packs'))}."
            )
    actions.change_company(company, changes, by=SYSTEM)  # type: ignore[arg-type]
    print("Changed. Promises already given keep their dates.")
    return 0


def _team(name: str, values: dict[str, str]) -> int:
    from amends.people import actions
    from amends.people.actor import SYSTEM

    known = ("zone", "country", "subdivision", "phone", "email")
    if unknown := set(values) - set(known):
        raise SystemExit(f"There is no field {', '.join(unknown)}. The fields are: {', '.join(known)}.")
    team = actions.add_team(name, by=SYSTEM)
    actions.change_team(team, dict(values), by=SYSTEM)
    print(f"The team {team.name} is set.")
    return 0
