"""What a complaint says, on the command line."""

import argparse
import sys

HELP = "read complaints: the state of the writer, what they want, and the facts they name"
EPILOG = """  amends assess --jsonl < complaints.jsonl    lines {"id","lang","text"} in
  amends assess < complaint.txt               one complaint as plain text"""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jsonl", action="store_true", help="one JSON object a line, in and out")
    parser.add_argument("--lang", help="language of the complaint; without it, it is recognised")


def run(args: argparse.Namespace) -> int:
    from amends.cli.json_lines import assessed

    if args.jsonl:
        return assessed(sys.stdin.buffer, sys.stdout)
    print(told(sys.stdin.buffer.read().decode("utf-8", "replace"), args.lang))
    return 0


def told(text: str, lang: str | None) -> str:
    from amends.cli.coach_ready import tell_if_it_learns
    from amends.coach.incoming import assess
    from amends.coach.scorer import LANGUAGES
    from amends.language.identify import identify

    lang = lang or identify(text, LANGUAGES) or LANGUAGES[0]
    tell_if_it_learns(lang, "state", "wants")
    found = assess(text, lang)
    lines = [
        f"state    {found.state} ({found.states.get(found.state, 0):.0%})",
        f"wants    {found.wants} ({found.wishes.get(found.wants, 0):.0%})",
    ]
    lines += [f"{fact.kind:<8} {fact.text}" for fact in found.facts]
    return "\n".join([*lines, *(f"sign     {sign.kind}: {sign.text}" for sign in found.signals)])
