"""A stranger's rule: marks must keep their distance."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Annotated

from msgspec import Meta, Struct

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Rule
from labelwright.core.checks.scene import Scene, Seen


class Distance(Struct, frozen=True, forbid_unknown_fields=True):
    pixels: Annotated[float, Meta(ge=0, description="The least distance of two corners.")]


class Apart(Rule[Distance]):
    name = "apart"
    title = "Far enough apart"
    Settings = Distance

    def find(self, settings: Distance, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        placed = [(mark, mark.geometry.bounds()) for mark in marks if mark.geometry is not None]
        for (one, (x0, y0, *_)), (other, (x1, y1, *_)) in combinations(placed, 2):
            if math.hypot(x1 - x0, y1 - y0) < settings.pixels:
                yield Finding(f"{one.called} and {other.called} are too close.", (one.id, other.id))


PART = Apart()
