"""Tasks by what people gave to them: the answers and verdicts that a figure counts, as conditions on tasks.

The figures of reviews, of cost and of gold are counted with the same fragments of SQL, so each leads to just what it
counts.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from labelwright.core.errors import Invalid
from labelwright.storage.counting import CALLED_BACK, set_aside

_SOURCES = (
    " LEFT JOIN answer_sources s ON s.answer_id = judged.id LEFT JOIN answers made ON made.id = s.source_id"
)
JUDGED = f" JOIN answers judged ON judged.id = v.answer_id{_SOURCES}"
"""Joins the answers that the verdict `v` is on: one on a consensus is one on each answer that it was made of."""
MADE_BY = "coalesce(made.annotator_id, judged.annotator_id)"
"""Who gave the answer that is joined."""
PAID_ANSWER = "a.kind = 'person' AND a.assignment_id IS NOT NULL"
PAID_VERDICT = "v.fix_answer_id IS NULL"
"""A fix is paid as the answer that it made."""
SCORED_GOLD = "g.pool = 'hidden' AND NOT g.void"
"""Whether the answer to gold `g` counts for the score of who gave it."""
_REJECTED = f"v.project_id = :project AND v.outcome = 'reject' AND NOT {CALLED_BACK}"
WASTED = (
    f"CASE WHEN {set_aside('a.id', 'void', 'taken-back')} THEN 'void'"  # noqa: S608 (ours)
    f" WHEN a.id IN (SELECT v.answer_id FROM verdicts v WHERE {_REJECTED})"
    " OR a.id IN (SELECT s.source_id FROM verdicts v JOIN answer_sources s ON s.answer_id = v.answer_id"
    f" WHERE {_REJECTED}) THEN 'rejected'"
    " WHEN a.extra THEN 'extra' END"
)
"""Why the answer `a` is in no label; null where it may be in one."""


class Given(Struct, frozen=True, omit_defaults=True):
    """What was given to a task. All that is said must hold of the same answer or verdict.

    `by` gave it, `of` gave the answer that a verdict is on; `stage` is where. `since` is included, `until` is not,
    both in microseconds UTC. `newest` leaves all but the newest so many out.
    """

    what: str
    by: str | None = None
    of: str | None = None
    reason: str | None = None
    stage: int | None = None
    since: int | None = None
    until: int | None = None
    newest: int | None = None


class _Rows(Struct, frozen=True):
    """Rows of a table, each of a task; `by` is the column that says who gave it, "" where nobody is asked for."""

    table: str
    name: str
    where: str
    by: str
    stage: str = ""

    def column(self, name: str) -> str:
        return f"{self.name}.{name}"


def _answers(where: str) -> _Rows:
    return _Rows("answers", "a", where, "annotator_id", "stage")


def _verdicts(where: str) -> _Rows:
    return _Rows("verdicts", "v", where, "reviewer_id", "stage")


def _outcome(outcome: str) -> tuple[_Rows, ...]:
    return (_verdicts(f"v.outcome = '{outcome}' AND NOT {CALLED_BACK}"),)


_UNTIMED = "NOT coalesce({}.seconds, 0) > 0"
_TIMED = "SELECT 1 FROM answers o WHERE o.assignment_id = a.assignment_id AND o.seconds > 0"

WHATS: dict[str, tuple[_Rows, ...]] = {
    "answer": (_answers("a.kind = 'person'"),),
    "verdict": (_verdicts(f"NOT {CALLED_BACK}"),),
    "accept": _outcome("accept"),
    "fix": _outcome("fix"),
    "reject": _outcome("reject"),
    "work": (_answers(PAID_ANSWER), _verdicts(PAID_VERDICT)),
    "untimed": (
        _answers(f"{PAID_ANSWER} AND {_UNTIMED.format('a')} AND NOT EXISTS ({_TIMED})"),
        _verdicts(f"{PAID_VERDICT} AND {_UNTIMED.format('v')}"),
    ),
    **{why: (_answers(f"{PAID_ANSWER} AND {WASTED} = '{why}'"),) for why in ("void", "rejected", "extra")},
    "label": (
        _answers(
            "EXISTS (SELECT 1 FROM tasks d WHERE d.id = a.task_id AND d.truth_answer_id = a.id AND d.state = 'done')"
        ),
    ),
    "gold": (_Rows("gold_answers", "g", SCORED_GOLD, "user_id"),),
}
"""What can be asked for. `work` is all that is paid, `untimed` what of it came without a time; `void`, `rejected` and
`extra` are answers in no label, `label` those that stand in tasks that are done, `gold` those to hidden gold."""
COST = frozenset({"work", "untimed", "void", "rejected", "extra", "label"})
"""What only those may ask for who see what labels cost."""
GOLD = frozenset({"gold"})
"""What only those may ask for who see gold."""


def of_project(given: Given) -> str:
    """The seqs of the tasks of a project to which this was given, each once, as a query in SQL."""
    chosen = " UNION ALL ".join(_newest(rows, given) for rows in _rows(given))
    return f"SELECT DISTINCT x.seq FROM ({chosen}) found JOIN tasks x ON x.id = found.task_id"  # noqa: S608 (ours)


def of_task(given: Given) -> str:
    """Whether this was given to the task `t`, asked of that task alone, in SQL."""
    if given.newest is not None:
        return f"t.seq IN ({of_project(given)})"
    asked = (
        f"EXISTS (SELECT 1 FROM {rows.table} {rows.name}"  # noqa: S608 (ours)
        f" WHERE {rows.column('task_id')} = t.id AND {_where(rows, given)})"
        for rows in _rows(given)
    )
    return f"({' OR '.join(asked)})"


def params(given: Given) -> dict[str, Any]:
    """The parameters of either query, beside :project."""
    return {f"given_{name}": getattr(given, name) for name in Given.__struct_fields__ if name != "what"}


def _rows(given: Given) -> Sequence[_Rows]:
    """Raises `Invalid` for what is unknown, or cannot be asked of this."""
    found = WHATS.get(given.what)
    if found is None:
        raise Invalid(
            f"Nobody gives “{given.what[:50]}” to a task.",
            where="given.what",
            remedy=f"Choose one of {', '.join(WHATS)}.",
        )
    on_verdicts = all(rows.table == "verdicts" for rows in found)
    asked = {
        "of": (given.of is not None, on_verdicts),
        "reason": (given.reason is not None, on_verdicts),
        "stage": (given.stage is not None, all(rows.stage for rows in found)),
        "newest": (given.newest is not None, len(found) == 1),
    }
    for name, (wanted, can) in asked.items():
        if wanted and not can:
            raise Invalid(f"`{name}` cannot be asked of “{given.what}”.", where=f"given.{name}")
    return found


def _newest(rows: _Rows, given: Given) -> str:
    chosen = f"SELECT {rows.column('task_id')} FROM {rows.table} {rows.name} WHERE {_where(rows, given)}"  # noqa: S608
    if given.newest is None:
        return chosen
    return f"SELECT * FROM ({chosen} ORDER BY {rows.column('created_at')} DESC LIMIT :given_newest) newest"  # noqa: S608


def _where(rows: _Rows, given: Given) -> str:
    at = rows.column("created_at")
    asked = [rows.column("project_id") + " = :project", rows.where]
    if given.since is not None:
        asked.append(f"{at} >= :given_since")
    if given.until is not None:
        asked.append(f"{at} < :given_until")
    if given.by is not None:
        asked.append(f"{rows.column(rows.by)} = :given_by")
    if given.stage is not None:
        asked.append(f"{rows.column(rows.stage)} = :given_stage")
    if given.reason is not None:
        asked.append("v.reason = :given_reason")
    if given.of is not None:
        made = (
            f"SELECT 1 FROM answers judged{_SOURCES} WHERE judged.id = v.answer_id AND {MADE_BY} = :given_of"  # noqa: S608
        )
        asked.append(f"EXISTS ({made})")
    return " AND ".join(asked)
