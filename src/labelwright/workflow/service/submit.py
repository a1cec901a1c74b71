"""An answer comes in: checked, kept, counted, and the task moved on, all in one unit of work.

Whatever comes late is still kept: as the vote where one is wanted, else as an extra answer.
"""

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.checks.finding import Finding
from labelwright.core.errors import Conflict, Invalid
from labelwright.core.records import Annotation, Item
from labelwright.core.stage import OUTCOMES, Vote
from labelwright.storage import events
from labelwright.workflow import routing
from labelwright.workflow.service import answers, assignments, beginning, leases, running, settle, tasks
from labelwright.workflow.service.assignments import Assignment
from labelwright.workflow.service.calibrations import handing
from labelwright.workflow.service.calibrations.kept import CALIBRATION
from labelwright.workflow.service.checking import Checked, checked
from labelwright.workflow.service.gold import scoring, standing
from labelwright.workflow.service.gold.kept import POOLS
from labelwright.workflow.service.gold.policy import Due
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening, Task

MAX_SECONDS = 7 * 86400.0


class Judgement(Struct, frozen=True):
    """What a reviewer says: accept, fix or reject. A rejection says why."""

    outcome: str
    reason: str = ""


class Submission(Struct, frozen=True):
    """What a person hands in. To accept or to reject, annotations may be left out; `seconds` is working time."""

    annotations: list[Annotation] | None = None
    seconds: float | None = None
    verdict: Judgement | None = None


class Submitted(Struct, frozen=True):
    """What became of a submission: the answer it made or judged, where the task stands, and whether it counted.

    `warnings` are what the project's checks found in an answer that is kept all the same. `due` is what the caller is
    to set aside, where by this answer its person fell below what gold asks of them.
    """

    answer_id: str
    task: Task
    counted: bool = True
    repeated: bool = False
    warnings: tuple[Finding, ...] = ()
    due: Due | None = None


class _Incoming(Struct, frozen=True):
    """What came in under an assignment, with the project, the role of its person and the task, all held."""

    project: Running
    role: str
    task: Task
    held: Assignment
    given: Submission
    key: str | None
    now: int


def submit(
    conn: Connection, actor: str, assignment_id: str, given: Submission, key: str | None, now: int
) -> Submitted:
    """Keep what a person hands in for an assignment. The same `key` again gives the same result, and nothing new.

    Raises `InvalidAnswer` with every fault found, `Conflict` where something else was submitted here before, and
    `NotAllowed` where the person has left the project's work.
    """
    project = running.hold(conn, leases.own(conn, actor, assignment_id).project_id)
    role = running.hold_role(conn, project.id, actor)
    return submit_held(conn, project, role, actor, assignment_id, given, key, now)


def submit_held(
    conn: Connection,
    project: Running,
    role: str,
    actor: str,
    assignment_id: str,
    given: Submission,
    key: str | None,
    now: int,
) -> Submitted:
    """As `submit`, for a project and a membership that are already held."""
    running.must_label(role)
    held = leases.own(conn, actor, assignment_id)
    if held.state == "submitted" or held.round < 0:
        return _repeated(conn, held, given, key)
    running.must_run(project)
    task = tasks.lock(conn, held.task_id)
    _check_seconds(given.seconds)
    it = _Incoming(project, role, task, held, given, key, now)
    if held.purpose in POOLS:
        return _gold(conn, it)
    if held.purpose == CALIBRATION and handing.counts(conn, task):
        return _kept_apart(conn, it)
    if held.judged_answer_id is not None and _judges(project, held):
        return _verdict(conn, it)
    return _answer(conn, it)


def _answer(conn: Connection, it: _Incoming) -> Submitted:
    task, held = it.task, it.held
    counts = _wanted(task, held) and not _shut_out(conn, held, it.now)
    item, found, answer_id = _kept(conn, it, parent=task.truth_answer_id, extra=not counts)
    data: dict[str, Any] = {"answer": answer_id, "stage": held.stage, "round": held.round, **found.told}
    if not counts:
        return _extra(conn, it, answer_id, data, found)
    vote = Vote(answer_id, user_id=held.user_id)
    after = settle.settle(conn, it.project, task, item, vote, found.annotations, it.now)
    what = Happening(held.user_id, "answer.submitted", task.id, data)
    return Submitted(answer_id, tasks.change(conn, task, after, what, it.now), warnings=found.warnings)


def _gold(conn: Connection, it: _Incoming) -> Submitted:
    """Kept beside the answer that is right, and no vote. Whoever gave it is told what is told of a vote."""
    item, found, answer_id = _kept(conn, it, extra=True)
    due = scoring.score(
        conn, it.project, it.role, it.held, item, answer_id, found.annotations, it.given.seconds, it.now
    )
    return Submitted(answer_id, it.task, warnings=found.warnings, due=due)


def _kept_apart(conn: Connection, it: _Incoming) -> Submitted:
    """A vote that decides nothing yet: its task waits until the calibration is over."""
    held = it.held
    _, found, answer_id = _kept(conn, it)
    data: dict[str, Any] = {"answer": answer_id, "stage": held.stage, "round": held.round, **found.told}
    handing.answered(conn, it.task, held.user_id, data, it.now)
    return Submitted(answer_id, it.task, warnings=found.warnings)


