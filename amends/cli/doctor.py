"""What is wrong, and how to mend it."""

import argparse
import os

HELP = "say what is wrong with this installation and how to mend it"
EPILOG = "The exit code is 1 when something urgent is wrong."


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose: everything is looked at."""


def run(args: argparse.Namespace) -> int:
    from amends.server.postgres import Cluster, home

    embedded = "DATABASE_URL" not in os.environ and "DATABASE_URL_FILE" not in os.environ
    if embedded and not Cluster(home()).is_initialised():
        print(f"{home()} has not been set up.\n    Run: amends setup")
        return 1
    from amends.cli.django_ready import ready

    ready()
    from amends.server.checkup import examine

    findings = examine()
    for finding in sorted(findings, key=lambda finding: not finding.urgent):
        print(f"{'Wrong: ' if finding.urgent else 'Note:  '}{finding.words}\n       {finding.remedy}")
    if not findings:
        print("Everything is in order.")
    return 1 if any(finding.urgent for finding in findings) else 0
