"""A row of a table understood as a complaint of earlier days."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from amends.channels.bulk.columns import Columns
from amends.channels.bulk.days import moment_of
from amends.language.safe_text import clean, cut, is_blank, one_line
from amends.people.refusal import Invalid
from amends.procedure.moment import now

CHANNELS = {
    "web": "web_form",
    "webform": "web_form",
    "email": "email",
    "phone": "phone",
    "postalmail": "post",
    "letter": "post",
    "post": "post",
    "inperson": "in_person",
    "chat": "chat",
}
ENDED = ("closed", "untimely response", "resolved", "solved", "done")


@dataclass
class Past:
    """One complaint as the table tells it. `rest` is what has no place of its own and is kept beside it."""

    line: int
    key: str
    received_at: datetime
    text: str
    title: str
    name: str
    external_id: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    product: str = ""
    wish: str = ""
    order_ref: str = ""
    language: str = ""
    channel: str = "import"
    closed_at: datetime | None = None
    rest: dict[str, str] = field(default_factory=dict)


@dataclass
class Reader:
    """Reads rows of one table; `seen` tells equal rows without a number of their own apart."""

    columns: Columns
    day_first: bool
    zone: ZoneInfo
    latest: datetime
    source: str = "csv"
    seen: Counter[bytes] = field(default_factory=Counter)

    def read(self, line: int, cells: list[str]) -> Past:
        """Invalid, with a sentence, for a row that cannot be taken over."""
        if len(cells) > self.columns.width:
            raise Invalid(
                _("%(cells)d values in a table of %(columns)d columns"),
                cells=len(cells),
                columns=self.columns.width,
            )
        cells += [""] * (self.columns.width - len(cells))
        value = {meaning: _cleaned(cells[place]) for meaning, place in self.columns.places.items()}
        at = self._moment(value["received"]) if "received" in value else now()
        text, title = _words(value)
        external_id = one_line(value.get("external_id", ""))[:200]
        return Past(
            line=line,
            key=self._key(external_id, cells),
            received_at=at,
            text=text,
            title=title,
            name=one_line(value.get("name", ""))[:300] or _nameless(external_id),
            external_id=external_id,
            email=one_line(value.get("email", ""))[:254],
            phone=one_line(value.get("phone", ""))[:60],
            address=_address(value),
            product=one_line(value.get("product", ""))[:200],
            wish=value.get("wish", ""),
            order_ref=one_line(value.get("order_ref", ""))[:120],
            language=value.get("language", "").strip().lower()[:2],
            channel=CHANNELS.get("".join(value.get("via", "").lower().split()), "import"),
            closed_at=self._closed(value, at),
            rest={
                name: _cleaned(cells[place])
                for name, place in self.columns.rest.items()
                if cells[place].strip()
            }
            | {name: value[of] for name, of in KEPT.items() if value.get(of, "").strip()},
        )

    def _key(self, external_id: str, cells: list[str]) -> str:
        """What the same row is known by when the file, or a longer one, is imported again."""
        if external_id:
            return f"{self.source}:{external_id}"
        content = hashlib.sha256("\x1f".join(cells).encode("utf-8", "replace")).digest()[:16]
        self.seen[content] += 1
        return f"{self.source} row:{content.hex()}:{self.seen[content]}"

    def _closed(self, value: dict[str, str], received: datetime) -> datetime | None:
        """When it ended; for one that ended on an unknown day, the last day the table tells of."""
        known = [value.get("closed", ""), value.get("sent", "")]
        ended = value.get("response", value.get("status", "")).strip().lower().startswith(ENDED)
        if not ended and not known[0].strip():
            return None
        dates = [self._moment(text) for text in known if text.strip()]
        return max([received, *dates[:1]])

    def _moment(self, text: str) -> datetime:
        return moment_of(text, day_first=self.day_first, zone=self.zone, latest=self.latest)


KEPT = {
    "Sub-product": "sub_product",
    "Sub-issue": "sub_issue",
    "Issue": "issue",
    "Company response": "response",
    "Status": "status",
    "Submitted via": "via",
    "Date sent to company": "sent",
    "State": "state",
    "ZIP code": "zip",
}


def _cleaned(cell: str) -> str:
    return (
        cell if cell.isprintable() else clean(cell)
    )  # printable text has nothing to clean, and is most of a table


def _nameless(external_id: str) -> str:
    return (
        str(_("Complainant %(number)s") % {"number": external_id}) if external_id else str(_("Complainant"))
    )


def _words(value: dict[str, str]) -> tuple[str, str]:
    """The text and its title; a table without the customer's words still says what it was about."""
    issue = " – ".join(v.strip() for v in (value.get("issue", ""), value.get("sub_issue", "")) if v.strip())
    subject = value.get("subject", "").strip()
    text = value.get("text", "")
    if is_blank(text):
        text = subject or issue
    if is_blank(text):
        raise Invalid(_("neither text nor subject"))
    title = one_line(subject or issue) or one_line(cut(text, 80))
    return text, cut(title, 300)


def _address(value: dict[str, str]) -> str:
    own = value.get("address", "").strip()
    place = " ".join(v.strip() for v in (value.get("state", ""), value.get("zip", "")) if v.strip())
    return "\n".join(part for part in (own, place) if part)
