"""How one answer became another: added, removed, moved, called and described otherwise."""

import pytest

from labelwright.core.changes import Change, Changes, Described, changes
from labelwright.core.ontology import Attribute, Class, Group, Ontology
from labelwright.core.records import Annotation, AttributeValue, Item
from labelwright.core.registry import LABELS

ONTOLOGY = Ontology(
    (
        Class("car", "box", attributes=(Attribute("hue", "text"),)),
        Class("bus", "box"),
        Class("roof", "polygon"),
        Class("word", "span"),
        Class("sunny", "tag", group="sky"),
        Class("cloudy", "tag", group="sky"),
    ),
    (Group("sky", "one"),),
)
STREET = Item("street.jpg", "image", width=2000, height=100)
TEXT = Item("a.txt", "text", text="Ada met Bo in Rome.")


def box(name: str, x: float, cls: str = "car", **attributes: AttributeValue) -> Annotation:
    """A square of 20 pixels at `x`."""
    return Annotation(name, "box", cls, {"x": x, "y": 0.0, "width": 20.0, "height": 20.0}, attributes)


def word(name: str, start: int, end: int) -> Annotation:
    return Annotation(name, "span", "word", {"start": start, "end": end})


def found(
    before: list[Annotation], after: list[Annotation], item: Item = STREET, *, kin: bool = False
) -> Changes:
    return changes(before, after, item, ONTOLOGY, LABELS, kin=kin)


def test_answers_that_say_the_same_have_none_whatever_their_ids() -> None:
    assert found([box("a", 0), box("b", 100)], [box("x", 100), box("y", 0)]) == (
        (),
        (("a", "y"), ("b", "x")),
    )


def test_what_came_and_what_went() -> None:
    told = found([box("a", 0)], [box("x", 500, "bus")]).changes
    assert told == (
        Change("added", after="x", class_after="bus"),
        Change("removed", before="a", class_before="car"),
    )


def test_a_mark_that_moved_says_how_far_and_how_much_of_it_is_where_it_was() -> None:
    [told] = found([box("a", 0)], [box("x", 10)]).changes
    assert (told.what, told.moved) == (("place",), 10.0)
    assert told.likeness == pytest.approx(1 / 3)


def test_a_mark_that_grew_where_it_is_says_how_far_its_corners_went() -> None:
    grown = Annotation("x", "box", "car", {"x": -3.0, "y": -4.0, "width": 26.0, "height": 28.0})
    [told] = found([box("a", 0)], [grown]).changes
    assert (told.moved, told.farthest) == (0.0, 5.0)


def test_how_far_points_went_is_not_told_where_they_are_others() -> None:
    ring = [[0, 0], [20, 0], [20, 20], [0, 20]]
    outlines = [ring, [*ring, [0, 10]], [[0, 0.5], *ring[1:]]]
    before, more, near = (Annotation("a", "polygon", "roof", {"parts": [[outline]]}) for outline in outlines)
    assert [found([before], [after]).changes[0].farthest for after in (more, near)] == [None, 0.5]


def test_a_mark_can_be_called_and_described_otherwise_at_once() -> None:
    [told] = found([box("a", 0, hue="red")], [box("x", 0, "bus", hue="blue")]).changes
    assert told.what == ("class", "attributes")
    assert (told.class_before, told.class_after) == ("car", "bus")
    assert told.attributes == (Described("hue", "red", "blue"),)


def test_a_note_is_a_change_too() -> None:
    noted = Annotation("x", "tag", "sunny", note="Very.")
    [told] = found([Annotation("a", "tag", "sunny")], [noted]).changes
    assert told.what == ("note",)


def test_another_answer_to_one_question_is_another_class() -> None:
    [told] = found([Annotation("a", "tag", "sunny")], [Annotation("x", "tag", "cloudy")]).changes
    assert (told.kind, told.what) == ("changed", ("class",))


def test_marks_on_a_text_are_told_with_their_words() -> None:
    told = found([word("a", 0, 3), word("b", 14, 18)], [word("x", 0, 7)], TEXT).changes
    assert [(change.kind, change.words, change.moved) for change in told] == [
        ("changed", ("Ada", "Ada met"), None),
        ("removed", ("Rome", ""), None),
    ]


def test_an_id_tells_what_is_the_same_thing_only_where_one_answer_was_made_from_the_other() -> None:
    before, after = [box("a", 0)], [box("a", 900)]
    assert [change.kind for change in found(before, after).changes] == ["added", "removed"]
    [told] = found(before, after, kin=True).changes
    assert (told.kind, told.moved, told.likeness) == ("changed", 900.0, 0.0)


def test_the_way_back_is_the_same_changes_turned_round() -> None:
    one, other = [box("a", 0), box("b", 100)], [box("x", 4), box("y", 300, "bus")]
    there, back = found(one, other).changes, found(other, one).changes
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert sorted((turned[c.kind], c.after, c.before, c.likeness, c.moved) for c in there) == sorted(
        (c.kind, c.before, c.after, c.likeness, c.moved) for c in back
    )
