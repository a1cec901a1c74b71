"""What every format must fulfil: what it holds comes back, what it does not is named, and the bytes are the same twice.

`check_format(PART)` raises `AssertionError` with the rule that is broken.
"""

import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image

from labelwright.core.errors import NotFound
from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.narrow import bounds, corners
from labelwright.core.ontology import Class, Ontology
from labelwright.core.ports import Format
from labelwright.core.records import Item
from labelwright.core.report import Report
from labelwright.core.views import Box, Span, View

WIDTH, HEIGHT = 64, 48
NEAR = 1e-3


class Files:
    """A source and a sink in memory. Media are small pictures, as large as the samples say."""

    name = "memory"

    def __init__(self) -> None:
        self.data: dict[str, bytes] = {}

    def names(self) -> Iterator[str]:
        return iter(sorted(self.data))

    def has(self, name: str) -> bool:
        return name in self.data

    def size(self, name: str) -> int:
        return len(self.data[name])

    def scratch(self) -> BinaryIO:
        return io.BytesIO()

    def reader(self) -> "Reader":
        return Reader(self)

    def open(self, name: str) -> BinaryIO:
        assert name not in self.data, f"{name} is written twice"
        return cast(BinaryIO, _Kept(self.data, name))

    def media(self, path: str) -> BinaryIO | None:
        picture = io.BytesIO()
        Image.new("1", (WIDTH, HEIGHT)).save(picture, "PNG")
        picture.seek(0)
        return picture


class Reader:
    """The files as a source."""

    name = "memory"

    def __init__(self, files: Files) -> None:
        self._files = files

    def names(self) -> Iterator[str]:
        return self._files.names()

    def has(self, name: str) -> bool:
        return self._files.has(name)

    def size(self, name: str) -> int:
        return self._files.size(name)

    def scratch(self) -> BinaryIO:
        return io.BytesIO()

    def open(self, name: str) -> BinaryIO:
        if not self.has(name):
            raise NotFound(f"There is no “{name}”.")
        return io.BytesIO(self._files.data[name])


class _Kept(io.BytesIO):
    def __init__(self, data: dict[str, bytes], name: str) -> None:
        super().__init__()
        self._data, self._name = data, name

    def close(self) -> None:
        if not self.closed:
            self._data[self._name] = self.getvalue()
        super().close()


def check_format(format_: Format, dialect: str = "") -> None:
    """Raise `AssertionError` where the format breaks a rule in a dialect ("" for its first)."""
    _it_is_declared(format_)
    _it_writes_as_it_reads(format_, dialect)
    for medium in sorted(format_.holds.media & {"image", "text"}):
        _what_is_held_comes_back(format_, dialect, medium)


def written(format_: Format, samples: list[Sample], dialect: str = "") -> tuple[Files, Report]:
    """The files of some samples, and the losses."""
    files, report = Files(), Report()
    names = dict.fromkeys(m.cls for s in samples for a in s.answers for m in a.marks)
    ontology = Ontology(tuple(Class(name, "") for name in names))
    format_.write(Dataset(ontology, iter(samples)), files, report, dialect=dialect)
    return files, report


def _it_is_declared(format_: Format) -> None:
    assert format_.title, f"{format_.name} has no title"
    assert format_.holds.media, f"{format_.name} holds no medium"


def _it_writes_as_it_reads(format_: Format, dialect: str) -> None:
    """A writer takes samples one by one; it may not hold all of them before it begins."""
    medium = min(format_.holds.media & {"image", "text"})
    alive = 0
    highest = 0

    def stream() -> Iterator[Sample]:
        nonlocal alive, highest
        for index in range(50):
            alive += 1
            highest = max(highest, alive)
            yield structs.replace(
                _empty(medium), item=_item(medium, f"{index}.png"), answers=(SampleAnswer(),)
            )
            alive -= 1

    format_.write(Dataset(Ontology(), stream()), Files(), Report(), dialect=dialect)
    assert highest == 1, f"{format_.name} does not stream"


def _what_is_held_comes_back(format_: Format, dialect: str, medium: str) -> None:
    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(_samples(medium))
    def rule(samples: list[Sample]) -> None:
        files, report = written(format_, samples, dialect)
        again, _ = written(format_, samples, dialect)
        assert files.data == again.data, f"{format_.name} writes other bytes for the same samples"
        lost = {loss.what for loss in report.losses}
        reading = Report()
        guess = format_.sniff(files.reader())
        if not any(answer.marks for sample in samples for answer in sample.answers):
            return
        if guess is None:
            assert lost, f"{format_.name} does not know its own files"
            return
        back = list(format_.read(files.reader(), reading, dialect=dialect or guess.dialect).samples)
        assert reading.refused_count == 0, f"{format_.name} refuses its own: {list(reading.lines())}"
        assert lost or len(back) == len(samples), f"{format_.name} loses items and does not say so"
        if not lost:
            for before, after in zip(_sorted(samples), _sorted(back), strict=True):
                _same(format_.name, before, after)

    rule()


