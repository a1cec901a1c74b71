"""Consensus of a few answers by annotators whose skill is known."""

import math
from collections.abc import Sequence

import pytest

from labelwright.core.aggregation.believed import MOST, Belief, Shown, believed
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


def required(ontology: Ontology) -> Ontology:
    return Ontology(ontology.classes, tuple(Group(group.name, "one", True) for group in ontology.groups))


def judged(
    answers: Sequence[Sequence[Annotation]], skills: Sequence[float], ontology: Ontology = MOOD
) -> Belief:
    """What is believed of annotators who were tried so often that their skill is known."""
    return believed(answers, [Shown(1e9, 1e9 * skill) for skill in skills], ITEM, ontology, LABELS)


def test_two_of_one_mind_are_surer_than_one():
    one = judged([tag("good")], [0.8])
    two = judged([tag("good")] * 2, [0.8] * 2)
    assert one.least == pytest.approx(0.8)
    assert two.least == pytest.approx(0.8**2 / (0.8**2 + 3 * (0.2 / 3) ** 2))
    assert two.annotations[0].cls == "good"
    assert two.annotations[0].confidence == two.least


def test_one_who_is_better_outweighs_two_who_are_hardly_right():
    belief = judged([tag("bad"), tag("bad"), tag("good")], [0.3, 0.3, 0.98])
    assert [annotation.cls for annotation in belief.annotations] == ["good"]


def test_a_tie_goes_to_the_class_listed_first_and_is_not_sure():
    belief = judged([tag("bad"), tag("good")], [0.8, 0.8])
    assert [annotation.cls for annotation in belief.annotations] == ["good"]
    assert belief.least < 0.5


def test_no_tag_is_an_answer_to_the_question():
    belief = judged([[], [], tag("good")], [0.8] * 3)
    assert belief.annotations == []
    assert belief.least > 0.8


def test_where_a_tag_is_required_none_is_no_answer():
    belief = judged([[], [], tag("good")], [0.8] * 3, required(MOOD))
    assert [annotation.cls for annotation in belief.annotations] == ["good"]
    assert belief.least == pytest.approx(0.8)
    assert belief.right == pytest.approx((0, 0, 0.8))


def test_a_required_question_of_one_class_can_be_answered():
    lone = Ontology((Class("seen", "tag", group="done"),), (Group("done", "one", True),))
    belief = judged([tag("seen"), tag("seen")], [0.8] * 2, lone)
    assert [annotation.cls for annotation in belief.annotations] == ["seen"]


def test_a_box_that_two_of_three_drew_stands_with_its_probability():
    belief = judged([[box(10)], [box(11)], []], [0.8] * 3, CARS)
    (car,) = belief.annotations
    assert car.confidence == pytest.approx(0.8)
    assert 10 <= car.value["x"] <= 11


def test_a_box_of_one_alone_lowers_what_is_sure_though_it_does_not_stand():
    agreed = judged([[box(10)], [box(10)], [box(10)]], [0.8] * 3, CARS)
    more = judged([[box(10)], [box(10)], [box(10), box(70)]], [0.8] * 3, CARS)
    assert len(more.annotations) == 1
    assert more.least == pytest.approx(0.8)
    assert more.least < agreed.least


def test_nothing_seen_by_anybody_is_surer_with_each_of_them():
    sure = [judged([[]] * n, [0.8] * n, CARS).least for n in (1, 2, 3)]
    assert sure == sorted(sure)
    assert sure[0] == pytest.approx(0.8)


def test_the_order_of_annotators_changes_no_probability():
    answers, skills = [tag("good"), tag("bad"), tag("good")], [0.6, 0.9, 0.7]
    there, back = judged(answers, skills), judged(answers[::-1], skills[::-1])
    assert math.isclose(there.least, back.least)
    assert there.right == pytest.approx(back.right[::-1])


def test_each_answer_is_right_as_probably_as_what_it_says():
    belief = judged([tag("good"), tag("good"), tag("bad")], [0.8] * 3)
    wrong = 0.2 / 3
    good, bad, else_ = 0.8**2 * wrong, wrong**2 * 0.8, wrong**3
    total = good + bad + 2 * else_
    assert belief.right == pytest.approx((good / total, good / total, bad / total))


def test_how_right_an_answer_is_is_the_mean_of_all_it_could_say():
    belief = judged([[box(10)], [box(10)], [box(10), box(70)]], [0.8] * 3, CARS)
    everybody = 0.8**3 / (0.8**3 + 0.2**3)
    assert belief.right == pytest.approx(((everybody + 0.8) / 2,) * 2 + ((everybody + 0.2) / 2,))


def test_those_who_say_alike_that_nothing_is_there_are_right_alike():
    belief = judged([[], []], [0.8, 0.6], CARS)
    assert belief.right == (belief.least, belief.least)


@pytest.mark.parametrize(
    ("given", "right", "skill"), [(0, 0, 0.8), (1000, 1000, MOST), (1000, 0, 1.25 / 2.25), (5, 5, 0.9)]
)
def test_a_skill_is_drawn_to_the_usual_and_kept_within_bounds(
    given: float, right: float, skill: float
) -> None:
    assert Shown(given, right).skill() == pytest.approx(skill)


@pytest.mark.parametrize("options", [2, 3, 10])
def test_whoever_is_unknown_says_what_is_right_four_times_as_often_as_any_one_thing_that_is_not(
    options: int,
) -> None:
    skill = Shown().skill(options)
    assert skill / ((1 - skill) / (options - 1)) == pytest.approx(4)


def test_what_each_has_shown_is_asked_for():
    with pytest.raises(Invalid, match="shown"):
        believed([tag("good")], [], ITEM, MOOD, LABELS)
