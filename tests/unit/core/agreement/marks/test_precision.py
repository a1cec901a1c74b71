"""Average precision is COCO's."""

import contextlib
import io
import math

import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from labelwright.core.agreement.marks.precision import THRESHOLDS, Scene, average_precision
from labelwright.core.geometry import Rectangle


def corners(left: float, top: float, right: float, bottom: float) -> Rectangle:
    return Rectangle(left, top, right - left, bottom - top)


def test_the_example_of_torchmetrics() -> None:
    """torchmetrics, MeanAveragePrecision: one box, IoU .7755, map .6, map_50 and map_75 1."""
    truth, given = corners(214, 41, 562, 285), corners(258, 41, 606, 285)
    assert given.iou(truth) == pytest.approx(0.7755, abs=5e-5)
    found = average_precision([Scene([truth], [(0.536, given)])])
    assert np.mean(list(found.values())) == pytest.approx(0.6)
    assert (found[0.5], found[0.75]) == (1.0, 1.0)


@pytest.mark.parametrize("seed", range(4))
def test_precision_is_pycocotools(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scenes = []
    for _ in range(8):
        truths = [
            Rectangle(*rng.uniform(0, 80, 2), *rng.uniform(10, 40, 2)) for _ in range(rng.integers(0, 5))
        ]
        near = [
            (
                float(rng.random()),
                Rectangle(t.x + rng.normal(0, 3), t.y + rng.normal(0, 3), t.width, t.height),
            )
            for t in truths
            if rng.random() < 0.8
        ]
        stray = [(float(rng.random()), Rectangle(*rng.uniform(0, 80, 2), 20, 20)) for _ in range(2)]
        scenes.append(Scene(truths, near + stray))
    assert list(average_precision(scenes).values()) == pytest.approx(_pycocotools(scenes), abs=1e-9)


def test_nothing_to_be_found_has_no_precision() -> None:
    nothing = average_precision([Scene([], [(0.5, corners(0, 0, 1, 1))])])
    assert all(math.isnan(nothing[threshold]) for threshold in THRESHOLDS)
    assert set(average_precision([Scene([corners(0, 0, 1, 1)], [])]).values()) == {0.0}


def _pycocotools(scenes: list[Scene]) -> list[float]:
    def boxed(place: Rectangle) -> list[float]:
        return [place.x, place.y, place.width, place.height]

    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO()
        truth.dataset = {
            "images": [{"id": n} for n in range(len(scenes))],
            "categories": [{"id": 1, "name": "thing"}],
            "annotations": [
                {
                    "id": 100 * n + k + 1,
                    "image_id": n,
                    "category_id": 1,
                    "bbox": boxed(t),
                    "area": t.area(),
                    "iscrowd": 0,
                }
                for n, scene in enumerate(scenes)
                for k, t in enumerate(scene.truths)
            ],
        }
        truth.createIndex()
        found = truth.loadRes(
            [
                {"image_id": n, "category_id": 1, "bbox": boxed(place), "score": confidence}
                for n, scene in enumerate(scenes)
                for confidence, place in scene.predictions
            ]
        )
        judge = COCOeval(truth, found, "bbox")
        judge.evaluate()
        judge.accumulate()
    precision = judge.eval["precision"][:, :, 0, 0, -1]
    return [float(p) for p in precision.mean(axis=1)]
