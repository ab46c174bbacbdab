"""Bytes to text that a database takes: unknown charsets, wrong charsets, no charset."""

import codecs
import re

# Names seen in mail that Python does not know, and names whose superset is what senders mean.
MEANT = {
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "cp936": "gb18030",
    "euc-cn": "gb18030",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "shift-jis": "cp932",
    "windows-31j": "cp932",
    "big5": "cp950",
    "iso-2022-jp": "iso2022_jp_ext",
    "cp50220": "iso2022_jp_ext",
    "mac": "mac_roman",
    "macintosh": "mac_roman",
    "mac-cyrillic": "mac_cyrillic",
    "mac-ce": "mac_latin2",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "unicode": "utf-16",
    "ucs-2": "utf-16",
    "ansi_x3.110-1983": "cp1252",
    "ansi": "cp1252",
    "windows-1252http-equivcontent-type": "cp1252",
}
# Codecs that are no charsets; some of them take quadratic time or run escapes.
FORBIDDEN = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ISO_2022 = re.compile(rb"\x1b(\$[@AB]|\$\([CDPQ]|\([BJI]|\$\)[CAG])")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")
LINE_ENDS = re.compile(r"\r+\n?")
SAMPLE = 3_000
LATIN = ["cp1252", "cp1250", "cp1257", "cp1254"]


def storable(text: str) -> str:
    """The text without what PostgreSQL refuses: NUL and lone surrogates."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def body_text(text: str) -> str:
    """Text of a body: line ends are LF, control characters gone, tabs kept."""
    if "\r" in text:
        text = LINE_ENDS.sub("\n", text)
    text = storable(text).removeprefix("\ufeff")
    return CONTROL.sub("", text)


def one_line(text: str) -> str:
    """Text of a header: no line ends, no control characters, blanks collapsed at the ends only."""
    text = storable(text).replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return CONTROL.sub("", text).strip()


def codec(name: str) -> str | None:
    """The codec a charset name means; None when nobody knows."""
    key = name.strip().strip("\"'").lower().split("*", 1)[0]
    if not key or len(key) > 40 or not key.isascii():
        return None
    for guess in (key, key.removeprefix("x-"), key.removeprefix("cs"), key.replace("_", "-")):
        found = known(MEANT.get(guess, guess))
        if found:
            return found
    return None


def known(name: str) -> str | None:
    if "\x00" in name:
        return None
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if info.name in FORBIDDEN or not getattr(info, "_is_text_encoding", True):
        return None
    return MEANT.get(info.name, info.name)


def decode(content: bytes, charset: str = "", *, fallback: str = "") -> str:
    """Never raises. The declared charset if it fits; else what the bytes look like; else replaced."""
    for mark, marked in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(marked, "replace")
    declared = codec(charset) if charset else None
    for name in (declared, "utf-8", codec(fallback) if fallback else None):
        if name and not (name == "utf-8" and ISO_2022.search(content[:SAMPLE])):
            try:
                return content.decode(name)
            except (UnicodeError, ValueError):
                continue
    if declared and mostly_fits(content, declared):
        return content.decode(declared, "replace")
    return guessed(content)


def mostly_fits(content: bytes, name: str) -> bool:
    """A few broken bytes in a long text do not disprove its charset."""
    try:
        broken = content.decode(name, "replace").count("\ufffd")
    except (UnicodeError, ValueError):
        return False
    strange = sum(byte > 127 for byte in content[:SAMPLE]) * max(1, len(content) // SAMPLE)
    return broken * 10 <= strange


def guessed(content: bytes) -> str:
    if ISO_2022.search(content[:SAMPLE]):
        return content.decode("iso2022_jp_ext", "replace")
    if content.count(0, 0, SAMPLE) * 3 > len(content[:SAMPLE]):
        return content.decode("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be", "replace")
    name = likely(content) or "cp1252"
    try:
        return content.decode(name)
    except (UnicodeError, ValueError):
        return content.decode("cp1252", "replace")


def likely(content: bytes) -> str | None:
    """The detector costs milliseconds, so it sees a sample from where the unusual bytes begin."""
    first = next((at for at, byte in enumerate(content[:200_000]) if byte > 127), 0)
    sample = content[max(0, first - 200) : first + SAMPLE]
    strange = sum(byte > 127 for byte in sample)
    if strange < 8:
        return None
    # A few marked letters among plain ones are a Latin alphabet; scripts of their own are mostly high bytes.
    latin = strange * 4 < sum(65 <= byte | 32 <= 122 or byte > 127 for byte in sample)
    from charset_normalizer import from_bytes

    best = from_bytes(sample, steps=3, chunk_size=512, cp_isolation=LATIN if latin else None).best()
    return codec(best.encoding) if best else None
