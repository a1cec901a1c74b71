"""The figures of a project's overview, from counters and index ranges: the cost does not grow with its tasks.

Two figures are of the recent past, which is what steering needs: working time is the median of each person's last
200 answers, agreement the mean of the 10,000 tasks that changed last.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.storage.counting import CALLED_BACK
from labelwright.storage.given import JUDGED, MADE_BY

DAY = 86_400_000_000
"""Microseconds of a day."""

DAYS = 30
RATE_DAYS = 7
RECENT_ANSWERS = 200
RECENT_TASKS = 10_000


class StageFigures(Struct, frozen=True):
    """How many tasks stand in a stage, by state, and how many have passed it."""

    stage: int
    name: str
    open: int
    waiting: int
    skipped: int
    done: int


class Day(Struct, frozen=True):
    """How many answers people gave on one day; `start` is its beginning in microseconds UTC."""

    start: int
    answers: int


class ClassFigures(Struct, frozen=True):
    name: str
    tasks: int
    annotations: int


class AnnotatorFigures(Struct, frozen=True):
    """One person: answers in all, median seconds per answer, how much others agree, and what reviewers said.

    Verdicts are those of the last 30 days, on answers of their own and on consensus made of them. `agreement` is the
    mean over the last 200 answers whose task has one; None where there is none.
    """

    user_id: str
    name: str
    answers: int
    seconds: float | None
    agreement: float | None
    accepted: int
    fixed: int
    rejected: int


class Overview(Struct, frozen=True):
    """`days_left` is None where nobody has worked in the last week; `agreement` where nothing was voted on."""

    tasks: int
    done: int
    archived: int
    stages: tuple[StageFigures, ...]
    days: tuple[Day, ...]
    days_left: float | None
    agreement: float | None
    classes: tuple[ClassFigures, ...]
    annotators: tuple[AnnotatorFigures, ...]


_COUNTS = text("SELECT stage, state, n FROM stage_counts WHERE project_id = :project")
_NEXT_ANNOTATOR = text(
    "SELECT min(annotator_id) FROM answers WHERE project_id = :project AND annotator_id > :after"
)
_NAME = text("SELECT name, kind FROM users WHERE id = :user")
_PER_DAY = text(
    "SELECT created_at / :day AS day, count(*) FROM answers"
    " WHERE project_id = :project AND annotator_id = :user AND created_at >= :since GROUP BY 1"
)
_ANSWERS = text("SELECT count(*) FROM answers WHERE project_id = :project AND annotator_id = :user")
_SECONDS = text(
    "SELECT seconds FROM answers WHERE project_id = :project AND annotator_id = :user AND kind = 'person'"
    " ORDER BY created_at DESC LIMIT :recent"
)
_VERDICTS = text(
    f"SELECT {MADE_BY}, v.outcome, count(DISTINCT v.id) FROM verdicts v{JUDGED}"  # noqa: S608 (ours)
    f" WHERE v.project_id = :project AND v.created_at >= :since AND NOT {CALLED_BACK} GROUP BY 1, 2"
)
"""A verdict on a consensus is one on each answer that it was made of; one that was called back is none."""
_AGREED = text(
    "SELECT avg(t.agreement) FROM (SELECT task_id FROM answers WHERE project_id = :project"
    " AND annotator_id = :user AND kind = 'person' ORDER BY created_at DESC LIMIT :recent) AS own"
    " JOIN tasks t ON t.id = own.task_id"
)
_AGREEMENT = text(
    "SELECT avg(agreement) FROM (SELECT agreement FROM tasks WHERE project_id = :project"
    " ORDER BY updated_at DESC, seq DESC LIMIT :recent) AS recent"
)
_CLASSES = text(
    "SELECT class, count(*), sum(n) FROM task_classes WHERE project_id = :project GROUP BY class ORDER BY 2 DESC, 1"
)


def overview(conn: Connection, project_id: str, stages: Sequence[str], now: int) -> Overview:
    """The figures of a project; `stages` are the names of its stages in order, `now` microseconds UTC."""
    counts = {(row.stage, row.state): int(row.n) for row in conn.execute(_COUNTS, {"project": project_id})}
    since = first_day(DAYS, now)
    annotators, per_day = _people(conn, project_id, since)
    figures = tuple(_stage(counts, i, name) for i, name in enumerate(stages))
    classes = conn.execute(_CLASSES, {"project": project_id})
    agreement = conn.execute(_AGREEMENT, {"project": project_id, "recent": RECENT_TASKS}).scalar()
    return Overview(
        tasks=sum(counts.values()),
        done=_of_state(counts, "done"),
        archived=_of_state(counts, "archived"),
        stages=figures,
        days=tuple(Day(start, per_day[start // DAY]) for start in range(since, now + 1, DAY)),
        days_left=_days_left(counts, len(stages), per_day, now),
        agreement=float(agreement) if agreement is not None else None,
        classes=tuple(ClassFigures(row[0], row[1], int(row[2])) for row in classes),
        annotators=tuple(annotators),
    )


def first_day(days: int, now: int) -> int:
    """When the first of the last so many days in UTC began, today the last of them; microseconds UTC."""
    return (now // DAY - days + 1) * DAY


class Pace(Struct, frozen=True):
    """How many answers somebody gave, and how many seconds the middle one of the newest took; None where none says."""

    answers: int
    seconds: float | None


def own_pace(conn: Connection, project_id: str, user_id: str) -> Pace:
    """What is known of one person's work, for themselves."""
    who = {"project": project_id, "user": user_id}
    return Pace(conn.execute(_ANSWERS, who).scalar_one(), _usual_seconds(conn, who))


