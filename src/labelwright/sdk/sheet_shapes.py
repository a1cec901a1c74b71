"""What the server answers about a sheet, typed."""

from msgspec import Struct

from labelwright.core.records import Annotation
from labelwright.sdk.shapes import Person


class SheetExcerpt(Struct, frozen=True):
    """A part of a text from the character `start` on; `more` says whether the text goes on behind it."""

    start: int
    words: str
    more: bool


class SheetCell(Struct, frozen=True):
    """An annotation of the answer that stands for a task, with what it is shown on.

    `bounds` are left, top, right and bottom in pixels, or characters along x; null where it has no place, as a tag has
    none. `annotator` is null of a consensus and where names are hidden; `wrong` is how probably it is wrong, told in
    the order of suspects; `judge` says whether the reader may give a verdict on its answer.
    """

    task_id: str
    answer_id: str
    annotation: Annotation
    seq: int
    name: str
    item_id: str
    at: str
    thumbnail: str | None = None
    width: int | None = None
    height: int | None = None
    bounds: tuple[float, float, float, float] | None = None
    excerpt: SheetExcerpt | None = None
    annotator: Person | None = None
    wrong: float | None = None
    judge: bool = False
