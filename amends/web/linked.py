"""Pages, mail addresses and telephone numbers within a text as links; everything else of it is only shown."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_REACHED = re.compile(
    r"(?P<page>(?:https?://|www\.)[^\s<>\"]+)"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w/-])(?P<number>\+?\(?\d(?:[ ()/.-]{0,2}\d){6,14})(?!\w)"
    r"|^(?P<short>\d{3,6})(?=\s*$)",  # alone in its line it is no house
    re.IGNORECASE | re.MULTILINE,
)
_ENDS_THE_SENTENCE = ".,;:!?)]}'’”»"


def linked(text: str) -> SafeString:
    """A page opens by http or https alone, and learns nothing of the page it was opened from."""
    pieces, end = [], 0
    for found in _REACHED.finditer(text):
        words = found[0].rstrip(_ENDS_THE_SENTENCE)
        pieces += [(text[end : found.start()],), (_link(str(found.lastgroup), words),)]
        end = found.start() + len(words)
    return format_html_join("", "{}", [*pieces, (text[end:],)])


def _link(kind: str, words: str) -> SafeString:
    if kind == "page":
        address = words if "://" in words else f"https://{words}"
        return format_html('<a href="{}" rel="noreferrer">{}</a>', address, words)
    if kind == "mail":
        return format_html('<a href="mailto:{}">{}</a>', words, words)
    return format_html('<a class="nowrap" href="tel:{}">{}</a>', re.sub(r"[^\d+]", "", words), words)
