"""Consensus by majority, by table: several answers in, one out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.aggregation.majority import majority
from labelwright.core.errors import Invalid
from labelwright.core.ontology import Attribute, Class, Group, Ontology
from labelwright.core.records import Annotation, AttributeValue, Item
from labelwright.core.registry import LABELS

ITEM = Item("street.jpg", "image", width=500, height=100)
ONTOLOGY = Ontology(
    classes=(
        Class(
            "car",
            "box",
            attributes=(
                Attribute("state", "one_of", options=("parked", "moving")),
                Attribute("damage", "any_of", options=("dent", "rust", "crack")),
                Attribute("doors", "number"),
                Attribute("taxi", "boolean"),
            ),
        ),
        Class("bus", "box"),
        Class("rain", "tag", group="weather"),
        Class("sun", "tag", group="weather"),
        Class("fog", "tag", group="weather"),
        Class("blurred", "tag"),
    ),
    groups=(Group("weather", pick="one"), Group("quality", pick="many")),
)
Answers = list[list[Annotation]]


def box(x: float, name: str = "car", **attributes: AttributeValue) -> Annotation:
    value = {"x": x, "y": 0.0, "width": 20.0, "height": 20.0}
    return Annotation(f"{name}{x}", "box", name, value, attributes)


def tag(name: str) -> Annotation:
    return Annotation(name, "tag", name)


def fuse(answers: Answers, weights: list[float] | None = None, **options: Any) -> list[Annotation]:
    return majority(answers, weights or [1.0] * len(answers), ITEM, ONTOLOGY, LABELS, **options)


def seen(answers: Answers, weights: list[float] | None = None) -> list[tuple[str, float | None, float]]:
    """Class, left side and confidence of each annotation that stands."""
    return [(a.cls, a.value.get("x"), round(a.confidence or 0, 3)) for a in fuse(answers, weights)]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], []),
        ([[]], []),
        ([[], [box(0)], []], []),
        ([[box(0)]], [("car", 0, 1.0)]),
        ([[box(0)], [box(2)]], [("car", 1, 1.0)]),
        ([[box(0)], [box(100)]], []),
        ([[box(0)], [box(2)], [box(4)]], [("car", 2, 1.0)]),
        ([[box(0)], [box(2)], []], [("car", 1, 0.667)]),
        ([[box(0)], [box(0, "bus")], [box(0)]], [("car", 0, 0.667)]),
        ([[box(0), box(100)], [box(100), box(0)]], [("car", 0, 1.0), ("car", 100, 1.0)]),
        ([[box(0), box(4)], [box(4), box(0)]], [("car", 0, 1.0), ("car", 4, 1.0)]),
        ([[tag("blurred")], [tag("blurred")], []], [("blurred", None, 0.667)]),
        ([[tag("blurred")], []], []),
    ],
)
def test_what_more_than_half_have_seen_stands(
    answers: Answers, expected: list[tuple[str, float | None, float]]
) -> None:
    assert seen(answers) == expected


def test_weight_decides_and_not_heads() -> None:
    assert seen([[box(0)], [box(100)], [box(100)]], [3.0, 1.0, 1.0]) == [("car", 0, 0.6)]


@pytest.mark.parametrize(
    ("votes", "winner"),
    [
        (["rain", "rain", "sun"], ("rain", 0.667)),
        (["sun", "rain"], ("rain", 0.5)),
        (["fog", "sun", "rain"], ("rain", 0.333)),
        (["fog", ""], ("fog", 0.5)),
        (["fog", "", ""], None),
        (["fog", "sun", ""], ("sun", 0.333)),
    ],
    ids=["most", "tie", "three ways", "an answer beats none", "most gave none", "tie with none"],
)
def test_a_group_that_takes_one_answer_gets_one(votes: list[str], winner: tuple[str, float] | None) -> None:
    answers = [[tag(name)] if name else [] for name in votes]
    assert [(name, share) for name, _, share in seen(answers)] == ([winner] if winner else [])


@pytest.mark.parametrize(
    ("given_attributes", "fused"),
    [
        ([{"state": "parked"}, {"state": "moving"}, {"state": "moving"}], {"state": "moving"}),
        ([{"state": "parked"}, {"state": "moving"}], {"state": "parked"}),
        ([{"taxi": True}, {"taxi": False}, {"taxi": True}], {"taxi": True}),
        ([{"taxi": True}, {}, {}], {}),
        ([{"taxi": True}, {}], {"taxi": True}),
        ([{"doors": 2}, {"doors": 4}, {"doors": 5}], {"doors": 4}),
        ([{"doors": 2}, {"doors": 3}], {"doors": 2.5}),
        ([{"doors": 2.5}, {"doors": 2.5}], {"doors": 2.5}),
        (
            [{"damage": ["rust", "dent"]}, {"damage": ["dent"]}, {"damage": ["rust", "dent", "crack"]}],
            {"damage": ["dent", "rust"]},
        ),
        ([{"unheard": "of"}, {"unheard": "of"}], {}),
    ],
)
def test_attributes_are_fused_by_their_kind(
    given_attributes: list[dict[str, AttributeValue]], fused: dict[str, AttributeValue]
) -> None:
    (annotation,) = fuse([[box(0, **attributes)] for attributes in given_attributes])
    assert annotation.attributes == fused


def test_attributes_are_voted_with_weight() -> None:
    (annotation,) = fuse([[box(0, state="parked")], [box(0, state="moving")]], [1.0, 2.0])
    assert annotation.attributes == {"state": "moving"}


def test_a_class_that_left_the_ontology_keeps_its_marks() -> None:
    gone = box(0, "tram", state="parked")
    assert [(a.cls, a.attributes) for a in fuse([[gone], [gone]])] == [("tram", {})]


def test_no_cluster_holds_two_of_one_answer() -> None:
    fused = fuse([[box(0), box(1)], [box(0.5)]])
    assert [annotation.confidence for annotation in fused] == [1.0]


def test_a_cluster_is_no_chain() -> None:
    assert seen([[box(0)], [box(6)], [box(12)]]) == [("car", 3, 0.667)]


def test_the_threshold_is_a_distance() -> None:
    answers = [[box(0)], [box(2)]]
    assert len(fuse(answers, threshold=0.19)) == 1
    assert fuse(answers, threshold=0.18) == []


def test_ids_follow_from_the_members() -> None:
    answers = [[box(0), box(100)], [box(0), box(100)]]
    ids = [annotation.id for annotation in fuse(answers)]
    assert [len(i) for i in ids] == [32, 32]
    assert len(set(ids)) == 2
    assert ids == [annotation.id for annotation in fuse(answers)]


def test_swapped_ids_do_not_collide() -> None:
    def named(name: str, x: float) -> Annotation:
        return Annotation(name, "box", "car", {"x": x, "y": 0.0, "width": 20.0, "height": 20.0})

    fused = fuse([[named("a", 0), named("b", 100)], [named("b", 0), named("a", 100)]])
    assert len({annotation.id for annotation in fused}) == 2


def test_what_breaks_a_rule_of_its_type_is_left_out() -> None:
    ontology = Ontology((Class("name", "span", options={"overlap": False}),))
    text = Item("a.txt", "text", text="x" * 20)

    def spans(*ranges: tuple[int, int]) -> list[Annotation]:
        return [Annotation(f"{a}-{b}", "span", "name", {"start": a, "end": b}) for a, b in ranges]

    answers = [spans((0, 6)), spans((0, 6)), spans((0, 4), (4, 10)), spans((5, 10)), spans((5, 10))]
    fused = majority(answers, [1.0] * 5, text, ontology, LABELS)
    assert [(a.value, a.confidence) for a in fused] == [({"start": 0, "end": 6}, 0.6)]


@pytest.mark.parametrize("weights", [[1.0], [1.0, 1.0, 1.0], [0.0, 0.0]])
def test_weights_must_fit(weights: list[float]) -> None:
    with pytest.raises(Invalid, match="Each answer needs a weight"):
        fuse([[box(0)], [box(0)]], weights)


boxes = st.lists(st.integers(0, 30).map(lambda n: box(n * 15.0)), max_size=6, unique_by=lambda a: a.id)


@given(boxes, st.integers(1, 4))
def test_copies_of_an_answer_fuse_to_it(answer: list[Annotation], copies: int) -> None:
    fused = fuse([answer] * copies)
    assert [(a.cls, a.value) for a in fused] == [(a.cls, a.value) for a in answer]
    assert all(a.confidence == 1.0 for a in fused)


@given(st.lists(boxes, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_same_things_stand_however_the_annotations_are_ordered(answers: Answers, chance: Any) -> None:
    shuffled = [chance.sample(answer, len(answer)) for answer in answers]
    expected = sorted((a.value["x"], a.confidence) for a in fuse(answers))
    assert sorted((a.value["x"], a.confidence) for a in fuse(shuffled)) == expected
