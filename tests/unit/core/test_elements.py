"""Elements of JSON documents are found whatever they hold, and wherever the pieces of a file end."""

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelwright.core.elements import DEEPEST, elements
from labelwright.core.errors import InvalidFile

TEXTS = st.text(alphabet='ab"\\[]{},: \n\u00e9😀', max_size=8)
SCALARS = st.one_of(TEXTS, st.integers(-9, 9), st.booleans(), st.none(), st.just(1.5e-7))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=12,
)
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=4)


class Pieces(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self.size = size

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self.size)


def found(document: str, size: int = 1 << 20) -> list[tuple[str, Any]]:
    return [(key, json.loads(data)) for key, data in elements(Pieces(document.encode(), size), "a.json")]


@settings(max_examples=150, deadline=None, database=None, derandomize=True)
@given(st.lists(OBJECTS, max_size=4), st.integers(1, 40), st.sampled_from([None, 1]))
def test_a_list_gives_its_objects(objects: list[dict[str, Any]], size: int, indent: int | None) -> None:
    document = json.dumps(objects, indent=indent, ensure_ascii=False)
    assert [("", value) for value in objects] == found(document, size)


@settings(max_examples=150, deadline=None, database=None, derandomize=True)
@given(
    st.dictionaries(st.sampled_from(["images", "a", "b"]), st.lists(OBJECTS, max_size=3)),
    OBJECTS,
    st.integers(1, 40),
)
def test_an_object_gives_those_of_its_lists(
    lists: dict[str, list[dict[str, Any]]], other: dict[str, Any], size: int
) -> None:
    document = json.dumps({"info": other, **lists, "note": "x"}, ensure_ascii=False)
    assert [(key, value) for key, values in lists.items() for value in values] == found(document, size)


@pytest.mark.parametrize("depth", [1, 3, 8, 9, 12, DEEPEST - 3])
@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_objects_of_any_depth_are_found(depth: int, size: int) -> None:
    value: Any = "]}"
    for level in range(depth):
        value = {"a": value} if level % 2 else [value]
    assert found(json.dumps([{"x": value}, {"y": 1}]), size) == [("", {"x": value}), ("", {"y": 1})]


@pytest.mark.parametrize(
    "document",
    [
        "",
        "[",
        '[{"a":1}',
        '[{"a":1},]',
        '[{"a":1} {"b":2}]',
        "[1]",
        '[{"a":1},2]',
        '[{"a":1}]]',
        '{"a":[{"b":1]}}',
        "x[]",
    ],
)
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_a_document_that_is_none_is_refused(document: str, size: int) -> None:
    with pytest.raises(InvalidFile):
        found(document, size)


def test_depth_is_bounded() -> None:
    with pytest.raises(InvalidFile, match="nested deeper than 64 levels"):
        found("[" + '{"a":' * 70 + "1" + "}" * 70 + "]")
