"""What belongs to a thing must be there: a face has eyes, an invoice a date and a sum."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.places import neighbours, share_within
from labelwright.core.checks.rule import ClassName, Rule, Share, quoted, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import number


class Belonging(Struct, frozen=True, forbid_unknown_fields=True):
    """Which parts, and how much of one must lie within."""

    parts: Annotated[tuple[ClassName, ...], Meta(min_length=1), told("Parts", "The classes of the parts.")]
    share: Annotated[Share, told("Within at least", "The least part of a part that must lie within.")] = 0.5


class Parts(Rule[Belonging]):
    """A mark with a place has its parts within it; of one without a place, such as a tag, they are anywhere."""

    name = "parts"
    title = "Required parts"
    summary = "Finds things without what belongs to them: a face has eyes, an invoice a date and a sum."
    Settings = Belonging

    def says(self, settings: Belonging) -> str:
        names = quoted(settings.parts, "and")
        return f"each has {names}, with at least {number(settings.share * 100)} % of it inside"

    def find(self, settings: Belonging, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        wanted = set(settings.parts)
        pieces = [mark for mark in scene.marks if not wanted.isdisjoint(mark.path)]
        everywhere = {name for piece in pieces for name in piece.path}
        within = _within(marks, pieces, settings.share)
        for mark in marks:
            there = everywhere if mark.geometry is None else within[mark.id]
            missing = [name for name in settings.parts if name not in there]
            if missing:
                yield Finding(f"{mark.called} lacks {quoted(missing, 'and')}.", (mark.id,))


def _within(marks: Sequence[Seen], pieces: Sequence[Seen], share: float) -> dict[str, set[str]]:
    """The classes of the pieces within each mark, with those above them."""
    found: dict[str, set[str]] = defaultdict(set)
    owners, parts = {mark.id for mark in marks}, {piece.id for piece in pieces}
    for one, other in neighbours(marks, pieces):
        for owner, piece in ((one, other), (other, one)):
            if owner.id in owners and piece.id in parts and share_within(piece, owner) >= share:
                found[owner.id].update(piece.path)
    return found


PART = Parts()
