"""Which marks lie in the same place, by the distance of their own label type."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from labelwright.core.checks.places import PAIRS_MAX
from labelwright.core.checks.scene import Seen


def twins(marks: Sequence[Seen], apart: float) -> Iterator[tuple[Seen, Seen]]:
    """The pairs of one label type that are at most `apart` from one another, each once and in the order of their ids.

    Where there are more than `PAIRS_MAX` candidates only so many are looked at.
    """
    kinds: dict[str, list[Seen]] = defaultdict(list)
    for mark in marks:
        kinds[mark.annotation.type].append(mark)
    for own in kinds.values():
        values = [mark.value for mark in own]
        for i, j in islice(own[0].label.candidates(values, values), PAIRS_MAX):
            one, other = own[i], own[j]
            if one.id < other.id and _same_question(one, other) and one.distance(other) <= apart + _ROUNDING:
                yield one, other


def _same_question(one: Seen, other: Seen) -> bool:
    """Marks without a place are about the whole item, and only the same if they say the same."""
    return one.geometry is not None or one.cls.name == other.cls.name


_ROUNDING = 1e-9
