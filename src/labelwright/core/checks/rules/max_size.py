"""Nothing may be larger than this: a mark around several things, or one that slipped."""

from collections.abc import Iterator, Sequence

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Rule
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import Sizes, beyond, bounds_said, faults_of
from labelwright.core.views import PLACED, Text


class MaxSize(Rule[Sizes]):
    name = "max_size"
    title = "Not larger than"
    summary = "Finds a mark around several things, or one that slipped. Pixels are those of the longer side."
    Settings = Sizes
    views = PLACED | {Text}

    def says(self, settings: Sizes) -> str:
        return bounds_said(settings, "at most")

    def faults(self, settings: Sizes) -> Iterator[str]:
        return faults_of(settings)

    def find(self, settings: Sizes, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        return beyond(settings, scene, marks, max, most=True)


PART = MaxSize()
