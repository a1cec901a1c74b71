"""Which fused annotations belong together, by what those say who made them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import structs

from labelwright.core.aggregation.cluster import Member
from labelwright.core.records import Annotation


def compounded(
    fused: Sequence[tuple[Annotation, Sequence[Member]]], weights: Sequence[float]
) -> list[Annotation]:
    """The annotations, each fused of its members, in the compounds that most of the weight has them in.

    `weights` are those of the answers, above 0. Two belong together where more than half of the weight of those who
    made both says so, and with all that either belongs together with. Looked at are those that follow one another in
    a compound of some answer, so that it takes no longer than there are annotations.
    """
    said = [{member.answer: member.annotation.compound for member in members} for _, members in fused]
    compounds: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place, names in enumerate(said):
        for answer, name in names.items():
            if name:
                compounds[answer, name].append(place)
    firsts = list(range(len(fused)))
    for places in compounds.values():
        for one, other in pairwise(places):
            if _agreed(said[one], said[other], weights):
                a, b = sorted((_first(firsts, one), _first(firsts, other)))
                firsts[b] = a
    roots = [_first(firsts, place) for place in range(len(fused))]
    shared = {root for place, root in enumerate(roots) if root != place}
    return [
        structs.replace(annotation, compound=fused[root][0].id) if root in shared else annotation
        for (annotation, _), root in zip(fused, roots, strict=True)
    ]


def _agreed(one: Mapping[int, str], other: Mapping[int, str], weights: Sequence[float]) -> bool:
    both = [(weights[answer], name, other[answer]) for answer, name in one.items() if answer in other]
    together = sum(weight for weight, a, b in both if a and a == b)
    return together > sum(weight for weight, _, _ in both) / 2


def _first(firsts: list[int], place: int) -> int:
    """The first that a place belongs together with; what lies on the way there is led to it directly."""
    while firsts[place] != place:
        firsts[place] = firsts[firsts[place]]
        place = firsts[place]
    return place
