"""Values are drawn from the schema of any type, whatever sorts of fields it has."""

from enum import Enum
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from msgspec import Meta, Struct

from labelwright.core.label import Label
from labelwright.testing import label_values


class Sort(Enum):
    SMALL = "small"
    LARGE = "large"


class Inner(Struct, frozen=True):
    at: tuple[float, float]


class Rich(Struct, frozen=True):
    inner: Inner
    sort: Sort
    share: Annotated[float, Meta(gt=0, lt=1)]
    count: Annotated[int, Meta(ge=3, le=5)]
    text: Annotated[str, Meta(min_length=1, max_length=4)]
    points: Annotated[list[Inner], Meta(min_length=1, max_length=2)]
    flag: bool
    places: Annotated[dict[str, Inner], Meta(min_length=1, max_length=3)]
    either: int | str | None = None


class RichLabel(Label[Rich]):
    name = "rich"
    title = "Rich"
    media = frozenset({"image"})
    Value = Rich


class Open(Struct, frozen=True):
    anything: Any


class OpenLabel(Label[Open]):
    name = "open"
    title = "Open"
    media = frozenset({"image"})
    Value = Open


@given(label_values(RichLabel()))
def test_drawn_values_obey_their_bounds(value: Rich) -> None:
    assert isinstance(value, Rich)
    assert 0 < value.share < 1
    assert value.count in (3, 4, 5)
    assert 1 <= len(value.text) <= 4
    assert 1 <= len(value.points) <= 2


def test_examples_are_drawn_too() -> None:
    example = {
        "inner": {"at": [7.25, 7.25]},
        "sort": "small",
        "share": 0.123,
        "count": 3,
        "text": "here",
        "points": [{"at": [0, 0]}],
        "flag": True,
        "places": {"here": {"at": [1, 2]}},
    }
    seen = []

    @settings(database=None)
    @given(label_values(RichLabel(), [example]))
    def look(value: Rich) -> None:
        seen.append(value.share)

    look()
    assert 0.123 in seen


def test_a_schema_of_an_unknown_sort_is_named() -> None:
    with pytest.raises(NotImplementedError, match="a sort that label values have not used yet"):
        label_values(OpenLabel())
