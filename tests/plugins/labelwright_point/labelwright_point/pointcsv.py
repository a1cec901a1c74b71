"""Points in one CSV file, `points.csv`, headed item, class, x, y: a format that speaks the view Keypoints alone."""

import csv
import io
from collections.abc import Iterator

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.ontology import Class, Ontology
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.records import Item
from labelwright.core.report import Report
from labelwright.core.views import Keypoint, Keypoints

FILE = "points.csv"
HEAD = ["item", "class", "x", "y"]


class PointCsv:
    name = "pointcsv"
    title = "Points in CSV"
    needs: tuple[str, ...] = ()
    holds = Holds(media=frozenset({"image"}), views=frozenset({Keypoints}), empty_items=False)
    dialects: tuple[str, ...] = ()

    def sniff(self, source: Source) -> Guess | None:
        return Guess(1.0, why=f"it holds {FILE}") if source.has(FILE) else None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        with source.open(FILE) as file:
            rows = list(csv.reader(io.TextIOWrapper(file, "utf-8", newline="")))
        if not rows or rows[0] != HEAD:
            raise InvalidFile(f"The first line must be {','.join(HEAD)}.", where=FILE)
        classes = tuple(
            Class(name, "point") for name in sorted({row[1] for row in rows[1:] if len(row) == 4})
        )
        return Dataset(Ontology(classes), self._samples(rows[1:], report))

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        with sink.open(FILE) as file:
            text = io.TextIOWrapper(file, "utf-8", newline="")
            writer = csv.writer(text)
            writer.writerow(HEAD)
            for sample in dataset.samples:
                for mark in sample.truth.marks if sample.truth else ():
                    point = next((v.points[0] for v in mark.views if isinstance(v, Keypoints)), None)
                    if point is None:
                        report.lose("annotations that are no points", sample.item.name)
                    else:
                        writer.writerow([sample.item.name, mark.cls, point.x, point.y])
            text.detach()

    def _samples(self, rows: list[list[str]], report: Report) -> Iterator[Sample]:
        marks: dict[str, list[Mark]] = {}
        for line, row in enumerate(rows, start=2):
            try:
                item, name, x, y = row
                point = Keypoint(name, float(x), float(y))
            except ValueError:
                report.refuse("A line must be an item, a class and two numbers.", f"{FILE}:{line}")
                continue
            marks.setdefault(item, []).append(Mark(name, (Keypoints((point,)),)))
        for item, found in marks.items():
            yield Sample(Item(item, "image"), (SampleAnswer(tuple(found)),))


PART = PointCsv()
