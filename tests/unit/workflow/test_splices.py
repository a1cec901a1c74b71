"""Splices of values: the same cases as in the browser, and any of them undone is nothing."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.workflow.splices import Misfit, Splice, inverse, spliced

ROOT = Path(__file__).resolve().parents[3]
CASES = json.loads((ROOT / "web/editor/store/splices.cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_splices_lead_from_one_value_to_the_other_and_back(case: dict[str, Any]):
    splices = msgspec.convert(case["splices"], list[Splice])
    assert case["after"] == spliced(case["before"], splices)
    assert case["before"] == spliced(case["after"], inverse(splices))


@pytest.mark.parametrize(
    "splice",
    [
        Splice(("x",), (2,), (3,)),
        Splice(("y",), (2,), (3,)),
        Splice(("x",), (), (3,)),
        Splice(("x",), (1,), (3, 4)),
        Splice(("x",), (1,), (3,), length=1),
        Splice(("y", "z"), (), (3,)),
        Splice(("run", 0), (9,), (3,), length=3),
        Splice(("run", 0), (1,), (3,), length=4),
        Splice(("run", 0), (1,), (3,)),
        Splice(("run", 3), (1,), (3,), length=3),
        Splice(("run", 4), (), (3,), length=3),
        Splice(("run", -1), (), (3,), length=3),
        Splice(("run", -1, 0), (), (3,), length=3),
        Splice(("x", "y"), (), (3,)),
        Splice(("run", "length"), (3,), (0,)),
        Splice((), (), (3,)),
        Splice(("ring",), ([9, 9],), ([2, 2],), rows=2),
        Splice(("ring",), ([1, 1],), ([2, 2],), rows=3),
        Splice(("ring",), ([1, 1],), ([2, 2],), 2, 2),
        Splice(("ring",), ([1, 1],), ([2, 2, 2],), rows=2),
        Splice(("ring",), ([1, 1],), ([2, 2], [3, 3]), rows=2),
        Splice(("ring",), ([1, 1],), (2,), rows=2),
        Splice(("ring",), ([1, 1],), ([1e300, 2],), rows=2),
        Splice(("ring",), ([True, 1],), ([2, 2],), rows=2),
        Splice(("names",), (["a"],), (["b"],), rows=1),
        Splice(("run",), ([1],), ([2],), rows=3),
        Splice(("x",), ([1],), ([2],), rows=1),
        Splice(("y",), ([1],), ([2],), rows=1),
        Splice(("ring", 2), ([1],), ([2],), rows=1),
        Splice((), ([1],), ([2],), rows=1),
    ],
)
def test_a_value_that_stands_otherwise_is_refused(splice: Splice):
    with pytest.raises(Misfit):
        spliced({"x": 1, "run": [1, 2, 3], "ring": [[1, 1], [2, 2]], "names": [["a"]]}, [splice])


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(0, 3), st.text("ab", max_size=2)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=6), st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=20,
)


@st.composite
def fitting(draw: st.DrawFn) -> tuple[dict[str, Any], list[Splice]]:
    """A value, and splices each of which fits what those before it left."""
    value = draw(st.dictionaries(st.sampled_from("abc"), values, max_size=3))
    now, splices = value, []
    for _ in range(draw(st.integers(0, 4))):
        splice = _anywhere(draw, now)
        now = spliced(now, [splice])
        splices.append(splice)
    return value, splices


def _anywhere(draw: st.DrawFn, value: dict[str, Any]) -> Splice:
    path: list[str | int] = []
    inner: Any = value
    while True:
        if isinstance(inner, dict):
            key = draw(st.sampled_from("abc"))
            deeper = isinstance(inner.get(key), dict | list) and draw(st.booleans())
            if not deeper:
                before = (inner[key],) if key in inner else ()
                return Splice((*path, key), before, tuple(draw(st.lists(values, max_size=1))))
            path.append(key)
            inner = inner[key]
            continue
        index = draw(st.integers(0, len(inner)))
        if index < len(inner) and isinstance(inner[index], dict | list) and draw(st.booleans()):
            path.append(index)
            inner = inner[index]
            continue
        before = tuple(inner[index : index + draw(st.integers(0, 3))])
        return Splice((*path, index), before, tuple(draw(st.lists(values, max_size=3))), len(inner))


@given(fitting())
def test_splices_undone_are_nothing(example: tuple[dict[str, Any], list[Splice]]):
    value, splices = example
    kept = json.dumps(value)
    after = spliced(value, splices)
    assert value == spliced(after, inverse(splices))
    assert kept == json.dumps(value)


hundredths = st.integers(-(10**9), 10**9).map(lambda steps: steps / 100)
corners = st.tuples(hundredths, hundredths).map(list)


@given(st.lists(corners, min_size=1, max_size=12), corners)
def test_rows_that_go_together_come_back_together(ring: list[list[float]], to: list[float]):
    splices = [Splice(("ring",), (ring[0],), (to,), rows=len(ring))]
    moved = spliced({"ring": ring}, splices)
    assert to == moved["ring"][0]
    assert {"ring": ring} == spliced(moved, inverse(splices))


def test_rows_are_told_as_a_browser_tells_them():
    moved = spliced({"ring": [[0.25, 3]]}, [Splice(("ring",), ([0.25, 3],), ([1, 3.1],), rows=1)])
    assert msgspec.json.encode(moved).decode() == '{"ring":[[1,3.1]]}'
