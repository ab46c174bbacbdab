"""Marks a sentence for translation in rooms that know no framework; the faces translate it."""


def _(text: str) -> str:
    return text
