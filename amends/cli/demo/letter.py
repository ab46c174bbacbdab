"""The reply of the demonstration: words of its story that fit what was decided and what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from amends.cli.demo.stories import house, words
from amends.language.dates import by_date, long_date, on_date, one_stop
from amends.language.money import sum_of_money

UPHELD = ("justified", "partly")
SUMS = ("refund", "discount")  # what has an amount, which the customer is told


@dataclass(frozen=True)
class Offer:
    """What was offered for a point, under its name in the stories, and how it went: done, offered or refused."""

    remedy: str
    amount: Decimal | None
    went: str
    day: date  # when it was done, or by when it will be or the customer hears again


@dataclass(frozen=True)
class Answered:
    """A point: its story, its verdict, and what was offered for it."""

    story: str
    verdict: str
    offer: Offer | None = None


@dataclass(frozen=True)
class Reply:
    """What a letter is written from; the dice choose among ways to say the same."""

    language: str
    customer: str
    order: str
    signer: str
    team: str
    phone: str
    points: Sequence[Answered]
    dice: Random

    def opening(self) -> str:
        said = words(self.language)
        thanks = f"{self.dice.choice(said['thanks'])} {said[self.points[0].story]['why']}"
        parts = [said["hello"].format(name=self.customer), thanks]
        parts += [said[point.story]["sorry"] for point in self._upheld()[:1]]
        return "\n\n".join(parts)

    def answer(self, point: Answered) -> str:
        text = self._told(point)[point.verdict].format(
            order=self.order, turn_to=house(point.story).get("turn_to")
        )
        return "\n\n".join([text, *([self._offer(point.offer)] if point.offer else [])])

    def prevention(self) -> str:
        """Empty where nothing went wrong."""
        return " ".join(self._told(point)["prevention"] for point in self._upheld())

    def closing(self) -> str:
        said = words(self.language)
        ways = said["closing" if self._upheld() else "closing_declined"]
        return str(
            self.dice.choice(ways).format(
                signer=said.get("names", {}).get(self.signer, self.signer),
                team=said["teams"][self.team],
                phone=self.phone,
            )
        )

    def _upheld(self) -> list[Answered]:
        return [point for point in self.points if point.verdict in UPHELD]

    def _told(self, point: Answered) -> dict[str, Any]:
        told: dict[str, Any] = words(self.language)[point.story]
        return told

    def _offer(self, offer: Offer) -> str:
        said = words(self.language)
        way: str = self.dice.choice(said[offer.went])
        return one_stop(
            way.format(
                remedy=said["remedies"][offer.remedy],
                sum=f" ({sum_of_money(offer.amount, 'EUR', self.language)})" if offer.amount else "",
                day=long_date(offer.day, self.language, weekday=False),
                on_day=on_date(offer.day, self.language, weekday=False),
                by_day=by_date(offer.day, self.language, weekday=False),
            )
        )
