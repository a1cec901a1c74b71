"""Which annotation is which: the best pairs, over any type, by class, place and what was answered."""

import pytest

from labelwright.core.agreement import class_likeness, match
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, AttributeValue, Item
from labelwright.core.registry import LABELS

ITEM = Item("zoo.jpg", "image", width=200, height=200)
ONTOLOGY = Ontology(
    (
        Class("animal", "box"),
        Class("bird", "box", parent="animal"),
        Class("owl", "box", parent="bird"),
        Class("hawk", "box", parent="bird"),
        Class("stone", "box"),
        Class("day", "tag"),
    )
)


def box(name: str, x: float, **attributes: AttributeValue) -> Annotation:
    value = {"x": x, "y": 0, "width": 10, "height": 10}
    return Annotation(f"{name}{x}", "box", name, value, attributes)


def pairs(first: list[Annotation], second: list[Annotation]) -> list[tuple[int, int, float]]:
    return [(p.first, p.second, round(p.likeness, 9)) for p in match(first, second, ITEM, ONTOLOGY, LABELS)]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("owl", "owl", 1.0),
        ("owl", "stone", 0.0),
        ("owl", "hawk", 2 / 3),
        ("owl", "bird", 0.8),
        ("animal", "owl", 0.5),
        ("unheard", "unheard", 1.0),
        ("unheard", "of", 0.0),
    ],
)
def test_classes_are_as_alike_as_their_paths(a: str, b: str, expected: float) -> None:
    assert class_likeness(ONTOLOGY, a, b) == pytest.approx(expected)
    assert class_likeness(ONTOLOGY, b, a) == pytest.approx(expected)


def test_the_sum_of_likenesses_is_the_greatest() -> None:
    first = [box("owl", 0), box("owl", 4)]
    second = [box("owl", 4), box("owl", 8)]
    assert pairs(first, second) == [(0, 1, round(2 / 18, 9)), (1, 0, 1.0)]


def test_classes_without_an_ancestor_in_common_are_never_paired() -> None:
    assert pairs([box("owl", 0)], [box("stone", 0)]) == []


def test_related_classes_are_paired_where_nothing_better_is_there() -> None:
    assert pairs([box("owl", 0)], [box("hawk", 0)]) == [(0, 0, round(2 / 3, 9))]
    assert pairs([box("owl", 0)], [box("hawk", 0), box("owl", 0)]) == [(0, 1, 1.0)]


def test_what_lies_apart_is_never_paired() -> None:
    assert pairs([box("owl", 0)], [box("owl", 10)]) == []


def test_types_are_never_mixed() -> None:
    tag = Annotation("t", "tag", "day")
    assert pairs([tag, box("owl", 0)], [box("owl", 0), tag]) == [(0, 1, 1.0), (1, 0, 1.0)]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({}, {}, 1.0),
        ({"young": True}, {"young": True}, 1.0),
        ({"young": True}, {"young": False}, 0.5),
        ({"young": True}, {}, 0.5),
        ({"young": True, "ring": "red"}, {"young": True, "ring": "blue"}, 2 / 3),
        ({"seen": ["nest", "egg"]}, {"seen": ["egg", "nest"]}, 1.0),
    ],
)
def test_each_attribute_counts_as_much_as_the_mark(
    a: dict[str, AttributeValue], b: dict[str, AttributeValue], expected: float
) -> None:
    assert pairs([box("owl", 0, **a)], [box("owl", 0, **b)]) == [(0, 0, round(expected, 9))]
