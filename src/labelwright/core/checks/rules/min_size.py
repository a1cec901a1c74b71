"""Nothing may be smaller than this: a mark that nobody meant, or a thing too small to learn from."""

from collections.abc import Iterator, Sequence

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Rule
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import Sizes, beyond, bounds_said, faults_of
from labelwright.core.views import PLACED, Text


class MinSize(Rule[Sizes]):
    name = "min_size"
    title = "Not smaller than"
    summary = (
        "Finds what nobody meant, or what is too small to learn from. Pixels are those of the shorter side."
    )
    Settings = Sizes
    views = PLACED | {Text}

    def says(self, settings: Sizes) -> str:
        return bounds_said(settings, "at least")

    def faults(self, settings: Sizes) -> Iterator[str]:
        return faults_of(settings)

    def find(self, settings: Sizes, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        return beyond(settings, scene, marks, min, most=False)


PART = MinSize()
