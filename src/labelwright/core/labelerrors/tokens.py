"""Wrong words in spans: which tokens a model would have labelled otherwise, and which texts deserve a look first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from labelwright.core.labelerrors.classes import class_errors
from labelwright.core.labelerrors.noise import Booleans, Floats, Integers


@dataclass(frozen=True)
class TokenErrors:
    """For each token of all texts in a row: how probably its label is wrong, whether it is listed, what is right.

    `texts` is how probable it is that a text has a wrong token: that of its most suspect one, which is a better measure
    of a text than the mean (Wang and Mueller, Detecting Label Errors in Token Classification Data, 2022). A text
    without tokens has nothing wrong.
    """

    wrong: Floats
    listed: Booleans
    likely: Integers
    texts: Floats


def token_errors(given: Sequence[Integers], probabilities: Sequence[Floats]) -> TokenErrors:
    """What is probably wrong with the labels of tokens, text by text: a label and a row of probabilities for each.

    The noise is estimated over all texts together. Raises `Invalid` as `class_errors` does.
    """
    sizes = [len(labels) for labels in given]
    columns = next((rows.shape[1] for rows in probabilities if rows.ndim == 2), 1)
    found = class_errors(
        np.concatenate([np.asarray(labels, dtype=np.int64) for labels in (*given, np.zeros(0))]),
        np.concatenate([rows for rows in (*probabilities, np.zeros((0, columns))) if rows.ndim == 2]),
    )
    ends = np.cumsum([0, *sizes])
    texts = [float(found.wrong[start:end].max(initial=0.0)) for start, end in pairwise(ends.tolist())]
    return TokenErrors(found.wrong, found.listed, found.likely, np.array(texts))
