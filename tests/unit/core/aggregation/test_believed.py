"""Consensus of a few answers by annotators whose skill is known."""

import math

import pytest

from labelwright.core.aggregation.believed import LEAST, MOST, USUAL, believed, skill_of
from labelwright.core.errors import Invalid
from labelwright.core.ontology import Class, Group, Ontology
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import LABELS

ITEM = Item("a.png", "image", width=100, height=100)
MOOD = Ontology(
    (
        Class("good", "tag", group="mood"),
        Class("bad", "tag", group="mood"),
        Class("so-so", "tag", group="mood"),
    ),
    (Group("mood", pick="one"),),
)
CARS = Ontology((Class("car", "box"),))


def tag(cls: str) -> list[Annotation]:
    return [Annotation("t", "tag", cls)]


def box(x: float) -> Annotation:
    return Annotation(f"b{x:g}", "box", "car", {"x": x, "y": 10, "width": 20, "height": 20})


def test_two_of_one_mind_are_surer_than_one():
    one = believed([tag("good")], [0.8], ITEM, MOOD, LABELS)
    two = believed([tag("good")] * 2, [0.8] * 2, ITEM, MOOD, LABELS)
    assert one.least == pytest.approx(0.8)
    assert two.least == pytest.approx(0.8**2 / (0.8**2 + 3 * (0.2 / 3) ** 2))
    assert two.annotations[0].cls == "good"
    assert two.annotations[0].confidence == two.least


def test_one_who_is_better_outweighs_two_who_are_hardly_right():
    belief = believed([tag("bad"), tag("bad"), tag("good")], [0.55, 0.55, 0.98], ITEM, MOOD, LABELS)
    assert [annotation.cls for annotation in belief.annotations] == ["good"]


def test_a_tie_goes_to_the_class_listed_first_and_is_not_sure():
    belief = believed([tag("bad"), tag("good")], [0.8, 0.8], ITEM, MOOD, LABELS)
    assert [annotation.cls for annotation in belief.annotations] == ["good"]
    assert belief.least < 0.5


def test_no_tag_is_an_answer_to_the_question():
    belief = believed([[], [], tag("good")], [0.8] * 3, ITEM, MOOD, LABELS)
    assert belief.annotations == []
    assert belief.least > 0.8


def test_a_box_that_two_of_three_drew_stands_with_its_probability():
    belief = believed([[box(10)], [box(11)], []], [0.8] * 3, ITEM, CARS, LABELS)
    (car,) = belief.annotations
    assert car.confidence == pytest.approx(0.8)
    assert 10 <= car.value["x"] <= 11


def test_a_box_of_one_alone_lowers_what_is_sure_though_it_does_not_stand():
    agreed = believed([[box(10)], [box(10)], [box(10)]], [0.8] * 3, ITEM, CARS, LABELS)
    more = believed([[box(10)], [box(10)], [box(10), box(70)]], [0.8] * 3, ITEM, CARS, LABELS)
    assert len(more.annotations) == 1
    assert more.least == pytest.approx(0.8)
    assert more.least < agreed.least


def test_nothing_seen_by_anybody_is_surer_with_each_of_them():
    sure = [believed([[]] * n, [0.8] * n, ITEM, CARS, LABELS).least for n in (1, 2, 3)]
    assert sure == sorted(sure)
    assert sure[0] == pytest.approx(0.8)


def test_the_order_of_annotators_changes_no_probability():
    answers, skills = [tag("good"), tag("bad"), tag("good")], [0.6, 0.9, 0.7]
    there = believed(answers, skills, ITEM, MOOD, LABELS).least
    back = believed(answers[::-1], skills[::-1], ITEM, MOOD, LABELS).least
    assert math.isclose(there, back)


@pytest.mark.parametrize(
    ("given", "right", "skill"), [(0, 0, USUAL), (1000, 1000, MOST), (1000, 0, LEAST), (5, 5, 0.9)]
)
def test_a_skill_is_drawn_to_the_usual_and_kept_within_bounds(
    given: float, right: float, skill: float
) -> None:
    assert skill_of(given, right) == pytest.approx(skill)


def test_a_skill_for_each_answer_is_asked_for():
    with pytest.raises(Invalid, match="skill"):
        believed([tag("good")], [1.0], ITEM, MOOD, LABELS)
