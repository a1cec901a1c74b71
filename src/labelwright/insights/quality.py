"""How good the labels of a project are, and how good those who give them: scores over time, who mixes up what,
who agrees with whom, and what is hardest.

Scores are those kept with each decision: how alike an answer and what then stood are. What has to look into answers
looks at a recent sample of them.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.aggregation.believed import skill_of
from labelwright.core.agreement.percent import likeness
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.insights.confusion import mixed_up
from labelwright.insights.overview import DAY, DAYS, RECENT_TASKS
from labelwright.insights.sample import Sampled, sampled, share

HARDEST = 12
Z = 1.959964
"""Standard errors on either side of a mean that hold 95 % of a normal distribution."""


class Mean(Struct, frozen=True):
    """The mean of so many scores and its 95 % interval, both ends None where fewer than two say nothing of it."""

    n: int
    mean: float
    low: float | None = None
    high: float | None = None


class DayScore(Struct, frozen=True):
    """The scores of one day; `start` is its beginning in microseconds UTC."""

    start: int
    score: Mean


class PersonScore(Struct, frozen=True):
    """One person: the scores of the last days, in all and by day, and the skill that all their scores amount to."""

    user_id: str
    name: str
    skill: float
    score: Mean | None
    days: tuple[DayScore, ...]


class MixedUp(Struct, frozen=True):
    """How often one class was said where another stands; "" where nothing was said, or nothing stands."""

    said: str
    stands: str
    n: int


class Couple(Struct, frozen=True):
    """How alike the answers of two people to the same tasks are."""

    first: str
    second: str
    alike: Mean
    first_id: str
    second_id: str


class Hard(Struct, frozen=True):
    """A task whose answers differ, or whose label is not sure."""

    task_id: str
    seq: int
    name: str
    agreement: float | None
    probability: float | None


class Quality(Struct, frozen=True):
    """The figures; `sample` is how many answers the confusion and the couples are of."""

    days: tuple[DayScore, ...]
    people: tuple[PersonScore, ...]
    confusion: tuple[MixedUp, ...]
    couples: tuple[Couple, ...]
    hardest: tuple[Hard, ...]
    sample: int


_PEOPLE = text(
    'SELECT s.user_id, u.name, s.given, s."right" FROM skills s JOIN users u ON u.id = s.user_id'
    " WHERE s.project_id = :project ORDER BY u.name, s.user_id"
)
_OWN = text(
    "SELECT u.id, u.name, count(*), sum(s.score) FROM scores s JOIN users u ON u.id = s.user_id"
    " WHERE s.project_id = :project AND s.user_id = :user AND s.source <> 'gold' GROUP BY u.id, u.name"
)
_DAYS = text(
    "SELECT created_at / :day AS day, count(*), sum(score), sum(score * score) FROM scores"
    " WHERE project_id = :project AND user_id = :user AND created_at >= :since AND source <> :but"
    " GROUP BY 1 ORDER BY 1"
)
_HARDEST = text(
    "SELECT t.id, t.seq, i.name, t.agreement, t.probability FROM"
    " (SELECT id, seq, item_id, agreement, probability FROM tasks WHERE project_id = :project"
    " ORDER BY updated_at DESC, seq DESC LIMIT :recent) t JOIN items i ON i.id = t.item_id"
    " WHERE t.agreement < 1 ORDER BY coalesce(t.probability, t.agreement), t.agreement, t.seq LIMIT :most"
)


def quality(
    conn: Connection, project_id: str, ontology: Ontology, labels: Mapping[str, AnyLabel], now: int
) -> Quality:
    """The figures of a project; `now` is microseconds UTC."""
    people = conn.execute(_PEOPLE, {"project": project_id}).all()
    records = list(_records(conn, project_id, now, people))
    found = [
        one for record in records for one in sampled(conn, project_id, record.user_id, share(len(records)))
    ]
    hardest = conn.execute(_HARDEST, {"project": project_id, "recent": RECENT_TASKS, "most": HARDEST})
    return Quality(
        days=_all_days(records),
        people=tuple(_person(record) for record in records),
        confusion=_confusion(found, ontology, labels),
        couples=_couples(found, ontology, labels),
        hardest=tuple(Hard(*row) for row in hardest),
        sample=len(found),
    )


def own_quality(conn: Connection, project_id: str, user_id: str, now: int) -> PersonScore | None:
    """What is known of one person, for themselves; None where nothing is.

    Without what gold says: it is scored at once, so a figure that moves with a submit would tell which task was gold.
    """
    people = conn.execute(_OWN, {"project": project_id, "user": user_id}).all()
    return next(map(_person, _records(conn, project_id, now, people, but="gold")), None)


class _Sums(Struct):
    """Scores added up: how many, their sum, and that of their squares."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, n: int, total: float, squares: float) -> None:
        self.n, self.total, self.squares = self.n + n, self.total + total, self.squares + squares

    def mean(self) -> Mean:
        mean = self.total / self.n
        if self.n < 2:
            return Mean(self.n, mean)
        variance = max(0.0, (self.squares - self.n * mean * mean) / (self.n - 1))
        margin = Z * math.sqrt(variance / self.n)
        return Mean(self.n, mean, max(0.0, mean - margin), min(1.0, mean + margin))


