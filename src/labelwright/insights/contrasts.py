"""Two answers to one item held against one another: what is behind each figure of the quality page."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.agreement.percent import likeness
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item
from labelwright.insights.confusion import mixed_up
from labelwright.insights.overview import DAY
from labelwright.insights.sample import SAMPLE, Sampled, sampled, share


class Side(Struct, frozen=True):
    """One of the two answers; without a person it is what stands."""

    answer_id: str
    annotations: list[Annotation]
    person_id: str = ""
    person: str = ""


class Contrast(Struct, frozen=True):
    """Two answers to one item, and how alike they are, from 0 to 1."""

    task_id: str
    seq: int
    item_id: str
    item: Item
    first: Side
    second: Side
    alike: float


class Wanted(Struct, frozen=True):
    """Which contrasts: of a person with what stands, of two people with one another, or of any two people.

    Where `said` or `stands` is given, those in which that class was said where that one stands ("" is nothing);
    where `name` is given, those in which either answer has that class. `day` is the start of a day, microseconds UTC.
    """

    person: str = ""
    other: str = ""
    said: str | None = None
    stands: str | None = None
    name: str = ""
    day: int | None = None


_SCORED_PEOPLE = text("SELECT user_id FROM skills WHERE project_id = :project ORDER BY user_id")


def contrasts(
    conn: Connection, project_id: str, ontology: Ontology, labels: Mapping[str, AnyLabel], wanted: Wanted
) -> list[Contrast]:
    """Those of the recent sample that the figures are of, the least alike first."""
    found = list(_sample(conn, project_id, wanted))
    mixed = wanted.said is not None or wanted.stands is not None
    if mixed or wanted.day is not None or (wanted.person and not wanted.other):
        kept = (one for one in found if not mixed or _mixes(one, ontology, labels, wanted))
        pairs = [_with_truth(one) for one in kept]
    else:
        pairs = list(_couples(found, ontology, labels))
    if wanted.name:
        pairs = [pair for pair in pairs if wanted.name in _classes(pair)]
    return sorted(pairs, key=lambda pair: (pair.alike, pair.seq, pair.first.person_id, pair.second.person_id))


def _sample(conn: Connection, project_id: str, wanted: Wanted) -> Iterator[Sampled]:
    """The same answers that the figure is of; of one person alone, as many as of all in other figures."""
    people = list(conn.execute(_SCORED_PEOPLE, {"project": project_id}).scalars())
    chosen = [user for user in people if not wanted.person or user in (wanted.person, wanted.other)]
    most = SAMPLE if wanted.day is not None or (wanted.person and not wanted.other) else share(len(people))
    within = (0, 1 << 62) if wanted.day is None else (wanted.day, wanted.day + DAY)
    for user_id in chosen:
        yield from sampled(conn, project_id, user_id, most, within)


def _mixes(one: Sampled, ontology: Ontology, labels: Mapping[str, AnyLabel], wanted: Wanted) -> bool:
    return any(
        wanted.said in (None, said) and wanted.stands in (None, stands)
        for said, stands in mixed_up(one, ontology, labels)
    )


def _with_truth(one: Sampled) -> Contrast:
    first = Side(one.answer_id, one.said, one.person_id, one.person)
    return Contrast(
        one.task_id, one.seq, one.item_id, one.item, first, Side(one.truth_id, one.stands), one.score
    )


def _couples(
    found: Sequence[Sampled], ontology: Ontology, labels: Mapping[str, AnyLabel]
) -> Iterator[Contrast]:
    """Every two people's answers to one task."""
    ordered = sorted(found, key=lambda one: (one.task_id, one.person, one.person_id))
    for _, group in groupby(ordered, key=lambda one: one.task_id):
        for first, second in combinations(group, 2):
            yield Contrast(
                first.task_id,
                first.seq,
                first.item_id,
                first.item,
                Side(first.answer_id, first.said, first.person_id, first.person),
                Side(second.answer_id, second.said, second.person_id, second.person),
                likeness(first.said, second.said, first.item, ontology, labels),
            )


def _classes(pair: Contrast) -> set[str]:
    return {annotation.cls for side in (pair.first, pair.second) for annotation in side.annotations}
