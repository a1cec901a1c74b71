"""Which class was said where which stands: of marks at one place, of choices, and of what only one of both has."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelwright.core.aggregation.confusion import confirmed, mixed_up
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import LABELS
from labelwright.workflow.spec import parse_document

ONTOLOGY = parse_document(
    {
        "name": "Cells",
        "media": "image",
        "classes": [
            {"name": "red", "type": "box"},
            {"name": "white", "type": "box"},
            {"name": "sharp", "type": "tag", "group": "focus"},
            {"name": "blurred", "type": "tag", "group": "focus"},
            {"name": "stained", "type": "tag"},
        ],
        "groups": [{"name": "focus", "pick": "one"}],
        "workflow": [{"stage": "annotate"}],
    }
).ontology
ITEM = Item("a.png", "image", "h", 400, 400, None)


def box(name: str, x: float) -> Annotation:
    return Annotation(f"{name}{x}", "box", name, {"x": x, "y": 0, "width": 20, "height": 20})


def tag(name: str) -> Annotation:
    return Annotation(name, "tag", name)


def counted(said: list[Annotation], stands: list[Annotation]) -> Counter[tuple[str, str]]:
    return Counter(mixed_up(said, stands, ITEM, ONTOLOGY, LABELS))


@pytest.mark.parametrize(
    ("said", "stands", "expected"),
    [
        ([], [], {}),
        ([box("red", 0)], [box("red", 2)], {("red", "red"): 1}),
        ([box("red", 0)], [box("white", 2)], {("red", "white"): 1}),
        ([box("red", 0)], [box("white", 100)], {("red", ""): 1, ("", "white"): 1}),
        (
            [box("red", 0), box("white", 50)], [box("white", 1), box("red", 51)],
            {("red", "white"): 1, ("white", "red"): 1},
        ),
        ([tag("sharp")], [tag("blurred")], {("sharp", "blurred"): 1}),
        ([tag("sharp")], [], {("sharp", ""): 1}),
        ([tag("stained")], [tag("sharp")], {("stained", ""): 1, ("", "sharp"): 1}),
    ],
)  # fmt: skip
def test_what_was_said_stands_beside_what_stands_at_its_place(said, stands, expected):
    assert counted(said, stands) == expected


MARKS = st.lists(
    st.one_of(
        st.builds(box, st.sampled_from(["red", "white"]), st.integers(0, 12).map(lambda n: n * 30.0)),
        st.builds(tag, st.sampled_from(["sharp", "stained"])),
    ),
    max_size=12,
    unique_by=lambda mark: mark.id,
)


@settings(max_examples=60, deadline=None)
@given(MARKS)
def test_what_stands_as_it_was_said_is_told_without_comparing(marks):
    apart = list({(mark.type, str(mark.value)): mark for mark in marks}.values())
    assert Counter(confirmed(apart, ONTOLOGY)) == counted(apart, apart)
