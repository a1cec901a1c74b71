"""Annotations as chance would make them, for the disorder that is to be expected."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats
from labelwright.core.agreement.gamma.continuum import Continuum, continuum

Sampler: TypeAlias = Callable[[Continuum, np.random.Generator], Continuum]

_SHORTEST = 1e-6


def simulated(units: Continuum, rng: np.random.Generator) -> Continuum:
    """As many annotators, each of whom draws a number of units, gaps, lengths and classes like those seen.

    Numbers, gaps and lengths are normal, with the mean and deviation of what was seen: the default of Titeux and Riad,
    pygamma-agreement, Journal of Open Source Software 6 (2021).
    """
    length = units.end - units.start
    gaps = _gaps(units)
    number = np.bincount(units.annotator, minlength=units.annotators)
    share = np.bincount(units.label, minlength=units.labels) / len(units)
    drawn = np.abs(rng.normal(number.mean(), number.std(), units.annotators)).astype(np.int64)
    if not drawn.any():
        drawn[0] = 1
    annotator = np.repeat(np.arange(units.annotators), drawn)
    gap = rng.normal(gaps.mean(), gaps.std(), len(annotator))
    lengths = np.maximum(np.abs(rng.normal(length.mean(), length.std(), len(annotator))), _SHORTEST)
    end = np.concatenate([np.cumsum(part) for part in np.split(gap + lengths, np.cumsum(drawn)[:-1])])
    label = rng.choice(units.labels, len(annotator), p=share)
    return continuum(annotator, end - lengths, end, label, units.annotators, units.labels)


def shifted(units: Continuum, rng: np.random.Generator) -> Continuum:
    """As many annotators, each with all units of one who is drawn, moved by a random way round the continuum.

    No two ways differ by less than half a mean unit while there is room: Mathet et al. 2015, section 5.2.
    """
    low, high = min(0.0, float(units.start.min())), float(units.end.max())
    least = float((units.end - units.start).mean()) / 2
    ways: list[float] = []
    parts = []
    for who in range(units.annotators):
        ways.append(_way(ways, low, high, least, rng))
        chosen = np.flatnonzero(units.annotator == rng.integers(units.annotators))
        start = units.start[chosen] + ways[-1]
        back = np.where(start > high, high - low, 0.0)
        parts.append(
            (
                np.full(len(chosen), who),
                start - back,
                units.end[chosen] + ways[-1] - back,
                units.label[chosen],
            )
        )
    annotator, start, end, label = (np.concatenate(column) for column in zip(*parts, strict=True))
    return continuum(annotator, start, end, label, units.annotators, units.labels)


def _gaps(units: Continuum) -> Floats:
    """From the end of a unit to the start of its annotator's next, and from 0 to the first where that is later."""
    order = np.argsort(units.annotator, kind="stable")
    start, end, annotator = units.start[order], units.end[order], units.annotator[order]
    same = annotator[1:] == annotator[:-1]
    first = start[np.flatnonzero(np.diff(annotator, prepend=-1))]
    return np.concatenate([[0.0], (start[1:] - end[:-1])[same], first[first > 0]])


def _way(taken: list[float], low: float, high: float, least: float, rng: np.random.Generator) -> float:
    """A place from low to high, at least so far from those taken; any place where there is no room for that."""
    free, reached = [], low
    for way in sorted(taken):
        free.append((reached, way - least))
        reached = max(reached, way + least)
    free.append((reached, high))
    lengths = np.maximum(0.0, [end - start for start, end in free])
    if not lengths.any():
        return float(rng.uniform(low, high))
    start, end = free[rng.choice(len(free), p=lengths / lengths.sum())]
    return float(rng.uniform(start, end))
