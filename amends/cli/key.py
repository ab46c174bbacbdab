"""`amends key`: how other programs get in."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amends.people.models import ApiKey, Team

HELP = "create, list and revoke the keys of other programs"
EPILOG = """examples:
  amends key create shop --scope complaints:write --scope complaints:read
  amends key create branch --scope complaints:read --team "Branch North"
  amends key revoke shop

scopes:
  complaints:write   take complaints in, add words and files
  complaints:read    see how complaints stand
  cases:write        take steps of the procedure
  customers:read     see customers' cards
  webhooks:write     list, add and remove webhooks
"""


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="what", required=True, metavar="create|list|revoke")
    create = parts.add_parser("create", help="make a key and print it, this once")
    create.add_argument("name", nargs="?", default="key", help="whose key it is, for the journal")
    create.add_argument("--scope", action="append", required=True, help="what it allows; may be repeated")
    create.add_argument("--team", help="bind it to the team of this name")
    parts.add_parser("list", help="the keys, without their secrets")
    revoke = parts.add_parser("revoke", help="end a key; it stops working within 30 seconds")
    revoke.add_argument("key", help="its name, or the beginning of it as `list` shows it")


def run(args: argparse.Namespace) -> int:
    from amends.cli.django_ready import ready

    ready()
    return {"create": _create, "list": _list, "revoke": _revoke}[args.what](args)


def _create(args: argparse.Namespace) -> int:
    from amends.people.actions import create_key
    from amends.people.actor import SYSTEM

    scopes = [scope.strip() for given in args.scope for scope in given.split(",") if scope.strip()]
    _key, secret = create_key(args.name, scopes, by=SYSTEM, team=_team(args.team) if args.team else None)
    print(secret)
    return 0


def _team(name: str) -> "Team":
    from amends.cli.stop import Stop
    from amends.people.queries import active_teams

    found = active_teams().filter(name__iexact=name).first()
    if found is None:
        names = ", ".join(team.name for team in active_teams())
        raise Stop(f"There is no team {name}. The teams are: {names}.")
    return found


def _list(_args: argparse.Namespace) -> int:
    for key in _keys():
        state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "in force"
        where = key.team.name if key.team else "all teams"
        print(f"{key.prefix}…  {key.name:<24} {state:<18} {where:<20} {', '.join(key.scopes)}")
    return 0


def _keys() -> "list[ApiKey]":
    from amends.people.models import ApiKey

    return list(ApiKey.objects.select_related("team").order_by("created_at"))


def _revoke(args: argparse.Namespace) -> int:
    from amends.cli.stop import Stop
    from amends.people.actions import revoke_key
    from amends.people.actor import SYSTEM

    wanted = args.key.rstrip("…")
    live = [key for key in _keys() if key.revoked_at is None]
    found = [key for key in live if key.name == wanted or (len(wanted) > 8 and key.prefix == wanted)]
    if len(found) != 1:
        raise Stop(f"{len(found)} keys in force are called {wanted}. `amends key list` shows them all.")
    revoke_key(found[0], by=SYSTEM)
    print(f"{found[0].name} is revoked.")
    return 0
