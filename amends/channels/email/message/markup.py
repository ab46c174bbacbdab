"""HTML to plain text with its lines, lists, tables and quotes.

A pass over the tags, not a tree: a tree of 100 000 nested elements takes the best parsers twenty seconds.
"""

import re
from collections.abc import Callable
from html import unescape

LEFT_OUT = ("script", "style", "head", "template", "title", "noscript", "object", "svg", "math", "xml")
LINE = {
    "address", "article", "aside", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "header", "hgroup", "li", "main", "nav", "section", "tr", "details", "summary", "option", "legend",
    "caption", "body",
}  # fmt: skip
SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "table"}
TOKEN = re.compile(
    r"<!--(?P<comment>)|<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9:_-]{0,40})"
    r"(?P<rest>(?:[^<>\"']++|\"[^\"]{0,4000}+\"|'[^']{0,4000}+')*+)>"
    r"|<(?P<other>[!?/a-zA-Z][^<>]{0,4000})>"
)
ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
CLOSING = {tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE) for tag in LEFT_OUT}
BODY = re.compile(r"<body[\s>]", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\n\r\f]+")
UNSEEN = re.compile("[\u200b\u200c\ufeff\u00ad\u034f]")
MANY_BLANK_LINES = re.compile(r"\n{3,}")


class Writer:
    """Collects lines; a quote's lines begin with one `>` for each level."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quoted = 0
        self.kept = 0

    def write(self, text: str) -> None:
        if self.kept:
            first, *others = text.replace("\r", "").split("\n")
            self.line.append(first)
            for other in others:
                self.end_line(always=True)
                self.line.append(other)
            return
        text = BLANKS.sub(" ", text)
        if not self.line or self.line[-1].endswith((" ", "\t")):
            text = text.lstrip(" ")
        if text:
            self.line.append(text)

    def end_line(self, always: bool = False) -> None:
        text = "".join(self.line).rstrip(" \t")
        self.line = []
        if text or always:
            marks = ">" * min(self.quoted, 20)
            self.lines.append(f"{marks} {text}".rstrip() if marks else text)

    def blank_line(self) -> None:
        self.end_line()
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(">" * min(self.quoted, 20))

    def text(self) -> str:
        self.end_line()
        return MANY_BLANK_LINES.sub("\n\n", "\n".join(self.lines)).strip("\n")


def text_of(html: str) -> str:
    """What a reader sees, as plain text; one pass, whatever the nesting."""
    writer = Writer()
    missing: set[str] = set()
    at = 0
    while token := TOKEN.search(html, at):
        if token.start() > at:
            writer.write(shown(html[at : token.start()]))
        at = token.end()
        tag = (token["tag"] or "").lower()
        if token["comment"] is not None:
            at = after_comment(html, at, missing)
        elif tag in CLOSING and not token["close"]:
            at = after_hidden(html, tag, at, missing)
        elif tag:
            meet(tag, bool(token["close"]), token["rest"], writer)
    writer.write(shown(html[at:]))
    return writer.text()


def shown(text: str) -> str:
    return UNSEEN.sub("", unescape(text) if "&" in text else text).replace("\xa0", " ")


def after_comment(html: str, at: int, missing: set[str]) -> int:
    """Behind a comment. One that never ends hides nothing: better odd characters than lost words."""
    if html.startswith((">", "->"), at):
        return html.index(">", at) + 1
    end = -1 if "-->" in missing else html.find("-->", at)
    if end < 0:
        missing.add("-->")
        return at
    return end + 3


def after_hidden(html: str, tag: str, at: int, missing: set[str]) -> int:
    end = None if tag in missing else CLOSING[tag].search(html, at)
    if end is None:
        missing.add(tag)
        return at
    if tag == "head" and (body := BODY.search(html, at, end.start())):
        return body.start()
    return end.end()


def meet(tag: str, closing: bool, rest: str, writer: Writer) -> None:
    if tag in SPACED:
        writer.blank_line()
    elif tag in LINE:
        writer.end_line()
    if closing:
        action = CLOSED.get(tag)
        if action:
            action(writer)
    else:
        opening = OPENED.get(tag)
        if opening:
            opening(rest, writer)


def open_quote(rest: str, writer: Writer) -> None:
    writer.quoted += 1


def close_quote(writer: Writer) -> None:
    if writer.lines and not writer.lines[-1].strip(">"):
        writer.lines.pop()
    writer.quoted = max(0, writer.quoted - 1)
    writer.blank_line()


def open_kept(rest: str, writer: Writer) -> None:
    writer.kept += 1


def close_kept(writer: Writer) -> None:
    writer.kept = max(0, writer.kept - 1)


def close_cell(writer: Writer) -> None:
    if writer.line:
        writer.line.append("\t")


def open_item(rest: str, writer: Writer) -> None:
    writer.line.append("- ")


def break_line(rest: str, writer: Writer) -> None:
    writer.end_line(always=True)


def draw_rule(rest: str, writer: Writer) -> None:
    writer.end_line()
    writer.line.append("_" * 20)
    writer.end_line()


def picture(rest: str, writer: Writer) -> None:
    found = ALT.search(rest[:3000])
    words = shown(found[1] or found[2] or "").strip() if found else ""
    if words:
        writer.write(words[:300])


OPENED: dict[str, Callable[[str, Writer], None]] = {
    "blockquote": open_quote,
    "pre": open_kept,
    "textarea": open_kept,
    "li": open_item,
    "br": break_line,
    "hr": draw_rule,
    "img": picture,
}
CLOSED: dict[str, Callable[[Writer], None]] = {
    "blockquote": close_quote,
    "pre": close_kept,
    "textarea": close_kept,
    "td": close_cell,
    "th": close_cell,
}
