"""What the customers of the demonstration write, and when."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from amends.procedure.moment import now

NAMES = {
    "en": ("Hugo Marsh", "Olivia Grant", "Thomas Greenwood", "Priya Nair", "Grace Holloway"),
    "sk": ("Zuzana Hrabovská", "Petra Vlčková", "Marek Šimko", "Jana Kováčová", "Ľubomír Hudák"),
    "th": ("วิภาวรรณ ศรีสุวรรณ", "สมชาย ใจดี", "นภัสสร วงศ์ทอง", "ธนกร แก้วมณี", "พิมพ์ชนก อินทร์แก้ว"),
    "lv": ("Jānis Kalniņš", "Līga Bērziņa", "Andris Ozoliņš", "Inese Krūmiņa", "Mārtiņš Eglītis"),
    "bg": ("Димитър Колев", "Мария Иванова", "Стоян Георгиев", "Радка Тодорова", "Ивайло Николов"),
    "ro": ("Ioana Munteanu", "Marcel Ionescu", "Andreea Popescu", "Ștefan Dobre", "Cristina Țurcanu"),
}
ORDER = {
    "en": "The order number is {order}.",
    "sk": "Číslo objednávky je {order}.",
    "th": "หมายเลขคำสั่งซื้อ {order}",
    "lv": "Pasūtījuma numurs ir {order}.",
    "bg": "Номерът на поръчката е {order}.",
    "ro": "Numărul comenzii este {order}.",
}
DOORS = ("email", "email", "email", "web_form", "web_form", "phone", "in_person", "paper")
DAYS = 182


@dataclass(frozen=True)
class CustomerLetter:
    """One complaint to be; `cause` groups those with the same reason."""

    cause: int
    language: str
    name: str
    email: str  # empty for who writes on paper: they are told by post or phone
    phone: str
    text: str
    order: str
    door: str
    at: datetime


def _texts(narratives: Path | None) -> list[tuple[int, str, str]]:
    with Path(__file__).with_name("complaints.csv").open(encoding="utf-8", newline="") as source:
        found = [(int(row["cause"]), row["language"], row["text"]) for row in csv.DictReader(source)]
    if narratives:
        with narratives.open(encoding="utf-8", newline="") as source:
            told = [row.get("Consumer complaint narrative") or "" for row in csv.DictReader(source)]
        found += [(100, "en", text) for text in told if 40 < len(text) < 1500][:200]
    return found


def letters(count: int, seed: int, narratives: Path | None = None) -> Iterator[CustomerLetter]:
    """`count` complaints over the last half year, the oldest first; a few causes come more often than others."""
    dice = Random(seed)  # noqa: S311  a demonstration, not a secret
    texts = _texts(narratives)
    causes = sorted({cause for cause, _l, _t in texts})
    weights = [1 / (place + 1) for place in range(len(causes))]
    end = now() - timedelta(minutes=20)
    moments = sorted(end - timedelta(days=dice.random() ** 2.2 * DAYS) for _n in range(count))
    for number, at in enumerate(moments):
        cause = dice.choices(causes, weights)[0]
        _cause, language, text = dice.choice([row for row in texts if row[0] == cause])
        person = dice.randrange(len(NAMES[language]))
        order = str(40000 + number * 7 + dice.randrange(7))
        door = dice.choice(DOORS)
        email, phone = _reached(door, language, person)
        yield CustomerLetter(
            cause=cause,
            language=language,
            name=NAMES[language][person],
            email=email,
            phone=phone,
            text=f"{text}\n\n{ORDER[language].format(order=order)}",
            order=order,
            door=door,
            at=at,
        )


def _reached(door: str, language: str, person: int) -> tuple[str, str]:
    """Mail address and telephone number, one of them empty: who writes on paper has no mail."""
    if door == "paper":
        return "", f"+421 900 555 {100 + 20 * list(NAMES).index(language) + person}"
    return f"{language}{person}@customers.example", ""
