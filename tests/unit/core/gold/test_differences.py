"""What an answer got wrong: missing, extra, of another class, elsewhere, with other attributes."""

import pytest

from labelwright.core.gold.differences import Difference, differences
from labelwright.core.ontology import Attribute, Class, Group, Ontology
from labelwright.core.records import Annotation, AttributeValue, Item
from labelwright.core.registry import LABELS
from labelwright.testing.cases import load_cases

ONTOLOGY = Ontology(
    (
        Class("vehicle", "box"),
        Class(
            "car", "box", parent="vehicle", attributes=(Attribute("state", "text"), Attribute("hue", "text"))
        ),
        Class("bus", "box", parent="vehicle"),
        Class("coat", "box"),
        Class("word", "span"),
        Class("sunny", "tag", group="sky"),
        Class("cloudy", "tag", group="sky"),
        Class("blurred", "tag"),
        Class("dark", "tag"),
    ),
    (Group("sky", "one"),),
)
STREET = Item("street.jpg", "image", width=2000, height=100)
TEXT = Item("a.txt", "text", text="Ada met Bo in Rome.")


def box(name: str, x: float, cls: str = "car", **attributes: AttributeValue) -> Annotation:
    """A square of 20 pixels at `x`."""
    return Annotation(name, "box", cls, {"x": x, "y": 0.0, "width": 20.0, "height": 20.0}, attributes)


def tag(cls: str) -> Annotation:
    return Annotation(cls, "tag", cls)


def found(said: list[Annotation], gold: list[Annotation], item: Item = STREET) -> tuple[Difference, ...]:
    return differences(said, gold, item, ONTOLOGY, LABELS)


def test_an_answer_like_the_gold_has_none() -> None:
    gold = [box("a", 0, state="parked"), box("b", 100, "bus"), tag("sunny")]
    assert found([box("x", 1), box("y", 100, "bus"), tag("sunny")][1:], gold[1:]) == ()
    assert found(gold, gold) == ()


def test_what_one_of_both_has_alone_is_missing_or_extra() -> None:
    assert found([box("x", 500)], [box("a", 0)]) == (
        Difference("missing", gold_id="a", gold_class="car"),
        Difference("extra", said_id="x", said_class="car"),
    )


def test_one_thing_called_by_another_class() -> None:
    """Car and bus are one below vehicle: 2 · 1 / (2 + 2)."""
    assert found([box("x", 0, "bus")], [box("a", 0)]) == (
        Difference("class", "x", "a", "bus", "car", likeness=0.5),
    )


def test_what_is_asked_of_one_class_says_nothing_of_another() -> None:
    kinds = [d.kind for d in found([box("x", 0, "bus")], [box("a", 0, state="parked")])]
    assert kinds == ["class"]


def test_a_mark_that_is_badly_placed_is_not_missing() -> None:
    """Squares of 20, moved by 15: they share 5 of 35."""
    (only,) = found([box("x", 15)], [box("a", 0)])
    assert only == Difference("place", "x", "a", "car", "car", likeness=only.likeness)
    assert only.likeness == pytest.approx(5 / 35)


def test_an_unsteady_hand_is_no_difference() -> None:
    """Moved by 1 of 20: they share 19 of 21."""
    assert found([box("x", 1)], [box("a", 0)]) == ()


def test_a_coat_where_a_car_should_be_is_no_badly_placed_car() -> None:
    kinds = [d.kind for d in found([box("x", 15, "coat")], [box("a", 0)])]
    assert kinds == ["missing", "extra"]


def test_the_wrong_attributes_are_named() -> None:
    said, gold = [box("x", 0, state="moving", hue="red")], [box("a", 0, state="parked", hue="red")]
    assert found(said, gold) == (
        Difference("attributes", "x", "a", "car", "car", names=("state",), likeness=0.5),
    )


def test_place_and_attributes_of_one_thing_are_two() -> None:
    kinds = [d.kind for d in found([box("x", 5, state="moving")], [box("a", 0, state="parked")])]
    assert kinds == ["place", "attributes"]


def test_another_answer_to_one_question_has_the_wrong_class() -> None:
    assert found([tag("cloudy")], [tag("sunny")]) == (
        Difference("class", "cloudy", "sunny", "cloudy", "sunny", likeness=0.0),
    )


def test_tags_that_answer_no_question_are_missing_and_extra() -> None:
    assert [d.kind for d in found([tag("dark")], [tag("blurred")])] == ["missing", "extra"]


def test_a_span_that_reaches_too_far_is_named() -> None:
    def word(name: str, start: int, end: int) -> Annotation:
        return Annotation(name, "span", "word", {"start": start, "end": end})

    (only,) = found([word("x", 0, 7)], [word("a", 0, 3)], TEXT)
    assert only == Difference("place", "x", "a", "word", "word", likeness=only.likeness)
    assert only.likeness == pytest.approx(0.6)


def test_they_come_in_the_order_of_the_gold_and_then_of_the_answer() -> None:
    gold = [box("a", 0), box("b", 100), box("c", 200)]
    said = [box("z", 900), box("y", 200, "coat"), box("x", 110)]
    assert [(d.kind, d.gold_id or d.said_id) for d in found(said, gold)] == [
        ("missing", "a"), ("place", "b"), ("class", "c"), ("extra", "z"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(LABELS))
def test_every_label_type_has_its_differences(name: str) -> None:
    cases = load_cases(LABELS[name])
    ontology = Ontology((cases.cls,))
    marks = [Annotation(str(i), name, cases.cls.name, value) for i, value in enumerate(cases.valid)]
    assert differences(marks, marks, cases.item, ontology, LABELS) == ()
    missing = differences([], marks, cases.item, ontology, LABELS)
    assert [(d.kind, d.gold_id) for d in missing] == [("missing", mark.id) for mark in marks]
    extra = differences(marks, [], cases.item, ontology, LABELS)
    assert [(d.kind, d.said_id) for d in extra] == [("extra", mark.id) for mark in marks]
