"""Reads TOML strictly: a wrong type, an unknown key or an unknown name is an error that says where."""

import tomllib
from collections.abc import Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any


class ProcedureError(ValueError):
    """The file cannot be used. The message names the place in it."""


def parse(text: str, origin: str) -> "Table":
    try:
        return Table(tomllib.loads(text), origin)
    except tomllib.TOMLDecodeError as error:
        raise ProcedureError(f"{origin}: {error}") from error


class Table:
    """One TOML table whose keys are taken one by one; `finish` refuses what nobody took."""

    def __init__(self, values: Any, where: str) -> None:
        if not isinstance(values, dict):
            raise ProcedureError(f"{where}: a table is expected, not {values!r}")
        self._values = dict(values)
        self.where = where

    def fail(self, key: str, why: str) -> ProcedureError:
        return ProcedureError(f"{self.where}, {key}: {why}")

    def _take(self, key: str, kind: type | tuple[type, ...], default: Any) -> Any:
        value = self._values.pop(key, default)
        if value is None:
            raise self.fail(key, "is missing")
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.fail(key, f"{value!r} is of the wrong type")
        return value

    def text(self, key: str, default: str | None = None, among: Collection[str] | None = None) -> str:
        value: str = self._take(key, str, default)
        if among is not None and value not in among:
            raise self.fail(key, f"{value!r} is not one of {', '.join(sorted(among))}")
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        value: int = self._take(key, int, default)
        if value < 0:
            raise self.fail(key, "is below nought")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        value: bool = self._take(key, bool, default)
        return value

    def day(self, key: str) -> date | None:
        value = self._values.pop(key, None)
        if value is not None and type(value) is not date:
            raise self.fail(key, f"{value!r} is not a date such as 2026-01-31")
        return value

    def amount(self, key: str) -> Decimal:
        try:
            value = Decimal(str(self._take(key, (int, float, str), None)))
        except InvalidOperation as error:
            raise self.fail(key, "is not an amount") from error
        if value.is_nan() or value < 0:
            raise self.fail(key, "is not an amount")
        return value

    def names(self, key: str, among: Collection[str], default: list[str] | None = None) -> tuple[str, ...]:
        found = self._take(key, list, default)
        for name in found:
            if name not in among:
                raise self.fail(key, f"{name!r} is not one of {', '.join(sorted(among))}")
        if len(set(found)) != len(found):
            raise self.fail(key, "names something twice")
        return tuple(found)

    def table(self, key: str, default: dict[str, Any] | None = None) -> "Table":
        return Table(self._take(key, dict, default), f"{self.where}, {key}")

    def tables(self, key: str) -> list["Table"]:
        """The tables of an array, each named by its place in it."""
        rows = self._take(key, list, [])
        return [Table(row, f"{self.where}, {key} {number}") for number, row in enumerate(rows, 1)]

    def rest(self) -> tuple[str, ...]:
        return tuple(self._values)

    def finish(self) -> None:
        if self._values:
            raise ProcedureError(f"{self.where}: unknown {', '.join(sorted(self._values))}")
