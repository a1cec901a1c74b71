"""What belongs together in a consensus: what most of those say who made both."""

import pytest

from labelwright.core.aggregation.believed import Shown, believed
from labelwright.core.aggregation.majority import majority
from labelwright.core.aggregation.objects import fuse_objects
from labelwright.core.aggregation.spots import Marked
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import LABELS, METHODS

ITEM = Item("a.png", "image", width=1000, height=100)
CARS = Ontology((Class("car", "box"),))


def answer(groups: str) -> list[Annotation]:
    """A box for each letter, the same letter for the same compound; “.” is in none, a blank leaves the box out."""
    return [
        Annotation(
            f"b{place}",
            "box",
            "car",
            {"x": place * 50.0, "y": 10.0, "width": 20.0, "height": 20.0},
            compound="" if letter == "." else letter,
        )
        for place, letter in enumerate(groups)
        if letter != " "
    ]


def fused(given: list[list[Annotation]], gold: list[Annotation] | None = None) -> list[Annotation]:
    """What stands after fusing sets of marks, from left to right."""
    marked = Marked(ITEM, {str(n): each for n, each in enumerate(given)}, gold)
    found = fuse_objects([marked], CARS, LABELS, method=METHODS["majority"]).items[0]
    return sorted((f.annotation for f in found if f.stands), key=lambda a: a.value["x"])


def groups(annotations: list[Annotation]) -> str:
    """The compounds of boxes from left to right, as the letters of `answer`."""
    letters: dict[str, str] = {"": "."}
    return "".join(letters.setdefault(a.compound, chr(96 + len(letters))) for a in annotations)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["aa.", "xx.", "..."], "aa."),
        (["aa.", "...", "..."], "..."),
        (["aa", ".."], ".."),
        (["aab", "aab"], "aa."),
        (["a.a", "x.x", "xyx"], "a.a"),
        (["aabb", "ccdd", "xyxy"], "aabb"),
        (["aaa", "aa ", "a a"], "aaa"),
        (["...", "...", "..."], "..."),
    ],
    ids=str,
)
def test_most_of_those_who_made_both_decide(answers: list[str], expected: str) -> None:
    given = [answer(each) for each in answers]
    assert groups(majority(given, [1.0] * len(given), ITEM, CARS, LABELS)) == expected
    assert groups(believed(given, [Shown()] * len(given), ITEM, CARS, LABELS).annotations) == expected
    assert groups(fused(given)) == expected


def test_what_is_told_by_more_weight_wins() -> None:
    given = [answer("aa"), answer("..")]
    assert groups(majority(given, [2.0, 1.0], ITEM, CARS, LABELS)) == "aa"


def test_gold_says_what_belongs_together() -> None:
    given = [answer("aa."), answer("bb."), answer("cc.")]
    assert groups(fused(given, gold=answer(".aa"))) == ".aa"
