"""Average precision of predictions that come with a confidence, as COCO computes it."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from labelwright.core.geometry import Geometry

Floats: TypeAlias = npt.NDArray[np.float64]

THRESHOLDS = tuple(round(0.5 + 0.05 * step, 2) for step in range(10))
"""IoU from 0.50 to 0.95."""

_RECALLS = np.linspace(0.0, 1.0, 101)


class Scene(Struct, frozen=True):
    """What is on one item, and what was predicted with which confidence; all of one class."""

    truths: Sequence[Geometry]
    predictions: Sequence[tuple[float, Geometry]]


def average_precision(
    scenes: Sequence[Scene], thresholds: Sequence[float] = THRESHOLDS, most: int = 100
) -> dict[float, float]:
    """For each IoU that counts as found: the precision on average over 101 recalls; nan where nothing is to be found.

    The `most` confident predictions of each item are taken in order, each for the truth not taken that it overlaps
    most. Mean it over thresholds and classes for mAP. https://cocodataset.org/#detection-eval
    """
    expected = sum(len(scene.truths) for scene in scenes)
    confidence: list[float] = []
    found: list[Floats] = []
    for scene in scenes:
        order = sorted(range(len(scene.predictions)), key=lambda i: -scene.predictions[i][0])[:most]
        confidence.extend(scene.predictions[i][0] for i in order)
        ious = [[scene.predictions[i][1].iou(truth) for truth in scene.truths] for i in order]
        found.extend(_found(np.array(ious).reshape(len(order), len(scene.truths)), np.array(thresholds)))
    ranked = np.argsort(-np.array(confidence), kind="stable")
    hits = np.array(found).reshape(len(confidence), len(thresholds))[ranked]
    return {threshold: _averaged(hits[:, column], expected) for column, threshold in enumerate(thresholds)}


def _found(ious: Floats, thresholds: Floats) -> Floats:
    """Whether each prediction (in order) is taken for a truth, at each threshold (predictions × thresholds)."""
    hits = np.zeros((len(ious), len(thresholds)))
    taken = np.zeros((len(thresholds), ious.shape[1]), dtype=bool)
    rows = np.arange(len(thresholds))
    for row, hit in zip(ious, hits, strict=True):
        if not len(row):
            break
        free = np.where(taken, -1.0, row)
        best = free.shape[1] - 1 - free[:, ::-1].argmax(axis=1)
        hit[:] = free[rows, best] >= np.minimum(thresholds, 1.0 - 1e-10)
        taken[rows, best] |= hit > 0
    return hits


def _averaged(hits: Floats, expected: int) -> float:
    if not expected:
        return float("nan")
    found = np.cumsum(hits)
    precision = found / np.arange(1, len(hits) + 1)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    at = np.searchsorted(found / expected, _RECALLS, side="left")
    return float(np.append(envelope, 0.0)[np.minimum(at, len(hits))].mean())
