"""Points in one CSV file, `points.csv`, headed item, class, point, x, y. It speaks the view Keypoints alone."""

import csv
import io
from collections.abc import Iterator

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.losses import NAMES, Difference
from labelwright.core.names import Names
from labelwright.core.narrow import narrow
from labelwright.core.ontology import Class, Ontology
from labelwright.core.pictures import Pictures, carry, picture_name
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.records import Item
from labelwright.core.report import Report
from labelwright.core.views import Keypoint, Keypoints

FILE = "points.csv"
HEAD = ["item", "class", "point", "x", "y"]
FURTHER = "further points of one annotation, and whether a point is seen"


class PointCsv:
    name = "pointcsv"
    title = "Points in CSV"
    needs: tuple[str, ...] = ()
    holds = Holds(
        media=frozenset({"image"}),
        views=frozenset({Keypoints}),
        empty_items=False,
        own_losses={FURTHER: Difference.SHAPE},
    )
    dialects: tuple[str, ...] = ()

    def sniff(self, source: Source) -> Guess | None:
        return Guess(1.0, why=f"it holds {FILE}") if source.has(FILE) else None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        with source.open(FILE) as file:
            rows = list(csv.reader(io.TextIOWrapper(file, "utf-8", newline="")))
        if not rows or rows[0] != HEAD:
            raise InvalidFile(f"The first line must be {','.join(HEAD)}.", where=FILE)
        classes = tuple(
            Class(name, "point") for name in sorted({row[1] for row in rows[1:] if len(row) == 5})
        )
        return Dataset(Ontology(classes), self._samples(rows[1:], Pictures(source), report))

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        names = Names()
        with sink.scratch() as lines:
            text = io.TextIOWrapper(lines, "utf-8", newline="")
            writer = csv.writer(text)
            writer.writerow(HEAD)
            for sample in narrow(dataset, self.holds, report):
                name = names.take(picture_name(sample))
                if name != sample.item.name:
                    report.lose(NAMES, sample.item.name)
                carry(sample, f"pictures/{name}", sink)
                for mark in sample.answers[0].marks:
                    view = mark.views[0]
                    assert isinstance(view, Keypoints)
                    first = view.points[0]
                    if view != Keypoints((Keypoint(first.name, first.x, first.y),)):
                        report.lose(FURTHER, sample.item.name)
                    writer.writerow([name, mark.cls, first.name, first.x, first.y])
            text.flush()
            lines.seek(0)
            with sink.open(FILE) as out:
                while chunk := lines.read(1 << 20):
                    out.write(chunk)

    def _samples(self, rows: list[list[str]], pictures: Pictures, report: Report) -> Iterator[Sample]:
        marks: dict[str, list[Mark]] = {}
        for line, row in enumerate(rows, start=2):
            try:
                item, name, called, x, y = row
                point = Keypoint(called, float(x), float(y))
            except ValueError:
                report.refuse(
                    "A line must be an item, a class, a point's name and two numbers.", f"{FILE}:{line}"
                )
                continue
            marks.setdefault(item, []).append(Mark(name, (Keypoints((point,)),)))
        for item, found in marks.items():
            path = pictures.find(item)
            width, height = pictures.size(path) if path else (None, None)
            yield Sample(Item(item, "image", width=width, height=height), (SampleAnswer(tuple(found)),), path)


PART = PointCsv()
