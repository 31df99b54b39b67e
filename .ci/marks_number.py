"""How a group's number is made of the numbers below it."""
import math
from fractions import Fraction


def snap(x):
    """The nearest 1e-9; halves, and what lies within 1e-14 of one, away from zero."""
    billionths = math.floor(abs(x) * 10**9 + Fraction(1, 2) + Fraction(1, 10**5))
    return Fraction(billionths if x >= 0 else -billionths, 10**9)


def number_of(group, pairs, start=None):
    """The number that a mean, sum or least makes of (weight, value) pairs; a value of None drops out."""
    pairs = [(w, v) for w, v in pairs if v is not None]
    if not pairs:
        return None
    if group.reducer == "min":
        return snap(min(v for _, v in pairs))
    return reduced(group, sum(w * v for w, v in pairs), sum(w for w, _ in pairs), start)


def reduced(group, total, weight, start=None):
    """The number of a mean or a sum, of Σ w·v and Σ w."""
    if group.reducer == "sum":
        return snap((group.start if start is None else start) + total)
    return snap(total / weight)


def levels_reached(group, sums):
    """The highest level that is reached, of (Σ w·v, Σ w) at each level that anything asked is at."""
    if not any(weight for _, weight in sums.values()):
        return None
    reached = 0
    for level in range(1, max(sums) + 1):
        total, weight = sums.get(level, (0, 0))
        if weight and total / weight < group.share:
            break
        reached = level
    return Fraction(reached)
