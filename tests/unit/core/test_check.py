"""What an answer may hold, by table: given annotations, these faults."""

from typing import Any

import pytest
from msgspec import structs

from labelwright.core.check import ANNOTATIONS_MAX, ID_MAX, TEXT_MAX, Rules, check_annotations, complete
from labelwright.core.ontology import Attribute, Class, Group, Ontology
from labelwright.core.records import Annotation, AttributeValue, Item
from labelwright.core.registry import LABELS

PICTURE = Item("street.jpg", "image", width=100, height=80)
TEXT = Item("note", "text", text="Ada met Bob.")
ONTOLOGY = Ontology(
    classes=(
        Class(
            "car",
            "box",
            attributes=(
                Attribute("state", "one_of", options=("parked", "moving"), required=True, default="parked"),
                Attribute("damage", "any_of", options=("dent", "rust")),
                Attribute("taxi", "boolean", default=False),
                Attribute("doors", "number", minimum=1, maximum=5),
                Attribute("plate", "text"),
            ),
        ),
        Class("rain", "tag", group="weather"),
        Class("sun", "tag", group="weather"),
        Class("blurred", "tag", group="quality"),
        Class("person", "span", options={"overlap": False}),
    ),
    groups=(Group("weather", pick="one", required=True), Group("quality", pick="many")),
)
BOX = {"x": 10, "y": 10, "width": 20, "height": 20}
RAIN = Annotation("r", "tag", "rain")


def car(**attributes: AttributeValue) -> Annotation:
    return Annotation("c", "box", "car", BOX, {"state": "parked", **attributes})


def faults(*annotations: Annotation, item: Item = PICTURE) -> list[tuple[str, str]]:
    problems = check_annotations(annotations, item, ONTOLOGY, LABELS)
    return [(problem.where, problem.message) for problem in problems]


def test_a_right_answer_has_no_fault() -> None:
    assert faults(car(taxi=True, damage=["dent"], doors=4, plate="B-AD 1"), RAIN) == []


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        (Annotation("c", "box", "lorry", BOX), "There is no class “lorry”."),
        (Annotation("c", "span", "blurred"), "Annotations of class “blurred” are of type tag, not span."),
        (Annotation("c", "", "blurred"), "Annotations of class “blurred” are of type tag, not unknown."),
        (
            Annotation("c", "span", "person", {"start": 0, "end": 3}),
            "A span cannot be drawn on this item, which is of medium image.",
        ),
        (
            structs.replace(car(), value={"x": 1, "y": 1, "width": 5}),
            "This is no box: Object missing required field `height`.",
        ),
        (
            structs.replace(car(), value={**BOX, "width": 500}),
            "The box reaches out of the picture, which is 100 × 80 pixels.",
        ),
        (structs.replace(car(), confidence=1.5), "The confidence must be between 0 and 1."),
        (structs.replace(car(), confidence=float("nan")), "The confidence must be between 0 and 1."),
        (
            structs.replace(car(), note="x" * (TEXT_MAX + 1)),
            f"The note has {TEXT_MAX + 1} characters; at most {TEXT_MAX} are allowed.",
        ),
        (
            structs.replace(car(), compound="x" * 65),
            "The name of a compound has 65 characters; at most 64 are allowed.",
        ),
    ],
)
def test_what_is_wrong_with_one_annotation(annotation: Annotation, message: str) -> None:
    assert faults(annotation, RAIN) == [("c", message)]


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"wheels": 4}, "Class “car” has no attribute “wheels”."),
        ({"state": "flying"}, "Attribute “state” has no option “flying”."),
        ({"state": True}, "Attribute “state” must be one of its options."),
        ({"damage": "dent"}, "Attribute “damage” must be a list of its options."),
        ({"damage": ["dent", "dent"]}, "Attribute “damage” names an option twice."),
        ({"damage": ["dent", "fire"]}, "Attribute “damage” has no option “fire”."),
        ({"taxi": "yes"}, "Attribute “taxi” must be true or false."),
        ({"taxi": 1}, "Attribute “taxi” must be true or false."),
        ({"doors": "4"}, "Attribute “doors” must be a finite number."),
        ({"doors": True}, "Attribute “doors” must be a finite number."),
        ({"doors": float("nan")}, "Attribute “doors” must be a finite number."),
        ({"doors": float("inf")}, "Attribute “doors” must be a finite number."),
        ({"doors": 10**400}, "Attribute “doors” must be a finite number."),
        ({"doors": 0}, "Attribute “doors” must be at least 1."),
        ({"doors": 6}, "Attribute “doors” must be at most 5."),
        ({"plate": 5}, "Attribute “plate” must be a text."),
        (
            {"plate": "x" * (TEXT_MAX + 1)},
            f"Attribute “plate” has {TEXT_MAX + 1} characters; at most {TEXT_MAX} are allowed.",
        ),
    ],
)
def test_what_is_wrong_with_an_attribute(attributes: dict[str, Any], message: str) -> None:
    assert faults(car(**attributes), RAIN) == [("c", message)]


