"""Nothing may be larger than this: a mark around several things, or one that slipped."""

from collections.abc import Iterator, Sequence

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Rule
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import Sizes, beyond, faults_of


class MaxSize(Rule[Sizes]):
    """`pixels` are those of the longer side."""

    name = "max_size"
    title = "Not larger than"
    Settings = Sizes

    def faults(self, settings: Sizes) -> Iterator[str]:
        return faults_of(settings)

    def find(self, settings: Sizes, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        return beyond(settings, scene, marks, max, most=True)


PART = MaxSize()
