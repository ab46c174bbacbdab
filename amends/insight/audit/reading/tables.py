"""A table: rows of complaint and reply, or messages that answer each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from amends.channels.bulk.columns import Columns, columns_of
from amends.channels.bulk.days import Order
from amends.channels.bulk.encoding import Encoding, encoding_of
from amends.channels.bulk.table import Table, look_at
from amends.insight.audit.conversation import Material
from amends.insight.audit.reading import NoConversations, Reading
from amends.insight.audit.reading.moments import Moments
from amends.insight.audit.reading.names import NAMES
from amends.insight.audit.reading.rows import conversation_of
from amends.insight.audit.reading.threads import Message, threads
from amends.language.safe_text import clean
from amends.people.refusal import Invalid

DATED = ("received", "replied")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose columns are understood."""

    table: Table
    columns: Columns
    moments: Moments

    def __iter__(self) -> Iterator[tuple[int, dict[str, str]]]:
        """(line, the values of a row by their meaning)."""
        for line, cells in self.table:
            places = self.columns.places.items()
            yield (
                line,
                {meaning: clean(cells[place]).strip() for meaning, place in places if place < len(cells)},
            )


def read(path: Path, how: Reading) -> Material:
    """Raises Unreadable or NoConversations."""
    written = Encoding(how.encoding) if how.encoding else encoding_of(path)
    sheet = opened(path, written, how)
    material = Material(encoding="" if written.certain else written.name)
    if "in_reply_to" in sheet.columns.places:
        material.conversations = threads(messages(sheet, material), how.company)
        return material
    for line, found in sheet:
        try:
            conversation = conversation_of(found, sheet.moments, how)
        except Invalid as wrong:
            material.problem(line, wrong.sentence())
        else:
            material.conversations.append(conversation)
    return material


def opened(path: Path, written: Encoding, how: Reading) -> Sheet:
    table = look_at(path, written.name)
    columns = columns_of(table.header, NAMES)
    places = columns.places
    if "text" not in places or not ({"reply", "in_reply_to"} & places.keys()):
        raise NoConversations(
            _(
                "The columns show no conversations. Needed is a column `complaint` and one `reply`, or messages with `text`,"
                " `id` and `in_reply_to`. The columns are: %(columns)s."
            ),
            columns=", ".join(name for name in table.header if name)[:500] or "–",
        )
    if "in_reply_to" in places and "id" not in places:
        raise NoConversations(
            _("The messages have no column `id`, so nobody can tell which of them is answered.")
        )
    return Sheet(table, columns, Moments(ZoneInfo(how.zone), day_first(table, columns, how)))


def day_first(table: Table, columns: Columns, how: Reading) -> bool:
    """As told; else by what the columns of dates show."""
    if how.day_first is not None:
        return how.day_first
    order = Order()
    dated = [columns.places[meaning] for meaning in DATED if meaning in columns.places]
    for _line, cells in table:
        for place in dated:
            if place < len(cells):
                order.see(cells[place])
    if order.mixed:
        raise NoConversations(
            _("Some dates begin with the day, others with the month. Say which: --dates dmy or mdy.")
        )
    return order.is_day_first


def messages(sheet: Sheet, material: Material) -> Iterator[Message]:
    """The messages of the table; one that is left out is a problem of the material."""
    seen: set[str] = set()
    for line, found in sheet:
        try:
            message = Message.of(found, sheet.moments)
        except Invalid as wrong:
            material.problem(line, wrong.sentence())
            continue
        if message.key in seen:
            material.problem(line, str(_("this message stood in the file before")))
            continue
        seen.add(message.key)
        yield message
