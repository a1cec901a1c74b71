"""Skeletons in COCO JSON: what a category declares of its points, and the numbers that an annotation gives for them.

Annotations give x, y and visibility (0 not labelled, 1 hidden, 2 visible) for each point in the category's order; a
category's skeleton counts from 1. Facts: https://cocodataset.org/#format-data
"""

from collections.abc import Mapping, Sequence
from typing import Any

from labelwright.core.skeletons import Orders, declared
from labelwright.core.views import Keypoint, Keypoints

SIGMAS = {
    "nose": 0.026,
    "eye": 0.025,
    "ear": 0.035,
    "shoulder": 0.079,
    "elbow": 0.072,
    "wrist": 0.062,
    "hip": 0.107,
    "knee": 0.087,
    "ankle": 0.089,
}
"""The tolerances that COCO measured on people, by the name of a point without its side."""


def options_of(names: Sequence[str], skeleton: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """The settings of a class whose category lists these points: with COCO's tolerances, and left beside right."""
    sigmas = {name: sigma for name in names if (sigma := SIGMAS.get(_without_side(name)))}
    pairs = [(i, names.index(other)) for i, name in enumerate(names) if (other := _mirrored(name)) in names]
    return declared(names, [(a - 1, b - 1) for a, b in skeleton], pairs, sigmas)


def read(numbers: Sequence[float], names: Sequence[str]) -> Keypoints | None:
    """The labelled points, those beyond the names by their number; None where there are none.

    Raises `ValueError` where the numbers are not three for each point.
    """
    if len(numbers) % 3:
        raise ValueError(f"Its keypoints have {len(numbers)} numbers, not three for each point.")
    points = tuple(
        Keypoint(names[i] if i < len(names) else str(i + 1), x, y, 1 if seen == 1 else 2)
        for i, (x, y, seen) in enumerate(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
        if seen > 0
    )
    return Keypoints(points) if points else None


def category(orders: Orders, cls: str) -> Mapping[str, Any]:
    """What the category of a class declares of its points; nothing where it has none."""
    names = orders.names(cls)
    lines = [[a + 1, b + 1] for a, b in orders.couples(cls, "skeleton")]
    return {"keypoints": names, "skeleton": lines} if names else {}


def _without_side(name: str) -> str:
    return name.removeprefix("left").removeprefix("right").lstrip("_ ")


def _mirrored(name: str) -> str:
    """The name on the other side of a point on the left; empty for any other."""
    return "right" + name.removeprefix("left") if name.startswith("left") else ""
