"""A sentence that waits for its language: the text marked for translation, its values, and its plural if it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Union

Value = Union[str, int, "Sentence"]


@dataclass(frozen=True)
class Sentence:
    """`count` chooses between `text` and `plural`. A value that is itself a sentence is translated too."""

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str = ""
    count: int = 0

    def say(self, gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str]) -> str:
        """In the language of the two functions given."""
        text = ngettext(self.text, self.plural, self.count) if self.plural else gettext(self.text)
        if not self.values:
            return text
        return text % {
            name: value.say(gettext, ngettext) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Marks a sentence that counts, as `_` marks one that does not."""
    return one, many
