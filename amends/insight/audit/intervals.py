"""95 % intervals that hold for few observations as well."""

from math import exp, lgamma, log, sqrt

Z = 1.959964  # of the normal distribution, for 95 %
TAIL = 0.025


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Of a share (Wilson 1927); 0 to 1 where nothing was observed."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def quantile(ordered: list[float], level: float) -> float:
    """Of values in ascending order, between two of them by proportion."""
    place = level * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def quantile_interval(ordered: list[float], level: float) -> tuple[float | None, float | None]:
    """From the order statistics, so of any distribution. None on a side on which so few values bound nothing."""
    below = above = None
    reached = 0.0  # P(at most `rank` values lie under the quantile)
    for rank in range(len(ordered) + 1):
        if reached <= TAIL and rank:
            below = rank - 1
        reached += _binomial(rank, len(ordered), level)
        if reached >= 1 - TAIL:
            above = rank
            break
    low = ordered[below] if below is not None else None
    high = ordered[above] if above is not None and above < len(ordered) else None
    return low, high


def _binomial(hits: int, of: int, share: float) -> float:
    ways = lgamma(of + 1) - lgamma(hits + 1) - lgamma(of - hits + 1)
    return exp(ways + hits * log(share) + (of - hits) * log(1 - share))
