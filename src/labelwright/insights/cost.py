"""What the labels of a project cost: the time and number of answers and verdicts, at the rates of those who gave them.

A time is counted up to ten times the usual one, so that a page left open over lunch costs no more than a hard item.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.insights.overview import DAY
from labelwright.storage.given import PAID_ANSWER, PAID_VERDICT, WASTED

USUAL = 1000
"""How many of the newest times say what is usual."""
TIMES = 10
LEAST_CAP_S = 300.0


class Price(Struct, frozen=True):
    """What an hour of somebody costs, and each answer or verdict beside it."""

    per_hour: float = 0.0
    per_answer: float = 0.0

    def of(self, seconds: float, pieces: int) -> float:
        return seconds / 3600.0 * self.per_hour + pieces * self.per_answer


class Share(Struct, frozen=True):
    """A part of the cost: of a person, a stage, a day or a reason, by `key`; `pieces` are answers and verdicts."""

    key: str
    name: str
    pieces: int
    seconds: float
    cost: float


class Cost(Struct, frozen=True):
    """The cost of a time; `per_label` and `per_task` are None where nothing was finished in it.

    `labels` are the annotations of the truths that came in this time and stand in tasks that are done. `wasted` is the
    part of the cost that is in no label: answers that are void, that were rejected, or that nobody wanted. `untimed` is
    how many pieces came without a time, `cap` up to how many seconds one is counted.
    """

    total: float
    seconds: float
    pieces: int
    untimed: int
    cap: float
    labels: int
    tasks: int
    per_label: float | None
    per_task: float | None
    people: tuple[Share, ...]
    stages: tuple[Share, ...]
    days: tuple[Share, ...]
    wasted: tuple[Share, ...]


_USUAL = text(
    "SELECT seconds FROM answers WHERE project_id = :project AND seconds IS NOT NULL"
    " ORDER BY created_at DESC LIMIT :most"
)
_ANSWERS = text(
    "SELECT a.annotator_id AS person, u.name, a.stage, a.created_at / :day AS day,"  # noqa: S608 (ours)
    " count(DISTINCT a.assignment_id) AS pieces,"
    " sum(CASE WHEN a.seconds > :cap THEN :cap ELSE coalesce(a.seconds, 0) END) AS seconds,"
    " count(DISTINCT a.assignment_id) - count(DISTINCT CASE WHEN a.seconds > 0 THEN a.assignment_id END) AS untimed"
    " FROM answers a JOIN users u ON u.id = a.annotator_id WHERE a.project_id = :project"
    f" AND a.created_at >= :since AND {PAID_ANSWER} GROUP BY 1, 2, 3, 4"
)
"""A correction belongs to the answer that it corrects, and is paid with it."""
_VERDICTS = text(
    "SELECT v.reviewer_id AS person, u.name, v.stage, v.created_at / :day AS day, count(*) AS pieces,"  # noqa: S608
    " sum(CASE WHEN v.seconds > :cap THEN :cap ELSE coalesce(v.seconds, 0) END) AS seconds,"
    " sum(CASE WHEN v.seconds > 0 THEN 0 ELSE 1 END) AS untimed"
    " FROM verdicts v JOIN users u ON u.id = v.reviewer_id WHERE v.project_id = :project"
    f" AND v.created_at >= :since AND {PAID_VERDICT} GROUP BY 1, 2, 3, 4"
)
_WASTED = text(
    "SELECT w.why, w.person, count(*) AS pieces, sum(w.seconds) AS seconds FROM ("  # noqa: S608 (ours)
    " SELECT a.annotator_id AS person, CASE WHEN a.seconds > :cap THEN :cap ELSE coalesce(a.seconds, 0) END AS seconds,"
    f" {WASTED} AS why FROM answers a WHERE a.project_id = :project AND a.created_at >= :since"
    f" AND {PAID_ANSWER}) w WHERE w.why IS NOT NULL GROUP BY 1, 2"
)
_DONE = text(
    "SELECT count(*) AS tasks, coalesce(sum(t.annotation_count), 0) AS labels FROM answers b"
    " JOIN tasks t ON t.truth_answer_id = b.id"
    " WHERE b.project_id = :project AND b.created_at >= :since AND t.state = 'done'"
)


def cost(
    conn: Connection,
    project_id: str,
    stages: Sequence[str],
    prices: Mapping[str, Price],
    since: int,
) -> Cost:
    """What came since `since` (microseconds UTC); `prices` are by person, and of everybody else under ""."""
    times = conn.execute(_USUAL, {"project": project_id, "most": USUAL}).scalars().all()
    cap = max(LEAST_CAP_S, TIMES * median(times)) if times else LEAST_CAP_S
    params = {"project": project_id, "since": since, "cap": cap}
    rows = [*conn.execute(_ANSWERS, {**params, "day": DAY}), *conn.execute(_VERDICTS, {**params, "day": DAY})]
    spent = [_Spent(row, _price(prices, row.person)) for row in rows]
    wasted = [_Spent(row, _price(prices, row.person)) for row in conn.execute(_WASTED, params)]
    done = conn.execute(_DONE, {"project": project_id, "since": since}).one()
    total = sum(one.cost for one in spent)
    return Cost(
        total=total,
        seconds=sum(one.seconds for one in spent),
        pieces=sum(one.pieces for one in spent),
        untimed=sum(int(one.row.untimed) for one in spent),
        cap=cap,
        labels=int(done.labels),
        tasks=done.tasks,
        per_label=total / int(done.labels) if done.labels else None,
        per_task=total / done.tasks if done.tasks else None,
        people=_shares(((one.row.person, one.row.name), one) for one in spent),
        stages=_shares(((str(one.row.stage), _stage(stages, one.row.stage)), one) for one in spent),
        days=_shares(((str(int(one.row.day) * DAY), ""), one) for one in spent),
        wasted=_shares(((one.row.why, ""), one) for one in wasted),
    )


class _Spent:
    """A row of what was given, with its cost."""

    def __init__(self, row: Any, price: Price) -> None:
        self.row = row
        self.pieces, self.seconds = int(row.pieces), float(row.seconds or 0.0)
        self.cost = price.of(self.seconds, self.pieces)


def _price(prices: Mapping[str, Price], person: str) -> Price:
    return prices.get(person) or prices.get("") or Price()


def _stage(stages: Sequence[str], stage: int) -> str:
    return stages[stage] if 0 <= stage < len(stages) else ""


def _shares(spent: Iterable[tuple[tuple[str, str], _Spent]]) -> tuple[Share, ...]:
    """What belongs together added up, in the order of the keys."""
    by_key: dict[tuple[str, str], list[_Spent]] = defaultdict(list)
    for key, one in spent:
        by_key[key].append(one)
    return tuple(
        Share(
            key,
            name,
            sum(one.pieces for one in some),
            sum(one.seconds for one in some),
            sum(one.cost for one in some),
        )
        for (key, name), some in sorted(by_key.items())
    )
