"""The same thing marked twice: of one class, in one place."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Struct

from labelwright.core.checks.finding import Change, Finding, Fix
from labelwright.core.checks.rule import Likeness, Rule, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import number
from labelwright.core.checks.twins import twins


class Alike(Struct, frozen=True, forbid_unknown_fields=True):
    """How alike two marks must be to be the same."""

    likeness: Annotated[
        Likeness, told("Likeness", "From which on two are the same: 1 is identical; for areas the IoU.")
    ] = 0.95
    any_class: Annotated[
        bool, told("Of other classes too", "Whether marks of different classes count as well.")
    ] = False


class NoDuplicates(Rule[Alike]):
    """Of two the one with fewer answers to its attributes goes, or the one whose id comes later.

    Marks of different classes are never dropped by the fix: which of them is right only a person can say.
    """

    name = "no_duplicates"
    title = "Nothing twice"
    summary = "Finds the same thing marked twice in one place, and drops one of the two."
    Settings = Alike
    usual = True

    def says(self, settings: Alike) -> str:
        whose = "whatever their classes" if settings.any_class else "of one class"
        return f"no two in the same place, {whose}, from a likeness of {number(settings.likeness)} on"

    def find(self, settings: Alike, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        gone: set[str] = set()
        for one, other in sorted(
            twins(marks, 1.0 - settings.likeness), key=lambda pair: (pair[0].id, pair[1].id)
        ):
            if one.cls.name != other.cls.name:
                if settings.any_class:
                    yield Finding(f"{one.called} and {other.called} mark the same place.", (one.id, other.id))
                continue
            kept, spare = sorted((one, other), key=lambda mark: (-len(mark.annotation.attributes), mark.id))
            if spare.id in gone or kept.id in gone:
                continue
            gone.add(spare.id)
            fix = Fix("Drop the duplicate", (Change(spare.id),))
            yield Finding(f"{spare.called} is there twice.", (spare.id, kept.id), fix)


PART = NoDuplicates()
