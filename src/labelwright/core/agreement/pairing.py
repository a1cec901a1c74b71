"""The cheapest one-to-one matching of two sets of things, where a thing left alone has a price."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from labelwright.core.agreement.assignment import assign


class Pairing(Struct, frozen=True):
    """The pairs {row: column}, and the cost of them and of all that is left alone."""

    pairs: dict[int, int]
    cost: float


def pair_up(distances: Sequence[Mapping[int, float]], columns: int, unmatched: float = 0.5) -> Pairing:
    """The pairs with the least sum of distances and of `unmatched` for each row and column that stays alone.

    `distances[i]` maps columns (0 … columns − 1) to distances from 0 up; a pair that is absent is never made, nor one
    that costs as much as leaving both alone.
    """
    alone = 2.0 * unmatched
    gains = [{j: 1.0 - d / alone for j, d in row.items() if d < alone} for row in distances]
    pairs = assign(gains)
    left = len(distances) + columns - 2 * len(pairs)
    return Pairing(pairs, sum(distances[i][j] for i, j in pairs.items()) + unmatched * left)
