"""Checks that compare items: the same item with other labels, and labels that drift."""

import pytest
from tests.unit.core.checks.scenes import PICTURE, box, check, ready, span, tag

from labelwright.core.checks.alike import apart, groups, identity, look_of
from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Check
from labelwright.core.records import Annotation, Item


def picture(content: str, width: int = 100, height: int = 80) -> Item:
    return Item("x.png", "image", content, width, height)


def surveyed(asked: Check, *items: tuple[str, Item, list[Annotation], int | None]) -> list[Finding]:
    checks = ready(asked)
    survey = checks.survey()
    for key, item, annotations, look in items:
        survey.see(checks.scene(annotations, item, key=key, look=look))
    return list(survey.findings())


def said(found: list[Finding]) -> list[tuple[str, tuple[str, ...], str]]:
    return [(f.item, f.others, f.message) for f in found]


def test_the_same_bytes_with_the_same_labels_pass() -> None:
    own = [box("a", 10, 10, 20, 20)]
    assert surveyed(check("same_item"), ("1", picture("h"), own, None), ("2", picture("h"), own, None)) == []


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ([box("a", 10, 10, 20, 20, "white")], "are labelled with 1 and 0 × “red”, 0 and 1 × “white”"),
        ([], "are labelled with 1 and 0 × “red”"),
        ([box("a", 60, 50, 20, 20)], "“red” is marked in other places"),
    ],
)
def test_other_labels_are_told(other: list[Annotation], message: str) -> None:
    one = [box("a", 10, 10, 20, 20)]
    found = surveyed(check("same_item"), ("2", picture("h"), other, None), ("1", picture("h"), one, None))
    assert said(found) == [("1", ("2",), f"This item and another are the same, but {message}.")]
    assert found[0].severity == "warning"


def test_places_are_compared_at_the_scale_of_each_picture() -> None:
    small, large = [box("a", 10, 10, 20, 20)], [box("a", 20, 20, 40, 40)]
    items = [
        ("1", picture("h"), small, 0x0F0F0F0F0F0F0F0F),
        ("2", picture("i", 200, 160), large, 0x0F0F0F0F0F0F0F0E),
    ]
    assert surveyed(check("same_item"), *items) == []


def test_pictures_that_look_nearly_alike_are_compared() -> None:
    look = 0x0F0F0F0F0F0F0F0F
    items = [
        ("1", picture("h"), [tag("a", "sharp")], look),
        ("2", picture("i"), [tag("a", "blurred")], look ^ 0b111),
    ]
    labels = "0 and 1 × “blurred”, 1 and 0 × “sharp”"
    expected = f"This item and another are nearly the same, but are labelled with {labels}."
    assert said(surveyed(check("same_item"), *items)) == [("1", ("2",), expected)]
    assert surveyed(check("same_item", near=2), *items) == []


def test_a_pair_that_is_the_same_is_not_told_twice() -> None:
    look = 0x0F0F0F0F0F0F0F0F
    items = [("1", picture("h"), [tag("a", "sharp")], look), ("2", picture("h"), [], look)]
    assert len(surveyed(check("same_item"), *items)) == 1


def test_texts_are_the_same_whatever_their_case_and_spaces() -> None:
    one, other = (
        Item(name, "text", text=text) for name, text in (("a", "Ada  met Bob"), ("b", "ada met bob\n"))
    )
    assert identity(one) == identity(other)
    found = surveyed(check("same_item"), ("1", one, [span("a", 0, 3)], None), ("2", other, [], None))
    assert [f.item for f in found] == ["1"]


def test_a_check_of_a_class_compares_that_alone() -> None:
    items = [("1", picture("h"), [tag("a", "sharp")], None), ("2", picture("h"), [tag("a", "blurred")], None)]
    assert surveyed(check("same_item", "red"), *items) == []


def test_a_look_is_of_differences_from_left_to_right() -> None:
    rising = bytes(range(0, 90, 10)) * 8
    assert look_of(rising) == (1 << 64) - 1
    assert look_of(rising[::-1]) == 0
    assert apart(look_of(rising), look_of(rising[::-1])) == 64


def test_looks_hang_together_by_steps() -> None:
    first = 0x00FF00FF00FF00FF
    near, far = first ^ 0b11, first ^ 0b1111
    assert list(groups([far, first, near], 2)) == [sorted([first, near, far])]
    assert list(groups([far, first], 2)) == [[min(first, far)], [max(first, far)]]


def test_plain_pictures_are_near_to_none() -> None:
    assert list(groups([0, 1, 2], 4)) == [[0], [1], [2]]


def drifting(shares: list[float], items: int = 100, **more: float) -> list[Finding]:
    """Windows of so many items, of which such a share is blurred; each item is answered a second after the last."""
    checks = ready(check("drift", items=items, **more))
    survey = checks.survey()
    for number in range(len(shares) * items):
        window, place = divmod(number, items)
        own = [tag("a", "blurred")] if place < shares[window] * items else []
        survey.see(checks.scene(own, PICTURE, key=str(number), at=float(number)))
    return list(survey.findings())


def test_a_steady_share_is_no_drift() -> None:
    assert drifting([0.3, 0.34, 0.27, 0.3]) == []


def test_a_share_that_jumps_is_told_once_with_the_item_it_begins_at() -> None:
    (found,) = drifting([0.1, 0.12, 0.6, 0.62, 0.58])
    assert found.item == "200"
    assert (
        found.message == "From this item on, “blurred” stands on 60 % of 100 items; before it stood on 11 %."
    )


def test_a_share_that_jumps_back_is_told_again() -> None:
    assert [f.item for f in drifting([0.1, 0.6, 0.1])] == ["100", "200"]


def test_small_changes_are_passed_over_however_sure() -> None:
    assert drifting([0.10, 0.15], items=10_000) == []
    assert len(drifting([0.10, 0.15], items=10_000, change=0.04)) == 1


def test_time_counts_and_not_the_order_in_which_items_are_seen() -> None:
    checks = ready(check("drift", items=100))
    survey = checks.survey()
    for number in reversed(range(200)):
        own = [tag("a", "blurred")] if number >= 100 else []
        survey.see(checks.scene(own, PICTURE, key=str(number), at=float(number)))
    assert [f.item for f in survey.findings()] == ["100"]
