"""What a walk through a dataset shows, and what is guessed of its classes."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.ontology import Attribute, Class, Ontology
from labelwright.core.records import Item
from labelwright.core.registry import LABELS
from labelwright.core.views import Box, Polygon, Span, Tag, Text, View
from labelwright.datasets.convert import opened
from labelwright.datasets.survey import MOST_OPTIONS, Survey

IMAGE = Item("a.png", "image", width=100, height=100)
AREA = Polygon(((((0.0, 0.0), (4.0, 0.0), (4.0, 4.0)),),))


def surveyed(marks: Sequence[Mark], *classes: Class, item: Item = IMAGE) -> Survey:
    found = Survey(Ontology(classes))
    list(found.walk([Sample(item, (SampleAnswer(tuple(marks)),))]))
    return found


@pytest.mark.parametrize(
    ("view", "item", "kind"),
    [
        (Box(1, 2, 3, 4), IMAGE, "box"),
        (Tag("", ("x",)), IMAGE, "tag"),
        (Span(0, 1), Item("a", "text", text="Ada"), "span"),
        (Text("a caption"), IMAGE, ""),
    ],
)
def test_a_view_is_of_the_label_type_that_shows_itself_as_one(view: View, item: Item, kind: str) -> None:
    found = surveyed([Mark("x", (view,))], item=item)
    assert found.marks == {("x", kind): 1}
    assert [cls.type for cls in found.ontology().classes] == [kind]


@pytest.mark.skipif("polygon" not in LABELS, reason="no label type for areas is installed")
def test_an_area_is_no_mask_though_a_mask_could_hold_it() -> None:
    assert surveyed([Mark("x", (AREA, Box(0, 0, 4, 4)))]).marks == {("x", "polygon"): 1}


def test_settings_that_a_mark_needs_are_turned_round_and_no_others() -> None:
    marks = [Mark("turned", (Box(1, 2, 3, 4, 30),)), Mark("upright", (Box(1, 2, 3, 4),))]
    assert [dict(cls.options) for cls in surveyed(marks).ontology().classes] == [{"rotated": True}, {}]


def test_attributes_are_guessed_from_their_values() -> None:
    values = [
        {"wet": True, "legs": 4, "colours": ["red"], "state": "old", "said": f"text {number}"}
        for number in range(MOST_OPTIONS + 1)
    ]
    values.append({"wet": False, "legs": 2.5, "colours": ["blue", "red"], "state": "new", "said": "more"})
    (cls,) = surveyed([Mark("x", (Box(1, 2, 3, 4),), v) for v in values]).ontology().classes
    assert cls.attributes == (
        Attribute("colours", "any_of", ("blue", "red")),
        Attribute("legs", "number"),
        Attribute("said", "text"),
        Attribute("state", "one_of", ("new", "old")),
        Attribute("wet", "boolean"),
    )


def test_what_a_source_lists_is_not_guessed() -> None:
    listed = Class("cell", "box", color="#e53e3e")
    found = surveyed(
        [Mark("cell", (Box(1, 2, 3, 4),), {"wet": True}), Mark("x", (AREA,))], listed, Class("y", "")
    )
    assert found.ontology().classes[0] == listed
    assert found.guessed() == {"x", "y"}


def test_tags_tell_groups_and_parents() -> None:
    marks = [Mark("cat", (Tag("kind", ("animal", "cat")),)), Mark("red", (Tag("kind", ("red",)),))]
    found = surveyed(marks).ontology()
    assert {cls.name: (cls.parent, cls.group) for cls in found.classes} == {
        "animal": ("", ""),
        "cat": ("animal", "kind"),
        "red": ("", "kind"),
    }
    assert [(group.name, group.pick) for group in found.groups] == [("kind", "many")]


def test_a_source_is_read_once_and_each_walk_is_watched(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("Ada\tB-p\n\nBo\tB-p\n\n")
    walks: list[tuple[str, int | None, int]] = []

    def watch(doing: str, total: int | None, samples: Iterable[Sample]) -> Iterable[Sample]:
        seen = list(samples)
        walks.append((doing, total, len(seen)))
        return seen

    with opened(tmp_path / "a.conll", watch=watch) as dataset:
        (tmp_path / "a.conll").unlink()
        dataset.losses("jsonl")
        dataset.write(tmp_path / "b.jsonl", "jsonl", media=False)
    assert walks == [("Reading", None, 2), ("Trying jsonl", 2, 2), ("Writing", 2, 2)]
