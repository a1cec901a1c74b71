"""What a stage of a workflow is: pure decisions on where a task goes next.

A stage sees the votes gathered in it and says stay, on or back. It never sees a database, a clock or a person.
"""

from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct

MOVES = ("stay", "on", "back")
OUTCOMES = ("accept", "fix", "reject")


class StageSettings(Protocol):
    """How a project has set up one of its stages. `share` is the part of the tasks it wants, from 0 to 1."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def votes_min(self) -> int: ...

    @property
    def votes_max(self) -> int: ...

    @property
    def share(self) -> float: ...


class Vote(Struct, frozen=True):
    """What one person gave in this stage and round: an answer, or a verdict on `judged` with or without a fix."""

    answer_id: str
    user_id: str = ""
    outcome: str = ""
    judged: str = ""


class Decision(Struct, frozen=True):
    """Where the task goes.

    `stay` waits for `votes_wanted` votes in all; `on` leaves the stage with `truth`, one answer or, where there
    are several, the answers to fuse into it; `back` begins a new round in the nearest stage that makes answers.
    """

    move: Literal["stay", "on", "back"]
    votes_wanted: int = 0
    truth: tuple[str, ...] = ()


class Stage(Protocol):
    """A kind of stage. `judges` says that its people judge the answer that stands instead of making one."""

    name: str
    title: str
    by: str
    judges: bool

    def wants(self, task_id: str, settings: StageSettings) -> int:
        """How many votes this stage wants of a task that reaches it; 0 lets the task pass by."""
        ...

    def decide(self, settings: StageSettings, votes: Sequence[Vote], agreement: float | None) -> Decision:
        """Where a task goes after the votes given so far, oldest first, and their agreement in 0…1 if known."""
        ...