def _kept(
    conn: Connection, it: _Incoming, *, parent: str | None = None, extra: bool = False
) -> tuple[Item, Checked, str]:
    """An answer, checked and kept, its assignment submitted: the item, what the checks found, and the answer's id."""
    given = it.given
    if given.verdict is not None:
        raise Invalid("There is nothing to judge here.", where="verdict", remedy="Leave the verdict out.")
    item = answers.item(conn, it.task.item_id)
    found = checked(it.project, item, given.annotations)
    answer_id = answers.write(
        conn, it.task, found.annotations, kind="person", revision=it.project.revision, now=it.now,
        held=it.held, parent=parent, seconds=given.seconds, key=it.key, extra=extra,
    )  # fmt: skip
    assignments.submitted(conn, it.held, it.now)
    return item, found, answer_id


def _verdict(conn: Connection, it: _Incoming) -> Submitted:
    project, task, held, given, now = it.project, it.task, it.held, it.given, it.now
    judged = answers.read(conn, held.judged_answer_id or "")
    if judged is None or given.verdict is None:
        raise Invalid("Say accept, fix or reject.", where="verdict")
    outcome, reason = given.verdict.outcome, given.verdict.reason.strip()
    check_verdict(outcome, reason)
    item = answers.item(conn, task.item_id)
    counts = _wanted(task, held) and task.truth_answer_id == judged.id
    drawn = given.annotations is not None and given.annotations != judged.annotations
    if outcome == "accept" and drawn:
        raise Invalid("An answer cannot be changed and accepted.", where="verdict", remedy="Say fix instead.")
    answer_id, annotations, found = judged.id, judged.annotations, Checked([])
    if outcome == "accept" and judged.extra:
        checked(project, item, judged.annotations)
    if outcome == "fix" or drawn:
        found = checked(project, item, given.annotations)
        annotations = found.annotations
        answer_id = answers.write(
            conn, task, annotations, kind="person", revision=project.revision, now=now, held=held,
            parent=judged.id, seconds=given.seconds, key=it.key, extra=outcome != "fix" or not counts,
            sources=_sources(conn, project, held),
        )  # fmt: skip
    fix = answer_id if outcome == "fix" else None
    answers.write_verdict(conn, held, judged.id, outcome, reason, fix, now, seconds=given.seconds)
    assignments.submitted(conn, held, now)
    data: dict[str, Any] = {
        "answer": judged.id,
        "outcome": outcome,
        "reason": reason,
        "fix": fix,
        **found.told,
    }
    if not counts:
        return _extra(conn, it, answer_id, data, found)
    vote = Vote(fix or judged.id, user_id=held.user_id, outcome=outcome, judged=judged.id)
    after = settle.settle(conn, project, task, item, vote, annotations, now)
    what = Happening(held.user_id, "verdict.given", task.id, data)
    return Submitted(fix or judged.id, tasks.change(conn, task, after, what, now), warnings=found.warnings)


def _sources(conn: Connection, project: Running, held: Assignment) -> list[str]:
    """The answers that lay beside one another where a judge made a new one of them."""
    if not routing.compares(project.stages[held.stage]):
        return []
    return [answer.id for answer in beginning.compared(answers.of_task(conn, held.task_id), held.round)]


def _extra(
    conn: Connection, it: _Incoming, answer_id: str, data: dict[str, Any], found: Checked
) -> Submitted:
    """Nothing moves, but what came is kept, and it is told."""
    task = it.task
    events.append(conn, task.project_id, "answer.extra", it.held.user_id, task.id, data, at=it.now)
    return Submitted(answer_id, task, counted=False, warnings=found.warnings)


def _repeated(conn: Connection, held: Assignment, given: Submission, key: str | None) -> Submitted:
    task = tasks.read(conn, held.task_id)
    before = answers.repeated(conn, held.id, key) if key is not None else None
    verdict = answers.verdict_of(conn, held.id)
    if verdict is not None and given.verdict is not None and given.verdict.outcome == verdict.outcome:
        before = verdict.fix_answer_id or verdict.answer_id if before or verdict.outcome != "fix" else None
    if before is None:
        raise Conflict(
            "This assignment was submitted before.", remedy="Open the task to correct your answer."
        )
    return Submitted(before, task, repeated=True)


def _wanted(task: Task, held: Assignment) -> bool:
    """Whether the task still waits for this vote, be the lease over or not."""
    here = (task.stage, task.round) == (held.stage, held.round)
    return here and task.state in ("open", "waiting", "skipped") and task.votes_given < task.votes_wanted


def _shut_out(conn: Connection, held: Assignment, now: int) -> bool:
    """Whether the lease is over and its person may not work any more: then what comes late is no vote."""
    over = held.state != "active" or held.lease_until <= now
    return over and standing.is_shut(conn, held.project_id, held.user_id)


def _judges(project: Running, held: Assignment) -> bool:
    return 0 <= held.stage < len(project.stages) and routing.judges(project.stages[held.stage])


def check_verdict(outcome: str, reason: str, *, fixing: bool = True) -> None:
    """Raise `Invalid` for a verdict that is none, or says too little or too much; a fix needs an answer to give."""
    known = OUTCOMES if fixing else tuple(one for one in OUTCOMES if one != "fix")
    if outcome not in known:
        remedy = f"Say {', '.join(known[:-1])} or {known[-1]}."
        raise Invalid(f"“{outcome[:50]}” is no verdict here.", where="verdict", remedy=remedy)
    if outcome == "reject" and not reason:
        raise Invalid("Say why you reject the answer: its author will read it.", where="verdict.reason")
    if len(reason) > leases.MAX_REASON:
        raise Invalid(f"The reason is longer than {leases.MAX_REASON} characters.", where="verdict.reason")


def _check_seconds(seconds: float | None) -> None:
    if seconds is not None and not 0 <= seconds <= MAX_SECONDS:
        raise Invalid("The working time must be between 0 s and 7 days.", where="seconds")
