"""Writes and reads a dataset of any size and says how many megabytes the process grew meanwhile, at its peak.

`python streaming.py FORMAT DIALECT COUNT PICTURES FOLDER`, run by test_streaming.py in a process of its own. A small
dataset that goes first pays for what is loaded once.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Item
from labelwright.core.registry import FORMATS
from labelwright.core.report import Report
from labelwright.core.views import Box, Span
from labelwright.datasets.files import open_source
from labelwright.datasets.sinks import no_media, open_sink
from labelwright.testing.memory import picture

MARKS = 5
"""Annotations of each item."""

ONTOLOGY = Ontology((Class("x", ""),))


def main(name: str, dialect: str, count: int, pictures: bool, folder: Path) -> None:
    medium = "image" if "image" in FORMATS[name].holds.media else "text"
    steps: dict[str, float] = {}
    for number in (100, count):
        target = folder / str(number)
        before = peak_mb()
        with open_sink(target, bring if pictures else no_media) as sink:
            FORMATS[name].write(Dataset(ONTOLOGY, samples(medium, number)), sink, Report(), dialect=dialect)
        written = peak_mb()
        report = Report()
        source = open_source(target)
        read = sum(
            len(answer.marks)
            for sample in FORMATS[name].read(source, report, dialect=dialect).samples
            for answer in sample.answers
        )
        source.close()
        steps = {"writing_mb": written - before, "reading_mb": peak_mb() - written, "read": read}
        steps["refused"] = report.refused_count
    json.dump(steps, sys.stdout)


def samples(medium: str, count: int) -> Iterator[Sample]:
    """Items with `MARKS` annotations each, made as they are asked for."""
    for number in range(count):
        if medium == "image":
            marks = tuple(Mark("x", (Box(float(i), 1.0, 2.0, 3.0),)) for i in range(MARKS))
            item, path = Item(f"{number:07d}.png", "image", width=64, height=48), "a.png"
        else:
            marks = tuple(Mark("x", (Span(6 * i, 6 * i + 5),)) for i in range(MARKS))
            item, path = Item(f"{number:07d}", "text", text="words " * MARKS + str(number)), ""
        yield Sample(item, (SampleAnswer(marks),), path=path)


def bring(path: str) -> BinaryIO:
    return io.BytesIO(picture(path))


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "pictures", Path(sys.argv[5]))
