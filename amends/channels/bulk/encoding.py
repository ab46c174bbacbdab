"""In which letters a file is written. A guess is never used in silence: a wrong one would spoil every name for good."""

import codecs
from dataclasses import dataclass
from pathlib import Path

SAMPLE = 1_000_000
GUESSED_FROM = 64_000  # bytes of lines that decide
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ["cp1252", "cp1250", "cp1251", "cp1257", "cp874", "cp1254", "cp1253", "koi8_r"]


@dataclass(frozen=True)
class Encoding:
    """`certain` is false when other encodings would give other letters that are as likely."""

    name: str
    certain: bool = True


def encoding_of(path: Path) -> Encoding:
    with path.open("rb") as source:
        sample = source.read(SAMPLE)
    for mark, name in MARKS:
        if sample.startswith(mark):
            return Encoding(name)
    if wide := _wide(sample):
        return Encoding(wide)
    if _is_utf8(path):
        return Encoding("utf-8")
    return _guessed(path)


def _wide(sample: bytes) -> str:
    """UTF-16 without its mark: every second byte of Latin text is zero."""
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.05 else ""


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as source:
        try:
            while part := source.read(SAMPLE):
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _guessed(path: Path) -> Encoding:
    """From the lines that hold more than ASCII; certain when every candidate as good gives the same text."""
    from charset_normalizer import from_bytes

    telling, size = [], 0
    with path.open("rb") as source:
        while size < GUESSED_FROM and (line := source.readline(GUESSED_FROM)):
            if not line.isascii():
                telling.append(line)
                size += len(line)
    sample = b"".join(telling)
    found = from_bytes(sample, cp_isolation=CANDIDATES)
    best = found.best()
    if best is None:
        return Encoding("cp1252", certain=False)
    rivals = {str(one) for one in found if one.chaos <= best.chaos and one.coherence >= best.coherence}
    name = "cp1252" if _same_in(sample, "cp1252", str(best)) else best.encoding
    return Encoding(name, certain=len(rivals) == 1)


def _same_in(sample: bytes, encoding: str, text: str) -> bool:
    try:
        return sample.decode(encoding) == text
    except UnicodeDecodeError:
        return False
