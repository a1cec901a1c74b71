"""How good the labels of a project are, and how good those who give them: scores over time, who mixes up what,
who agrees with whom, and what is hardest.

Scores are those kept with each decision: how alike an answer and what then stood are. Confusion and couples are counted
from rows that are kept for each score, so that all figures are of all there is.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.aggregation.believed import Shown
from labelwright.insights.overview import DAY, DAYS, RECENT_TASKS, first_day

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


class Of(Struct, frozen=True):
    """How many of how many a figure is of."""

    n: int
    all: int


class Quality(Struct, frozen=True):
    """The figures, of the days from `since` on (microseconds UTC) and of all there is.

    `compared` says of how many of all scored answers the confusion and the couples are: the others wait to be compared.
    `recent` says among how many of all tasks the hardest were looked for.
    """

    since: int
    days: tuple[DayScore, ...]
    people: tuple[PersonScore, ...]
    confusion: tuple[MixedUp, ...]
    couples: tuple[Couple, ...]
    compared: Of
    hardest: tuple[Hard, ...]
    recent: Of


_PEOPLE = text(
    'SELECT s.user_id, u.name, s.given, s."right" FROM skills s JOIN users u ON u.id = s.user_id'
    " WHERE s.project_id = :project ORDER BY u.name, s.user_id"
)
_OWN = text(
    'SELECT u.id, u.name, count(*), sum(l."right") FROM scores s JOIN users u ON u.id = s.user_id'
    " JOIN lessons l ON l.task_id = s.task_id AND l.user_id = s.user_id"
    " WHERE s.project_id = :project AND s.user_id = :user AND s.source <> 'gold' GROUP BY u.id, u.name"
)
_DAYS = text(
    "SELECT created_at / :day AS day, count(*), sum(score), sum(score * score) FROM scores"
    " WHERE project_id = :project AND user_id = :user AND created_at >= :since AND source <> :but"
    " GROUP BY 1 ORDER BY 1"
)
_CONFUSION = text(
    "SELECT said, stands, sum(n) AS n FROM confusions WHERE project_id = :project GROUP BY said, stands"
    " ORDER BY n DESC, said, stands"
)
_COUPLES = text(
    "SELECT a.name AS first, b.name AS second, c.* FROM (SELECT first_id, second_id, count(*) AS n,"
    " sum(alike) AS total, sum(alike * alike) AS squares FROM contrasts WHERE project_id = :project"
    " GROUP BY first_id, second_id) c JOIN users a ON a.id = c.first_id JOIN users b ON b.id = c.second_id"
)
_SCORED = text("SELECT count(*) FROM scores WHERE project_id = :project")
_WAITING = text("SELECT count(*) FROM scores WHERE project_id = :project AND stands_id IS NULL")
_TASKS = text("SELECT coalesce(sum(n), 0) FROM stage_counts WHERE project_id = :project")
_HARDEST = text(
    "SELECT t.id, t.seq, i.name, t.agreement, t.probability FROM"
    " (SELECT id, seq, item_id, agreement, probability FROM tasks WHERE project_id = :project"
    " ORDER BY updated_at DESC, seq DESC LIMIT :recent) t JOIN items i ON i.id = t.item_id"
    " WHERE t.agreement < 1 ORDER BY coalesce(t.probability, t.agreement), t.agreement, t.seq LIMIT :most"
)


def quality(conn: Connection, project_id: str, now: int) -> Quality:
    """The figures of a project; `now` is microseconds UTC."""
    where = {"project": project_id}
    records = list(_records(conn, project_id, now, conn.execute(_PEOPLE, where).all()))
    scored, waiting, tasks = (
        int(conn.execute(query, where).scalar_one()) for query in (_SCORED, _WAITING, _TASKS)
    )
    hardest = conn.execute(_HARDEST, {**where, "recent": RECENT_TASKS, "most": HARDEST})
    return Quality(
        since=first_day(DAYS, now),
        days=_all_days(records),
        people=tuple(_person(record) for record in records),
        confusion=tuple(MixedUp(said, stands, int(n)) for said, stands, n in conn.execute(_CONFUSION, where)),
        couples=_couples(conn, project_id),
        compared=Of(scored - waiting, scored),
        hardest=tuple(Hard(*row) for row in hardest),
        recent=Of(min(tasks, RECENT_TASKS), tasks),
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
    """The scores of these people, without those of one source. Each comes with id, name, in how many tasks they are
    known, and the sum of how right they were."""
    since = first_day(DAYS, now)
    for user_id, name, given, right in people:
        where = {"project": project_id, "user": user_id, "day": DAY, "since": since, "but": but}
        rows = conn.execute(_DAYS, where)
        days = {int(day) * DAY: _Sums(*sums) for day, *sums in rows}
        yield _Record(user_id, name, Shown(given, right).skill(), days)


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


def _couples(conn: Connection, project_id: str) -> tuple[Couple, ...]:
    """Everybody who answered the same task as somebody else, with whom; both and all by name."""
    couples = []
    for row in conn.execute(_COUPLES, {"project": project_id}):
        alike = _Sums(row.n, row.total, row.squares).mean()
        people = sorted([(row.first, row.first_id), (row.second, row.second_id)])
        (first, first_id), (second, second_id) = people
        couples.append(Couple(first, second, alike, first_id, second_id))
    return tuple(sorted(couples, key=lambda one: (one.first, one.second, one.first_id, one.second_id)))
