"""Votes on classes as columns of numbers, the shape that coefficients and consensus compute with."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Votes:
    """Who called what what: row r says that `annotators[annotator[r]]` called `items[item[r]]` `labels[label[r]]`.

    The three columns have one length and index the three lists of names. A row's `weight`, where there are any, is
    how much it counts; it is never negative.
    """

    item: Codes
    annotator: Codes
    label: Codes
    items: Sequence[str]
    annotators: Sequence[str]
    labels: Sequence[str]
    weight: npt.NDArray[np.float64] | None = None

    def __len__(self) -> int:
        return len(self.item)


def votes_of(rows: Iterable[tuple[str, str, str]], weights: Iterable[float] | None = None) -> Votes:
    """Votes from (item, annotator, label) rows; names are numbered in the order in which they first come."""
    items: dict[str, int] = {}
    annotators: dict[str, int] = {}
    labels: dict[str, int] = {}
    item, annotator, label = array("q"), array("q"), array("q")
    for one_item, one_annotator, one_label in rows:
        item.append(items.setdefault(one_item, len(items)))
        annotator.append(annotators.setdefault(one_annotator, len(annotators)))
        label.append(labels.setdefault(one_label, len(labels)))
    return Votes(
        np.asarray(item, dtype=np.int64),
        np.asarray(annotator, dtype=np.int64),
        np.asarray(label, dtype=np.int64),
        tuple(items),
        tuple(annotators),
        tuple(labels),
        None if weights is None else np.fromiter(weights, dtype=np.float64),
    )
