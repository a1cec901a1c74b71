"""Whether another vote is worth asking for, whose it should be, and why: `votes: {min, max, stop_at}`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from labelwright.core.aggregation.special import Floats
from labelwright.core.aggregation.standing import Standing
from labelwright.core.errors import Invalid


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many votes a task may have, and how probable its label must be to do with fewer than the most.

    `lead` is by how many votes the label must also lead the next: a guard where annotators err alike, so that
    probabilities promise too much, and no gold is there to calibrate them with.
    """

    min: int = 2
    max: int = 5
    stop_at: float = 0.95
    lead: float = 0.0

    def __post_init__(self) -> None:
        if not 1 <= self.min <= self.max:
            raise Invalid(
                f"From {self.min} to {self.max} votes cannot be.", remedy="Give min ≥ 1 and max ≥ min."
            )
        if not 0.0 < self.stop_at <= 1.0:
            raise Invalid(f"A probability of {self.stop_at} cannot be.", remedy="Give stop_at from 0 to 1.")


class Asked(NamedTuple):
    """Whether another vote is asked for, and a sentence on why or why not."""

    more: bool
    why: str


class Teller(NamedTuple):
    """An annotator who may be asked: how much their vote is expected to tell, in bits, and that per cost."""

    annotator: str
    bits: float
    per_cost: float
    why: str


def another(wanted: Wanted, standing: Standing, item: str) -> Asked:
    """Whether an item needs another vote, given those it has."""
    given = standing.given(item)
    ordinal = f"{_ordinal(given + 1)} vote asked because"
    if given < wanted.min:
        return Asked(True, f"{ordinal} at least {wanted.min} are wanted.")
    posterior = standing.posterior(item)
    best = int(np.argmax(posterior))
    label, sure = standing.labels[best], float(posterior[best])
    if given >= wanted.max:
        return Asked(
            False, f"No vote more, because {wanted.max} are the most: “{label}” is {_percent(sure)} probable."
        )
    if sure < wanted.stop_at:
        return Asked(
            True,
            f"{ordinal} “{label}” is only {_percent(sure)} probable, and {_percent(wanted.stop_at)} is wanted.",
        )
    hands = standing.hands(item)
    lead = float(hands[best] - np.delete(hands, best).max())
    if lead < wanted.lead:
        return Asked(True, f"{ordinal} “{label}” leads by {lead:g} votes, and {wanted.lead:g} are wanted.")
    return Asked(False, f"No vote more, because “{label}” is {_percent(sure)} probable.")


def worth(standing: Standing, item: str, annotator: str | None = None) -> float:
    """How much another vote is expected to tell of an item, in bits: the mutual information of vote and truth.

    Of an annotator who is named, or of one like all. Tasks are best served in the order of this per cost.
    """
    return _information(standing.posterior(item), standing.confusion(annotator))


def tellers(
    standing: Standing, item: str, annotators: Iterable[str], costs: Mapping[str, float] | None = None
) -> list[Teller]:
    """Who should be asked about an item, first who tells most per cost; of equals the first by name.

    A vote costs 1 where `costs` says nothing else.
    """
    posterior = standing.posterior(item)
    open_bits = _entropy(posterior)
    found = []
    for annotator in annotators:
        bits = _information(posterior, standing.confusion(annotator))
        settled = bits / open_bits if open_bits > 0.0 else 0.0
        why = f"A vote of {annotator} is expected to settle {_percent(settled)} of what is open."
        found.append(Teller(annotator, bits, bits / (costs or {}).get(annotator, 1.0), why))
    return sorted(found, key=lambda teller: (-teller.per_cost, teller.annotator))


def _information(posterior: Floats, confusion: Floats) -> float:
    """The entropy of the truth less what is left of it, as the mean over the labels that may be given."""
    joint = posterior[:, None] * confusion
    labels = joint.sum(axis=0)
    return max(0.0, _entropy(posterior) + _entropy(labels) - _entropy(joint.ravel()))


def _entropy(shares: Floats) -> float:
    positive = shares[shares > 0.0]
    return float(-(positive * np.log2(positive)).sum())


def _percent(share: float) -> str:
    """A share in percent, rounded down, so that nothing seems to reach what it does not."""
    return f"{np.floor(share * 1000 + 1e-9) / 10:g} %"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
