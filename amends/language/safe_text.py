"""Making outside text storable, countable and safe to put in a line; what a person wrote stays what they wrote."""

import re
import unicodedata

# Removed from one-line values: controls, line and paragraph separators, and the marks that turn the writing direction.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_STORABLE = re.compile(r"[\x00\ud800-\udfff]")
_BLANK = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)
_JOINERS = ("\u200d",)


def clean(text: str) -> str:
    """What the database can hold: line ends are \\n, NUL goes, a lone surrogate becomes the replacement character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _STORABLE.sub(lambda m: "" if m.group() == "\x00" else "\ufffd", text)


def is_blank(text: str | None) -> bool:
    """True where nothing would be seen: spaces, zero-width signs, direction marks."""
    return not text or _BLANK.fullmatch(text) is not None


def one_line(text: str) -> str:
    """For names, subjects and headers: no controls, no line ends, no direction marks; runs of blanks are one."""
    return " ".join(_UNSEEN.sub(" ", clean(text)).split())


def _extends(sign: str) -> bool:
    """Whether a sign belongs to the one before it."""
    return bool(unicodedata.combining(sign)) or unicodedata.category(sign) in ("Mn", "Me", "Mc") or (
        sign in _JOINERS or "\ufe00" <= sign <= "\ufe0f" or "\U0001f3fb" <= sign <= "\U0001f3ff" or sign == "\u0e33"
    )


def graphemes(text: str) -> list[str]:
    """The text in signs as a person counts them: marks, joiners and skin tones stay with what they belong to."""
    found: list[str] = []
    for sign in text:
        if found and (_extends(sign) or found[-1].endswith(_JOINERS) or _second_of_flag(found[-1], sign)):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _second_of_flag(before: str, sign: str) -> bool:
    return len(before) == 1 and "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= sign <= "\U0001f1ff"


def cut(text: str, limit: int, ending: str = "…") -> str:
    """At most `limit` characters, never ending within a sign a person sees as one; `ending` shows that more follows."""
    if len(text) <= limit:
        return text
    kept, length = [], 0
    for sign in graphemes(text[: limit + 1]):
        if length + len(sign) > limit - len(ending):
            break
        kept.append(sign)
        length += len(sign)
    return "".join(kept).rstrip() + ending


def mixed_script(text: str) -> bool:
    """True for a word in which Latin stands together with Cyrillic or Greek letters that look alike."""
    for word in re.findall(r"\w+", text):
        scripts = {unicodedata.name(sign, "").split(" ")[0] for sign in word if sign.isalpha()}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK"}:
            return True
    return False
