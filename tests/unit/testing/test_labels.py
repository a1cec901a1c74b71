"""The conformance suite catches what it is for: each planted fault breaks the rule that forbids it, and only a type
without faults passes."""

import math
from collections.abc import Sequence
from typing import Any

import pytest
from msgspec import Struct, structs

from labelwright.core.geometry import Affine, Rectangle
from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Box, Tag, View
from labelwright.testing import LABEL_RULES, Cases, check_label
from labelwright.testing.cases import (
    Apart,
    Between,
    Checked,
    Fused,
    Hit,
    Marked,
    Moved,
    Placed,
    Refused,
    Stranger,
    Together,
    Viewed,
)


class Square(Struct, frozen=True, forbid_unknown_fields=True):
    x: int
    size: int

    def __post_init__(self) -> None:
        if self.size <= 0:
            raise ValueError("it has no size")


class SquareLabel(Label[Square]):
    name = "square"
    title = "Square"
    media = frozenset({"image"})
    Value = Square

    def geometry(self, value: Square) -> Rectangle | None:
        return Rectangle(value.x, 0, value.size, value.size)

    def views(self, value: Square, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        return (Box(value.x, 0, value.size, value.size),)

    def from_view(self, view: View) -> Square | None:
        return Square(int(view.x), int(view.width)) if isinstance(view, Box) else None


CASES = Cases(
    "square", Item("a.png", "image", width=10, height=10), Class("s", "square"), [{"x": 1, "size": 2}]
)


class Loose(SquareLabel):
    class Value(Struct):  # type: ignore[assignment]
        x: int
        size: int


class Nan(SquareLabel):
    class Value(Struct, frozen=True):  # type: ignore[assignment]
        x: float
        size: float


class Forgetful(SquareLabel):
    def encode(self, value: Square) -> dict[str, Any]:
        return {"x": 0, "size": value.size}


class Endless(SquareLabel):
    def geometry(self, value: Square) -> Rectangle:
        return Rectangle(value.x, 0, math.inf, 1)


class Lopsided(SquareLabel):
    def distance(self, a: Square, b: Square, item: Item) -> float:
        return 0.0 if a == b else 1.0 if a.x < b.x else 0.5


class Beyond(SquareLabel):
    def distance(self, a: Square, b: Square, item: Item) -> float:
        return float(abs(a.x - b.x))


class FarReaching(SquareLabel):
    def distance(self, a: Square, b: Square, item: Item) -> float:
        return min(1.0, abs(a.x - b.x) / 1000)


class Inventive(SquareLabel):
    def fuse(self, values: Sequence[Square], weights: Sequence[float], item: Item) -> Square:
        return Square(values[0].x + 1, values[0].size)


class OneWay(SquareLabel):
    def transform(self, value: Square, affine: Affine) -> Square:
        return Square(value.x + 1, value.size)


class Late(SquareLabel):
    def between(self, a: Square, b: Square, t: float) -> Square:
        return a


class Blind(SquareLabel):
    def from_view(self, view: View) -> Square | None:
        return None


class Otherwise(SquareLabel):
    shows = frozenset({Tag})


class Noisy(SquareLabel):
    def check(self, value: Square, item: Item, cls: Class) -> Any:
        yield "never right"


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        (Loose(), "it is declared"),
        (Noisy(), "valid values come back"),
        (Forgetful(), "valid values come back"),
        (Forgetful(), "drawn values come back"),
        (Nan(), "numbers are finite"),
        (Endless(), "geometry is finite"),
        (Lopsided(), "distance is a distance"),
        (Beyond(), "distance is a distance"),
        (FarReaching(), "distance is a distance"),
        (Inventive(), "fusion is a mean"),
        (OneWay(), "transforms lead back"),
        (Late(), "between meets its ends"),
        (Otherwise(), "views are of the kinds that it shows"),
        (Blind(), "views lead back"),
    ],
    ids=lambda part: part if isinstance(part, str) else type(part).__name__,
)
def test_a_planted_fault_breaks_its_rule(label: Label[Any], rule: str) -> None:
    with pytest.raises(AssertionError):
        LABEL_RULES[rule](label, CASES)


BOX = {"x": 1, "size": 2}
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("it is declared", {"label": "circle"}),
    ("it is declared", {"item": Item("a", "text", text="")}),
    ("it is declared", {"cls": Class("s", "square", options={"unheard": 1})}),
    ("valid values come back", {"valid": []}),
    ("invalid values are refused", {"invalid": [Refused("it is right", BOX)]}),
    ("checks hold", {"checks": [Checked("nothing is said", BOX, "out of the picture")]}),
    ("sets hold", {"sets": [Together("nothing is said", [Marked(BOX)], [0])]}),
    ("geometry holds", {"geometry": [Placed(BOX, (1, 0, 3, 9), 4)]}),
    ("geometry holds", {"geometry": [Placed(BOX, None, None)]}),
    ("hits hold", {"hit": [Hit("outside", BOX, (9, 9), 0, True)]}),
    ("distances hold", {"distance": [Apart(BOX, BOX, 0.5)]}),
    ("fusions hold", {"fuse": [Fused("another", [BOX], {"x": 2, "size": 2})]}),
    ("transforms hold", {"transform": [Moved("it stays", BOX, (1, 0, 5, 0, 1, 0), {"x": 6, "size": 2})]}),
    ("between holds", {"between": [Between(BOX, {"x": 3, "size": 2}, 0.5, {"x": 2, "size": 2})]}),
    ("views hold", {"views": [Viewed(BOX, [{"type": "Span", "start": 1, "end": 2}])]}),
    ("views hold", {"strangers": [Stranger("no box", {"type": "Span", "start": 1, "end": 2}, BOX)]}),
]


@pytest.mark.parametrize(("rule", "wrong"), WRONG, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(WRONG)])
def test_a_case_that_does_not_hold_breaks_its_rule(rule: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        LABEL_RULES[rule](SquareLabel(), structs.replace(CASES, **wrong))


def test_a_type_without_faults_passes() -> None:
    check_label(SquareLabel(), CASES)
