"""Object keypoint similarity is COCO's."""

import contextlib
import io
import math

import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from labelwright.core.agreement.marks import oks as module
from labelwright.core.agreement.marks.oks import likeness, oks
from labelwright.core.views import Keypoint, Keypoints


def pose(*points: tuple[str, float, float, int]) -> Keypoints:
    return Keypoints(tuple(Keypoint(*point) for point in points))


def test_oks_is_pycocotools(capsys: pytest.CaptureFixture[str]) -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        expected = np.column_stack([rng.uniform(0, 100, (17, 2)), rng.integers(0, 3, 17)])
        given = np.column_stack([expected[:, :2] + rng.normal(0, 5, (17, 2)), np.full(17, 2)])
        if not expected[:, 2].any():
            continue
        area = float(rng.uniform(100, 5000))
        ours = oks(
            *(pose(*zip(module.COCO, *side.T.tolist(), strict=True)) for side in (expected, given)), area
        )
        assert ours == pytest.approx(_pycocotools(expected, given, area), abs=1e-9)


def test_a_point_that_is_missing_counts_nothing() -> None:
    expected = pose(("a", 0, 0, 2), ("b", 10, 0, 2))
    assert oks(expected, pose(("a", 0, 0, 2), ("b", 10, 0, 0)), 100) == 0.5
    assert oks(expected, pose(("a", 0, 0, 2)), 100) == 0.5


def test_a_falloff_of_ones_own() -> None:
    expected, given = pose(("a", 0, 0, 2)), pose(("a", 3, 4, 2))
    assert oks(expected, given, 50.0, {"a": 0.5}) == pytest.approx(math.exp(-25 / (2 * 50 * 0.25)))


def test_nothing_expected_has_no_oks() -> None:
    assert oks(pose(("a", 0, 0, 0)), pose(("a", 0, 0, 2)), 1.0) is None


def test_two_poses_of_equal_rank_are_alike_either_way() -> None:
    first, second = (
        pose(("a", 0, 0, 2), ("b", 10, 10, 2)),
        pose(("a", 1, 0, 2), ("b", 10, 11, 2), ("c", 5, 5, 1)),
    )
    assert likeness(first, second) == likeness(second, first) < 1.0
    assert likeness(first, first) == 1.0
    assert (likeness(pose(), pose()), likeness(pose(), first)) == (1.0, 0.0)


def test_a_single_point_is_alike_in_its_place_only() -> None:
    assert likeness(pose(("a", 1, 1, 2)), pose(("a", 1, 1, 2))) == 1.0
    assert likeness(pose(("a", 1, 1, 2)), pose(("a", 1, 2, 2))) == 0.0


def _pycocotools(expected: np.ndarray, given: np.ndarray, area: float) -> float:
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO()
        truth.dataset = {
            "images": [{"id": 1, "width": 200, "height": 200}],
            "categories": [{"id": 1, "name": "person"}],
            "annotations": [
                {
                    "id": 1,
                    "image_id": 1,
                    "category_id": 1,
                    "keypoints": expected.ravel().tolist(),
                    "num_keypoints": int((expected[:, 2] > 0).sum()),
                    "area": area,
                    "bbox": [0, 0, 100, 100],
                    "iscrowd": 0,
                }
            ],
        }
        truth.createIndex()
        found = truth.loadRes(
            [{"image_id": 1, "category_id": 1, "keypoints": given.ravel().tolist(), "score": 1.0}]
        )
        judge = COCOeval(truth, found, "keypoints")
        judge.evaluate()
    return float(judge.ious[1, 1][0, 0])
