"""What reviewers said: how often each accepted, fixed and rejected, of whom, in which stage, and why. Only reads."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.insights.overview import DAYS, first_day
from labelwright.storage.counting import CALLED_BACK
from labelwright.storage.given import JUDGED, MADE_BY

MOST_REASONS = 20
K = TypeVar("K", str, int)


class Outcomes(Struct, frozen=True):
    """How many verdicts of each kind somebody gave, or got."""

    user_id: str
    name: str
    accept: int
    fix: int
    reject: int


class StageOutcomes(Struct, frozen=True):
    """How many verdicts of each kind were given in a stage, by its place among the stages."""

    stage: int
    name: str
    accept: int
    fix: int
    reject: int


class Reason(Struct, frozen=True):
    """How often a reason was given for an outcome."""

    outcome: str
    reason: str
    n: int


class Reviews(Struct, frozen=True):
    """The verdicts from `since` on, microseconds UTC; none that was taken back.

    One on a consensus is one on each answer that it was made of. `reasons` are the most frequent of `all_reasons`.
    """

    since: int
    reviewers: tuple[Outcomes, ...]
    annotators: tuple[Outcomes, ...]
    stages: tuple[StageOutcomes, ...]
    reasons: tuple[Reason, ...]
    all_reasons: int


_COUNTED = f"v.project_id = :project AND v.created_at >= :since AND NOT {CALLED_BACK}"
_GIVEN = text(
    "SELECT u.id, u.name, v.outcome, count(*) FROM verdicts v JOIN users u ON u.id = v.reviewer_id"  # noqa: S608 (ours)
    f" WHERE {_COUNTED} GROUP BY 1, 2, 3"
)
_GOT = text(
    f"SELECT u.id, u.name, v.outcome, count(DISTINCT v.id) FROM verdicts v{JUDGED}"  # noqa: S608 (ours)
    f" JOIN users u ON u.id = {MADE_BY} WHERE {_COUNTED} GROUP BY 1, 2, 3"
)
_IN_STAGES = text(
    f"SELECT v.stage, '', v.outcome, count(*) FROM verdicts v WHERE {_COUNTED} GROUP BY 1, 3"  # noqa: S608 (ours)
)
_REASONS = text(
    "SELECT v.outcome, v.reason, count(*) AS n, count(*) OVER () AS every FROM verdicts v"  # noqa: S608 (ours)
    f" WHERE {_COUNTED} AND v.reason <> '' GROUP BY 1, 2 ORDER BY n DESC, 1, 2 LIMIT :most"
)


def reviews(conn: Connection, project_id: str, stages: Sequence[str], now: int) -> Reviews:
    """What was said since 30 days before `now`, microseconds UTC; `stages` are the names of the stages in order."""
    since = first_day(DAYS, now)
    params = {"project": project_id, "since": since}
    reasons = conn.execute(_REASONS, {**params, "most": MOST_REASONS}).all()
    in_stages: list[tuple[int, str, int, int, int]] = _counted(conn.execute(_IN_STAGES, params))
    return Reviews(
        since,
        tuple(Outcomes(*row) for row in _counted(conn.execute(_GIVEN, params))),
        tuple(Outcomes(*row) for row in _counted(conn.execute(_GOT, params))),
        tuple(StageOutcomes(at, stages[at] if at < len(stages) else "", *n) for at, _, *n in in_stages),
        tuple(Reason(row.outcome, row.reason, row.n) for row in reasons),
        reasons[0].every if reasons else 0,
    )


def _counted(rows: Iterable[tuple[K, str, str, int]]) -> list[tuple[K, str, int, int, int]]:
    """Whom or what it is of, its name, and how many verdicts of each kind; by name."""
    said: dict[tuple[str, K], Counter[str]] = defaultdict(Counter)
    for key, name, outcome, n in rows:
        said[name, key][outcome] += n
    return [
        (key, name, counts["accept"], counts["fix"], counts["reject"])
        for (name, key), counts in sorted(said.items())
    ]
