"""How many marks an item may have: at least one damage, no more than four wheels."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Rule, asked_of, quoted, told
from labelwright.core.checks.scene import Scene, Seen

Number = Annotated[int, Meta(ge=0, le=10_000)]


class Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds on how many."""

    min: Annotated[Number | None, told("At least", "The least number on an item.")] = None
    max: Annotated[Number | None, told("At most", "The greatest number on an item.")] = None


class Count(Rule[Numbers]):
    """The marks of all classes that the check names, together."""

    name = "count"
    title = "How many"
    summary = "Finds items with too few or too many: at least one damage, no more than four wheels."
    Settings = Numbers

    def says(self, settings: Numbers) -> str:
        if settings.min == settings.max:
            return f"exactly {settings.min} on each item"
        least = f"at least {settings.min}" if settings.min is not None else ""
        most = f"at most {settings.max}" if settings.max is not None else ""
        return f"{' and '.join(filter(None, (least, most)))} on each item"

    def faults(self, settings: Numbers) -> Iterator[str]:
        yield from asked_of({"min": settings.min, "max": settings.max})
        if settings.min is not None and settings.max is not None and settings.min > settings.max:
            yield f"The least number, {settings.min}, is above the greatest, {settings.max}."

    def find(self, settings: Numbers, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        ids = tuple(mark.id for mark in marks)
        if settings.min is not None and len(marks) < settings.min:
            yield Finding(f"{_found(len(marks), scene)}; {_wanted('least', settings.min)}.", ids)
        if settings.max is not None and len(marks) > settings.max:
            yield Finding(f"{_found(len(marks), scene)}; {_wanted('most', settings.max)}.", ids)


def _found(count: int, scene: Scene) -> str:
    names = quoted(scene.about, "or") or "mark"
    return f"There {'is' if count < 2 else 'are'} {count or 'no'} {names}"


def _wanted(bound: str, count: int) -> str:
    return f"at {bound} {count} {'is' if count == 1 else 'are'} wanted"


PART = Count()
