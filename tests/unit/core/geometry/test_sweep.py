"""The sweep finds exactly the pairs that trying each with each would find, each once."""

from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.geometry import Bounds, meetings

edges = st.integers(0, 12)
bounds = st.tuples(edges, edges, edges, edges).map(
    lambda b: (float(min(b[0], b[2])), float(min(b[1], b[3])), float(max(b[0], b[2])), float(max(b[1], b[3])))
)


@given(st.lists(bounds, max_size=12), st.lists(bounds, max_size=12))
def test_all_meetings_are_found(first: list[Bounds], second: list[Bounds]) -> None:
    expected = [
        (i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
    ]
    assert sorted(meetings(first, second)) == expected
