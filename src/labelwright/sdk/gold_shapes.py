"""What the server answers about gold, typed: tasks of which the right answer is known, and how people stand by them."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from labelwright.sdk.shapes import Person


class GoldScore(Struct, frozen=True):
    """The mean of `n` scores, 0 to 1, and its 95 % interval."""

    n: int
    mean: float
    low: float
    high: float


class GoldItem(Struct, frozen=True):
    """A gold task with what people's answers say of it; `findings` are what may be wrong with it."""

    task_id: str
    seq: int
    name: str
    item_id: str
    media: str
    answer_id: str
    pool: str
    note: str = ""
    created_by: Person | None = None
    created_at: str = ""
    retired_at: str | None = None
    thumbnail: str | None = None
    text_preview: str | None = None
    width: int | None = None
    height: int | None = None
    answers: int = 0
    pass_rate: float | None = None
    score: GoldScore | None = None
    discrimination: float | None = None
    findings: tuple[str, ...] = ()


class GoldChanged(Struct, frozen=True):
    """How many gold tasks were changed."""

    changed: int


class GoldKept(Struct, frozen=True):
    """Gold as it is kept: which answer of a task is right, and what the task is used for."""

    task_id: str
    answer_id: str
    pool: str
    note: str = ""
    retired_at: str | None = None


class GoldRefused(Struct, frozen=True):
    """A task that could not be made gold, and why."""

    task_id: str
    message: str


class GoldMade(Struct, frozen=True):
    """How many tasks were made gold, and those that could not be."""

    made: int
    refused: tuple[GoldRefused, ...] = ()


class GoldResult(Struct, frozen=True):
    """How right one answer to gold was."""

    answer_id: str
    task_id: str
    name: str
    pool: str
    score: float
    passed: bool
    created_at: str


class Stands(Struct, frozen=True):
    """What a person may do, since when and why; `tries` are the rounds of the test that they failed."""

    state: str
    since: str | None = None
    reason: str = ""
    tries: int = 0


class GoldPerson(Struct, frozen=True):
    """An annotator: how they stand since when and why, their newest score on hidden gold, and their last results."""

    id: str
    name: str
    role: str
    state: str
    since: str | None = None
    reason: str = ""
    tries: int = 0
    updated_by: Person | None = None
    updated_at: str | None = None
    score: GoldScore | None = None
    answers: int = 0
    last: tuple[GoldResult, ...] = ()


class GoldPeople(Struct, frozen=True):
    """A page of annotators, and what the document asks of them."""

    items: tuple[GoldPerson, ...]
    next: str | None = None
    gold: Mapping[str, Any] | None = None
    qualify: Mapping[str, Any] | None = None


class SetAside(Struct, frozen=True):
    """How many answers of how many tasks were set aside, or count again, and how many tasks came back by it.

    `batch` names them for taking it back; None where it was only asked how many it would be.
    """

    batch: str | None
    answers: int
    tasks: int
    reopened: int = 0


class AsideBatch(Struct, frozen=True):
    """Answers of one person that were set aside together; `by` is None where the project document asked for it."""

    batch: str
    user: Person
    mode: str
    reason: str
    by: Person | None
    answers: int
    created_at: str
    undone_at: str | None = None


class Way(Struct, frozen=True):
    """So many done `of` those that are wanted."""

    done: int
    of: int


class Qualifying(Way, frozen=True):
    """A round of the test, whose mean must be at least `pass_mark`; `score` is that of the one just over."""

    pass_mark: float = field(name="pass", default=0.0)
    score: float | None = None


class Standing(Struct, frozen=True):
    """Where I stand in a project, and what I may know of my answers to gold."""

    state: str
    reason: str = ""
    since: str | None = None
    tries_left: int | None = None
    training: Way | None = None
    qualify: Qualifying | None = None
    score: GoldScore | None = None
    feedback: tuple[GoldResult, ...] = ()
