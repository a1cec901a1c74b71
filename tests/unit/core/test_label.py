"""What a label type gets without asking: a value and one of geometry or distance are enough."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct

from labelwright.core.errors import InvalidAnswer
from labelwright.core.geometry import Affine, Rectangle
from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Text

ITEM = Item("a.png", "image", width=10, height=10)
CLASS = Class("thing", "square")


class Square(Struct, frozen=True):
    x: float
    size: float


class SquareLabel(Label[Square]):
    name = "square"
    title = "Square"
    media = frozenset({"image"})
    Value = Square

    def geometry(self, value: Square) -> Rectangle:
        return Rectangle(value.x, 0, value.size, value.size)


class Grade(Struct, frozen=True):
    points: int


class GradeLabel(Label[Grade]):
    name = "grade"
    title = "Grade"
    media = frozenset({"text"})
    Value = Grade


SQUARES, GRADES = SquareLabel(), GradeLabel()


def test_a_value_goes_in_and_out() -> None:
    assert SQUARES.decode({"x": 1, "size": 2}) == Square(1, 2)
    assert SQUARES.encode(Square(1, 2)) == {"x": 1, "size": 2}


def test_a_wrong_value_says_what_is_wrong() -> None:
    with pytest.raises(InvalidAnswer, match="This is no square: Object missing required field `size`"):
        SQUARES.decode({"x": 1})


def test_distance_is_one_minus_iou() -> None:
    assert SQUARES.distance(Square(0, 4), Square(2, 4), ITEM) == pytest.approx(2 / 3)


def test_distance_without_a_place_is_alike_or_not() -> None:
    assert GRADES.distance(Grade(1), Grade(1), ITEM) == 0.0
    assert GRADES.distance(Grade(1), Grade(2), ITEM) == 1.0


def test_candidates_meet_or_have_no_place() -> None:
    assert list(SQUARES.candidates([Square(0, 4), Square(20, 4)], [Square(2, 4)])) == [(0, 0)]
    assert list(GRADES.candidates([Grade(1), Grade(2)], [Grade(3)])) == [(0, 0), (1, 0)]


def test_fusion_is_the_weighted_medoid_and_ties_go_to_the_earlier() -> None:
    values = [Square(0, 4), Square(2, 4), Square(4, 4)]
    assert SQUARES.fuse(values, [1, 1, 1], ITEM) == Square(2, 4)
    assert SQUARES.fuse(values, [1, 1, 5], ITEM) == Square(4, 4)
    assert GRADES.fuse([Grade(3), Grade(5)], [1, 1], ITEM) == Grade(3)


def test_the_other_defaults() -> None:
    value = Square(0, 4)
    assert list(SQUARES.check(value, ITEM, CLASS)) == []
    assert list(SQUARES.check_set([(value, CLASS)], ITEM)) == []
    assert GRADES.geometry(Grade(1)) is None
    assert SQUARES.from_view(Text("x")) is None
    assert SQUARES.transform(value, Affine.scale(2)) is value
    assert GRADES.between(Grade(1), Grade(2), 0.99) == Grade(1)
    assert GRADES.between(Grade(1), Grade(2), 1) == Grade(2)
    assert SQUARES.options_schema() == {"type": "object", "properties": {}, "additionalProperties": False}
    with pytest.raises(NotImplementedError, match="square declares no views"):
        SQUARES.views(value, CLASS, ("thing",))


class SwitchedLabel(SquareLabel):
    """Squares left of the origin are allowed where `left` is set, large ones only where `small` is not."""

    def options_schema(self) -> dict[str, Any]:
        switches = {
            "left": {"type": "boolean"},
            "small": {"type": "boolean", "default": True},
            "step": {"type": "number"},
        }
        return {"type": "object", "properties": switches}

    def check(self, value: Square, item: Item, cls: Class) -> Iterator[str]:
        if value.x < 0 and not cls.options.get("left", False):
            yield "It lies on the left."
        if value.size > 5 and cls.options.get("small", True):
            yield "It is large."


@pytest.mark.parametrize(
    ("value", "before", "after"),
    [
        (Square(1, 2), {}, {}),
        (Square(-1, 2), {}, {"left": True}),
        (Square(-1, 9), {"step": 3}, {"step": 3, "left": True, "small": False}),
        (Square(-1, 2), {"left": False}, {"left": False}),
    ],
)
def test_a_class_is_widened_by_the_switches_that_a_value_needs(
    value: Square, before: dict[str, Any], after: dict[str, Any]
) -> None:
    assert SwitchedLabel().widened(Class("thing", "square", options=before), value, ITEM) == after