def _usual_seconds(conn: Connection, who: dict[str, str]) -> float | None:
    """The median of a person's newest answers."""
    spent = conn.execute(_SECONDS, {**who, "recent": RECENT_ANSWERS}).scalars()
    seconds = [s for s in spent if s is not None]
    return median(seconds) if seconds else None


def _stage(counts: dict[tuple[int, str], int], stage: int, name: str) -> StageFigures:
    here = {state: n for (at, state), n in counts.items() if at == stage}
    beyond = sum(
        n for (at, state), n in counts.items() if at > stage and state in ("open", "waiting", "skipped")
    )
    passed = beyond + _of_state(counts, "done")
    return StageFigures(
        stage, name, here.get("open", 0), here.get("waiting", 0), here.get("skipped", 0), passed
    )


def _of_state(counts: dict[tuple[int, str], int], state: str) -> int:
    return sum(n for (_, of), n in counts.items() if of == state)


def _people(conn: Connection, project_id: str, since: int) -> tuple[list[AnnotatorFigures], Counter[int]]:
    verdicts = Counter(
        {
            (row[0], row[1]): int(row[2])
            for row in conn.execute(_VERDICTS, {"project": project_id, "since": since})
        }
    )
    per_day: Counter[int] = Counter()
    people = []
    for user_id in _annotators(conn, project_id):
        user = conn.execute(_NAME, {"user": user_id}).one()
        if user.kind != "person":
            continue
        who = {"project": project_id, "user": user_id}
        for day, n in conn.execute(_PER_DAY, {**who, "day": DAY, "since": since}):
            per_day[int(day)] += n
        agreed = conn.execute(_AGREED, {**who, "recent": RECENT_ANSWERS}).scalar()
        people.append(
            AnnotatorFigures(
                user_id=user_id,
                name=user.name,
                answers=conn.execute(_ANSWERS, who).scalar_one(),
                seconds=_usual_seconds(conn, who),
                agreement=None if agreed is None else float(agreed),
                accepted=verdicts[user_id, "accept"],
                fixed=verdicts[user_id, "fix"],
                rejected=verdicts[user_id, "reject"],
            )
        )
    return people, per_day


def _annotators(conn: Connection, project_id: str) -> Iterator[str]:
    """Everybody who has given an answer, found by leaping through the index."""
    last = ""
    while (
        found := conn.execute(_NEXT_ANNOTATOR, {"project": project_id, "after": last}).scalar()
    ) is not None:
        yield found
        last = found


def _days_left(
    counts: dict[tuple[int, str], int], stages: int, per_day: Counter[int], now: int
) -> float | None:
    """Steps that tasks still have before them, over the steps people took per day in the last week."""
    steps = sum(n * (stages - at) for (at, state), n in counts.items() if state in ("open", "waiting"))
    today = now // DAY
    week = [per_day[day] for day in range(today - RATE_DAYS + 1, today + 1)]
    taken = sum(week)
    if taken == 0:
        return None
    started = next(i for i, n in enumerate(week) if n)
    return steps / (taken / (RATE_DAYS - started))
