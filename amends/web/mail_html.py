"""HTML mail made safe to show: no scripts, forms, styles or remote content; every link says where it leads."""

import re
from urllib.parse import urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "div", "em", "h1", "h2", "h3", "h4", "hr", "i", "li", "ol",
    "p", "pre", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "*": {"lang", "dir"}}
LONGEST = 400_000  # characters of source; what is longer is read as plain text instead
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def cleaned(html: str) -> SafeString:
    """The message as it was formatted; empty when there is nothing to show or too much of it."""
    if not html or len(html) > LONGEST:
        return mark_safe("")
    safe = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
        clean_content_tags={"script", "style", "title", "template", "noscript"},
    )
    return mark_safe(_LINK.sub(_shown, safe))  # noqa: S308 -- cleaned just above, and only its own text is repeated


def _shown(found: re.Match[str]) -> str:
    """A link whose words do not name the place it leads to says it in brackets."""
    href, words = found[1], found[2]
    place = urlsplit(href.replace("&amp;", "&")).hostname or href.partition(":")[2].partition("?")[0]
    text = _TAG.sub("", words)
    named = place and place.lower() in text.lower()
    added = "" if named or not place else f' <span class="s three">({nh3.clean_text(place)})</span>'
    return f"{found[0]}{added}"
