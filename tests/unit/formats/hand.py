"""Formats by hand: files in, samples out, and the other way round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.ontology import Ontology
from labelwright.core.records import Item
from labelwright.core.registry import FORMATS
from labelwright.core.report import Report
from labelwright.core.views import Box, Span, View
from labelwright.testing.formats import written
from labelwright.testing.memory import Files, Reader, picture

PICTURE = picture("a picture")
"""A small picture of 64 × 48 pixels."""


FIRST_PIXEL = Box(0, 0, 1, 1)


@dataclass(frozen=True)
class Read:
    """What a reader made of some files."""

    ontology: Ontology
    samples: list[Sample]
    report: Report

    @property
    def marks(self) -> list[Mark]:
        return [mark for sample in self.samples for answer in sample.answers for mark in answer.marks]

    @property
    def views(self) -> list[View]:
        """The truest view of each mark."""
        return [mark.views[0] for mark in self.marks]

    @property
    def losses(self) -> dict[str, int]:
        return losses(self.report)

    @property
    def refused(self) -> list[tuple[str, str]]:
        """Where something was refused, and why."""
        return [(problem.where, problem.message) for problem in self.report.refused]


def read(name: str, files: Mapping[str, bytes | str], dialect: str = "") -> Read:
    """All that a format reads of files by their names, in the dialect that it finds unless one is given."""
    report = Report()
    dataset = FORMATS[name].read(_source(files), report, dialect=dialect or guess(name, files) or "")
    samples = list(dataset.samples)
    return Read(dataset.ontology, samples, report)


def guess(name: str, files: Mapping[str, bytes | str]) -> str | None:
    """The dialect that a format finds in files, or None where they are not its own."""
    found = FORMATS[name].sniff(_source(files))
    return None if found is None else found.dialect


def write(name: str, sample: Sample, dialect: str = "") -> tuple[dict[str, str], dict[str, int]]:
    """The texts that a format writes for one sample, by their names, and how often it names each loss."""
    files, report = written(FORMATS[name], [sample], dialect)
    texts = {name: data.decode() for name, data in files.data.items() if not name.endswith(".png")}
    return texts, losses(report)


def losses(report: Report) -> dict[str, int]:
    return {loss.what: loss.count for loss in report.losses}


def image(*views: View, size: tuple[int, int] = (10, 10), split: str = "") -> Sample:
    """A picture with a mark of class x for each view."""
    marks = tuple(Mark("x", (view,)) for view in views)
    item = Item("a.png", "image", width=size[0], height=size[1])
    return Sample(item, (SampleAnswer(marks),), path="a.png", split=split)


def text(content: str, spans: Sequence[tuple[int, int, str]] = ()) -> Sample:
    """A text with marks of classes at places."""
    marks = tuple(Mark(cls, (Span(start, end),)) for start, end, cls in spans)
    return Sample(Item("a", "text", text=content), (SampleAnswer(marks),))


def _source(files: Mapping[str, bytes | str]) -> Reader:
    return Files({k: v.encode() if isinstance(v, str) else v for k, v in files.items()}).reader()
