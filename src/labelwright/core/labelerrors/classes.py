"""Wrong classes among items that have one each: the probability of each label to be wrong, and what is right instead.

The label is taken for a witness beside the model. How labels go wrong is counted by confident learning. The model's
probabilities are then sharpened or softened until, seen through that noise, they foretell the labels that were given:
a model that learnt from noisy labels doubts where it need not, and others are too sure of themselves. Both witnesses
together give the probability of each class. So a confusion that is common makes a label suspect earlier than one that
never happens.

That holds where labels go wrong by their class alone. People also go wrong where an item is unclear, and there more
than their class tells (Wei and others, Learning with noisy labels revisited: a study using real-world human
annotations, ICLR 2022). No label tells which of the two it was. So a part of the labels is held to be guesses, which
say nothing: for these the model speaks alone, as it is.
"""

from dataclasses import dataclass

import numpy as np

from labelwright.core.errors import Invalid
from labelwright.core.labelerrors.noise import Booleans, Floats, Integers, confident_joint, transitions

SCALES = np.geomspace(0.1, 10.0, 41)
"""Exponents tried on a model's probabilities; 1 leaves them as they are."""

GUESSED = 0.2
"""The part of the labels that is held to say nothing of the truth."""

LEAST = GUESSED / 2
"""What is less probably wrong is not listed, whatever the list: not even alone would the model say so."""

_SAMPLE = 20_000
_FLOOR = 1e-6
"""No class is less probable than this to a model, however sharpened: beyond, one could not tell items apart."""
_SMALL = 1e-12


@dataclass(frozen=True)
class ClassErrors:
    """For each item how probably its label is wrong, whether it is listed as wrong, and which class is right.

    `wrong` ranks items. `listed` are the first of these, as many as `list_of` says. `likely` is the given class for
    what is not listed, and else the most probable other one. `noise` (true × given) is how labels go wrong.
    """

    wrong: Floats
    listed: Booleans
    likely: Integers
    noise: Floats

    def ranked(self) -> list[int]:
        """Every item, the most suspect first; of equals the earlier."""
        return [int(place) for place in np.argsort(-self.wrong, kind="stable")]


def class_errors(given: Integers, probabilities: Floats) -> ClassErrors:
    """What is probably wrong with labels, from a model's probabilities (items × classes).

    The model must not have been trained on the labels it speaks of: take its probabilities by cross-validation
    (`folds`). `given` are columns of `probabilities`. Deterministic. Raises `Invalid` for what does not fit together.
    """
    given, probabilities = _fitting(given, probabilities)
    if len(given) == 0 or probabilities.shape[1] < 2:
        noise = np.eye(probabilities.shape[1])
        return ClassErrors(np.zeros(len(given)), np.zeros(len(given), dtype=bool), given, noise)
    noise = transitions(confident_joint(given, probabilities))
    model = _scaled(probabilities, _scale(given, probabilities, noise))
    both = model * noise[:, given].T
    both /= both.sum(axis=1, keepdims=True)
    others = (1.0 - GUESSED) * both + GUESSED * probabilities
    others[np.arange(len(given)), given] = 0.0
    wrong = others.sum(axis=1)
    listed = list_of(wrong)
    return ClassErrors(wrong, listed, np.where(listed, others.argmax(axis=1), given), noise)


def list_of(wrong: Floats) -> Booleans:
    """The items to list as wrong, by how probably each is: as many of the first as make the expected F1 greatest.

    F1 weighs what is listed in vain against what is missed. By these probabilities the best list goes down to half of
    the F1 that it reaches (Lipton, Elkan and Narayanaswamy, Optimal thresholding of classifiers to maximize F1 measure,
    2014), and so the further the less is certain; but never below `LEAST`.
    """
    order = np.argsort(-wrong, kind="stable")
    found = np.cumsum(wrong[order])
    expected = 2.0 * found / (np.arange(1, len(wrong) + 1) + found[-1:])
    last = wrong[order[int(expected.argmax())]]
    return np.asarray(wrong >= max(last, LEAST))


def _fitting(given: Integers, probabilities: Floats) -> tuple[Integers, Floats]:
    given = np.asarray(given, dtype=np.int64)
    probabilities = np.asarray(probabilities, dtype=np.float64)
    if probabilities.ndim != 2 or given.shape != probabilities.shape[:1]:
        raise Invalid("There must be one row of probabilities for each label.")
    if len(given) and not 0 <= given.min() <= given.max() < probabilities.shape[1]:
        raise Invalid("Each label must be one of the classes that have probabilities.")
    if not np.isfinite(probabilities).all() or (probabilities < 0).any():
        raise Invalid("Probabilities must be finite and not below 0.")
    sums = probabilities.sum(axis=1, keepdims=True)
    if (sums <= 0).any():
        raise Invalid("An item has no probability above 0.")
    return given, probabilities / sums


def _scale(given: Integers, probabilities: Floats, noise: Floats) -> float:
    """The exponent with which the probabilities, through the noise, foretell the given labels best.

    It is sought on a sample that is spread over all items.
    """
    step = max(1, -(-len(given) // _SAMPLE))
    sample, seen = probabilities[::step], noise[:, given[::step]].T

    def surprise(scale: float) -> float:
        foretold = (_scaled(sample, scale) * seen).sum(axis=1)
        return float(-np.log(np.maximum(foretold, _SMALL)).sum())

    return float(SCALES[int(np.argmin([surprise(float(scale)) for scale in SCALES]))])


def _scaled(probabilities: Floats, scale: float) -> Floats:
    logits = np.log(np.maximum(probabilities, _SMALL))
    logits -= logits.max(axis=1, keepdims=True)
    powers = np.exp(scale * logits)
    floored = np.maximum(powers / powers.sum(axis=1, keepdims=True), _FLOOR)
    return np.asarray(floored / floored.sum(axis=1, keepdims=True))
