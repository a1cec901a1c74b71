"""Skeletons in COCO JSON: what a category declares of its points, and the numbers that an annotation gives for them.

Annotations give x, y and visibility (0 not labelled, 1 hidden, 2 visible) for each point in the category's order; a
category's skeleton counts from 1. Facts: https://cocodataset.org/#format-data
"""

from collections.abc import Mapping, Sequence
from typing import Any

from labelwright.core.ontology import Class, Ontology
from labelwright.core.views import Keypoint, Keypoints

UNDECLARED = "points of skeletons that their class does not declare"

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
    points = [
        {"name": name} | ({"sigma": sigma} if (sigma := SIGMAS.get(_without_side(name))) else {})
        for name in names
    ]
    lines = [
        [names[a - 1], names[b - 1]]
        for a, b in skeleton
        if a != b and 0 < min(a, b) <= max(a, b) <= len(names)
    ]
    pairs = [[name, other] for name in names if (other := _mirrored(name)) in names]
    return {"points": points} | ({"skeleton": lines} if lines else {}) | ({"pairs": pairs} if pairs else {})


def distinct(names: Sequence[str]) -> list[str]:
    """The names, numbered where one would stand for two points or for none."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        found.append(name[:100] if name and name[:100] not in found else f"{name[:90]} {number}".strip())
    return found


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


class Skeletons:
    """The points of each class in the order in which they are written: as declared, else as its first mark has them."""

    def __init__(self, ontology: Ontology) -> None:
        self._orders = {c.name: names for c in ontology.classes if (names := _declared(c))}
        self._lines = {c.name: c.options.get("skeleton", ()) for c in ontology.classes}

    def numbers(self, cls: str, view: Keypoints) -> tuple[list[float], bool]:
        """Three for each point of the class, and whether all of the view's points are among them."""
        order = self._orders.setdefault(cls, [point.name for point in view.points])
        labelled = {point.name: point for point in view.points if point.visibility > 0}
        rows = [(p.x, p.y, p.visibility) if (p := labelled.get(name)) else (0, 0, 0) for name in order]
        return [number for row in rows for number in row], labelled.keys() <= set(order)

    def category(self, cls: str) -> Mapping[str, Any]:
        """What the category of a class declares of its points; nothing where it has none."""
        order = self._orders.get(cls)
        if order is None:
            return {}
        lines = [
            [order.index(a) + 1, order.index(b) + 1]
            for a, b in self._lines.get(cls, ())
            if {a, b} <= set(order)
        ]
        return {"keypoints": order, "skeleton": lines}


def _declared(cls: Class) -> list[str]:
    return [point["name"] for point in cls.options.get("points", ())]


def _without_side(name: str) -> str:
    return name.removeprefix("left").removeprefix("right").lstrip("_ ")


def _mirrored(name: str) -> str:
    """The name on the other side of a point on the left; empty for any other."""
    return "right" + name.removeprefix("left") if name.startswith("left") else ""
