"""Labels that go wrong on purpose: classes mistaken for one another in several ways, and entities of a text."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Labels: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]


def one_of_the_next_two(true: Labels, classes: int, share: float, rng: np.random.Generator) -> Labels:
    """Each class is mistaken for the two after it alone."""
    given = true.copy()
    for place in np.flatnonzero(rng.random(len(true)) < share):
        given[place] = (true[place] + rng.integers(1, min(3, classes))) % classes
    return given


def any_other(true: Labels, classes: int, share: float, rng: np.random.Generator, _: Floats) -> Labels:
    """Each class is mistaken for any other."""
    hit = rng.random(len(true)) < share
    return np.where(hit, (true + rng.integers(1, classes, len(true))) % classes, true)


def the_next(true: Labels, classes: int, share: float, rng: np.random.Generator, _: Floats) -> Labels:
    """Each class is mistaken for the next one."""
    return np.where(rng.random(len(true)) < share, (true + 1) % classes, true)


def some_classes(true: Labels, classes: int, share: float, rng: np.random.Generator, _: Floats) -> Labels:
    """Some classes are mistaken more often than others, and each for a few."""
    rates = np.minimum(rng.dirichlet(np.ones(classes)) * classes * share, 0.6)
    others = rng.dirichlet(np.full(classes, 0.3), size=classes) * (1 - np.eye(classes)) + 1e-9
    np.fill_diagonal(others, 0.0)
    others /= others.sum(axis=1, keepdims=True)
    drawn = _drawn(others[true], rng)
    return np.where(rng.random(len(true)) < rates[true], drawn, true)


def the_unclear(true: Labels, _: int, share: float, rng: np.random.Generator, pixels: Floats) -> Labels:
    """Items are mistaken where they are unclear to somebody who sees but four traits of them."""
    from sklearn.decomposition import PCA
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    traits = PCA(4, random_state=0).fit_transform(pixels / pixels.std())
    seen = cross_val_predict(LogisticRegression(max_iter=500), traits, true, cv=5, method="predict_proba")
    seen[np.arange(len(true)), true] = 0.0
    doubt = seen.sum(axis=1)
    hit = rng.random(len(true)) < np.minimum(doubt * share / doubt.mean(), 0.95)
    return np.where(hit, _drawn(seen / doubt[:, None], rng), true)


def _drawn(shares: Floats, rng: np.random.Generator) -> Labels:
    """One class a row, each as probable as its share of the row."""
    below = (rng.random((len(shares), 1)) > shares.cumsum(axis=1)).sum(axis=1)
    drawn: Labels = np.minimum(below, shares.shape[1] - 1)
    return drawn


KINDS: tuple[Callable[[Labels, int, float, np.random.Generator, Floats], Labels], ...] = (
    any_other,
    the_next,
    some_classes,
    the_unclear,
)
"""Those that `--many` compares. Each takes the true labels, how many classes there are, the share that goes wrong, a
source of chance, and what is seen of the items."""


def spoiled(labels: list[int], classes: int, rng: np.random.Generator) -> list[int]:
    """The labels of a text's tokens with one entity dropped, of another class, or cut short; 0 is none.

    They come back as they are where there is no entity.
    """
    starts = [i for i, label in enumerate(labels) if label and (i == 0 or labels[i - 1] != label)]
    if not starts:
        return labels
    start = starts[rng.integers(len(starts))]
    end = start
    while end < len(labels) and labels[end] == labels[start]:
        end += 1
    kind = rng.integers(3)
    other = 0 if kind == 0 else 1 + (labels[start] - 1 + int(rng.integers(1, classes - 1))) % (classes - 1)
    cut = kind == 2 and end - start > 1
    stretch = range(end - 1, end) if cut else range(start, end)
    return [(0 if cut else other) if i in stretch else label for i, label in enumerate(labels)]
