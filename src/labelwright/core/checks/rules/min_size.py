"""Nothing may be smaller than this: a mark that nobody meant, or a thing too small to learn from."""

from collections.abc import Iterator, Sequence

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Rule
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import Sizes, beyond, faults_of


class MinSize(Rule[Sizes]):
    """`pixels` are those of the shorter side."""

    name = "min_size"
    title = "Not smaller than"
    Settings = Sizes

    def faults(self, settings: Sizes) -> Iterator[str]:
        return faults_of(settings)

    def find(self, settings: Sizes, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        return beyond(settings, scene, marks, min, most=False)


PART = MinSize()
