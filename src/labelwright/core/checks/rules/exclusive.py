"""Classes that exclude one another: an item is sharp or blurred, never both."""

from collections.abc import Iterator, Sequence

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Nothing, Rule
from labelwright.core.checks.scene import Scene, Seen


class Exclusive(Rule[Nothing]):
    """At most one of the classes that the check names may stand on an item, however often. Without names, of all."""

    name = "exclusive"
    title = "One class of these"
    summary = "Finds items with two classes that rule one another out: sharp or blurred, never both."
    Settings = Nothing

    def says(self, settings: Nothing) -> str:
        return "only one of these classes on an item"

    def find(self, settings: Nothing, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        first: dict[str, Seen] = {}
        for mark in marks:
            first.setdefault(mark.cls.name, mark)
        if len(first) > 1:
            names = [f"“{name}”" for name in sorted(first)]
            said = f"{', '.join(names[:-1])} and {names[-1]}"
            ids = tuple(first[name].id for name in sorted(first))
            yield Finding(f"{said} exclude one another; keep one of them.", ids)


PART = Exclusive()
