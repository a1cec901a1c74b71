"""The marks in files before checks: those of a project, or the usual ones."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import structs

from labelwright.core.checks.checks import Checks, usual_checks
from labelwright.core.checks.finding import ERROR, Finding
from labelwright.core.checks.rule import Check
from labelwright.core.checks.scene import Scene
from labelwright.core.errors import InvalidFile, TooLarge
from labelwright.core.exchange import Sample
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation
from labelwright.core.registry import LABELS, RULES
from labelwright.core.report import Report
from labelwright.datasets.convert import Opened, opened
from labelwright.datasets.kept import Watch, unwatched
from labelwright.datasets.lift import land
from labelwright.datasets.looks import picture_look

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Checked:
    """How many items were looked at, what was found, and what could not be looked at."""

    items: int
    findings: list[Finding]
    report: Report

    @property
    def errors(self) -> int:
        return sum(finding.severity == ERROR for finding in self.findings)


def check_file(
    path: Path,
    checks: Sequence[Check] | None = None,
    ontology: Ontology | None = None,
    from_: str = "",
    watch: Watch = unwatched,
) -> Checked:
    """Look at the answer of each item that stands. Findings name items by their names, and marks by ids or places.

    Without checks the usual ones are run, without an ontology with the classes of the file. A mark whose class or type
    the ontology does not have is refused into the report. Raises what `opened` raises.
    """
    report = Report()
    with opened(path, from_, watch=watch) as dataset:
        classes = ontology or dataset.ontology
        ready = Checks(usual_checks(RULES) if checks is None else checks, classes, LABELS, RULES)
        surveys = ready.survey()
        findings: list[Finding] = []
        items = 0
        for sample in land(dataset.dataset("Checking").samples, classes, report):
            scene = _scene(ready, sample, dataset, report)
            if scene is None:
                continue
            items += 1
            surveys.see(scene)
            findings += ready.findings(scene)
        findings += surveys.findings()
    return Checked(items, findings, report)


def annotations_of(sample: Sample) -> list[Annotation] | None:
    """The answer that stands; marks without an id are named by their places, from 1. None where there is none."""
    if sample.truth is None:
        return None
    return [
        Annotation(m.id or str(place), m.type, m.cls, m.value, m.attributes, m.confidence, m.note)
        for place, m in enumerate(sample.truth.marks, 1)
    ]


def _scene(ready: Checks, sample: Sample, dataset: Opened, report: Report) -> Scene | None:
    annotations = annotations_of(sample)
    if annotations is None:
        return None
    item, look = sample.item, None
    if ready.looks and item.media == "image" and sample.path and dataset.source.has(sample.path):
        if not item.content_hash:
            item = structs.replace(item, content_hash=_hash(dataset, sample.path))
        look = _look(dataset, sample.path, report)
    return ready.scene(annotations, item, key=item.name, look=look)


def _hash(dataset: Opened, path: str) -> str:
    with dataset.source.open(path) as stream:
        found = hashlib.sha256()
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
        return found.hexdigest()


def _look(dataset: Opened, path: str, report: Report) -> int | None:
    with dataset.source.open(path) as stream:
        try:
            return picture_look(stream, path)
        except (InvalidFile, TooLarge) as error:
            report.warn(f"Its look is not known: {error.message}", path)
            return None
