"""How each language writes a date: as a name, after "by" and after "on". Where nothing is said, Babel's form serves."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """Weekdays start on Monday; a list left empty means that the plain form serves.

    Fields in `date` and the others: {weekday} {day} {month} {year}, and {first} {last} in `days`.
    """

    date: str
    by: str
    on: str
    weekday: str
    without_year: str
    days: str
    at_time: str
    weekdays_by: tuple[str, ...] = ()
    weekdays_on: tuple[str, ...] = ()
    months_by: tuple[str, ...] = ()
    months_on: tuple[str, ...] = ()
    prepositions: dict[int, str] = field(default_factory=dict)
    years_added: int = 0


ENGLISH = Spelling(
    date="{day} {month} {year}",
    without_year="{day} {month}",
    weekday="{weekday} {date}",
    by="by {date}",
    on="on {date}",
    days="{first}–{last} {month} {year}",
    at_time="{date} at {time}",
)
SLOVAK = Spelling(
    date="{day}. {month} {year}",
    without_year="{day}. {month}",
    weekday="{weekday} {date}",
    by="do {date}",
    on="{preposition}{date}",
    days="{first}. – {last}. {month} {year}",
    at_time="{date} o {time}",
    weekdays_by=("pondelka", "utorka", "stredy", "štvrtka", "piatka", "soboty", "nedele"),
    weekdays_on=("pondelok", "utorok", "stredu", "štvrtok", "piatok", "sobotu", "nedeľu"),
    prepositions={0: "v ", 1: "v ", 2: "v ", 3: "vo ", 4: "v ", 5: "v ", 6: "v "},
)
THAI = Spelling(
    date="{day} {month} {year}",
    without_year="{day} {month}",
    weekday="{weekday}ที่ {date}",
    by="ภายใน{date}",
    on="ใน{date}",
    days="{first}–{last} {month} {year}",
    at_time="{date} เวลา {time} น.",
    years_added=543,
)
LATVIAN = Spelling(
    date="{year}. gada {day}. {month}",
    without_year="{day}. {month}",
    weekday="{weekday}, {date}",
    by="līdz {date}",
    on="{date}",
    days="{year}. gada {first}.–{last}. {month}",
    at_time="{date} plkst. {time}",
    weekdays_by=(
        "pirmdienai", "otrdienai", "trešdienai", "ceturtdienai", "piektdienai", "sestdienai", "svētdienai",
    ),
    weekdays_on=("pirmdien", "otrdien", "trešdien", "ceturtdien", "piektdien", "sestdien", "svētdien"),
    months_by=(
        "janvārim", "februārim", "martam", "aprīlim", "maijam", "jūnijam",
        "jūlijam", "augustam", "septembrim", "oktobrim", "novembrim", "decembrim",
    ),
    months_on=(
        "janvārī", "februārī", "martā", "aprīlī", "maijā", "jūnijā",
        "jūlijā", "augustā", "septembrī", "oktobrī", "novembrī", "decembrī",
    ),
)  # fmt: skip
BULGARIAN = Spelling(
    date="{day} {month} {year} г.",
    without_year="{day} {month}",
    weekday="{weekday}, {date}",
    by="до {date}",
    on="{preposition}{date}",
    days="{first}–{last} {month} {year} г.",
    at_time="{date} в {time} ч.",
    prepositions={0: "в ", 1: "във ", 2: "в ", 3: "в ", 4: "в ", 5: "в ", 6: "в "},
)
ROMANIAN = Spelling(
    date="{day} {month} {year}",
    without_year="{day} {month}",
    weekday="{weekday}, {date}",
    by="până {date}",
    on="{date}",
    days="{first}–{last} {month} {year}",
    at_time="{date}, ora {time}",
)

SPELLINGS = {"en": ENGLISH, "sk": SLOVAK, "th": THAI, "lv": LATVIAN, "bg": BULGARIAN, "ro": ROMANIAN}
