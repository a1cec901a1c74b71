"""What the server answers about calibrations, typed: sessions, their items, and answers beside one another."""

from msgspec import Struct

from labelwright.core.gold.differences import Difference
from labelwright.core.records import Annotation
from labelwright.sdk.gold_shapes import GoldScore
from labelwright.sdk.shapes import ItemShape, Person


class CalibrationPerson(Struct, frozen=True):
    """One of a session's people: how many items they have answered, and passed on."""

    id: str
    name: str
    answered: int = 0
    skipped: int = 0


class CalibrationSession(Struct, frozen=True):
    """A session: open, discussing or closed. Of its `items` so many are `settled`; `own`: the reader belongs to it."""

    id: str
    project_id: str
    name: str
    state: str
    items: int
    settled: int = 0
    people: tuple[CalibrationPerson, ...] = ()
    own: bool = False
    created_at: str = ""


class CalibrationItem(Struct, frozen=True):
    """An item of a session; `agreement`, 0 to 1, is null before the discussion and where fewer than two answered."""

    task_id: str
    seq: int
    item: ItemShape
    state: str
    answers: int
    truth_answer_id: str | None = None
    gold: bool = False
    agreement: float | None = None


class CalibrationCouple(Struct, frozen=True):
    """How alike the answers of two people, by their ids, are."""

    first: str
    second: str
    alike: GoldScore


class CorrectedScore(Struct, frozen=True):
    """A figure corrected for chance, at most 1, with its 95 % interval, from so many items."""

    value: float
    low: float
    high: float
    items: int


class Calibration(Struct, frozen=True):
    """A session with its items; `overall`, `alpha` and `couples` are known from the discussion on.

    `alpha` is Krippendorff's; null where it is not defined, as where all answers are the same.
    """

    session: CalibrationSession
    items: tuple[CalibrationItem, ...]
    overall: GoldScore | None = None
    couples: tuple[CalibrationCouple, ...] = ()
    alpha: CorrectedScore | None = None


class CalibrationAnswer(Struct, frozen=True):
    """Somebody's answer, and how it differs from the one that all are held against."""

    id: str
    annotator: Person
    annotations: tuple[Annotation, ...] = ()
    differences: tuple[Difference, ...] = ()
    seconds: float | None = None
    created_at: str = ""


class CalibrationAnswers(Struct, frozen=True):
    """The answers to an item. `things` says which annotations are of one thing: by the place of the answer, and id."""

    item: CalibrationItem
    answers: tuple[CalibrationAnswer, ...]
    things: tuple[tuple[tuple[int, str], ...], ...] = ()
    against: str | None = None


class Settled(Struct, frozen=True):
    """How a task stands once an answer was chosen."""

    task_id: str
    state: str
    truth_answer_id: str | None = None
