"""Pictures with boxes in which errors are planted, and a simulated detector that looks at the true ones."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from labelwright.core.labelerrors.marks import Foreseen
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item
from labelwright.core.report import Report
from labelwright.datasets.checking import annotations_of
from labelwright.datasets.convert import opened
from labelwright.datasets.lift import land

KINDS = ("swapped", "missing", "misplaced", "mixed")
"""What is done to one box of each picture that gets an error."""

SHARE = 0.2
"""Pictures that get one."""

SEEN, CONFUSED, JITTER = 0.9, 0.05, 0.03
"""The detector: how many boxes it sees, how many of these it gives another class, and how far sides are off."""

Shown = tuple[Item, list[Annotation]]


def pictures(folder: Path) -> tuple[Ontology, list[Shown]]:
    """The pictures of a VOC folder with their boxes, as they are."""
    with opened(folder, "voc") as dataset:
        samples = land(dataset.dataset().samples, dataset.ontology, Report())
        return dataset.ontology, [(sample.item, annotations_of(sample) or []) for sample in samples]


def planted(
    shown: Sequence[Shown], kind: str, rng: np.random.Generator
) -> tuple[list[list[Annotation]], list[bool]]:
    """The boxes with errors, and which pictures have one."""
    names = sorted({a.cls for _, own in shown for a in own})
    given, wrong = [], []
    for _, own in shown:
        hit = bool(own) and rng.random() < SHARE
        chosen = kind if kind != "mixed" else KINDS[rng.integers(3)]
        given.append(_with_error(own, chosen, names, rng) if hit else list(own))
        wrong.append(hit)
    return given, wrong


def detected(
    shown: Sequence[Shown], given: Sequence[Sequence[Annotation]], rng: np.random.Generator
) -> list[Foreseen]:
    """What the detector sees of the true boxes, and one box of nothing on each picture."""
    names = sorted({a.cls for _, own in shown for a in own})
    found = []
    for (item, own), marks in zip(shown, given, strict=True):
        seen = [_seen(a, names, rng) for a in own if rng.random() < SEEN]
        width, height = float(item.width or 1), float(item.height or 1)
        sides = rng.uniform(0.05, 0.3, 2) * (width, height)
        corner = rng.uniform(0, 1, 2) * ((width, height) - sides)
        seen.append(_box(names[rng.integers(len(names))], [*corner, *sides], float(rng.beta(2, 3))))
        found.append(Foreseen(item, marks, [_named(a, n) for n, a in enumerate(seen)]))
    return found


def _with_error(
    own: Sequence[Annotation], kind: str, names: Sequence[str], rng: np.random.Generator
) -> list[Annotation]:
    marks = list(own)
    place = int(rng.integers(len(marks)))
    mark = marks.pop(place)
    x, y, width, height = _sides(mark)
    if kind == "swapped":
        others = [name for name in names if name != mark.cls]
        marks.insert(place, _named(_box(others[rng.integers(len(others))], [x, y, width, height]), 1000))
    elif kind == "misplaced":
        dx, dy = rng.choice([-1, 1], 2) * rng.uniform(0.2, 0.5, 2) * (width, height)
        marks.insert(place, _named(_box(mark.cls, [x + dx, y + dy, width, height]), 1000))
    return marks


def _seen(mark: Annotation, names: Sequence[str], rng: np.random.Generator) -> Annotation:
    x, y, width, height = _sides(mark)
    off = rng.normal(0, JITTER, 4) * (width, height, width, height)
    place = [x + off[0], y + off[1], max(1.0, width + off[2]), max(1.0, height + off[3])]
    if rng.random() < CONFUSED:
        others = [name for name in names if name != mark.cls]
        return _box(others[rng.integers(len(others))], place, float(rng.beta(2, 3)))
    return _box(mark.cls, place, float(rng.beta(8, 1)))


def _sides(mark: Annotation) -> tuple[float, float, float, float]:
    x, y, width, height = (float(mark.value[name]) for name in ("x", "y", "width", "height"))
    return x, y, width, height


def _box(cls: str, place: Sequence[float], confidence: float | None = None) -> Annotation:
    value = dict(zip(("x", "y", "width", "height"), map(float, place), strict=True))
    return Annotation("", "box", cls, value, {}, confidence)


def _named(mark: Annotation, number: int) -> Annotation:
    return Annotation(f"b{number}", mark.type, mark.cls, mark.value, {}, mark.confidence)
