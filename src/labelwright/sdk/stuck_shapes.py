"""What the server answers about stuck tasks, typed."""

from msgspec import Struct


class StuckTask(Struct, frozen=True):
    """A task that nobody of its stage may be given, with why.

    Who asks may `take` it, let its answer stand (`accept`), or hand it up to the stage named by `hand_up`.
    """

    task_id: str
    seq: int
    name: str
    stage: int
    why: str
    stage_name: str = ""
    judges: bool = False
    take: bool = False
    accept: bool = False
    hand_up: str | None = None


class StuckTasks(Struct, frozen=True):
    """The first of them, and whether there are `more`."""

    items: tuple[StuckTask, ...] = ()
    more: bool = False
