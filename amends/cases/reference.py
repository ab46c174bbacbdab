"""The public reference of a case: random, easy to say aloud, with a check character that catches a slip."""

import re
import secrets

ALPHABET = "23456789BCDFGHJKMNPQRTVWXZ"  # no vowels, nothing that looks like something else: 26 signs
LENGTH = 8
_SHAPE = re.compile(
    r"(?<![0-9A-Za-z])([0-9A-Za-z]{4})[-–—. ]?([0-9A-Za-z]{4})[-–—. ]?([0-9A-Za-z])(?![0-9A-Za-z])"
)


def _check(body: str) -> str:
    """A weighted sum over the prime 29, so that one wrong or two swapped characters never pass unseen."""
    total = sum((place + 2) * ALPHABET.index(sign) for place, sign in enumerate(body))
    return ALPHABET[total % 29 % 26]


def new_reference() -> str:
    """Nine characters grouped as they are shown, such as `K7TR-4MXD-9`; about 2·10¹¹ of them."""
    number, body = secrets.randbelow(len(ALPHABET) ** LENGTH), ""
    for _place in range(LENGTH):
        number, sign = divmod(number, len(ALPHABET))
        body += ALPHABET[sign]
    return f"{body[:4]}-{body[4:]}-{_check(body)}"


def read_reference(text: str) -> str | None:
    """The reference a person typed, whatever the case and the dashes; None where the check character does not fit."""
    signs = re.sub(r"[\s\-–—.]", "", text).upper()
    if (
        len(signs) != LENGTH + 1
        or any(s not in ALPHABET for s in signs)
        or _check(signs[:LENGTH]) != signs[-1]
    ):
        return None
    return f"{signs[:4]}-{signs[4:8]}-{signs[8]}"


def references_in(text: str) -> list[str]:
    """Every valid reference that stands in a text such as a subject line, in order."""
    found = (read_reference("".join(match)) for match in _SHAPE.findall(text[:2000]))
    return [ref for ref in found if ref]
