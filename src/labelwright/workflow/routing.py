"""The way of a task through the stages of its project. Pure: it decides where a task goes, and moves nothing."""

from collections.abc import Sequence

from msgspec import Struct

from labelwright.core.registry import STAGES
from labelwright.core.stage import Decision, StageSettings, Vote


class Place(Struct, frozen=True):
    """Where a task stands: a stage by its index, and the votes wanted there. None of a place means it is done."""

    stage: int
    votes: int


def enter(stages: Sequence[StageSettings], task_id: str, start: int = 0) -> Place | None:
    """The first stage from `start` on that wants this task, or None where the task is done."""
    for index in range(start, len(stages)):
        votes = wants(stages[index], task_id)
        if votes > 0:
            return Place(index, votes)
    return None


def decide(settings: StageSettings, votes: Sequence[Vote], agreement: float | None) -> Decision:
    """What the stage's kind makes of its votes."""
    return STAGES[settings.kind].decide(settings, votes, agreement)


def back(stages: Sequence[StageSettings], stage: int, task_id: str) -> Place:
    """The nearest stage before `stage` that makes answers; from the first stage on where none is before."""
    before = [index for index in range(stage) if not judges(stages[index])]
    index = before[-1] if before else first(stages)
    return Place(index, max(1, wants(stages[index], task_id)))


def first(stages: Sequence[StageSettings]) -> int:
    """The first stage that makes answers: where every task begins."""
    return next((index for index, stage in enumerate(stages) if not judges(stage)), 0)


def wants(settings: StageSettings, task_id: str) -> int:
    """How many votes a stage wants of a task that reaches it."""
    return STAGES[settings.kind].wants(task_id, settings)


def judges(settings: StageSettings) -> bool:
    """Whether people of this stage judge the answer that stands."""
    return STAGES[settings.kind].judges


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
