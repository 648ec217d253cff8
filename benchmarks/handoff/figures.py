"""What samples come to: ranks, and the difference of pairs with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

FEWEST_PAIRS = 8
"""With fewer the interval's rank does not exist."""


@dataclass(frozen=True)
class Difference:
    """In per cent of the second of each pair; ``low`` and ``high`` bound it at 95 %."""

    middle: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.middle:+.2f} ({self.low:+.2f} to {self.high:+.2f})"


def p95(values: Sequence[float]) -> float:
    """The 95th percentile by nearest rank."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Difference | None:
    """By how much ours takes longer than theirs, pair by pair; None with too few pairs.

    The Hodges–Lehmann estimate of the pairs' ratios (the median of the means of every two, on a
    logarithmic scale) and the interval of the signed-rank test that belongs to it: a load that the
    machine held up counts as one of many, however long it took.
    """
    ratios = [math.log(our / their) for our, their in zip(ours, theirs, strict=True)]
    count = len(ratios)
    if count < FEWEST_PAIRS:
        return None
    means = sorted((ratios[i] + ratios[j]) / 2 for i in range(count) for j in range(i, count))
    deviation = math.sqrt(count * (count + 1) * (2 * count + 1) / 24)
    rank = math.floor(len(means) / 2 - NormalDist().inv_cdf(0.975) * deviation)
    middle, low, high = median(means), means[rank], means[-rank - 1]
    return Difference(*(math.expm1(each) * 100 for each in (middle, low, high)))
