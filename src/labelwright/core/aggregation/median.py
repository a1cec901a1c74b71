"""The weighted median: the one average that a single careless annotator cannot drag away."""

from collections.abc import Sequence


def weighted_median(values: Sequence[float], weights: Sequence[float]) -> float:
    """The value with at most half of the weight below it and at most half above.

    Where two values share the middle, it lies halfway between them, so that two annotators count alike.
    """
    ordered = sorted(zip(values, weights, strict=True))
    half = sum(weights) / 2
    below = 0.0
    for position, (value, weight) in enumerate(ordered):
        below += weight
        if below > half:
            return value
        if below == half:
            above = next((v for v, w in ordered[position + 1 :] if w > 0), value)
            return (value + above) / 2
    return ordered[-1][0]
