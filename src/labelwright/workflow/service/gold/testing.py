"""Training and qualification: what is handed out of them, how far somebody has come, and what follows at the end."""

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from labelwright.storage import events
from labelwright.workflow.service import assignments
from labelwright.workflow.service.assignments import Assignment
from labelwright.workflow.service.gold import choosing, results, standing
from labelwright.workflow.service.gold.kept import QUALIFY, TRAINING
from labelwright.workflow.service.gold.standing import Standing, State
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening
from labelwright.workflow.spec import QualifySpec

POOL: Mapping[State, str] = {"training": TRAINING, "qualifying": QUALIFY}
"""What is handed out to those who are not working yet."""


class Trial(Struct, frozen=True):
    """The task of a test that somebody has in hand: the `n`-th `of` those that are wanted."""

    kind: str
    n: int
    of: int


class Part(Struct, frozen=True):
    """A part of the way into the work: so many tasks done `of` those that are wanted."""

    done: int
    of: int


def turn(
    conn: Connection,
    project: Running,
    user_id: str,
    stands: Standing,
    held: Sequence[Assignment],
    stage: int,
    until: int,
    now: int,
    chance: Random,
) -> tuple[Standing, Assignment | None]:
    """What comes next for somebody who is not working yet: what they hold, else the next task, else another standing.

    Their standing is written down where they have just begun.
    """
    if not stands.since:
        stands = msgspec.structs.replace(stands, since=now)
        standing.write(conn, project.id, user_id, stands, now)
    for nothing_left in (False, True):
        mine = next((one for one in held if one.purpose == POOL.get(stands.state)), None)
        if mine is not None:
            return stands, mine
        stands = _followed(conn, project, user_id, stands, now, nothing_left=nothing_left)
        given = _take(conn, project, user_id, stands, stage, until, now, chance)
        if given is not None or stands.state not in POOL:
            return stands, given
    return stands, None


def shown(conn: Connection, project: Running, held: Assignment) -> Trial | None:
    """What the person of an assignment is told of the test that it is of; None of all else, hidden gold too."""
    if held.purpose not in POOL.values() or project.spec.qualify is None:
        return None
    stands = standing.kept(conn, project.id, held.user_id)
    if POOL.get(stands.state) != held.purpose:
        return None
    done = part(conn, project, held.user_id, stands)
    return Trial(held.purpose, min(done.done + 1, done.of), done.of)


def part(conn: Connection, project: Running, user_id: str, stands: Standing) -> Part:
    """How far somebody who is not working yet has come."""
    of, scores = _scores(conn, project, user_id, stands)
    return Part(len(scores), of)


def parts(conn: Connection, project: Running, user_id: str, stands: Standing) -> tuple[Part, Part]:
    """How far somebody has come in training and in the test, each whole where it lies behind them."""
    qualify = project.spec.qualify or QualifySpec()
    training = min(qualify.training, choosing.size(conn, project.id, TRAINING))
    items = min(qualify.items, choosing.size(conn, project.id, QUALIFY))
    if stands.state == "training":
        return part(conn, project, user_id, stands), Part(0, items)
    whole = Part(training, training)
    return whole, part(conn, project, user_id, stands) if stands.state == "qualifying" else Part(items, items)


def after(
    conn: Connection,
    project: Running,
    user_id: str,
    stands: Standing,
    now: int,
    *,
    nothing_left: bool = False,
) -> tuple[Standing, Happening | None]:
    """The standing that follows from what somebody has done of a test, written down, and what is to be told of it.

    Training ends when enough is done, or `nothing_left` to train on; a round of qualification when all of it is.
    """
    qualify = project.spec.qualify
    if stands.state not in POOL or qualify is None:
        return stands, None
    of, scores = _scores(conn, project, user_id, stands)
    data: dict[str, Any] = {}
    if stands.state == "training":
        if len(scores) < of and not nothing_left:
            return stands, None
        follows = Standing("qualifying", stands.tries, now)
    elif not of or len(scores) < of:
        return stands, None
    else:
        follows, data = _judged(qualify, stands, scores, now)
    standing.keep(conn, project.id, user_id, follows, now)
    told = {"state": follows.state, "before": stands.state, "reason": follows.reason, **data}
    return follows, Happening("", "standing.changed", user_id, told)


def _followed(
    conn: Connection, project: Running, user_id: str, stands: Standing, now: int, *, nothing_left: bool
) -> Standing:
    follows, told = after(conn, project, user_id, stands, now, nothing_left=nothing_left)
    if told is not None:
        events.append(conn, project.id, told.kind, told.actor, told.subject, told.data, at=now)
    return follows


def _take(
    conn: Connection,
    project: Running,
    user_id: str,
    stands: Standing,
    stage: int,
    until: int,
    now: int,
    chance: Random,
) -> Assignment | None:
    """The next task of a test, handed out, or None where there is none."""
    pool = POOL.get(stands.state)
    if pool is None:
        return None
    task = choosing.unmet(conn, project.id, user_id, pool, chance)
    if task is None and pool == QUALIFY:
        task = choosing.longest_ago(conn, project.id, user_id, pool, stands.since)
    return assignments.give_gold(conn, task, user_id, stage, pool, until, now) if task is not None else None


def _judged(
    qualify: QualifySpec, stands: Standing, scores: Sequence[float], now: int
) -> tuple[Standing, dict[str, Any]]:
    """The standing after a whole round of qualification."""
    mean = math.fsum(scores) / len(scores)
    data = {"score": mean, "n": len(scores)}
    if mean >= qualify.pass_mark:
        return Standing("working", stands.tries, now), data
    tries = stands.tries + 1
    reason = f"The mean of the test was {mean:.2f}; at least {qualify.pass_mark:g} is needed."
    return Standing("failed" if tries >= qualify.tries else "qualifying", tries, now, reason), data


def _scores(conn: Connection, project: Running, user_id: str, stands: Standing) -> tuple[int, list[float]]:
    """How many tasks the part wants, and the scores of those that are done."""
    qualify = project.spec.qualify
    if stands.state not in POOL or qualify is None:
        return 0, []
    pool = POOL[stands.state]
    wanted = qualify.training if stands.state == "training" else qualify.items
    of = min(wanted, choosing.size(conn, project.id, pool))
    found = results.newest(conn, project.id, user_id, pool, stands.since, of) if of else []
    return of, [score for score, _ in found]
