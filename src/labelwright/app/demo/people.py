"""The people of the demo, and how each of them would answer: a steady hand, a quick one, a careless one."""

import random
from dataclasses import dataclass

from labelwright.app.demo.requests import Request
from labelwright.app.demo.smear import Cell, Smear
from labelwright.core.records import Annotation


@dataclass(frozen=True)
class Person:
    """A demo account. `jitter` is the standard deviation of a corner in pixels; the rest are chances per cell."""

    name: str
    email: str
    role: str
    jitter: float = 0.0
    misses: float = 0.0
    confuses: float = 0.0
    seconds: float = 0.0


LEAD = Person("Lena Brandt", "lead@example.com", "owner")
REVIEWER = Person("Rosa Ibáñez", "rosa@example.com", "reviewer", 1.0, 0.0, 0.0, 18)
ANNOTATORS = (
    Person("Ana Kovač", "ana@example.com", "annotator", 0.7, 0.002, 0.001, 46),
    Person("Ben Osei", "ben@example.com", "annotator", 1.2, 0.006, 0.003, 31),
    Person("Chen Wei", "chen@example.com", "annotator", 2.2, 0.022, 0.008, 24),
)
PEOPLE = (LEAD, REVIEWER, *ANNOTATORS)

CLASSES = ("RBC", "WBC", "Platelet")


def label_smear(person: Person, smear: Smear, choose: random.Random) -> list[Annotation]:
    """What a person would answer for a smear: boxes with their errors, and the tag of its sharpness."""
    boxes = [
        _box(person, cell, smear, f"cell-{number}", choose)
        for number, cell in enumerate(smear.cells)
        if choose.random() >= person.misses
    ]
    sharp = "blurred" if smear.blurred != (choose.random() < person.confuses) else "sharp"
    return [*boxes, Annotation("sharpness", "tag", sharp)]


def label_request(person: Person, request: Request, choose: random.Random) -> list[Annotation]:
    """What a person would answer for a request: its intent and its entities, some of them missed."""
    spans = [
        Annotation(f"entity-{number}", "span", entity.cls, {"start": entity.start, "end": entity.end})
        for number, entity in enumerate(request.entities)
        if choose.random() >= person.misses
    ]
    return [Annotation("intent", "tag", request.intent), *spans]


def _box(person: Person, cell: Cell, smear: Smear, id: str, choose: random.Random) -> Annotation:  # noqa: A002
    cls = cell.cls
    if choose.random() < person.confuses:
        cls = choose.choice([name for name in CLASSES if name != cls])
    left = _within(choose.gauss(cell.x, person.jitter), smear.width - 2)
    top = _within(choose.gauss(cell.y, person.jitter), smear.height - 2)
    right = max(left + 2, _within(choose.gauss(cell.x + cell.width, person.jitter), smear.width))
    bottom = max(top + 2, _within(choose.gauss(cell.y + cell.height, person.jitter), smear.height))
    value = {"x": left, "y": top, "width": round(right - left, 1), "height": round(bottom - top, 1)}
    return Annotation(id, "box", cls, value, {"touching": choose.random() < 0.1} if cls == "RBC" else {})


def _within(value: float, limit: float) -> float:
    return round(min(max(value, 0.0), limit), 1)
