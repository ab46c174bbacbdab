"""What the register says of a time: how many complaints, about what, how fast, how they ended, and what they cost."""

from amends.insight.figures.asked import Asked
from amends.insight.figures.reading import Figures, Part, read
from amends.insight.figures.spread import Spread

__all__ = ["Asked", "Figures", "Part", "Spread", "read"]
