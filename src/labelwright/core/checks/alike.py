"""Which items are the same, and which pictures nearly so."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256

from labelwright.core.records import Item

LOOK_WIDTH, LOOK_HEIGHT = 9, 8
"""Pixels of the grey picture that `look_of` reads, row by row."""

_BITS = 64


def identity(item: Item) -> bytes:
    """What two items have in common that are the same: their words but for case and space, else their bytes.

    Empty where nothing is known of either.
    """
    if item.text is not None:
        return sha256(" ".join(item.text.casefold().split()).encode("utf-8", "surrogatepass")).digest()
    return item.content_hash.encode()


def look_of(grey: bytes) -> int:
    """The difference hash of a picture scaled to 9 × 8 grey pixels: 64 bits, set where the right neighbour is lighter.

    Scaling, compression and brightness hardly change it (N. Krawetz, Kind of like that, 2013).
    """
    look = 0
    for row in range(LOOK_HEIGHT):
        start = row * LOOK_WIDTH
        for left, right in zip(grey[start : start + 8], grey[start + 1 : start + 9], strict=True):
            look = look << 1 | (right > left)
    return look


def apart(one: int, other: int) -> int:
    """How many bits two looks differ in."""
    return (one ^ other).bit_count()


def groups(looks: Sequence[int], near: int) -> Iterator[list[int]]:
    """The looks that hang together by steps of at most `near` bits, each group ascending; also those of one alone.

    Two looks that differ in at most `near` bits are equal in one of `near` + 1 stretches of them: only those are
    compared. A plain picture, whose look is the same all over, stands for nothing and is near to none but its like.
    """
    order = sorted(set(looks))
    parents = {look: look for look in order}

    def root(look: int) -> int:
        while parents[look] != look:
            parents[look] = parents[parents[look]]
            look = parents[look]
        return look

    telling = [look for look in order if _MINIMUM <= look.bit_count() <= _BITS - _MINIMUM]
    for low, high in _stretches(near + 1):
        buckets: dict[int, list[int]] = defaultdict(list)
        for look in telling:
            buckets[look >> low & (1 << high - low) - 1].append(look)
        for bucket in buckets.values():
            for place, one in enumerate(bucket):
                for other in bucket[place + 1 : place + 1 + _BUCKET_MAX]:
                    if apart(one, other) <= near:
                        first, second = sorted((root(one), root(other)))
                        parents[second] = first
    found: dict[int, list[int]] = defaultdict(list)
    for look in order:
        found[root(look)].append(look)
    yield from found.values()


def _stretches(count: int) -> Iterator[tuple[int, int]]:
    """The bits of a look cut into so many stretches: first bit, and the first after it."""
    for index in range(count):
        yield _BITS * index // count, _BITS * (index + 1) // count


_MINIMUM = 6
"""Set, or unset, bits that a look must have to tell one picture from others."""

_BUCKET_MAX = 1000
"""Looks that one is compared with in each stretch: more alike than that are a series of one scene."""
