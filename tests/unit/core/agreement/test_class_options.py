"""A label type that works otherwise for each class is asked as it works for the class at hand."""

import pytest
from msgspec import Struct

from labelwright.core.aggregation.majority import majority
from labelwright.core.agreement import class_scores
from labelwright.core.agreement.matching import match
from labelwright.core.geometry import Rectangle
from labelwright.core.label import Label
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, Item


class Dot(Struct, frozen=True):
    x: float


class DotLabel(Label[Dot]):
    """Dots are alike as far as their class reaches."""

    name = "dot"
    title = "Dot"
    media = frozenset({"image"})
    Value = Dot
    reach = 1.0

    def of(self, cls: Class) -> "DotLabel":
        label = DotLabel()
        label.reach = float(cls.options.get("reach", 1.0))
        return label

    def geometry(self, value: Dot) -> Rectangle:
        return Rectangle(value.x - 50, 0, 100, 1)

    def distance(self, a: Dot, b: Dot, item: Item) -> float:
        return min(1.0, abs(a.x - b.x) / self.reach)


ITEM = Item("street.jpg", "image", width=200, height=200)
ONTOLOGY = Ontology((Class("near", "dot"), Class("far", "dot", options={"reach": 40.0})))
LABELS = {"dot": DotLabel()}


def dot(cls: str, x: float) -> Annotation:
    return Annotation(f"{cls}{x}", "dot", cls, {"x": x})


FIRST, SECOND = [dot("near", 0), dot("far", 100)], [dot("near", 10), dot("far", 110)]


def test_in_agreement() -> None:
    pairs = match(FIRST, SECOND, ITEM, ONTOLOGY, LABELS)
    assert [(pair.first, pair.second) for pair in pairs] == [(1, 1)]
    assert pairs[0].likeness == pytest.approx(0.75)


def test_in_scores() -> None:
    scores = class_scores(FIRST, SECOND, ITEM, ONTOLOGY, LABELS)
    assert {name: score.found for name, score in scores.items()} == {"far": 1, "near": 0}


def test_in_consensus() -> None:
    assert [a.cls for a in majority([FIRST, SECOND], [1.0, 1.0], ITEM, ONTOLOGY, LABELS)] == ["far"]
