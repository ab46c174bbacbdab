"""Likelihoods and their log odds."""

import math

BOUND = 30.0  # of log odds: nothing is surer


def log_odds(likelihood: float, bound: float = BOUND) -> float:
    """Between -bound and bound."""
    if likelihood <= 0.0 or likelihood >= 1.0:
        return bound if likelihood >= 1.0 else -bound
    return max(-bound, min(bound, math.log(likelihood / (1 - likelihood))))


def logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-BOUND, min(BOUND, odds))))
