"""The way of a task through the stages of its project. Pure: it decides where a task goes, and moves nothing."""

from collections.abc import Sequence

from msgspec import Struct

from labelwright.core.access import is_above
from labelwright.core.conditions import CLASSES, Case, condition
from labelwright.core.registry import STAGES
from labelwright.core.stage import Decision, Evidence, StageSettings, Vote


class Place(Struct, frozen=True):
    """Where a task stands: a stage by its index, and the votes wanted there. None of a place means it is done."""

    stage: int
    votes: int


def enter(stages: Sequence[StageSettings], case: Case, start: int = 0) -> Place | None:
    """The first stage from `start` on that wants this task, or None where the task is done."""
    for index in range(start, len(stages)):
        votes = wants(stages[index], case)
        if votes > 0:
            return Place(index, votes)
    return None


def needs(stages: Sequence[StageSettings]) -> frozenset[str]:
    """What the conditions of these stages ask for: facts, and `classes` where they name one."""
    asked = [condition(text) for stage in stages for text in (stage.when, stage.always) if text]
    named = {CLASSES} if any(one.classes for one in asked) else set()
    return frozenset(named).union(*(one.needs for one in asked))


def decide(settings: StageSettings, votes: Sequence[Vote], evidence: Evidence) -> Decision:
    """What the stage's kind makes of its votes."""
    return STAGES[settings.kind].decide(settings, votes, evidence)


def back(stages: Sequence[StageSettings], stage: int, case: Case) -> Place:
    """The nearest stage before `stage` that makes answers; from the first stage on where none is before."""
    before = [index for index in range(stage) if not judges(stages[index])]
    index = before[-1] if before else first(stages)
    return Place(index, max(1, wants(stages[index], case)))


def above(stages: Sequence[StageSettings], stage: int) -> int | None:
    """Where people of a stage hand a task up to: the stage it names, else the next that judges and is trusted more."""
    settings = stages[stage]
    for index in range(stage + 1, len(stages)):
        later = stages[index]
        if settings.escalate == later.name:
            return index
        if not settings.escalate and judges(later) and is_above(later.by, settings.by):
            return index
    return None


def first(stages: Sequence[StageSettings]) -> int:
    """The first stage that makes answers: where every task begins."""
    return next((index for index, stage in enumerate(stages) if not judges(stage)), 0)


def wants(settings: StageSettings, case: Case) -> int:
    """How many votes a stage wants of a task that reaches it."""
    return STAGES[settings.kind].wants(case, settings)


def judges(settings: StageSettings) -> bool:
    """Whether people of this stage judge the answer that stands."""
    return STAGES[settings.kind].judges


def compares(settings: StageSettings) -> bool:
    """Whether people of this stage see all answers beside the one that stands."""
    return STAGES[settings.kind].compares


def successor(old: Sequence[StageSettings], new: Sequence[StageSettings], stage: int) -> int | None:
    """Where the tasks of a stage belong after the workflow has changed, by index into the new stages.

    A stage is known by its name and kind. One that is gone hands its tasks to the next old stage that is still
    there; where none is, they have passed everything: None.
    """
    kept = {(settings.name, settings.kind): index for index, settings in enumerate(new)}
    for settings in old[stage:]:
        index = kept.get((settings.name, settings.kind))
        if index is not None:
            return index
    return None
