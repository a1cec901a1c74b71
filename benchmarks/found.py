"""How well wrong labels are found, ours and those of our peers alike, so that both are measured by the same."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Booleans: TypeAlias = npt.NDArray[np.bool_]


def listing(wrong: Booleans, listed: Booleans) -> dict[str, float]:
    """Precision, recall and F1 of what is listed as wrong."""
    both = (wrong & listed).sum()
    precision, recall = both / max(1, listed.sum()), both / max(1, wrong.sum())
    f1 = 2 * precision * recall / max(1e-12, precision + recall)
    return {"P": rounded(precision), "R": rounded(recall), "F1": rounded(f1)}


def found_in(wrong: Booleans, score: Floats, share: float) -> float:
    """The share of what is wrong among the first of a ranking."""
    first = np.argsort(-score, kind="stable")[: int(len(score) * share)]
    return rounded(wrong[first].sum() / max(1, wrong.sum()))


def rounded(value: float | np.floating[Any]) -> float:
    return round(float(value), 4)
