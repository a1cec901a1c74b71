"""A figure of agreement by its name: for all answers, and by class, pair of annotators or item."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from labelwright.core.agreement.coefficients.statistic import Estimate
from labelwright.core.errors import Invalid

BY = ("class", "pair", "item")

MOST_PAIRS = 1000
"""Pairs of annotators that are told of one by one: those with most items in common."""


@dataclass(frozen=True, slots=True)
class Part:
    """The figure of one part: of is {"class": …}, {"first": …, "second": …} or {"item": …}."""

    of: Mapping[str, str]
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure of all answers, and of the parts asked for; `left_out` counts those that are not told of.

    `error` says that it counts errors, so that less is better.
    """

    name: str
    title: str
    error: bool
    estimate: Estimate
    parts: Sequence[Part] = ()
    left_out: int = 0


class Source(Protocol):
    """Answers of one kind, with the figures that they have, by name."""

    @property
    def titles(self) -> Mapping[str, str]:
        """What a person reads for each name."""
        ...

    @property
    def errors(self) -> frozenset[str]:
        """The names of figures that count errors."""
        ...

    def usual(self, by: str) -> list[str]:
        """The names of the figures that are told of unless others are asked for."""
        ...

    def whole(self, name: str, rng: np.random.Generator) -> Estimate:
        """The figure of all answers."""
        ...

    def parts(self, name: str, by: str, rng: np.random.Generator) -> tuple[list[Part], int]:
        """The figure of each part, and how many parts were left out. Raises `Invalid` where it has none."""
        ...


def findings(
    sources: Sequence[Source], names: Sequence[str] = (), by: str = "", seed: int = 0
) -> list[Finding]:
    """The figures asked for, or the usual ones, in parts if `by` is one of `BY`.

    Each begins with the seed anew, so that none depends on which others are asked for. Raises `Invalid` for a name that
    no figure has.
    """
    chosen = list(dict.fromkeys(names)) or [name for source in sources for name in source.usual(by)]
    found = []
    for name in chosen:
        source = _source_of(name, sources)
        estimate = source.whole(name, np.random.default_rng(seed))
        parts, left_out = source.parts(name, by, np.random.default_rng(seed)) if by else ([], 0)
        found.append(Finding(name, source.titles[name], name in source.errors, estimate, parts, left_out))
    return found


def of_value(value: float, items: float = 1.0) -> Estimate:
    """A value of so little that it has no interval."""
    return Estimate(value, float("nan"), float("nan"), items)


def _source_of(name: str, sources: Sequence[Source]) -> Source:
    for source in sources:
        if name in source.titles:
            return source
    known = {known: title for source in sources for known, title in source.titles.items()}
    nearest = _nearest(name, known)
    hint = f"Did you mean {nearest}? " if nearest else ""
    raise Invalid(
        f"These answers have no figure “{name:.50}”.", remedy=f"{hint}They have: {', '.join(known)}."
    )


def _nearest(name: str, known: Mapping[str, str]) -> str:
    """The figure whose name looks most like it, or whose title has it: “krippendorff” means alpha."""
    plain = name.lower().replace("_", "-")
    titled = [figure for figure, title in known.items() if plain and plain in title.lower().replace(" ", "-")]
    return next(iter(titled + difflib.get_close_matches(plain, known, n=1, cutoff=0.4)), "")
