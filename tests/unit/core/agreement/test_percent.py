"""Percent agreement by table and by law."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.agreement import likeness, percent_agreement
from labelwright.core.agreement.matching import PAIRS_MAX
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import LABELS

ITEM = Item("page", "text", text="x" * 60)
ONTOLOGY = Ontology(
    (Class("person", "span"), Class("place", "span"), Class("good", "tag"), Class("bad", "tag"))
)


def span(name: str, start: int, end: int) -> Annotation:
    return Annotation(f"{name}-{start}-{end}", "span", name, {"start": start, "end": end})


def tag(name: str) -> Annotation:
    return Annotation(name, "tag", name)


ADA, ADA_LONG, PLACE = span("person", 0, 4), span("person", 0, 12), span("place", 0, 4)

spans = st.builds(
    lambda name, start, length: span(name, start, start + length),
    st.sampled_from(["person", "place"]),
    st.integers(0, 40),
    st.integers(1, 15),
)
answers = st.lists(st.one_of(spans, st.sampled_from([tag("good"), tag("bad")])), max_size=7)


@pytest.mark.parametrize(
    ("given_answers", "expected"),
    [
        ([], None),
        ([[ADA]], None),
        ([[], []], 1.0),
        ([[], [], []], 1.0),
        ([[ADA], []], 0.0),
        ([[ADA], [ADA]], 1.0),
        ([[ADA], [PLACE]], 0.0),
        ([[ADA], [ADA_LONG]], 0.5),
        ([[ADA, tag("good")], [ADA, tag("bad")]], 1 / 3),
        ([[ADA, PLACE], [ADA]], 0.5),
        ([[tag("good")], [tag("good")], [tag("bad")]], 1 / 3),
        ([[tag("good")], [tag("good")], []], 1 / 3),
    ],
)
def test_percent_agreement(given_answers: list[list[Annotation]], expected: float | None) -> None:
    found = percent_agreement(given_answers, ITEM, ONTOLOGY, LABELS)
    assert found == (None if expected is None else pytest.approx(expected))


def test_marks_piled_on_one_place_are_compared_in_bounded_time() -> None:
    pile = [span("person", 0, 50) for _ in range(PAIRS_MAX // 100)]
    assert 0.0 < likeness(pile, pile, ITEM, ONTOLOGY, LABELS) < 1.0


@given(answers, answers)
def test_it_is_the_same_both_ways_and_within_bounds(a: list[Annotation], b: list[Annotation]) -> None:
    found = likeness(a, b, ITEM, ONTOLOGY, LABELS)
    assert 0.0 <= found <= 1.0
    assert likeness(b, a, ITEM, ONTOLOGY, LABELS) == pytest.approx(found)


@given(answers)
def test_a_copy_agrees_wholly(answer: list[Annotation]) -> None:
    assert likeness(answer, list(answer), ITEM, ONTOLOGY, LABELS) == pytest.approx(1.0)


@given(answers, answers, st.integers(0, 1000))
def test_the_order_of_annotations_says_nothing(a: list[Annotation], b: list[Annotation], seed: int) -> None:
    shuffled = random.Random(seed).sample(a, len(a))
    expected = likeness(a, b, ITEM, ONTOLOGY, LABELS)
    assert likeness(shuffled, b, ITEM, ONTOLOGY, LABELS) == pytest.approx(expected)


@given(answers, answers, answers)
def test_the_order_of_answers_says_nothing(
    a: list[Annotation], b: list[Annotation], c: list[Annotation]
) -> None:
    expected = percent_agreement([a, b, c], ITEM, ONTOLOGY, LABELS)
    assert percent_agreement([c, a, b], ITEM, ONTOLOGY, LABELS) == pytest.approx(expected)
