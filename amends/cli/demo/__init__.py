"""`amends demo`: fills an installation with a believable small company, through the real actions with a set clock."""

import argparse
from pathlib import Path

HELP = "fill an empty installation with a small company and half a year of complaints"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, default=240, help="how many complaints (240)")
    parser.add_argument("--seed", type=int, default=2026, help="the same seed gives the same company (2026)")
    parser.add_argument(
        "--narratives", type=Path, help="a CSV of complaint narratives to take English texts from"
    )
    parser.add_argument("--force", action="store_true", help="also where there are complaints already")


def run(args: argparse.Namespace) -> int:
    from amends.cli.django_ready import ready

    ready()
    return fill(args.cases, args.seed, args.narratives, force=args.force)


def fill(cases: int = 240, seed: int = 2026, narratives: Path | None = None, *, force: bool = False) -> int:
    """Fill the installation; 1 when there are complaints already and `force` is not given."""
    from amends.cases.models import Case
    from amends.cli.demo.company import found_company
    from amends.cli.demo.course import play
    from amends.cli.demo.writing import letters
    from amends.improvement.counting import count_days
    from amends.journal.seal import seal_waiting

    if Case.objects.exists() and not force:
        print("There are complaints here already. A demonstration belongs into an empty installation.")
        return 1
    company = found_company()
    wait_for_coach()
    for number, letter in enumerate(letters(cases, seed, narratives), 1):
        play(letter, company, seed + number)
        if number % 20 == 0 or number == cases:
            print(f"\r{number} of {cases} complaints", end="", flush=True)
    while seal_waiting():
        pass
    count_days()  # half a year in one go, so that Insight is whole before anybody looks
    print(f"\nEverybody's password is {company.password}. The manager is {company.managers[0].email}.")
    return 0


def wait_for_coach() -> None:
    """No reply of the demonstration is signed before the coach has read it."""
    from amends.coach import scorer

    if not scorer.is_learnt():
        print("The coach learns first, for a minute or two.", flush=True)
        scorer.prepare()
