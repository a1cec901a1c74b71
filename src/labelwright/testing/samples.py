"""Hypothesis strategies: small datasets with all that a dataset can say."""

from typing import Any

from hypothesis import strategies as st
from msgspec import structs

from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.ontology import Attribute, Class, Ontology
from labelwright.core.records import Item
from labelwright.core.views import (
    Box,
    Cuboid,
    Ellipse,
    Keypoint,
    Keypoints,
    Line,
    Mask,
    Polygon,
    Relation,
    Segment,
    Span,
    Tag,
    Text,
    View,
)
from labelwright.testing.memory import HEIGHT, WIDTH

MEDIA = ("audio", "image", "text")
"""The media that samples can be drawn of."""

TEXTS = ("Ada Lovelace met 李 in Zürich 😀 today.", "e\u0301te\u0301  est 👩\u200d🔬\n\nbon-bon", "a", " \n")
_SKY = (
    Class("sky", "tag", group="weather"),
    Class("clear", "tag", group="weather", parent="sky"),
    Class("said", ""),
)
ONTOLOGIES = {
    "audio": Ontology((Class("word", ""), Class("seldom", ""), *_SKY)),
    "image": Ontology(
        (
            Class("cell", "box", attributes=(Attribute("stage", "one_of", ("young", "old")),)),
            Class("Größe 大", "box", color="#e53e3e", parent="cell"),
            Class("area", ""),
            Class("face", ""),
            Class("road", ""),
            Class("seldom", "box"),
            *_SKY,
        )
    ),
    "text": Ontology(
        (
            Class("person", "span", key="1"),
            Class("Ort 大", "span", parent="person"),
            Class("seldom", "span"),
            Class("mood", "tag", group="choices"),
            Class("lives in", ""),
            *_SKY,
        )
    ),
}
_NAMES = ("a.png", "häß 李.png", "c d.png", "deep/folder/a.png", "what?.png", "plain")


def samples(medium: str) -> st.SearchStrategy[list[Sample]]:
    """One to three items of different names and contents."""
    names = st.lists(st.sampled_from(_NAMES), unique=True, min_size=1, max_size=3)
    texts = st.permutations(TEXTS) if medium == "text" else st.just(TEXTS)
    return st.tuples(names, texts).flatmap(
        lambda drawn: st.tuples(
            *(_sample(medium, n, i, text) for i, (n, text) in enumerate(zip(*drawn, strict=False)))
        ).map(list)
    )


def item(medium: str, name: str, text: str = TEXTS[0], **more: Any) -> Item:
    """An item of a medium with a content."""
    if medium == "text":
        return Item(name, medium, text=text, **more)
    if medium == "image":
        return Item(name, medium, width=WIDTH, height=HEIGHT, **more)
    return Item(name, medium, duration=12.5, **more)


def path(medium: str, number: int) -> str:
    """Where the bytes of an item lie: each item of a dataset has bytes of its own."""
    return "" if medium == "text" else f"{number}{'.png' if medium == 'image' else '.wav'}"


def _sample(medium: str, name: str, number: int, text: str) -> st.SearchStrategy[Sample]:
    metadata = st.sampled_from([{}, {}, {"camera": "B 😀", "day": 3}, {"image": "x", "text": "y"}])
    where = path(medium, number)
    answer = _answer(medium, text)
    return st.builds(
        Sample,
        item=metadata.map(lambda found: item(medium, name, text, metadata=found)),
        answers=st.one_of(st.tuples(answer), st.tuples(answer), st.just(()), st.tuples(answer, answer)),
        path=st.just(where),
        url=st.sampled_from(["", "", f"https://example.org/{where}"]) if where else st.just(""),
        split=st.sampled_from(["", "train", "val", "fold 1", "train_b"]),
    )


def _answer(medium: str, text: str) -> st.SearchStrategy[SampleAnswer]:
    marks = {"audio": _sound_marks, "image": _image_marks}.get(medium, lambda: _text_marks(text))()
    return st.builds(
        SampleAnswer,
        marks=st.lists(marks, max_size=3, unique_by=lambda m: (m.cls, m.views)).map(_numbered),
        annotator=st.sampled_from(["", "Ada 李"]),
        kind=st.sampled_from(["import", "person", "person", "model", "crowd"]),
        truth=st.booleans(),
        seconds=st.sampled_from([None, 2.5]),
        created_at=st.sampled_from(["", "2024-02-29T10:00:00Z"]),
    )


def _sound_marks() -> st.SearchStrategy[Mark]:
    segments = st.sampled_from([Segment(0.0, 1.5), Segment(1.25, 12.5)])
    return st.one_of(_decorated(["word"], "", segments), _tags(["sky", "clear"]), _said())


