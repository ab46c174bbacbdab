"""`amends staff`: accounts and roles of employees."""

import argparse
import getpass
import secrets

HELP = "add employees, give them roles, list them"
ROLES = ("clerk", "handler", "manager", "quality", "administrator", "auditor")


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="what", required=True, metavar="add|role|list")
    added = parts.add_parser(
        "add", help='such as: amends staff add emma@firm.example "Emma Whitlock" --role handler'
    )
    added.add_argument("email")
    added.add_argument("name")
    added.add_argument("--language", default="en")
    added.add_argument("--ask", action="store_true", help="ask for the password instead of making one")
    role = parts.add_parser("role", help="give another role to somebody who has an account")
    role.add_argument("email")
    for part in (added, role):
        part.add_argument("--role", choices=ROLES, required=part is role, default="handler")
        part.add_argument("--team", help="the team's name; left out: in every team")
    parts.add_parser("list", help="everybody with their roles")


def run(args: argparse.Namespace) -> int:
    from amends.cli.django_ready import ready

    ready()
    if args.what == "list":
        return _list()
    from amends.people import actions
    from amends.people.actor import SYSTEM
    from amends.people.models import Staff, Team

    team = None
    if args.team:
        team = Team.objects.filter(name=args.team).first()
        if team is None:
            names = ", ".join(Team.objects.values_list("name", flat=True))
            raise SystemExit(f"There is no team {args.team}. The teams are: {names}.")
    if args.what == "add":
        password = getpass.getpass() if args.ask else secrets.token_urlsafe(9)
        staff = actions.invite(
            args.email, args.name, args.role, team, by=SYSTEM, password=password, language=args.language
        )
        print(
            f"{staff.full_name} signs in as {staff.email}"
            + ("." if args.ask else f" with the password {password}")
        )
    else:
        found = Staff.objects.filter(email=args.email.strip().lower()).first()
        if found is None:
            raise SystemExit(f"There is no account for {args.email}.")
        staff = found
        actions.give_role(staff, args.role, team, by=SYSTEM)
    print(f"{staff.full_name} is now {args.role} in {team.name if team else 'every team'}.")
    return 0


def _list() -> int:
    from amends.people.models import Membership, Staff

    roles: dict[int, list[str]] = {}
    for row in Membership.objects.select_related("team"):
        roles.setdefault(row.staff_id, []).append(
            f"{row.role} ({row.team.name if row.team else 'everywhere'})"
        )
    for staff in Staff.objects.order_by("full_name"):
        held = roles.get(staff.pk, [])
        if staff.is_superuser:
            held = ["administrator of the installation", *held]
        print(f"{staff.full_name:<28} {staff.email:<36} {', '.join(held)}")
    return 0
