"""How alike the answers of a calibration are: all together, of each two people, and to each item. Only reads."""

import math
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.agreement.percent import likeness
from labelwright.core.gold.window import Window, windowed
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item, decode_annotations

COMPARED = 3000
"""How many pairs of answers are compared at most; of larger sessions each two people are by their first items."""


class Couple(Struct, frozen=True):
    """How alike the answers of two people to the same items are; `alike` has its 95 % interval."""

    first: str
    second: str
    alike: Window


class Agreement(Struct, frozen=True):
    """`overall` is the mean of the items, each the mean of all pairs of answers to it; `items` is by task."""

    overall: Window | None
    couples: tuple[Couple, ...]
    items: Mapping[str, float]


_ANSWERS = text(
    "SELECT t.task_id, b.annotator_id, b.annotations, i.name, i.media, i.content_hash, i.width, i.height, i.text"
    " FROM calibration_tasks t JOIN assignments a ON a.task_id = t.task_id AND a.purpose = 'calibration'"
    " JOIN calibration_people p ON p.calibration_id = t.calibration_id AND p.user_id = a.user_id"
    " JOIN answers b ON b.assignment_id = a.id AND NOT b.extra"
    " JOIN tasks k ON k.id = t.task_id JOIN items i ON i.id = k.item_id"
    " WHERE t.calibration_id = :id ORDER BY t.place, b.annotator_id, b.created_at"
)


def agreement(
    conn: Connection, session_id: str, ontology: Ontology, labels: Mapping[str, AnyLabel]
) -> Agreement:
    """The agreement of a session, of the answers that were given before its discussion."""
    items: dict[str, Item] = {}
    said: dict[str, dict[str, list[Annotation]]] = defaultdict(dict)
    for task, person, annotations, name, media, content, width, height, words in conn.execute(
        _ANSWERS, {"id": session_id}
    ):
        items[task] = Item(name, media, content, width, height, text=words)
        said[task][person] = decode_annotations(annotations)
    people = {person for given in said.values() for person in given}
    each = max(1, COMPARED // max(1, math.comb(len(people), 2)))
    of_couple: dict[tuple[str, str], list[float]] = defaultdict(list)
    of_item: dict[str, list[float]] = defaultdict(list)
    for task, given in said.items():
        for couple in combinations(sorted(given), 2):
            if len(of_couple[couple]) >= each:
                continue
            first, second = couple
            alike = likeness(given[first], given[second], items[task], ontology, labels)
            of_couple[couple].append(alike)
            of_item[task].append(alike)
    means = {task: math.fsum(found) / len(found) for task, found in of_item.items()}
    couples = [
        Couple(*couple, window)
        for couple, found in sorted(of_couple.items())
        if (window := windowed(found, len(found))) is not None
    ]
    return Agreement(windowed(list(means.values()), len(means)) if means else None, tuple(couples), means)