def _same(name: str, before: Sample, after: Sample) -> None:
    assert before.item.name == after.item.name, f"{name} changes the name of an item and does not say so"
    assert before.item.text == after.item.text, f"{name} changes a text and does not say so"
    assert not before.split or before.split == after.split, f"{name} loses a split and does not say so"
    for first, second in zip(before.answers, after.answers, strict=True):
        assert len(first.marks) == len(second.marks), f"{name} loses marks and does not say so"
        for mark, other in zip(first.marks, second.marks, strict=True):
            _same_mark(name, mark, other)


def _same_mark(name: str, mark: Mark, other: Mark) -> None:
    for what in ("cls", "attributes", "confidence", "note"):
        assert getattr(mark, what) == getattr(other, what), f"{name} changes {what} and does not say so"
    assert not mark.id or mark.id == other.id, f"{name} changes ids and does not say so"
    assert any(_near(mark.views[0], view) for view in other.views), (
        f"{name} turns {mark.views[0]} into {other.views} and does not say so"
    )


def _near(a: View, b: View) -> bool:
    if isinstance(a, Box) and isinstance(b, Box):
        around = [bounds(corners(box)) for box in (a, b)]
        sides = [(o.x, o.y, o.width, o.height) for o in around]
        return all(abs(p - q) <= NEAR for p, q in zip(*sides, strict=True))
    return a == b


def _sorted(samples: list[Sample]) -> list[Sample]:
    return sorted(samples, key=lambda sample: sample.item.name)


def _item(medium: str, name: str) -> Item:
    if medium == "image":
        return Item(name, medium, width=WIDTH, height=HEIGHT)
    return Item(name, medium, text="Ada Lovelace met 李 in Zürich 😀 today")


def _empty(medium: str) -> Sample:
    return Sample(_item(medium, "a.png"), path="a.png" if medium == "image" else "")


def _samples(medium: str) -> st.SearchStrategy[list[Sample]]:
    """Samples of some items with marks, with all that a mark can carry or without."""
    names = st.sampled_from(["a.png", "häß 李.png", "c d.png"])
    return st.lists(names, unique=True, min_size=1).flatmap(
        lambda chosen: st.tuples(*(_sample(medium, name) for name in chosen)).map(list)
    )


def _sample(medium: str, name: str) -> st.SearchStrategy[Sample]:
    views = _boxes() if medium == "image" else _spans()
    mark = st.builds(
        Mark,
        cls=st.sampled_from(["cell", "Größe"]),
        views=views.map(lambda view: (view,)),
        attributes=st.sampled_from([{}, {"stage": "young"}, {"seen": True}]),
        id=st.sampled_from(["", "m1"]),
        confidence=st.sampled_from([None, 0.5]),
        note=st.sampled_from(["", "look"]),
    )
    marks = st.lists(mark, max_size=3, unique_by=lambda m: m.views).map(_numbered)
    answers = st.tuples(st.builds(SampleAnswer, marks=marks.map(tuple), kind=st.just("person")))
    return st.builds(
        Sample,
        item=st.just(_item(medium, name)),
        answers=answers,
        path=st.just("a.png" if medium == "image" else ""),
        split=st.sampled_from(["", "train"]),
    )


def _numbered(marks: list[Mark]) -> list[Mark]:
    return [structs.replace(mark, id=f"m{i}" if mark.id else "") for i, mark in enumerate(marks)]


def _boxes() -> st.SearchStrategy[View]:
    whole = st.integers(1, 10)
    box = st.builds(
        Box, x=whole.map(float), y=whole.map(float), width=whole.map(float), height=whole.map(float)
    )
    turned = st.builds(lambda angle: Box(20.0, 20.0, 12.5, 6.25, angle), st.sampled_from([30.0, -45.0, 90.0]))
    return st.one_of(box, turned)


def _spans() -> st.SearchStrategy[View]:
    return st.sampled_from([Span(0, 12), Span(4, 12), Span(17, 18), Span(22, 28), Span(1, 3), Span(29, 30)])
