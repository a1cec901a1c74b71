"""How labels go wrong: which class is given for which, from a model's out-of-sample probabilities.

Northcutt, Jiang and Chuang, Confident Learning: Estimating Uncertainty in Dataset Labels, Journal of Artificial
Intelligence Research 70 (2021).
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

STRAYS = 0.1
"""The part of a class that is given as others before anything is known."""

_SMALL = 1e-12


def thresholds(given: Integers, probabilities: Floats) -> Floats:
    """For each class how sure the model is of it, on average over the items that were given it; 1 where none was."""
    classes = probabilities.shape[1]
    own = probabilities[np.arange(len(given)), given]
    counts = np.bincount(given, minlength=classes)
    sums = np.bincount(given, weights=own, minlength=classes)
    return np.where(counts > 0, sums / np.maximum(counts, 1), 1.0)


def confident_joint(given: Integers, probabilities: Floats) -> Floats:
    """Counts of items (given × true), scaled so that each row has as many as were given the class.

    The true class is the one whose threshold the model's probability reaches, of several the most probable. Items that
    reach none are not counted.
    """
    classes = probabilities.shape[1]
    reached = probabilities >= thresholds(given, probabilities) - _SMALL
    true = np.where(reached, probabilities, -1.0).argmax(axis=1)
    sure = reached.any(axis=1)
    joint = np.bincount(given[sure] * classes + true[sure], minlength=classes * classes).reshape(
        classes, classes
    )
    counts = np.bincount(given, minlength=classes)
    rows = joint.sum(axis=1)
    scaled = joint * (counts / np.maximum(rows, 1))[:, None]
    missing = np.diag(np.where(rows == 0, counts, 0))
    return np.asarray(scaled + missing, dtype=np.float64)


def transitions(joint: Floats, prior: float = 1.0) -> Floats:
    """The probability (true × given) that a class is given where another is true.

    `prior` items are added to each class, nearly all of them given rightly: so a class that is hardly ever given may
    still be the true one.
    """
    classes = len(joint)
    strays = np.full((classes, classes), STRAYS / max(1, classes - 1))
    np.fill_diagonal(strays, 1.0 - STRAYS)
    by_true = joint.T + prior * strays
    return np.asarray(by_true / by_true.sum(axis=1, keepdims=True))
