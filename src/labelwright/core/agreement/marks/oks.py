"""Object keypoint similarity: how near the points of one pose are to another's, for the size of the thing."""

import math
from collections.abc import Mapping

from labelwright.core.views import Keypoint, Keypoints

FALLOFF = 0.1
"""COCO's κ for a point that no table lists: twice the deviation of careful people, as a share of the object's size."""

COCO = {
    "nose": 0.052,
    "left_eye": 0.050,
    "right_eye": 0.050,
    "left_ear": 0.070,
    "right_ear": 0.070,
    "left_shoulder": 0.158,
    "right_shoulder": 0.158,
    "left_elbow": 0.144,
    "right_elbow": 0.144,
    "left_wrist": 0.124,
    "right_wrist": 0.124,
    "left_hip": 0.214,
    "right_hip": 0.214,
    "left_knee": 0.174,
    "right_knee": 0.174,
    "left_ankle": 0.178,
    "right_ankle": 0.178,
}
"""κ of the points of a person: twice the σ that COCO publishes for each."""


def oks(
    expected: Keypoints, given: Keypoints, area: float, falloff: Mapping[str, float] = COCO
) -> float | None:
    """The mean over the expected points that are labelled of exp(−d² / (2 · area · κ²)), from 0 to 1.

    d is the distance in pixels of the given point of that name, and `area` the object's in square pixels. A point that
    is not given counts 0. None where no point is expected. https://cocodataset.org/#keypoints-eval
    """
    points = {point.name: point for point in given.points if point.visibility}
    wanted = [point for point in expected.points if point.visibility]
    if not wanted:
        return None
    return math.fsum(_nearness(point, points.get(point.name), area, falloff) for point in wanted) / len(
        wanted
    )


def likeness(first: Keypoints, second: Keypoints, falloff: Mapping[str, float] = COCO) -> float:
    """The OKS of two poses of equal rank: the mean of both directions, over the area that both take in.

    A pose without labelled points is like another without, and unlike all others.
    """
    area = _area(first, second)
    forth, back = oks(first, second, area, falloff), oks(second, first, area, falloff)
    if forth is None or back is None:
        return 1.0 if forth is back else 0.0
    return (forth + back) / 2


def _nearness(point: Keypoint, other: Keypoint | None, area: float, falloff: Mapping[str, float]) -> float:
    if other is None:
        return 0.0
    apart = (point.x - other.x) ** 2 + (point.y - other.y) ** 2
    reach = 2.0 * area * falloff.get(point.name, FALLOFF) ** 2
    return math.exp(-apart / reach) if reach else float(apart == 0.0)


def _area(*poses: Keypoints) -> float:
    """The mean area of the boxes around the labelled points of poses."""
    areas = []
    for pose in poses:
        xs = [point.x for point in pose.points if point.visibility]
        ys = [point.y for point in pose.points if point.visibility]
        areas.append((max(xs) - min(xs)) * (max(ys) - min(ys)) if xs else 0.0)
    return math.fsum(areas) / len(areas)
