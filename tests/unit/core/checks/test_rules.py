"""Each rule by table: given these marks, it says this of those."""

from typing import Any

import msgspec
import pytest
from tests.unit.core.checks.scenes import (
    CLIP,
    PICTURE,
    TEXT,
    box,
    check,
    findings,
    heard,
    nucleus,
    span,
    square,
    tag,
)  # fmt: skip

from labelwright.core.checks.finding import fixed
from labelwright.core.checks.rule import Check
from labelwright.core.records import Annotation, Item

Said = tuple[tuple[str, ...], str]
Case = tuple[Check, Item, list[Annotation], list[Said]]

ELLIPSE = Annotation("e", "ellipse", "spot", {"cx": 50, "cy": 40, "rx": 10, "ry": 5})
LINE = Annotation("l", "polyline", "edge", {"points": [[0, 0], [30, 40]]})
MASK = Annotation("m", "mask", "area", {"x": 10, "y": 10, "width": 10, "height": 10, "counts": [0, 100]})


def hand(name: str, **points: list[float]) -> Annotation:
    return Annotation(name, "keypoints", "hand", {"points": points})


CASES: dict[str, Case] = {
    "a box as wide as the least size passes": (check("min_size", pixels=4), PICTURE, [box("a", 0, 0, 4, 9)], []),
    "the shorter side counts": (
        check("min_size", pixels=4), PICTURE, [box("a", 0, 0, 3, 9)],
        [(("a",), "“red” is 3 pixels across; at least 4 are wanted.")],
    ),
    "a turned box is measured along its own sides": (
        check("min_size", pixels=4), PICTURE, [box("a", 40, 40, 20, 3, "white", angle=45)],
        [(("a",), "“white” is 3 pixels across; at least 4 are wanted.")],
    ),
    "an ellipse is as large as its axes": (
        check("min_size", pixels=11), PICTURE, [ELLIPSE],
        [(("e",), "“spot” is 10 pixels across; at least 11 are wanted.")],
    ),
    "a line is as long as it is": (
        check("min_size", pixels=51), PICTURE, [LINE],
        [(("l",), "“edge” is 50 pixels across; at least 51 are wanted.")],
    ),
    "a line covers nothing": (check("min_size", area=5), PICTURE, [LINE], []),
    "a mask has the area of its pixels": (
        check("min_size", area=101), PICTURE, [MASK],
        [(("m",), "“area” covers 100 square pixels; at least 101 are wanted.")],
    ),
    "a share is of the picture": (
        check("max_size", share=0.5), PICTURE, [box("a", 0, 0, 100, 60), box("b", 0, 0, 100, 40)],
        [(("a",), "“red” covers 75 % of the picture; at most 50 % are wanted.")],
    ),
    "a share of a picture of unknown size is not known": (
        check("max_size", share=0.5), Item("x", "image"), [box("a", 0, 0, 100, 60)], [],
    ),
    "a span has characters": (
        check("max_size", characters=3), TEXT, [span("a", 0, 3), span("b", 4, 12)],
        [(("b",), "“person” on “Lovelace” has 8 characters; at most 3 are wanted.")],
    ),
    "a stretch of a clip lasts": (
        check("min_size", seconds=0.5), CLIP, [heard("a", 1, 1.25)],
        [(("a",), "“speech” lasts 0.25 s; at least 0.5 s are wanted.")],
    ),
    "a check of a class leaves others alone": (
        check("min_size", "white", pixels=4), PICTURE, [box("a", 0, 0, 1, 1)], [],
    ),
    "a check of a class is about those below it too": (
        check("min_size", "cell", pixels=4), PICTURE, [box("a", 0, 0, 1, 9)],
        [(("a",), "“red” is 1 pixels across; at least 4 are wanted.")],
    ),
    "width over height is bounded below": (
        check("ratio", min=0.5), PICTURE, [box("a", 0, 0, 10, 40), box("b", 0, 0, 20, 40)],
        [(("a",), "“red” is 0.25 times as wide as high; at least 0.5 is wanted.")],
    ),
    "and above": (
        check("ratio", max=2), PICTURE, [box("a", 0, 0, 50, 20)],
        [(("a",), "“red” is 2.5 times as wide as high; at most 2 is wanted.")],
    ),
    "a line has no ratio": (check("ratio", max=0.1), PICTURE, [LINE], []),
    "a box may touch the edge": (check("bounds"), PICTURE, [box("a", 0, 0, 100, 80)], []),
    "but not reach out": (
        check("bounds"), PICTURE, [box("a", -2.5, 0, 10, 10)],
        [(("a",), "“red” reaches 2.5 pixels out of the picture.")],
    ),
    "unless by less than the tolerance": (check("bounds", pixels=3), PICTURE, [box("a", -2.5, 0, 10, 10)], []),
    "nor a span beyond its text": (
        check("bounds"), Item("n", "text", text="Ada"), [span("a", 0, 5)],
        [(("a",), "“person” on “Ada” reaches 2 characters out of the text.")],
    ),
    "nor a stretch beyond its clip": (
        check("bounds", seconds=0.5), CLIP, [heard("a", 9, 12), heard("b", 9, 10.5)],
        [(("a",), "“speech” reaches 2 s out of the clip.")],
    ),
    "boxes that touch do not overlap": (
        check("no_overlap"), PICTURE, [box("a", 0, 0, 10, 10), box("b", 10, 0, 10, 10)], [],
    ),
    "boxes that share a place do": (
        check("no_overlap"), PICTURE, [box("a", 0, 0, 10, 10), box("b", 9, 0, 10, 10)],
        [(("a", "b"), "“red” and “red” may not overlap, and do.")],
    ),
    "an overlap may be allowed up to an IoU": (
        check("no_overlap", iou=0.3), PICTURE, [box("a", 0, 0, 10, 10), box("b", 5, 0, 10, 10), box("c", 3, 0, 10, 10)],
        [
            (("a", "c"), "“red” and “red” overlap with an IoU of 0.538; at most 0.3 is wanted."),
            (("a", "b"), "“red” and “red” overlap with an IoU of 0.333; at most 0.3 is wanted."),
            (("b", "c"), "“red” and “red” overlap with an IoU of 0.667; at most 0.3 is wanted."),
        ],
    ),
    "or up to a share of the smaller one": (
        check("no_overlap", share=0.5), PICTURE, [box("a", 0, 0, 50, 50), box("b", 10, 10, 5, 5)],
        [(("a", "b"), "“red” and “red” share 100 % of the smaller one; at most 50 % are wanted.")],
    ),
    "areas of different types are laid over one another": (
        check("no_overlap", "nucleus", against=["red"]), PICTURE,
        [box("a", 0, 0, 10, 10), square("n", 8, 8, 4), square("o", 30, 30, 4)],
        [(("n", "a"), "“nucleus” and “red” may not overlap, and do.")],
    ),
    "spans overlap as well": (
        check("no_overlap"), TEXT, [span("a", 0, 12), span("b", 4, 12, "place")],
        [(("a", "b"), "“person” on “Ada Lovelace” and “place” on “Lovelace” may not overlap, and do.")],
    ),
    "lines cover nothing": (check("no_overlap"), PICTURE, [LINE, box("a", 0, 0, 50, 50)], []),
    "a nucleus in its cell passes": (
        check("inside", "nucleus", of=["cell"]), PICTURE, [square("n", 12, 12, 4), box("a", 10, 10, 20, 20)], [],
    ),
    "one that is half outside does not": (
        check("inside", "nucleus", of=["cell"]), PICTURE, [square("n", 8, 12, 4), box("a", 10, 10, 20, 20)],
        [(("n",), "“nucleus” must lie in “cell”; 50 % of it does; at least 90 % are wanted.")],
    ),
    "nor one without a cell": (
        check("inside", "nucleus", of=["cell"]), PICTURE, [square("n", 8, 12, 4)],
        [(("n",), "“nucleus” must lie in “cell”; 0 % of it does; at least 90 % are wanted.")],
    ),
    "points lie inside by their number": (
        check("inside", "hand", of=["cell"], share=0.5), PICTURE,
        [hand("h", wrist=[15, 15, 2], thumb=[90, 70, 2]), box("a", 10, 10, 20, 20)], [],
    ),
    "one class of those that exclude one another passes, however often": (
        check("exclusive", "sharp", "blurred"), PICTURE, [tag("a", "sharp"), box("b", 0, 0, 9, 9)], [],
    ),
    "two do not": (
        check("exclusive", "sharp", "blurred"), PICTURE, [tag("a", "sharp"), tag("b", "blurred")],
        [(("b", "a"), "“blurred” and “sharp” exclude one another; keep one of them.")],
    ),
    "a part within its whole is there": (
        check("parts", "cell", parts=["nucleus"]), PICTURE, [box("a", 10, 10, 20, 20), square("n", 12, 12, 4)], [],
    ),
    "one beside it is not": (
        check("parts", "cell", parts=["nucleus"]), PICTURE, [box("a", 10, 10, 20, 20), square("n", 60, 12, 4)],
        [(("a",), "“red” lacks “nucleus”.")],
    ),
    "parts of what has no place are anywhere": (
        check("parts", "sharp", parts=["nucleus"]), PICTURE, [tag("a", "sharp"), square("n", 60, 12, 4)], [],
    ),
    "a point that was not placed is missed": (
        check("points"), PICTURE, [hand("h", wrist=[1, 1, 2])], [(("h",), "“hand” lacks “thumb”.")],
    ),
    "a hidden one is there unless it must be seen": (
        check("points", visible=True), PICTURE, [hand("h", wrist=[1, 1, 1], thumb=[2, 2, 2])],
        [(("h",), "“hand” lacks “wrist”.")],
    ),
    "and only those asked for count": (check("points", points=["wrist"]), PICTURE, [hand("h", wrist=[1, 1, 1])], []),
    "too few are told of the whole answer": (
        check("count", "red", min=1), PICTURE, [], [((), "There is no “red”; at least 1 is wanted.")],
    ),
    "too many are all named": (
        check("count", "red", max=1), PICTURE, [box("a", 0, 0, 9, 9), box("b", 20, 0, 9, 9)],
        [(("a", "b"), "There are 2 “red”; at most 1 is wanted.")],
    ),
    "the same mark twice is a duplicate": (
        check("no_duplicates"), PICTURE, [box("a", 0, 0, 10, 10), box("b", 0, 0, 10, 10)],
        [(("b", "a"), "“red” is there twice.")],
    ),
    "the one with more answers stays": (
        check("no_duplicates"), PICTURE,
        [box("a", 0, 0, 10, 10), Annotation("b", "box", "red", box("b", 0, 0, 10, 10).value, {"kind": "x"})],
        [(("a", "b"), "“red” is there twice.")],
    ),
    "another class is none": (
        check("no_duplicates"), PICTURE, [box("a", 0, 0, 10, 10), box("b", 0, 0, 10, 10, "white")], [],
    ),
    "unless classes do not count": (
        check("no_duplicates", any_class=True), PICTURE, [box("a", 0, 0, 10, 10), box("b", 0, 0, 10, 10, "white")],
        [(("a", "b"), "“red” and “white” mark the same place.")],
    ),
    "two tags of one class are duplicates, of two classes not": (
        check("no_duplicates", any_class=True), PICTURE, [tag("a", "sharp"), tag("b", "sharp"), tag("c", "blurred")],
        [(("b", "a"), "“sharp” is there twice.")],
    ),
    "a span on whole words passes": (check("span_edges"), TEXT, [span("a", 0, 12)], []),
    "white space at an edge is wrong": (
        check("span_edges"), TEXT, [span("a", 0, 4)],
        [(("a",), "“person” on “Ada” has white space at its edges.")],
    ),
    "a word that is cut is wrong": (
        check("span_edges"), TEXT, [span("a", 4, 8)], [(("a",), "“person” on “Love” cuts a word in two.")],
    ),
    "punctuation is wrong where it is named": (
        check("span_edges", punctuation=",."), TEXT, [span("a", 18, 27)],
        [(("a",), "“person” on “Bob Ross,” has punctuation at its edges.")],
    ),
    "letters with marks of their own are letters": (check("span_edges"), TEXT, [span("a", 31, 35)], []),
    "a mark is not parted from its letter": (
        check("span_edges"), Item("n", "text", text="Zoe\u0308 left"), [span("a", 0, 3)],
        [(("a",), "“person” on “Zoe” cuts a word in two.")],
    ),
    "words without spaces between them cannot be cut": (
        check("span_edges"), Item("n", "text", text="東京タワー"), [span("a", 0, 2)], [],
    ),
    "a span of nothing but space is wrong": (
        check("span_edges"), TEXT, [span("a", 16, 18)],
        [(("a",), "“person” marks nothing but white space or punctuation.")],
    ),
    "words of a list pass in any case": (
        check("vocabulary", words=["hello", "world"]), CLIP, [heard("a", 0, 1, "Hello, world!")], [],
    ),
    "others do not": (
        check("vocabulary", words=["hello"]), CLIP, [heard("a", 0, 1, "hello there you")],
        [(("a",), "“speech” on “hello there you” has words that are not in the list: “there”, “you”.")],
    ),
    "words may be forbidden, also in spans": (
        check("vocabulary", forbidden=["ross"]), TEXT, [span("a", 18, 26), span("b", 0, 3)],
        [(("a",), "“person” on “Bob Ross” has words that are not allowed: “Ross”.")],
    ),
    "characters may be listed": (
        check("vocabulary", characters="abc"), CLIP, [heard("a", 0, 1, "ab 7?")],
        [(("a",), "“speech” on “ab 7?” has characters that are not allowed: “7”, “?”.")],
    ),
    "short gaps pass": (
        check("no_gaps", seconds=1), CLIP, [heard("a", 1, 3), heard("b", 4, 9)], [],
    ),
    "longer ones do not": (
        check("no_gaps", seconds=1), CLIP, [heard("a", 1, 3), heard("b", 4.5, 9)],
        [(("a", "b"), "Nothing is marked from 3 s to 4.5 s.")],
    ),
    "the ends count where they are asked for": (
        check("no_gaps", seconds=0.5, ends=True), CLIP, [heard("a", 1, 3), heard("b", 2, 9)],
        [(("a",), "Nothing is marked from 0 s to 1 s."), (("b",), "Nothing is marked from 9 s to 10 s.")],
    ),
    "a stretch within another hides no gap": (
        check("no_gaps"), CLIP, [heard("a", 0, 5), heard("b", 1, 2), heard("c", 5, 6)], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_rule_says_what_is_wrong(case: Case) -> None:
    asked, item, annotations, expected = case
    found = findings(asked, annotations, item)
    assert sorted(expected) == sorted((f.annotations, f.message) for f in found)
    assert {asked.rule} >= {f.rule for f in found}


FIXES: dict[str, tuple[Check, Item, list[Annotation], list[tuple[str, dict[str, Any]]]]] = {
    "a box is cut off at the edge": (
        check("bounds"), PICTURE, [box("a", -2.5, 70, 10, 20)],
        [("a", {"x": 0.0, "y": 70.0, "width": 7.5, "height": 10.0})],
    ),
    "a polygon is cut along the edge": (
        check("bounds"), PICTURE, [nucleus("n", (90, 10), (110, 10), (110, 30), (90, 30))],
        [("n", {"parts": [[[[90.0, 10.0], [100.0, 10.0], [100.0, 30.0], [90.0, 30.0]]]]})],
    ),
    "a line is drawn back to the edge": (
        check("bounds"), PICTURE, [Annotation("l", "polyline", "edge", {"points": [[-5, 10], [50, 90]]})],
        [("l", {"points": [[0.0, 10.0], [50.0, 80.0]]})],
    ),
    "points are drawn back to the edge": (
        check("bounds"), PICTURE, [hand("h", wrist=[-5, 10, 2], thumb=[5, 5, 2])],
        [("h", {"points": {"wrist": [0.0, 10.0, 2], "thumb": [5.0, 5.0, 2]}})],
    ),
    "a span ends with its text": (
        check("bounds"), Item("n", "text", text="Ada"), [span("a", 0, 5)], [("a", {"start": 0, "end": 3})],
    ),
    "a stretch ends with its clip": (
        check("bounds"), CLIP, [heard("a", 9, 12)], [("a", {"start": 9.0, "end": 10.0, "text": ""})],
    ),
    "the duplicate is dropped": (
        check("no_duplicates"), PICTURE, [box("b", 0, 0, 10, 10), box("a", 0, 0, 10, 10)],
        [("a", box("a", 0, 0, 10, 10).value)],
    ),
    "a span is trimmed and grown to whole words": (
        check("span_edges"), TEXT, [span("a", 3, 8)], [("a", {"start": 4, "end": 12})],
    ),
    "a span of nothing is taken away": (check("span_edges"), TEXT, [span("a", 16, 18)], []),
}  # fmt: skip


@pytest.mark.parametrize("case", FIXES.values(), ids=FIXES)
def test_a_fix_mends_what_it_is_for(
    case: tuple[Check, Item, list[Annotation], list[tuple[str, Any]]],
) -> None:
    asked, item, annotations, expected = case
    mended = fixed(annotations, findings(asked, annotations, item))
    assert expected == [(a.id, msgspec.json.decode(msgspec.json.encode(a.value))) for a in mended]
    assert findings(asked, mended, item) == []


@pytest.mark.parametrize(
    "annotation",
    [
        box("a", 95, 40, 20, 10, "white", angle=30),
        Annotation("e", "ellipse", "spot", {"cx": 98, "cy": 40, "rx": 10, "ry": 5}),
        box("a", 200, 40, 20, 10),
    ],
)
def test_what_would_be_another_shape_is_left_to_people(annotation: Annotation) -> None:
    (found,) = findings(check("bounds"), [annotation])
    assert found.fix is None
