"""Records, the ontology and samples: what goes over the wire, and what stands."""

import msgspec
import pytest

from labelwright.core.exchange import Sample, SampleAnswer
from labelwright.core.ontology import Class, Group, Ontology
from labelwright.core.records import Annotation, Item, decode_annotations, encode_annotations

ONTOLOGY = Ontology(
    (Class("animal", "tag"), Class("bird", "tag", parent="animal"), Class("owl", "tag", parent="bird")),
    (Group("weather"),),
)


def test_annotations_go_over_the_wire_and_back() -> None:
    annotations = [
        Annotation("1", "box", "car", {"x": 1.5}, {"parts": ["a"], "n": 3, "ok": True}, 0.5, "look"),
        Annotation("2", "tag", "rain"),
    ]
    data = encode_annotations(annotations)
    assert msgspec.json.decode(data)[1] == {"id": "2", "type": "tag", "class": "rain"}
    assert decode_annotations(data) == annotations


def test_another_shape_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="missing required field `class`"):
        decode_annotations('[{"id": "1", "type": "box"}]')


def test_the_ontology_finds_by_name() -> None:
    assert ONTOLOGY.find("owl") == ONTOLOGY.classes[2]
    assert ONTOLOGY.group("weather") == ONTOLOGY.groups[0]
    assert (ONTOLOGY.find("fox"), ONTOLOGY.group("mood")) == (None, None)


def test_a_path_runs_from_the_topmost_ancestor() -> None:
    assert ONTOLOGY.path("owl") == ("animal", "bird", "owl")
    assert ONTOLOGY.path("unheard") == ("unheard",)


def test_a_circle_of_parents_ends() -> None:
    circle = Ontology((Class("a", "tag", parent="b"), Class("b", "tag", parent="a")))
    assert circle.path("a") == ("b", "a")


@pytest.mark.parametrize(
    ("answers", "stands"),
    [
        ([], None),
        ([("model", False)], 0),
        ([("person", False), ("person", True)], 1),
        ([("model", False), ("person", False)], 1),
        ([("model", False), ("model", False)], None),
    ],
)
def test_which_answer_of_a_sample_stands(answers: list[tuple[str, bool]], stands: int | None) -> None:
    given = tuple(SampleAnswer(annotator=str(n), kind=k, truth=t) for n, (k, t) in enumerate(answers))
    expected = None if stands is None else given[stands]
    assert Sample(Item("a", "image"), given).truth == expected
