"""Poses in YOLO: which points objects have by the documents, and the numbers behind a box in the texts.

`kpt_shape` is how many points an object has, of whatever class, and of how many numbers each: x, y and, where three,
visibility. `kpt_names` names them by class, `flip_idx` says which point each becomes in a mirror.
Facts: https://docs.ultralytics.com/datasets/pose/
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from labelwright.core.ontology import Class
from labelwright.core.skeletons import Orders, declared, distinct
from labelwright.core.views import Keypoint, Keypoints

_MOST = 1000


class Pose(Struct, frozen=True):
    """What a data.yaml says of poses. `names` are by the number of the class; classes without are no poses."""

    count: int
    size: int
    names: Mapping[int, Sequence[str]] = {}
    mirror: Sequence[int] = ()

    def names_of(self, number: int) -> list[str]:
        """The points of a class, by numbers where the document names none at all."""
        given = self.names.get(number, ())[: self.count]
        return distinct([*given, *(str(i + 1) for i in range(len(given), self.count))])

    def cls(self, number: int, name: str) -> Class:
        if self.names and number not in self.names:
            return Class(name, "")
        pairs = [(i, j) for i, j in enumerate(self.mirror) if i < j]
        return Class(name, "keypoints", options=declared(self.names_of(number), pairs=pairs))

    def read(self, number: int, shares: Sequence[float], size: tuple[int, int]) -> Keypoints | None:
        """The labelled points behind a box; without visibilities a point at the origin is none."""
        width, height = size
        points = []
        for i, name in enumerate(self.names_of(number)):
            x, y, *seen = shares[i * self.size : (i + 1) * self.size]
            visibility = (0 if not seen[0] > 0 else 1 if seen[0] < 2 else 2) if seen else 2 if x or y else 0
            if visibility:
                points.append(Keypoint(name, x * width, y * height, visibility))
        return Keypoints(tuple(points)) if points else None


def pose_of(document: Mapping[object, object]) -> Pose | None:
    """What a data.yaml says of poses, or None where its texts hold none."""
    shape = document.get("kpt_shape")
    if not (isinstance(shape, list) and len(shape) == 2 and all(isinstance(n, int) for n in shape)):
        return None
    count, size = shape
    if not (0 < count < _MOST and size in (2, 3)):
        return None
    names = document.get("kpt_names")
    mirror = document.get("flip_idx")
    found = dict(_named(names if isinstance(names, dict) else {}))
    sound = isinstance(mirror, list) and all(isinstance(i, int) and 0 <= i < count for i in mirror)
    return Pose(count, size, found, mirror if sound and isinstance(mirror, list) else ())


def _named(names: Mapping[object, object]) -> Iterator[tuple[int, list[str]]]:
    for number, given in names.items():
        if isinstance(number, int) and isinstance(given, list):
            yield number, [str(name) for name in given]


class Poses:
    """The points of objects as they are written: as many for each as the class with most declares."""

    def __init__(self, orders: Orders, classes: Sequence[str]) -> None:
        self._orders = orders
        self._count = max((len(orders.names(cls)) for cls in classes), default=0)

    def points(self, cls: str, view: Keypoints) -> tuple[list[Keypoint], bool]:
        """A point for each column, and whether all labelled ones of the view are among them.

        Where no class declares its points, the first object of all says how many columns there are.
        """
        points, whole = self._orders.points(cls, view)
        self._count = self._count or len(points)
        beyond = any(point.visibility for point in points[self._count :])
        rest = [Keypoint("", 0.0, 0.0, 0)] * (self._count - len(points))
        return [*points[: self._count], *rest], whole and not beyond

    def document(self, classes: Sequence[str]) -> dict[str, Any]:
        """What a data.yaml says of poses; nothing where no object has points."""
        if not self._count:
            return {}
        names = {
            i: self._orders.names(cls)[: self._count]
            for i, cls in enumerate(classes)
            if self._orders.names(cls)
        }
        mirror = self._mirror([classes[i] for i in names])
        return {
            "kpt_shape": [self._count, 3],
            **({} if mirror is None else {"flip_idx": mirror}),
            "kpt_names": names,
        }

    def _mirror(self, classes: Sequence[str]) -> list[int] | None:
        """For each column the one whose point it becomes in a mirror; None where classes contradict each other."""
        mirror: dict[int, int] = {}
        for cls in classes:
            couples = self._orders.couples(cls, "pairs")
            swaps = {a: b for couple in couples for a, b in (couple, couple[::-1])}
            for column in range(min(self._count, len(self._orders.names(cls)))):
                if mirror.setdefault(column, swaps.get(column, column)) != swaps.get(column, column):
                    return None
        return [mirror.get(column, column) for column in range(self._count)]
