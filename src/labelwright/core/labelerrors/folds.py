"""Probabilities that no label can have influenced: a model is asked of each item after being shown only others."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeAlias

import numpy as np

from labelwright.core.errors import Invalid
from labelwright.core.labelerrors.noise import Floats, Integers

Fit: TypeAlias = Callable[[Integers, Integers], Floats]
"""Learns from the items at the first places and gives probabilities (items × classes) for those at the second."""


def folds(labels: Integers, count: int, groups: Sequence[Hashable] | None = None, seed: int = 0) -> Integers:
    """The fold of each item, from 0: every class spread evenly over all folds.

    Items of one of the `groups`, such as the frames of a video, are never apart. The same seed gives the same folds.
    Raises `Invalid` for fewer than two folds, or fewer items than folds.
    """
    labels = np.asarray(labels, dtype=np.int64)
    if not 2 <= count <= max(2, len(labels)) or len(labels) < count:
        raise Invalid(f"{len(labels):,} items cannot be put into {count} folds.")
    rng = np.random.default_rng(seed)
    places = list(range(len(labels))) if groups is None else _numbered(groups)
    owner = np.asarray(places, dtype=np.int64)
    order = rng.permutation(owner.max() + 1)
    members = [np.flatnonzero(owner == group) for group in order] if groups is not None else order[:, None]
    sizes = np.zeros((count, labels.max() + 1), dtype=np.int64)
    found = np.zeros(len(labels), dtype=np.int64)
    for own in members:
        classes = np.bincount(labels[own], minlength=sizes.shape[1])
        crowded = sizes @ classes
        fold = int(np.lexsort((sizes.sum(axis=1), crowded))[0])
        sizes[fold] += classes
        found[own] = fold
    return found


def out_of_sample(labels: Integers, classes: int, fit: Fit, fold: Integers) -> Floats:
    """Probabilities (items × classes) of each item by a model that was shown the other folds alone."""
    found = np.zeros((len(labels), classes))
    for number in range(int(fold.max()) + 1):
        asked = np.flatnonzero(fold == number)
        shown = np.flatnonzero(fold != number)
        found[asked] = fit(shown, asked)
    return found


def _numbered(groups: Sequence[Hashable]) -> list[int]:
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(group, len(numbers)) for group in groups]
