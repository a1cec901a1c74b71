"""The points of skeletons as formats see them: named by their class, in an order, some of them left or right."""

from collections.abc import Mapping, Sequence
from typing import Any

from labelwright.core.ontology import Class, Ontology
from labelwright.core.views import Keypoint, Keypoints

UNDECLARED = "points of skeletons that their class does not declare"
"""The loss of points that a format has no place for, since it lists those of a class once."""


class Orders:
    """The points of each class in the order in which they are written: as declared, else as its first mark has them."""

    def __init__(self, ontology: Ontology) -> None:
        self._orders = {cls.name: names for cls in ontology.classes if (names := names_of(cls))}
        self._classes = {cls.name: cls for cls in ontology.classes}

    def names(self, cls: str) -> list[str]:
        """The points of a class, none where it declares none and has no mark yet."""
        return self._orders.get(cls, [])

    def points(self, cls: str, view: Keypoints) -> tuple[list[Keypoint], bool]:
        """A point for each of the class, and whether all labelled ones of the view are among them.

        What is not labelled lies at the origin, with visibility 0.
        """
        order = self._orders.setdefault(cls, [point.name for point in view.points])
        labelled = {point.name: point for point in view.points if point.visibility > 0}
        points = [labelled.get(name, Keypoint(name, 0.0, 0.0, 0)) for name in order]
        return points, labelled.keys() <= set(order)

    def couples(self, cls: str, option: str) -> list[tuple[int, int]]:
        """The positions of the points that an option of a class couples: its `skeleton` or its `pairs`."""
        order = self.names(cls)
        known = self._classes.get(cls, Class(cls, ""))
        return [
            (order.index(a), order.index(b)) for a, b in known.options.get(option, ()) if {a, b} <= set(order)
        ]


def names_of(cls: Class) -> list[str]:
    """The points that a class declares."""
    return [point["name"] for point in cls.options.get("points", ())]


def declared(
    names: Sequence[str],
    lines: Sequence[tuple[int, int]] = (),
    pairs: Sequence[tuple[int, int]] = (),
    sigmas: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """The options of a class with these points; lines and pairs are of positions, and wrong ones are left out."""
    points = [
        {"name": name} | ({"sigma": sigmas[name]} if sigmas and name in sigmas else {}) for name in names
    ]
    options: dict[str, Any] = {"points": points}
    for option, couples in (("skeleton", lines), ("pairs", pairs)):
        sound = [
            [names[a], names[b]] for a, b in couples if a != b and min(a, b) >= 0 and max(a, b) < len(names)
        ]
        if sound:
            options[option] = sound
    return options


def distinct(names: Sequence[str]) -> list[str]:
    """The names, numbered where one would stand for two points or for none."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        fits = 0 < len(name) <= 100 and name not in found
        found.append(name if fits else f"{name[:90]} {number}".strip())
    return found
