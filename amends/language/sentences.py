"""Where sentences of a letter begin and end, in six languages."""

import re

from amends.language.folding import fold

END = re.compile(r"[.!?…]+[\"'”’»“)\]]*(?=\s|$)|\n+")
THAI_LETTER = re.compile(r"[\u0e01-\u0e5b]")
THAI_PAUSE = re.compile(r"(?<=\S)[ \u00a0]+(?=\S)")
THAI_BOTH = re.compile(r"[\u0e01-\u0e4e][ \u00a0]+[\u0e01-\u0e44]")  # a blank between Thai words
THAI_CONSEQUENCE = re.compile(r"\S{1,12}จึง")  # "we therefore", "the bag therefore"
# a given name after a title, where a surname follows: "Mr Somchai | Jaidee"
THAI_GIVEN = re.compile(r"(?:คุณ|นาย|นาง|นางสาว|พี่|น้อง|ลุง|ป้า|หมอ|ครู|อาจารย์)[\u0e01-\u0e4e]{2,14}$")
THAI_SURNAME = re.compile(r"[\u0e01-\u0e4e]{2,14}(?=\s|$)")
THAI_LAST_WORDS = ("ครับ", "ค่ะ", "คะ")
THAI_SHORT = 16  # characters; what is shorter is a heading, a name or a place in time, no sentence
THAI_REST = 15  # the same of what would be left after the last blank
THAI_CONDITION = 60  # a condition or purpose so long has had its main clause
THAI_CONDITIONS = ("ถ้า", "หาก", "เมื่อ", "ก่อนที่", "ตราบใด", "เพื่อ", "นอกจาก", "สำหรับ", "เนื่องจาก")
OPENINGS = """
เรา ผม ดิฉัน กระผม ท่าน คุณ การ ตั้งแต่ ขอบคุณ ขอบพระคุณ ขอขอบ ขอโทษ ขออภัย หาก ถ้า เมื่อ พอ นับ อันนี้
จากนี้ จากภาพ จากการ จากบันทึก ต่อไป ต่อจากนี้ ระหว่าง ขณะนี้ ตอนนี้ ปัจจุบัน เพื่อไม่ให้ เพื่อป้องกัน เนื่องจาก สาเหตุ
ที่คุณ ที่ท่าน ตามที่ เป็นความ หนังสือ จดหมาย ข้อความ ข้อมูล รูป ภาพ เรื่อง บริษัท ธนาคาร ร้าน ช่าง โรงเรียน โรงพยาบาล
"""
CARRY_ON = """
และ แต่ ทว่า จึง เพราะ ซึ่ง ก็ เลย ถึง แล้ว หรือ คือ ที่ โดย ทำให้ เพื่อ ว่า จะ นะ ค่ะ คะ ครับ นี้ นั้น รวม พร้อม อย่างไร
ไม่ว่า ทั้ง ตาม ของ กับ โทร ต่อ น. บาท ได้แก่ เช่น จน จาก มา ไป ให้ ด้วย ใน แม้ ภายใน เวลา จำนวน ไม่คิด ไม่มีค่า ส่วน
"""
UNFINISHED = """
ที่ เวลา คือ ว่า โทร ถึง ภายใน ร้อยละ ของ กับ และ หรือ ชั้น ข้อ รุ่น เลขที่ หมายเลข จำนวน เรียน ละ ไม่เกิน ส่วน แค่
อย่างไรก็ตาม ทั้งนี้ คุณ นาย นาง นางสาว
"""
THAI_OPENINGS = tuple(OPENINGS.split())  # begin a Thai sentence, even after a figure
THAI_CARRY_ON = tuple(CARRY_ON.split())  # belong to the sentence before
THAI_UNFINISHED = tuple(UNFINISHED.split())  # something must follow: a name, a number, a clause
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
    """Thai ends no sentence by a sign: a polite last word before a blank does, or a blank between two clauses."""
    spans = []
    begun = start
    for pause in THAI_PAUSE.finditer(text, start, end):
        polite = text.endswith(THAI_LAST_WORDS, begun, pause.start())
        if polite or (end - pause.end() >= THAI_REST and _between_clauses(text, begun, pause)):
            spans.append((begun, pause.start()))
            begun = pause.end()
    if begun < end:
        spans.append((begun, end))
    return spans


def _between_clauses(text: str, begun: int, pause: re.Match[str]) -> bool:
    """Whether what stands before a blank is a sentence by itself, and what follows begins another."""
    last, at = pause.start(), pause.end()
    if text.endswith(THAI_UNFINISHED, begun, last) or THAI_CONSEQUENCE.match(text, at):
        return False
    if _within_a_name(text, begun, pause):
        return False
    if not text.startswith(THAI_OPENINGS, at) and (
        text.startswith(THAI_CARRY_ON, at) or not THAI_BOTH.match(text, last - 1)
    ):
        return False
    return last - begun >= (THAI_CONDITION if text.startswith(THAI_CONDITIONS, begun) else THAI_SHORT)


def _within_a_name(text: str, begun: int, pause: re.Match[str]) -> bool:
    before = text[max(begun, pause.start() - 24) : pause.start()]
    follows = not text.startswith(THAI_OPENINGS, pause.end()) and THAI_SURNAME.match(text, pause.end())
    return bool(follows and THAI_GIVEN.search(before))
