"""Whether a reply is written by a person to a person: it calls the customer by name, and somebody's name stands under it."""

import re

from amends.coach.reading import ReadReply
from amends.coach.rules.no_sender.rule import NOT_A_NAME, name_in
from amends.coach.rules.not_by_name.rule import OPENING_LINES, TITLES, addresses
from amends.language.folding import fold

OPENING = 160  # characters of a line in which a salutation stands
CLOSING_LINES = 6
LONGEST_LINE = 130
TAIL = 300  # of the last line, in which initials stand and links after them
LONGEST_NAME = 3  # words
# "Hi Katie!", "Vážená pani Nováková", "Labdien, Bērziņas kundze", "เรียน คุณสมชาย": a greeting, then one who is named.
NAME = r"(?P<name>[A-ZÀ-ŽА-ЯĀ-Ž][^\W\d_]+)"
TITLE = r"(?:(?:mr|mrs|ms|miss|dr|pán|pan|pani|pane|г-н|г-жо|г-жа|господин|госпожо|госпожа|domnule|doamnă|doamna|domnul)\.?\s+)?"
GREETING = (
    r"hi|hello|hey|dear|good (?:morning|afternoon|evening)|thank you|thanks|dobrý deň|ahoj|milá|milý|vážen[áýí]|zdravím|"
    r"labdien|sveik[is]|sveicināt[is]|cienījam(?:ais|ā|o)|god(?:ātais|ātā)|"
    r"здравейте|здравей|добър ден|уважаем[аи]|скъп[аи]|bună ziua|bună|stimat[ăae]|salut|dragă"
)
SALUTATION = re.compile(rf"^\W*(?i:{GREETING})\s*,?\s+(?i:{TITLE}){NAME}")
NAME_FIRST = re.compile(rf"^\W*{NAME},\s")
THAI_SALUTATION = re.compile(r"(?:เรียน|สวัสดี(?:ค่ะ|ครับ)?)?\s*คุณ\s*(?!ลูกค้า|ผู้)[\u0e01-\u0e4eA-Za-z]{2,}")
NOT_NAMES = (
    "all there everyone team sir madam customer guest client again you for thanks sorry yes no please unfortunately hi hello "
    "hey hmm dear however sure okay ok absolutely certainly indeed currently today great good well oh apologies definitely "
    "additionally "
    "áno žiaľ bohužiaľ ľutujeme samozrejme jā diemžēl protams да съжаляваме da desigur sigur regretăm "
    "zákazník zákazníčka klient klientka hosť vám kolektív klients klienta klientu klienti viesis "
    "клиент клиенти клиентке гост client clienta clientă oaspete ziua"
)
NOBODY = frozenset(NOT_NAMES.split())
INITIALS = re.compile(r"(?:\^|(?<!\w)[-–—~/]\s?)[A-Z]{1,3}\b[\s(\d/)]*$")
LINKS_BEHIND = re.compile(r"(?:\s+https?://\S+)+\s*$")
FIRST_NAME = re.compile(
    r"^\W{0,3}([A-ZÀ-ŽА-Я][^\W\d_]{2,})(?:,\s[^.!?]{2,60})?\W{0,2}$|(?:\^|[-–—~]\s?)([A-ZÀ-ŽА-Я][^\W\d_]{2,})\W*$"
)
NOT_SIGNATURES = (
    "cheers best ďakujeme ďakujem paldies благодаря благодарим mulțumim sales reception podpora "
    "recepcia recepcija рецепция recepție"
)
FORMULA = frozenset(NOT_SIGNATURES.split())


def by_name(reply: ReadReply, customer: str) -> bool:
    """`customer` as far as the file names them; else a salutation that is followed by a name."""
    opening = [reply.own[start:end][:OPENING] for start, end in reply.lines[:OPENING_LINES]]
    names = [part for part in re.findall(r"[^\W\d_]+", fold(customer)) if part not in TITLES]
    if names and any(addresses(line, names, reply.lang) for line in opening):
        return True
    if reply.lang == "th":
        return any(THAI_SALUTATION.search(line) for line in opening)
    found = [match for line in opening if (match := SALUTATION.match(line))]
    if opening and (first := NAME_FIRST.match(opening[0])):
        found.append(first)
    return any(match["name"][0].isupper() and match["name"].casefold() not in NOBODY for match in found)


def signed(reply: ReadReply, customer: str) -> bool:
    """A name in the last lines that is not the customer's; in a short message also a first name or initials (^KE)."""
    lines = [reply.own[start:end] for start, end in reply.lines]
    if not lines:
        return False
    end = LINKS_BEHIND.sub("", lines[-1][-TAIL:])
    if INITIALS.search(end):
        return True
    theirs = fold(customer).split()
    closing = [line for line in lines[1:][-CLOSING_LINES:] if len(line) <= LONGEST_LINE]
    if any(_is_signature(line) and name_in(line, theirs, reply.lang) for line in closing):
        return True
    found = FIRST_NAME.search(end)
    name = (found[1] if len(lines) > 1 else None) or found[2] if found else None
    if name is None or NOT_A_NAME.search(name):
        return False
    return name.casefold() not in FORMULA and fold(name) not in theirs


def _is_signature(line: str) -> bool:
    """A sentence may hold a name too; a signature has no full stop behind many words."""
    return len(line.split()) <= 2 * LONGEST_NAME + 2 and not line.rstrip().endswith(("?", "!", ";"))
