"""STAPLE: the pixels of a structure from several outlines of it, and how well each annotator outlines.

Warfield, Zou and Wells, Simultaneous truth and performance level estimation (STAPLE), IEEE Transactions on Medical
Imaging 23 (2004), over all pictures at once, so that what is known of an annotator does not hang on a single object.
Pixels with the same votes are one unknown, which makes it as quick as outlines are simple.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from labelwright.core.aggregation.special import Floats
from labelwright.core.geometry.edges import Edges, combined, count

IMAGINED = 10.0
"""Pixels by which rates are kept off 0 and 1, nine of ten of them right."""
ROUNDS = 200
TOLERANCE = 1e-6


class Outlined(NamedTuple):
    """The outlines of one picture by annotator, and how many pixels they looked at."""

    outlines: Mapping[str, Edges]
    pixels: int


class Outliner(NamedTuple):
    """The share of the structure's pixels that an annotator includes, and of all other pixels that they leave out."""

    sensitivity: float
    specificity: float


class Staple(NamedTuple):
    """The pixels of each picture that are more probably of the structure than not; the annotators."""

    areas: list[Edges]
    outliners: dict[str, Outliner]


def staple(pictures: Sequence[Outlined]) -> Staple:
    """Fuse outlines of one kind of structure. Who did not look at a picture has no vote on it."""
    people = {name: n for n, name in enumerate(dict.fromkeys(a for p in pictures for a in p.outlines))}
    votes = _Votes.of(pictures, people)
    probability, rates = _settled(votes)
    chosen: list[dict[int, bool]] = [{} for _ in pictures]
    for (place, pattern), yes in zip(votes.patterns, (probability > 0.5).tolist(), strict=True):
        chosen[place][pattern] = yes
    areas = [
        combined(list(picture.outlines.values()), own.__getitem__)
        for picture, own in zip(pictures, chosen, strict=True)
    ]
    return Staple(areas, {name: Outliner(*rates[:, n].tolist()) for name, n in people.items()})


class _Votes(NamedTuple):
    """What annotators say of areas of pixels: `yes` and `no` (areas × annotators), and the size of each.

    `patterns` are the picture of each area and which of its outlines cover it, as bits.
    """

    patterns: list[tuple[int, int]]
    yes: Floats
    no: Floats
    size: Floats

    @classmethod
    def of(cls, pictures: Sequence[Outlined], people: Mapping[str, int]) -> "_Votes":
        rows = [(place, *area) for place, p in enumerate(pictures) for area in _areas(p).items()]
        yes, no = np.zeros((len(rows), len(people))), np.zeros((len(rows), len(people)))
        for row, (place, pattern, _) in enumerate(rows):
            for bit, annotator in enumerate(pictures[place].outlines):
                (yes if pattern >> bit & 1 else no)[row, people[annotator]] = 1.0
        size = np.array([size for *_, size in rows], dtype=np.float64)
        return cls([(place, pattern) for place, pattern, _ in rows], yes, no, size)


def _areas(picture: Outlined) -> dict[int, int]:
    """How many pixels are covered by exactly which outlines."""
    layers = list(picture.outlines.values())
    events = sorted((edge, 1 << bit) for bit, edges in enumerate(layers) for edge in edges)
    sizes: dict[int, int] = {}
    covering, reached = 0, 0
    for edge, bit in events:
        if covering and edge > reached:
            sizes[covering] = sizes.get(covering, 0) + edge - reached
        covering ^= bit
        reached = edge
    sizes[0] = max(0, picture.pixels - count(combined(layers, bool)))
    return sizes


def _settled(votes: _Votes) -> tuple[Floats, Floats]:
    """How probably each area is of the structure, and the two rates of each annotator (2 × annotators).

    How much of the pictures is structure is estimated along: fixed to the share of yes, as in the paper, it would count
    what careless annotators include too much.
    """
    given = votes.yes + votes.no
    probability = (votes.yes.sum(axis=1) + 0.5) / (given.sum(axis=1) + 1.0)
    rates = np.full((2, given.shape[1]), 0.9)
    for _ in range(ROUNDS):
        inside, outside = probability * votes.size, (1.0 - probability) * votes.size
        right = np.stack([inside @ votes.yes, outside @ votes.no]) + 0.9 * IMAGINED
        rates = right / (np.stack([inside @ given, outside @ given]) + IMAGINED)
        sensitive, specific = rates
        odds = np.log(inside.sum() + 1.0) - np.log(outside.sum() + 1.0)
        gain = votes.yes @ np.log(sensitive / (1.0 - specific))
        gain += votes.no @ np.log((1.0 - sensitive) / specific)
        before, probability = probability, 1.0 / (1.0 + np.exp(-np.clip(gain + odds, -500.0, 500.0)))
        if np.abs(probability - before).max(initial=0.0) < TOLERANCE:
            break
    return probability, rates
