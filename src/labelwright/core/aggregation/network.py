"""Several word sequences laid side by side: which word of one stands where which of the others does."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from labelwright.core.aggregation.special import Floats
from labelwright.core.votes import Codes

Words = tuple[str, ...]
Step = tuple[int | None, int | None]
"""A word and a slot that go together: a word without a slot opens one, a slot without a word gets silence."""


NOISE = 1e-9
"""By how much two sums of the same costs may differ."""


class Network(NamedTuple):
    """Slots in their order; `said` (sequences × slots) is each one's word in `words`, 0 where it says nothing there."""

    said: Codes
    words: Sequence[str]


def network(sequences: Sequence[Words]) -> Network:
    """Lay sequences side by side, the one that is most like all others first.

    Each next one is aligned to all before it at the least expected number of edits: a word costs the share of those
    before that do not have it in that slot, and passing over a slot the share that say something there. Equal
    sequences are aligned once. After Fiscus, A post-processing system to yield reduced word error rates: recognizer
    output voting error reduction (ROVER), ASRU 1997, with the alignment of confusion networks: Mangu, Brill and
    Stolcke, Computer Speech and Language 14 (2000).
    """
    count = Counter(sequences)
    distinct = _central_first(count)
    words = ["", *dict.fromkeys(word for sequence in distinct for word in sequence)]
    place = {word: n for n, word in enumerate(words)}
    said = np.zeros((0, 0), dtype=np.int64)
    hands = np.zeros((0, len(words)))
    before = 0
    for sequence in distinct:
        codes = np.array([place[word] for word in sequence], dtype=np.int64)
        path = _align(hands / max(1, before), codes)
        said, hands = _extended(said, hands, codes, path, before, count[sequence])
        before += count[sequence]
    row = {sequence: n for n, sequence in enumerate(distinct)}
    return Network(said[[row[sequence] for sequence in sequences]], words)


def _central_first(count: Counter[Words]) -> list[Words]:
    """The distinct sequences, that which shares most words with all others first; of equals the first by its words."""
    bags = {sequence: Counter(sequence) for sequence in count}
    alike = {sequence: float(heads) for sequence, heads in count.items()}
    for a, b in combinations(count, 2):
        shared = 2 * sum(min(n, bags[b][word]) for word, n in bags[a].items()) / max(1, len(a) + len(b))
        alike[a] += count[b] * shared
        alike[b] += count[a] * shared
    return sorted(count, key=lambda sequence: (-round(alike[sequence], 9), sequence))


def _align(shares: Floats, codes: Codes) -> list[Step]:
    """The cheapest way through the slots, given the share that says each word in each (slots × words)."""
    differ = 1.0 - shares[:, codes].T
    passed = np.concatenate([[0.0], np.cumsum(1.0 - shares[:, 0])])
    row = passed
    rows = [row]
    for costs in differ:
        best = row + 1.0
        np.minimum(best[1:], row[:-1] + costs, out=best[1:])
        row = np.minimum.accumulate(best - passed) + passed
        rows.append(row)
    return _traced(np.array(rows), differ, passed)


def _traced(rows: Floats, differ: Floats, passed: Floats) -> list[Step]:
    """The way back through the table of least costs, matching where it can."""
    table, costs, along = rows.tolist(), differ.tolist(), passed.tolist()
    word, slot = len(costs), len(along) - 1
    path: list[Step] = []
    while word or slot:
        here = table[word][slot]
        if word and slot and abs(table[word - 1][slot - 1] + costs[word - 1][slot - 1] - here) < NOISE:
            word, slot = word - 1, slot - 1
            path.append((word, slot))
        elif slot and abs(table[word][slot - 1] + along[slot] - along[slot - 1] - here) < NOISE:
            slot -= 1
            path.append((None, slot))
        else:
            word -= 1
            path.append((word, None))
    return path[::-1]


def _extended(
    said: Codes, hands: Floats, codes: Codes, path: Sequence[Step], before: int, heads: int
) -> tuple[Codes, Floats]:
    """What each says, and how many say each word, in the slots of a path: with one more sequence, that `heads` have."""
    more_said = np.zeros((len(said) + 1, len(path)), dtype=np.int64)
    more_hands = np.zeros((len(path), hands.shape[1]))
    kept = [(n, slot) for n, (_, slot) in enumerate(path) if slot is not None]
    if kept:
        new, old = np.array(kept).T
        more_said[:-1, new] = said[:, old]
        more_hands[new] = hands[old]
    opened = [n for n, (_, slot) in enumerate(path) if slot is None]
    more_hands[opened, 0] = before
    more_said[-1] = [0 if word is None else codes[word] for word, _ in path]
    more_hands[np.arange(len(path)), more_said[-1]] += heads
    return more_said, more_hands