class _Record(Struct, frozen=True):
    """One person with the scores of each day."""

    user_id: str
    name: str
    skill: float
    days: dict[int, _Sums]


def _records(
    conn: Connection, project_id: str, now: int, people: Iterable[Any], *, but: str = ""
) -> Iterator[_Record]:
    """The scores of these people (id, name, how many scores, their sum), without those of one source."""
    since = (now // DAY - DAYS + 1) * DAY
    for user_id, name, given, right in people:
        where = {"project": project_id, "user": user_id, "day": DAY, "since": since, "but": but}
        rows = conn.execute(_DAYS, where)
        days = {int(day) * DAY: _Sums(*sums) for day, *sums in rows}
        yield _Record(user_id, name, skill_of(given, right), days)


def _person(record: _Record) -> PersonScore:
    whole = _Sums()
    for sums in record.days.values():
        whole.add(sums.n, sums.total, sums.squares)
    days = tuple(DayScore(start, sums.mean()) for start, sums in record.days.items())
    return PersonScore(record.user_id, record.name, record.skill, whole.mean() if whole.n else None, days)


def _all_days(records: Sequence[_Record]) -> tuple[DayScore, ...]:
    """The scores of everybody by day."""
    whole: dict[int, _Sums] = defaultdict(_Sums)
    for record in records:
        for start, sums in record.days.items():
            whole[start].add(sums.n, sums.total, sums.squares)
    return tuple(DayScore(start, whole[start].mean()) for start in sorted(whole))


def _confusion(
    found: Sequence[Sampled], ontology: Ontology, labels: Mapping[str, AnyLabel]
) -> tuple[MixedUp, ...]:
    counts = Counter(pair for one in found for pair in mixed_up(one, ontology, labels))
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(MixedUp(said, stands, n) for (said, stands), n in ranked)


def _couples(
    found: Sequence[Sampled], ontology: Ontology, labels: Mapping[str, AnyLabel]
) -> tuple[Couple, ...]:
    by_task: dict[str, list[Sampled]] = defaultdict(list)
    for one in found:
        by_task[one.task_id].append(one)
    sums: dict[tuple[str, str, str, str], _Sums] = defaultdict(_Sums)
    for answers in by_task.values():
        for first, second in combinations(sorted(answers, key=lambda one: (one.person, one.person_id)), 2):
            alike = likeness(first.said, second.said, first.item, ontology, labels)
            names = (first.person, second.person, first.person_id, second.person_id)
            sums[names].add(1, alike, alike * alike)
    return tuple(
        Couple(first, second, sums[first, second, a, b].mean(), a, b) for first, second, a, b in sorted(sums)
    )