def _image_marks() -> st.SearchStrategy[Mark]:
    boxes = _decorated(["cell", "Größe 大"], "box", _boxes())
    areas = _decorated(["area"], "", _areas())
    points = _decorated(["face"], "", _keypoints())
    road = _decorated(["road"], "", _further())
    return st.one_of(boxes, boxes, areas, points, road, _tags(["sky", "clear"]), _said())


def _text_marks(text: str) -> st.SearchStrategy[Mark]:
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda p: p[0] != p[1])
    spans = places.map(lambda place: Span(min(place), max(place)))
    marks = _decorated(["person", "Ort 大"], "span", spans)
    link = _decorated(["lives in"], "", st.just(Relation("r2", "r3")))
    return st.one_of(marks, marks, marks, _tags(["sky", "clear", "mood"]), _said(), link)


def _tags(classes: list[str]) -> st.SearchStrategy[Mark]:
    """Tags; their groups and paths are those that the ontology says."""
    return _decorated(classes, "tag", st.just(Tag()))


def _said() -> st.SearchStrategy[Mark]:
    return _decorated(["said"], "", st.sampled_from([Text("a line\nand 李"), Text("")]))


def _decorated(classes: list[str], kind: str, views: st.SearchStrategy[View]) -> st.SearchStrategy[Mark]:
    attributes: list[Any] = [
        {},
        {},
        {"stage": "young"},
        {"seen": True, "count": 3},
        {"seen": False, "words": ["a", "b 大"]},
        {"words": ["one"], "said": "true"},
        {"iscrowd": True, "difficult": True},
        {"rotation": 12.5, "truncated": "so-so", "share": 0.25},
        {"line": "two\nlines & <signs>"},
        {"pose": "Left", "occluded": True},
        {"pose": 3, "difficult": False},
    ]
    return st.builds(
        lambda cls, view, **more: Mark(cls, (view,), type=kind, value=_value(view) if kind else {}, **more),
        cls=st.sampled_from(classes),
        view=views,
        attributes=st.sampled_from(attributes),
        id=st.sampled_from(["", "m"]),
        confidence=st.sampled_from([None, None, 0.5]),
        note=st.sampled_from(["", "", "look 😀"]),
        compound=st.sampled_from(["", "", "one", "two 大"]),
    )


def _value(view: View) -> dict[str, Any]:
    """The value of a mark in the form of its label type."""
    return {} if isinstance(view, Tag) else structs.asdict(view)


def _numbered(marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks with ids of their own, one of them such as a writer might choose itself."""
    return tuple(structs.replace(mark, id=f"r{3 - i}" if mark.id else "") for i, mark in enumerate(marks))


def _boxes() -> st.SearchStrategy[View]:
    upright = st.sampled_from(
        [
            Box(1.0, 2.0, 3.0, 4.0),
            Box(5.0, 5.0, 20.0, 11.0),
            Box(0.0, 0.0, 64.0, 48.0),
            Box(7.25, 3.5, 10.125, 8.75),
            Box(-5.5, 10.0, 8.0, 8.0),
        ]
    )
    turned = st.sampled_from([30.0, -45.0, 90.0, 180.0]).map(lambda angle: Box(20.0, 20.0, 12.5, 6.25, angle))
    return st.one_of(upright, upright, turned)


def _areas() -> st.SearchStrategy[View]:
    ring = ((10.0, 10.0), (30.0, 12.0), (20.5, 30.25))
    hole = ((18.0, 14.0), (22.0, 14.0), (20.0, 18.0))
    other = ((40.0, 5.0), (60.0, 5.0), (60.0, 20.0), (50.0, 25.0))
    return st.sampled_from(
        [
            Polygon(((ring,),)),
            Polygon(((ring, hole),)),
            Polygon(((ring,), (other,))),
            Mask(10, 20, 3, 2, (0, 1, 2, 3)),
            Mask(40, 5, 5, 3, (0, 3, 1, 2, 1, 1, 1, 4, 1, 1)),
        ]
    )


def _further() -> st.SearchStrategy[View]:
    near, far = (
        ((5.0, 5.0), (25.0, 5.0), (25.0, 20.0), (5.0, 20.0)),
        ((9.0, 8.0), (20.0, 8.0), (20.0, 15.0), (9.0, 15.0)),
    )
    return st.sampled_from(
        [
            Line(((1.0, 1.0), (30.0, 20.5), (60.0, 1.0))),
            Ellipse(30.0, 20.0, 10.0, 5.5),
            Ellipse(30.0, 20.0, 10.0, 5.5, 30.0),
            Cuboid(near, far),
        ]
    )


def _keypoints() -> st.SearchStrategy[View]:
    nose, ear = Keypoint("nose", 12.5, 8.0), Keypoint("ear", 3.0, 40.25, 1)
    return st.sampled_from([Keypoints((nose,)), Keypoints((nose, ear))])