@pytest.mark.parametrize("given", [{}, {"state": ""}])
def test_a_required_attribute_must_be_answered(given: dict[str, AttributeValue]) -> None:
    messages = [message for _, message in faults(structs.replace(car(), attributes=given), RAIN)]
    assert "Attribute “state” is required." in messages


def test_every_fault_is_told() -> None:
    broken = Annotation(
        "c", "box", "car", {**BOX, "width": 500}, {"state": "flying", "wheels": 4}, confidence=2
    )
    assert len(faults(broken)) == 5


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        (("a", "b"), []),
        (("a", "a"), [("a", "Two annotations have the same id.")]),
        (("a", ""), [("", "An annotation has no id.")]),
        (
            ("a", "x" * (ID_MAX + 1)),
            [("x" * (ID_MAX + 1), f"An id has {ID_MAX + 1} characters; at most {ID_MAX} are allowed.")],
        ),
    ],
)
def test_ids_are_unique_and_short(ids: tuple[str, str], found: list[tuple[str, str]]) -> None:
    first, second = ids
    assert faults(structs.replace(RAIN, id=first), structs.replace(RAIN, id=second, cls="blurred")) == found


@pytest.mark.parametrize(
    ("classes", "messages"),
    [
        (["rain"], []),
        (["rain", "blurred"], []),
        ([], ["“weather” needs an answer."]),
        (["blurred"], ["“weather” needs an answer."]),
        (["rain", "sun"], ["“weather” takes one answer, not 2: “rain”, “sun”."]),
        (["rain", "blurred", "blurred"], ["The tag “blurred” is given twice."]),
    ],
)
def test_groups(classes: list[str], messages: list[str]) -> None:
    tags = [Annotation(str(n), "tag", name) for n, name in enumerate(classes)]
    assert [message for _, message in faults(*tags)] == messages


def test_what_a_type_says_of_its_marks_together_names_the_annotation() -> None:
    spans = [
        Annotation("late", "span", "person", {"start": 2, "end": 7}),
        Annotation("tag", "tag", "rain"),
        Annotation("early", "span", "person", {"start": 0, "end": 3}),
    ]
    message = "Spans of class “person” may not overlap, and two share character 2."
    assert faults(*spans, item=TEXT) == [("late", message)]


def test_an_answer_of_absurd_size_is_refused_whole() -> None:
    assert faults(*[RAIN] * (ANNOTATIONS_MAX + 1)) == [
        ("", f"The answer has {ANNOTATIONS_MAX + 1} annotations; at most {ANNOTATIONS_MAX} are allowed.")
    ]


def test_defaults_fill_what_is_left_out_and_nothing_else() -> None:
    cls = ONTOLOGY.classes[0]
    bare = Annotation("c", "box", "car", BOX, {"taxi": True})
    assert complete(bare, cls).attributes == {"taxi": True, "state": "parked"}
    assert bare.attributes == {"taxi": True}
    full = car(taxi=False)
    assert complete(full, cls) is full


def test_rules_complete_what_they_know() -> None:
    stranger = Annotation("x", "box", "lorry", BOX)
    bare = Annotation("c", "box", "car", BOX)
    completed = Rules(ONTOLOGY, LABELS).complete([stranger, bare])
    assert completed == [stranger, car(taxi=False)]
