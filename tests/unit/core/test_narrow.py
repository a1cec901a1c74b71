"""The truest view of a mark that a format holds, and the name of what any other loses."""

import pytest

from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.losses import (
    ANGLES,
    COMPOUNDS,
    CORNERS,
    JOINTS,
    ROUNDNESS,
    SHAPES,
    SILHOUETTES,
    marks_of,
)
from labelwright.core.narrow import lower, narrow
from labelwright.core.ontology import Ontology
from labelwright.core.ports import Holds
from labelwright.core.records import Item
from labelwright.core.report import Report
from labelwright.core.views import Box, Cuboid, Ellipse, Keypoint, Keypoints, Polygon, View

TRIANGLE = Polygon(((((0.0, 0.0), (8.0, 0.0), (0.0, 6.0)),),))
AROUND = Box(0.0, 0.0, 8.0, 6.0)
UPRIGHT, TURNED = Box(0, 0, 4, 2), Box(0, 0, 4, 2, 90)
NEAR, FAR = ((0.0, 2.0), (4.0, 2.0), (4.0, 6.0), (0.0, 6.0)), ((2.0, 0.0), (5.0, 0.0), (5.0, 3.0), (2.0, 3.0))
BODY = Keypoints((Keypoint("nose", 2, 3), Keypoint("hip", 6, 9, 1), Keypoint("ear", 0, 0, 0)))


def lowered(views: tuple[View, ...], *held: type[View], angle: bool = False) -> tuple[View | None, list[str]]:
    report = Report()
    holds = Holds(media=frozenset({"image"}), views=frozenset(held), angle=angle)
    view = lower(Mark("x", views), holds, report, "a.png")
    return view, [loss.what for loss in report.losses]


@pytest.mark.parametrize("view", [UPRIGHT, TRIANGLE, Ellipse(0, 0, 2, 1), Cuboid(NEAR, FAR), BODY])
def test_what_is_held_loses_nothing(view: View) -> None:
    assert lowered((view,), type(view), Box, angle=True) == (view, [])


@pytest.mark.parametrize(
    ("view", "held", "kept", "lost"),
    [
        (TURNED, Box, Box(1, -1, 2, 4), ANGLES),
        (TRIANGLE, Box, AROUND, SHAPES),
        (Ellipse(5, 5, 4, 2, 90), Box, Box(3, 1, 4, 8), SHAPES),
        (Cuboid(NEAR, FAR), Box, Box(0, 0, 5, 6), SHAPES),
        (
            Cuboid(NEAR, FAR),
            Polygon,
            Polygon(((((0, 2), (2, 0), (5, 0), (5, 3), (4, 6), (0, 6)),),)),
            SILHOUETTES,
        ),
        (BODY, Box, Box(2, 3, 4, 6), JOINTS),
    ],
)
def test_what_is_not_held_becomes_less_and_is_named(
    view: View, held: type[View], kept: View, lost: str
) -> None:
    assert lowered((view,), held) == (kept, [lost])


def test_an_ellipse_becomes_an_area_of_many_corners_before_it_becomes_a_box() -> None:
    view, lost = lowered((Ellipse(5, 5, 4, 2),), Polygon, Box)
    assert isinstance(view, Polygon)
    assert (len(view.parts[0][0]), lost) == (64, [ROUNDNESS])


def test_a_lone_point_has_no_box() -> None:
    assert lowered((Keypoints((Keypoint("nose", 2, 3),)),), Box) == (None, [marks_of("keypoints")])
    assert lowered((Keypoints((Keypoint("nose", 0, 0, 0),)),), Box) == (None, [marks_of("keypoints")])


@pytest.mark.parametrize(
    ("views", "held", "lost"),
    [
        ((TRIANGLE, AROUND), Box, [SHAPES]),
        ((BODY, TRIANGLE, AROUND), Box, [JOINTS]),
        ((TURNED, TRIANGLE), Polygon, [CORNERS]),
        ((UPRIGHT, TRIANGLE), Polygon, []),
    ],
)
def test_a_further_view_of_a_mark_is_named_for_what_the_truest_says_more(
    views: tuple[View, ...], held: type[View], lost: list[str]
) -> None:
    view, found = lowered(views, held)
    assert (type(view), found) == (held, lost)


@pytest.mark.parametrize(
    ("holds", "kept", "lost"),
    [(True, ["rig", "rig", "alone", ""], []), (False, ["", "", "", ""], [(COMPOUNDS, 2)])],
)
def test_who_belongs_together_is_held_or_named_for_each_of_those_that_do(
    holds: bool, kept: list[str], lost: list[tuple[str, int]]
) -> None:
    report = Report()
    held = Holds(media=frozenset({"image"}), views=frozenset({Box}), unanswered=True, compounds=holds)
    marks = tuple(Mark("x", (UPRIGHT,), compound=name) for name in ("rig", "rig", "alone", ""))
    sample = Sample(Item("a.png", "image"), (SampleAnswer(marks),))
    (found,) = narrow(Dataset(Ontology(), [sample]), held, report)
    assert [mark.compound for mark in found.answers[0].marks] == kept
    assert [(loss.what, loss.count) for loss in report.losses] == lost
