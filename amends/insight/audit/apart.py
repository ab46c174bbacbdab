"""Judging in processes of their own: who works at the desk meanwhile does not wait for it.

Started as a module, it judges what comes in on standard input. Conversations pass through pipes and touch no disk.
"""

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from amends.coach import scorer
from amends.insight.audit.comparing import compared
from amends.insight.audit.conversation import Conversation, Material
from amends.insight.audit.judging import Judged, judge
from amends.insight.audit.result import Result
from amends.people.refusal import Refusal
from amends.responses.coach_ready import be_ready

PROCESSES = 2
LONGEST_WAIT = 90  # seconds; a browser and its proxies wait no longer
YIELDING = 10  # niceness: pages go first


class TookTooLong(Refusal):
    """Nothing was judged."""

    code, status = "audit_took_too_long", 422
    words = _(
        "This takes longer than a page can wait. Use the command amends audit-replies, or a part of the file."
    )


def audit_apart(material: Material, by: str = "") -> Result:
    """As `audit` does it. Raises TookTooLong as well, and GettingReady while the coach still learns."""
    for lang in scorer.LANGUAGES:
        be_ready(lang, "reply", "state", "wants")
    parts = [material.conversations[first::PROCESSES] for first in range(PROCESSES)]
    with ThreadPoolExecutor(PROCESSES) as pool:
        judged = list(pool.map(lambda part: _judged(part, material.zone), parts))
    return compared([one for part in judged for one in part], material, by)


def _judged(conversations: list[Conversation], zone: str) -> list[Judged]:
    if not conversations:
        return []
    task = pickle.dumps((conversations, zone, scorer.folder()))
    command = [sys.executable, "-m", "amends.insight.audit.apart"]
    try:
        done = subprocess.run(command, input=task, stdout=subprocess.PIPE, check=True, timeout=LONGEST_WAIT)
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
    judged: list[Judged] = pickle.loads(done.stdout)  # noqa: S301 - written by our own process
    return judged


def main() -> None:
    os.nice(YIELDING)
    conversations, zone, folder = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own process
    scorer.keep_in(Path(folder))
    judged = [judge(each, ZoneInfo(zone)) for each in conversations]
    sys.stdout.buffer.write(pickle.dumps(judged))


if __name__ == "__main__":
    main()
