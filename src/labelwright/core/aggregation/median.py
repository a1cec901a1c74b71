"""The weighted median: the one average that a single careless annotator cannot drag away."""

import math
from collections.abc import Sequence


def weighted_median(values: Sequence[float], weights: Sequence[float]) -> float:
    """The value with at most half of the weight below it and at most half above.

    Where two values share the middle, it lies halfway between them, so that two annotators count alike. Where no
    value has weight, all count alike.
    """
    ordered = sorted((v, w) for v, w in zip(values, weights, strict=True) if w > 0)
    if not ordered:
        ordered = sorted((v, 1.0) for v in values)
    half = math.fsum(weight for _, weight in ordered) / 2
    below = 0.0
    for position, (value, weight) in enumerate(ordered):
        below += weight
        if math.isclose(below, half):
            return (value + ordered[position + 1][0]) / 2
        if below > half:
            break
    return value
