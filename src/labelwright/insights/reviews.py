"""What reviewers said: how often each accepted, fixed and rejected, of whom, and why. Only reads."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.insights.overview import DAY, DAYS

MOST_REASONS = 20


class Outcomes(Struct, frozen=True):
    """How many verdicts of each kind somebody gave, or got."""

    user_id: str
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
    """The verdicts of the last 30 days. One on a consensus is one on each answer that it was made of."""

    reviewers: tuple[Outcomes, ...]
    annotators: tuple[Outcomes, ...]
    reasons: tuple[Reason, ...]


_GIVEN = text(
    "SELECT v.reviewer_id, u.name, v.outcome, count(*) FROM verdicts v JOIN users u ON u.id = v.reviewer_id"
    " WHERE v.project_id = :project AND v.created_at >= :since GROUP BY 1, 2, 3"
)
_GOT = text(
    "SELECT u.id, u.name, v.outcome, count(*) FROM verdicts v JOIN answers judged ON judged.id = v.answer_id"
    " LEFT JOIN answer_sources s ON s.answer_id = judged.id LEFT JOIN answers made ON made.id = s.source_id"
    " JOIN users u ON u.id = coalesce(made.annotator_id, judged.annotator_id)"
    " WHERE v.project_id = :project AND v.created_at >= :since GROUP BY 1, 2, 3"
)
_REASONS = text(
    "SELECT outcome, reason, count(*) AS n FROM verdicts WHERE project_id = :project AND created_at >= :since"
    " AND reason <> '' GROUP BY 1, 2 ORDER BY n DESC, outcome, reason LIMIT :most"
)


def reviews(conn: Connection, project_id: str, now: int) -> Reviews:
    """What was said since 30 days before `now`, microseconds UTC."""
    params = {"project": project_id, "since": (now // DAY - DAYS + 1) * DAY}
    reasons = conn.execute(_REASONS, {**params, "most": MOST_REASONS})
    return Reviews(
        _by_person(conn.execute(_GIVEN, params)),
        _by_person(conn.execute(_GOT, params)),
        tuple(Reason(*row) for row in reasons),
    )


def _by_person(rows: Iterable[tuple[str, str, str, int]]) -> tuple[Outcomes, ...]:
    said: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for user_id, name, outcome, n in rows:
        said[name, user_id][outcome] += n
    return tuple(
        Outcomes(user_id, name, counts["accept"], counts["fix"], counts["reject"])
        for (name, user_id), counts in sorted(said.items())
    )
