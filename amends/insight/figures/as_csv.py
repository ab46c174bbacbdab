"""The figures as a table for other programs: a row a measure and key, times in seconds, names of measures fixed."""

import csv
import io

from amends.insight.figures.asked import Asked
from amends.insight.figures.reading import FACETS, TIMES, Figures
from amends.language.safe_text import harmless

HEADER = ("from", "until", "measure", "key", "value", "of")
COUNTED = ("team", "channel", "language", "cause", "verdict", "promise", "remedy")


def as_csv(figures: Figures, asked: Asked) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)

    def row(measure: str, key: str, value: object, of: int) -> None:
        writer.writerow([asked.first.isoformat(), asked.last.isoformat(), measure, harmless(key), value, of])

    for month, count in figures.months:
        row("received", f"{month:%Y-%m}", count, figures.received)
    for measure in COUNTED:
        for part in figures.parts.get(measure, ()):
            row(measure, part.key, part.count, figures.received)
    for part in figures.parts.get("remedy", ()):
        row("remedy_cost", part.key, part.total, part.count)
    for name in TIMES:
        if spread := figures.times.get(name):
            row(f"{name}_half_within", "", round(spread.half), spread.of)
            row(f"{name}_nine_of_ten_within", "", round(spread.nine_of_ten), spread.of)
    for name in FACETS:
        if facet := figures.facets.get(name):
            row(f"satisfaction_{name}", "", round(facet.mean, 3), facet.of)
    row("reopened", "", figures.reopened, figures.replied)
    return text.getvalue()
