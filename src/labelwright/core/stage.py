"""What a stage of a workflow is: pure decisions on where a task goes next.

A stage sees the votes gathered in it and says stay, on or back. It never sees a database, a clock or a person.
"""

from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct

from labelwright.core.conditions import Case

MOVES = ("stay", "on", "back")
OUTCOMES = ("accept", "fix", "reject")


class StageSettings(Protocol):
    """How a project has set up one of its stages.

    `stop_at` is the probability from which an annotate stage asks for no vote beyond the least number, 0 where it goes
    by agreement. A stage that judges wants the tasks of which the condition `when` holds ("": all), of these the part
    `share`, from 0 to 1, and beside them all of which the condition `always` holds ("": none). The share is taken of
    all together, or `per` annotator or class: of what each made, or where each stands. `by` is the least role that does
    it; what its people hand up goes to the stage `escalate` names ("": the next that is done by a role above).
    """

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def votes_min(self) -> int: ...

    @property
    def votes_max(self) -> int: ...

    @property
    def stop_at(self) -> float: ...

    @property
    def share(self) -> float: ...

    @property
    def when(self) -> str: ...

    @property
    def always(self) -> str: ...

    @property
    def per(self) -> str: ...

    @property
    def by(self) -> str: ...

    @property
    def escalate(self) -> str: ...


class Vote(Struct, frozen=True):
    """What one person gave in this stage and round: an answer, or a verdict on `judged` with or without a fix.

    One that is `discounted` wants another beside it.
    """

    answer_id: str
    user_id: str = ""
    outcome: str = ""
    judged: str = ""
    discounted: bool = False


class Evidence(Struct, frozen=True):
    """How much the votes in a stage are worth together; None where it is not known.

    `agreement` is how alike they are, and `probability` how probable the least sure part of what they say is, 0 to 1.
    """

    agreement: float | None = None
    probability: float | None = None


class Because(Struct, frozen=True):
    """Why another vote is asked for: how much is `wanted`, and how much was `found`, None where it is not known.

    `least` is a number of votes, `agreement` and `probability` are as in `Evidence`, from 0 to 1.
    """

    reason: Literal["least", "agreement", "probability"]
    wanted: float
    found: float | None = None


class Decision(Struct, frozen=True):
    """Where the task goes.

    `stay` waits for `votes_wanted` votes in all, and may say because of what; `on` leaves the stage with `truth`, one
    answer or, where there are several, the answers to fuse into it; `back` begins a new round in the nearest stage
    that makes answers.
    """

    move: Literal["stay", "on", "back"]
    votes_wanted: int = 0
    truth: tuple[str, ...] = ()
    because: Because | None = None


class Stage(Protocol):
    """A kind of stage. `judges` says that its people judge the answer that stands instead of making one, and `compares`
    that they see all answers beside it."""

    name: str
    title: str
    by: str
    judges: bool
    compares: bool

    def wants(self, case: Case, settings: StageSettings) -> int:
        """How many votes this stage wants of a task that reaches it; 0 lets the task pass by."""
        ...

    def decide(self, settings: StageSettings, votes: Sequence[Vote], evidence: Evidence) -> Decision:
        """Where a task goes after the votes given so far, oldest first, and what they are worth together."""
        ...
