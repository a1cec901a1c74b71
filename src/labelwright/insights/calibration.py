"""How alike the answers of a calibration are: all together, of each two people, and to each item. Only reads.

All together also as corrected for chance: answers that are alike because nearly everything is the same say little.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from random import Random

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.agreement.few import Corrected, Unit, few_alpha
from labelwright.core.agreement.percent import likeness
from labelwright.core.gold.window import Window, windowed
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item, decode_annotations

SEED = 0
"""The same answers give the same interval."""
COMPARED = 3000
"""How many pairs of answers are compared at most; of larger sessions each two people are by their first items."""


class Couple(Struct, frozen=True):
    """How alike the answers of two people to the same items are; `alike` has its 95 % interval."""

    first: str
    second: str
    alike: Window


class Agreement(Struct, frozen=True):
    """`overall` is the mean of the items, each the mean of all pairs of answers to it; `items` is by task.

    `alpha` is Krippendorff's of whole answers, at a distance of 1 − their likeness, as `labelwright agree` has it:
    chance lays answers to other items over an item. None of fewer than two items, and where all answers are the same.
    """

    overall: Window | None
    couples: tuple[Couple, ...]
    items: Mapping[str, float]
    alpha: Corrected | None = None


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
    units = [
        Unit([(items[task], given) for given in said[task].values()], 1.0 - mean)
        for task, mean in means.items()
    ]

    def distance(a: tuple[Item, list[Annotation]], b: tuple[Item, list[Annotation]]) -> float:
        (item, first), (_, second) = a, b
        return 1.0 - likeness(first, second, item, ontology, labels)

    chance = Random(SEED)  # noqa: S311 - draws an interval, guards no secret
    overall = windowed(list(means.values()), len(means)) if means else None
    return Agreement(overall, tuple(couples), means, few_alpha(units, distance, chance))
