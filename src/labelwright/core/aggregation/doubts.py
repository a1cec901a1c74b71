"""When to doubt a consensus: it goes against the votes, and other models of annotators do not go along.

No likelihood tells a model that it has drifted away from the truth: it drifts because that makes the votes more
likely. What tells is that models with other assumptions, on the same votes, side with the majority instead.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from labelwright.core.aggregation.ledger import Ledger
from labelwright.core.aggregation.method import Method
from labelwright.core.aggregation.methods.hierarchical import Hierarchical
from labelwright.core.aggregation.methods.mace import Mace
from labelwright.core.aggregation.methods.one_coin import OneCoin
from labelwright.core.aggregation.methods.weighted import Weighted
from labelwright.core.aggregation.special import Floats
from labelwright.core.aggregation.winners import ALIKE, winners
from labelwright.core.votes import Codes

OTHERS: Sequence[Method] = (Weighted(), OneCoin(), Mace(starts=0), Hierarchical())
CONTRADICTED = 0.02
"""Up to this share of items against the majority, a consensus cannot be worse by more than two points."""
BACKED = 0.2
"""How much more probable the others must hold the consensus than the majority there, as a mean …"""
OPPOSED = 0.05
"""… and the least that each of them must."""
SAMPLE = 20_000
"""Of more items than this, some at equal distances are looked at, so that doubt costs little."""


def doubts(ledger: Ledger, posterior: Floats) -> tuple[str, ...]:
    """Sentences on why a consensus may be worse than a count of hands, none where nothing speaks for it."""
    shares = ledger.shares()
    best = winners(posterior, ledger.votes.labels)
    against = shares[best, np.arange(ledger.items)] < shares.max(axis=0) - ALIKE
    against[ledger.known_item] = False
    if against.mean() <= CONTRADICTED:
        return ()
    chosen = np.arange(0, ledger.items, -(-ledger.items // SAMPLE))
    disputed = chosen[against[chosen]]
    places = np.searchsorted(chosen, disputed)
    part = _only(ledger, chosen)
    theirs = winners(part.shares(), ledger.votes.labels)[places]
    backing = [_backing(method, part, places, best[disputed], theirs) for method in OTHERS]
    if np.mean(backing) >= BACKED and min(backing) >= OPPOSED:
        return ()
    return (_sentence(float(against.mean())),)


def _sentence(share: float) -> str:
    return (
        f"On {share:.1%} of the items this goes against the majority, and other models of the annotators do not bear "
        "it out. It may be worse than a count of hands: give gold answers, or use another method."
    )


def _only(ledger: Ledger, items: Codes) -> Ledger:
    """The ledger of some items, in order, without what is known."""
    place = np.full(ledger.items, -1)
    place[items] = np.arange(len(items))
    rows = np.flatnonzero(place[ledger.item] >= 0)
    votes = ledger.votes
    return Ledger(
        replace(
            votes,
            items=[votes.items[i] for i in items],
            item=place[votes.item[rows]],
            annotator=votes.annotator[rows],
            label=votes.label[rows],
            weight=None if votes.weight is None else votes.weight[rows],
        )
    )


def _backing(method: Method, ledger: Ledger, places: Codes, ours: Codes, theirs: Codes) -> float:
    """How much more probable a method holds our labels than those of the majority, as the mean over some items."""
    posterior = method.estimate(ledger).posterior
    return float((posterior[ours, places] - posterior[theirs, places]).mean())
