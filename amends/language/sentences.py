"""Where sentences of a letter begin and end, in six languages."""

import re

from amends.language.folding import fold

END = re.compile(r"[.!?…]+[\"'”’»“)\]]*(?=\s|$)|\n+")
THAI_LETTER = re.compile(r"[\u0e01-\u0e5b]")
THAI_PAUSE = re.compile(r"(?<=[\u0e01-\u0e4e])[ \u00a0]+(?=\S)")
THAI_LAST_WORDS = ("ครับ", "ค่ะ", "คะ")
THAI_GOES_ON = re.compile(
    r"[\dๆฯ(\u0e50-\u0e59]"
)  # begins what belongs to the words before: the day, the year, the sum
THAI_TITLES = ("คุณ", "นาย", "นาง", "นางสาว")  # a name follows
THAI_LONG = 90  # characters after which a space is taken for the end of a Thai sentence
WRAPPED = 55  # a line at least so long that goes on in small letters was only broken by hand
ABBREVIATED = """
mr mrs ms dr prof st no nr inc ltd co vs approx dept tel fig e.g i.e a.m p.m etc jr sr
p pp ing mgr bc napr resp tzv atd apod č čl ods ul nám hod min max str sv r d
plkst piem utt t.i t.s u.c u.tml lpp tālr g kund kdz
г гр ул бул бр тел стр св др инж т.е т.н напр лв пл
dl dna d-na dvs dra art alin lit bl sc ap bd ex pag jud loc
ดร นพ พญ โทร น บจก พ.ศ ค.ศ
"""
UNITS = "г ч лв g hod min a.m p.m etc atd apod utt u.c u.tml т.н др"
ABBREVIATIONS = frozenset(map(fold, ABBREVIATED.split()))
OFTEN_LAST = frozenset(map(fold, UNITS.split()))  # a capital letter after them begins a sentence


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans in characters, without the blanks around them; a line break ends one unless the line was wrapped by hand."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in END.finditer(text):
        if not _ends(text, start, found):
            continue
        _keep(text, start, found.end(), spans)
        start = found.end()
    _keep(text, start, len(text), spans)
    return spans


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    sign, after = found.group(), text[found.end() : found.end() + 40].lstrip()
    if "\n" in sign:
        return not (len(sign) == 1 and found.start() - start >= WRAPPED and after[:1].islower())
    if not sign.startswith(".") or len(sign.rstrip("\"'”’»“)]")) > 1:
        return True
    before = re.split(r"[\s(„“\"]", text[max(start, found.start() - 24) : found.start()])[-1]
    short = fold(before).strip(".")
    if short in OFTEN_LAST and after[:1].isupper():
        return True
    if short in ABBREVIATIONS:
        return not after or "\n" in text[found.end() : found.end() + 2]
    if before.isdigit() and len(before) <= 3 and after[:1].isalnum():
        return after[:1].isupper() and bool(
            text[start : found.start() - len(before)].strip()
        )  # else it numbers
    if len(before) == 1 and before.isupper():
        return False
    return not after[:1].islower()


def _keep(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    if THAI_LETTER.search(text, start, end):
        spans.extend(_thai(text, start, end))
    else:
        spans.append((start, end))


def _thai(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Thai ends no sentence by a sign: a polite last word before a space does, or a space after a long run."""
    spans = []
    begun = start
    for pause in THAI_PAUSE.finditer(text, start, end):
        run = text[begun : pause.start()]
        if run.endswith(THAI_LAST_WORDS) or (len(run) >= THAI_LONG and not _goes_on(run, text, pause.end())):
            spans.append((begun, pause.start()))
            begun = pause.end()
    if begun < end:
        spans.append((begun, end))
    return spans


def _goes_on(run: str, text: str, at: int) -> bool:
    return run.endswith(THAI_TITLES) or THAI_GOES_ON.match(text, at) is not None
