"""The coach on the command line: reads replies from files or standard input and prints what it finds."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from amends.cli.reports import coach as reports
from amends.cli.reports.coach import Read
from amends.cli.stop import Stop

HELP = "read replies before the customer does: what hurts, what is missing, what would be better"
EPILOG = """Ends with 0 when there is nothing to say, 1 with findings, 2 when the input could not be read to its end.

  amends coach letter.txt                     a letter, in the language it is written in
  amends coach --lang sk < letter.txt         from standard input
  amends coach --jsonl < letters.jsonl        lines {"id","lang","text","case"} in, {"id","findings"} out
  amends coach --explain B201                 why a rule is one
"""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="letters as plain text; none reads standard input"
    )
    parser.add_argument("--lang", help="language of the letters; without it, it is recognised")
    parser.add_argument(
        "--format", choices=sorted(reports.REPORTS), default="text", help="how findings are printed (text)"
    )
    parser.add_argument("--jsonl", action="store_true", help="one JSON object a line, in and out")
    parser.add_argument(
        "--verdict",
        choices=("justified", "not_justified", "not_ours", "pending"),
        help="what the case has decided: rules of what must be there run too",
    )
    parser.add_argument(
        "--customer", default="", metavar="NAME", help="the customer's name, looked for in the salutation"
    )
    parser.add_argument(
        "--allow", action="append", default=[], metavar="CODE", help="leave a rule out; may be repeated"
    )
    parser.add_argument("--statistics", action="store_true", help="count the findings of each rule instead")
    parser.add_argument("--explain", metavar="CODE", help="print the page of a rule and stop")
    parser.add_argument("--rules", action="store_true", help="list all rules and stop")


def run(args: argparse.Namespace) -> int:
    if args.explain or args.rules:
        return tell(args.explain)
    if args.jsonl:
        from amends.cli.json_lines import coached

        return coached(sys.stdin.buffer, sys.stdout)
    try:
        letters = letters_of(args)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 2
    print(statistics(letters) if args.statistics else reports.REPORTS[args.format](letters), end="")
    return 1 if any(each.findings for each in letters) else 0


def tell(code: str | None) -> int:
    from amends.coach.catalogue import rule_of, rules, why

    if code is None:
        for each in rules():
            print(f"{each.code}  {each.severity:<6}  {each.name}")
        return 0
    rule = rule_of(code)
    if rule is None:
        raise Stop(f"There is no rule {code}. `amends coach --rules` lists them.")
    print(why(rule), end="")
    return 0


def letters_of(args: argparse.Namespace) -> list[Read]:
    """Every letter named, or the one on standard input. Raises Stop for what cannot be read."""
    if not args.files:
        return [letter("-", sys.stdin.buffer.read(), args)]
    return [letter(str(path), content_of(path), args) for path in args.files]


def content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Stop(f"{path} cannot be read: {error.strerror}.") from error


def letter(name: str, content: bytes, args: argparse.Namespace) -> Read:
    from amends.cli.coach_ready import tell_if_it_learns
    from amends.coach import CaseKnown, TooLong, read
    from amends.coach.scorer import LANGUAGES
    from amends.language.identify import identify

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Stop(f"{name} is not UTF-8 text (at byte {error.start}).") from error
    lang = args.lang or identify(text, LANGUAGES) or LANGUAGES[0]
    case = (
        CaseKnown(customer_name=args.customer, verdict=args.verdict)
        if args.verdict or args.customer
        else None
    )
    tell_if_it_learns(lang, "reply")
    try:
        findings = read(text, lang, case, dict.fromkeys(code.upper() for code in args.allow))
    except TooLong as error:
        raise Stop(f"{name} is no letter: {error}.") from error
    return Read(name, lang, text, tuple(findings))


def statistics(letters: list[Read]) -> str:
    from amends.coach.catalogue import rule_of

    counts = Counter(finding.code for each in letters for finding in each.findings)
    lines = [
        f"{number:6}  {code}  {rule.name}" for code, number in counts.most_common() if (rule := rule_of(code))
    ]
    return "\n".join([*lines, f"{sum(counts.values()):6}  in {len(letters)} letters", ""])
