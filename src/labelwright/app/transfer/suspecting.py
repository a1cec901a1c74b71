"""Labels of a project that are probably wrong, beside predictions that somebody brought in a file."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import structs

from labelwright.app.transfer.marks import Lower
from labelwright.app.transfer.scans import SUSPECT
from labelwright.app.transfer.tools import Tools
from labelwright.core.checks.finding import WARNING, Finding
from labelwright.core.exchange import Sample, SampleAnswer
from labelwright.core.names import tidy
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item
from labelwright.core.report import Report
from labelwright.datasets.suspects import Suspect, suspects_of

_SAID = {
    "missing": "A model sees “{likely}” where nothing is marked",
    "swapped": "“{label}” is “{likely}” to a model",
    "misplaced": "“{label}” lies elsewhere to a model",
    "spurious": "A model sees nothing where “{label}” is marked",
    "class": "“{label}” is “{likely}” to a model",
    "token": "A word of “{label}” is “{likely}” to a model",
}


class Suspecting:
    """Gathers the answers that stand on a walk, and compares them with the predictions at its end.

    `file` is the predictions as an upload brought them: `{"blob", "name"}`. Items are known by their names; of several
    of one name the last is meant.
    """

    def __init__(self, file: Mapping[str, Any], ontology: Ontology, report: Report) -> None:
        self._file = file
        self._ontology = ontology
        self._lower = Lower(ontology)
        self._report = report
        self._samples: dict[str, tuple[str, Sample]] = {}

    def see(self, task_id: str, item: Item, annotations: list[Annotation]) -> None:
        """Take in an answer that stands."""
        marks = self._lower.marks(annotations, item, self._report)
        self._samples[item.name] = (task_id, Sample(item, (SampleAnswer(marks, truth=True),)))

    def findings(self, tools: Tools) -> Iterator[tuple[str, Finding]]:
        """What is more probably wrong than right, with the name of its item; the most probable first.

        Raises what `suspects_of` raises for predictions that do not do.
        """
        with tempfile.TemporaryDirectory(dir=tools.scratch) as folder:
            path = Path(folder) / tidy(str(self._file["name"])).rsplit("/", 1)[-1]
            with path.open("wb") as file:
                for chunk in tools.blobs.open_range(str(self._file["blob"])):
                    file.write(chunk)
            samples = (sample for _, sample in self._samples.values())
            found = suspects_of(samples, self._ontology, path)
        for suspect in found.found:
            if suspect.listed:
                yield suspect.item, structs.replace(_finding(suspect), item=self._samples[suspect.item][0])


def _finding(suspect: Suspect) -> Finding:
    said = _SAID[suspect.kind].format(label=suspect.label, likely=suspect.likely)
    place = "" if suspect.start is None else f", from character {suspect.start} to {suspect.end}"
    return Finding(
        f"{said}{place}: wrong with a probability of {suspect.wrong * 100:.0f} %.",
        (suspect.mark,) if suspect.mark else (),
        rule=SUSPECT,
        check=SUSPECT,
        severity=WARNING,
        probability=suspect.wrong,
    )
