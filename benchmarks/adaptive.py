"""Adaptive votes replayed on real crowds: accuracy by answers per item, and review routed by skill.

Recorded votes come in random order, or of those recorded the one that tells most; as many as the policy asks for.
Targets are the accuracy of a majority of all votes, and that of Dawid–Skene on all votes less half a point; of each
policy the fewest answers count with which it gets there. `--plots FOLDER` draws accuracy against answers as SVG.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.command import Row
from benchmarks.crowds import DATA, SETS, Real, real
from benchmarks.plot import Line, plot
from benchmarks.served import served
from labelwright.core.aggregation.asking import Wanted, another, tellers
from labelwright.core.aggregation.consensus import consensus
from labelwright.core.aggregation.standing import Standing
from labelwright.core.registry import METHODS
from labelwright.core.votes import Votes

NUMBERS = (2, 3, 5, 7, 10, 15)
STOPS = (0.9, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995)
LEAD = 2.0
SEEDS = 3
LARGE = 50_000
"""Votes from which on a set is replayed with one seed only, for it takes minutes."""
GOLD, TOP = 0.1, 0.25
MAJORITY, MODEL = "majority", "Dawid–Skene"
RANDOM, LEADING = "adaptive, whoever comes", f"adaptive, lead of {LEAD:g}"
SERVED, LEANING = "as the server, whoever comes", "as the server, who tells most"
PROVEN = f"as the server, {GOLD:.0%} gold"
CHOSEN, CALIBRATED = "adaptive, who tells most", f"adaptive, calibrated on {GOLD:.0%} gold"
REVIEW = "one answer, one review by skill"
NEAR = 0.005
"""How far below Dawid–Skene on all votes is near enough."""
Waiting = dict[str, list[tuple[str, str]]]
"""The votes of each item that were not given yet: annotator and label."""


class Replay(NamedTuple):
    """Answers per item and accuracy, over the items whose truth is known and not told."""

    answers: float
    accuracy: float


def replays(name: str, data: Path, seeds: int) -> Iterator[Row]:
    """Fixed numbers of votes by two methods, each setting of the adaptive policies, and a review of one answer."""
    crowd = real(name, data)
    most = int(np.bincount(crowd.votes.item).max())
    runs = range(1 if len(crowd.votes) >= LARGE else seeds)
    for number in sorted({number for number in NUMBERS if number < most} | {most}):
        for policy, method in ((MAJORITY, "majority"), (MODEL, "dawid_skene")):
            yield _row(name, policy, number, [fixed(crowd, number, seed, method) for seed in runs])
    for stop in STOPS:
        wanted = Wanted(min=2, max=most, stop_at=stop)
        leading = replace(wanted, lead=LEAD)
        yield _row(name, RANDOM, stop, [adaptive(crowd, wanted, seed) for seed in runs])
        yield _row(name, CHOSEN, stop, [adaptive(crowd, wanted, seed, choose=True) for seed in runs])
        yield _row(name, LEADING, stop, [adaptive(crowd, leading, seed) for seed in runs])
        yield _row(name, CALIBRATED, stop, [adaptive(crowd, wanted, seed, gold=GOLD) for seed in runs])
        yield _row(name, SERVED, stop, [as_served(crowd, wanted, seed) for seed in runs])
        yield _row(name, LEANING, stop, [as_served(crowd, wanted, seed, choose=True) for seed in runs])
        proven = [as_served(crowd, wanted, seed, choose=True, gold=GOLD) for seed in runs]
        yield _row(name, PROVEN, stop, proven)
    yield _row(name, REVIEW, 2, [review(crowd, seed) for seed in runs])


def targets(rows: Sequence[Row]) -> Iterator[Row]:
    """For each target of a set: the fewest answers with which each policy gets there, None where it does not."""
    name, every = str(rows[0]["set"]), {policy: _of(rows, policy) for policy in (MAJORITY, MODEL)}
    for what, policy, less in (("majority of all", MAJORITY, 0.0), ("Dawid–Skene of all, near", MODEL, NEAR)):
        full = max(every[policy])
        goal = round(full[1] - less, 4)
        fewest = {
            other: min((answers for answers, right in _of(rows, other) if right >= goal), default=None)
            for other in (MAJORITY, MODEL, RANDOM, CHOSEN, LEADING, CALIBRATED, SERVED, LEANING, PROVEN)
        }
        yield {"set": name, "target": what, "accuracy": goal, "all": full[0], "fewest_answers": fewest}


def fixed(crowd: Real, number: int, seed: int, method: str) -> Replay:
    """So many votes of each item."""
    votes = crowd.votes
    order = np.random.default_rng(seed).permutation(len(votes))
    order = order[np.argsort(votes.item[order], kind="stable")]
    item = votes.item[order]
    kept = order[np.arange(len(order)) - np.searchsorted(item, item) < number]
    part = Votes(
        votes.item[kept],
        votes.annotator[kept],
        votes.label[kept],
        votes.items,
        votes.annotators,
        votes.labels,
    )
    right = crowd.right(consensus(part, METHODS[method]).winners())
    given = np.bincount(part.item, minlength=len(votes.items))
    known = [place for place, name in enumerate(votes.items) if name in right]
    return Replay(float(given[known].mean()), float(np.mean(list(right.values()))))


def adaptive(crowd: Real, wanted: Wanted, seed: int, *, choose: bool = False, gold: float = 0.0) -> Replay:
    """Rounds in which each item that wants another vote gets one, until none does or its votes are used up."""
    waiting = _waiting(crowd.votes, seed)
    told = _told(crowd, gold, seed)
    standing = Standing(crowd.votes.labels, told)
    while asked := [item for item, left in waiting.items() if left and another(wanted, standing, item).more]:
        for item in asked:
            standing.add(item, *_next(waiting[item], standing, item, choose=choose))
        standing.refresh()
    return _scored(crowd, standing, told)


def _next(left: list[tuple[str, str]], standing: Standing, item: str, *, choose: bool) -> tuple[str, str]:
    """The next vote of an item: the one that comes, or after the first that of whom tells most."""
    if not choose or not standing.given(item):
        return left.pop()
    best = tellers(standing, item, [annotator for annotator, _ in left])[0].annotator
    return left.pop(next(n for n, (annotator, _) in enumerate(left) if annotator == best))


def as_served(crowd: Real, wanted: Wanted, seed: int, *, choose: bool = False, gold: float = 0.0) -> Replay:
    """As the server decides, from whoever comes, or from whoever has shown most."""
    told = _told(crowd, gold, seed)
    settled = served(_waiting(crowd.votes, seed), crowd.votes.labels, wanted, told, choose=choose)
    known = [item for item in crowd.votes.items if item in crowd.truths and item not in told]
    right = [settled[item].label == crowd.truths[item] for item in known]
    return Replay(float(np.mean([settled[item].votes for item in known])), float(np.mean(right)))


def review(crowd: Real, seed: int) -> Replay:
    """Two answers an item: one that comes, and one by whom of the most skilled tells most, if one of them answered it.

    Skill is learned from the votes on a tenth of the known items, which is told. The most skilled are those who hold a
    quarter of all votes.
    """
    told = _told(crowd, GOLD, seed)
    waiting = _waiting(crowd.votes, seed)
    standing = Standing(crowd.votes.labels, told)
    for item in told:
        for vote in waiting.pop(item, ()):
            standing.add(item, *vote)
    standing.refresh()
    reviewers = _most_skilled(crowd.votes, standing)
    for item, left in waiting.items():
        standing.add(item, *left.pop())
        by_reviewers = [vote for vote in left if vote[0] in reviewers]
        if left:
            standing.add(item, *_next(by_reviewers or left, standing, item, choose=True))
    return _scored(crowd, standing, told)


def _most_skilled(votes: Votes, standing: Standing) -> set[str]:
    held = np.bincount(votes.annotator, minlength=len(votes.annotators))
    order = sorted(
        range(len(held)), key=lambda a: (-standing.skill(votes.annotators[a]), votes.annotators[a])
    )
    before = np.cumsum(held[order]) - held[order]
    return {
        votes.annotators[a]
        for a, sum_before in zip(order, before, strict=True)
        if sum_before < TOP * held.sum()
    }


def _waiting(votes: Votes, seed: int) -> Waiting:
    """All votes by item, each item's in random order."""
    waiting: Waiting = {item: [] for item in votes.items}
    for row in np.random.default_rng(seed).permutation(len(votes)).tolist():
        vote = votes.annotators[votes.annotator[row]], votes.labels[votes.label[row]]
        waiting[votes.items[votes.item[row]]].append(vote)
    return waiting


def _told(crowd: Real, share: float, seed: int) -> dict[str, str]:
    """A random share of the known truths."""
    known = sorted(crowd.truths.keys() & set(crowd.votes.items))
    chosen = np.random.default_rng(seed).permutation(len(known))[: int(len(known) * share)]
    return {known[n]: crowd.truths[known[n]] for n in chosen}


def _scored(crowd: Real, standing: Standing, told: dict[str, str]) -> Replay:
    items = [item for item in crowd.votes.items if item in crowd.truths and item not in told]
    won = [standing.labels[int(standing.posterior(item).argmax())] == crowd.truths[item] for item in items]
    return Replay(float(np.mean([standing.given(item) for item in items])), float(np.mean(won)))


def _row(name: str, policy: str, setting: float, found: Sequence[Replay]) -> Row:
    answers, accuracy = np.array(found).T
    return {
        "set": name,
        "policy": policy,
        "setting": setting,
        "answers_per_item": round(float(answers.mean()), 2),
        "accuracy": round(float(accuracy.mean()), 4),
        "spread": round(float(accuracy.std()), 4),
    }


def _of(rows: Sequence[Row], policy: str) -> list[tuple[float, float]]:
    """Answers per item and accuracy of a policy, one pair for each of its settings."""
    own = [row for row in rows if row["policy"] == policy]
    return [(row["answers_per_item"], row["accuracy"]) for row in own]


def drawn(rows: Sequence[Row]) -> str:
    """Accuracy by answers per item as SVG."""
    lines = [
        Line(policy, sorted(_of(rows, policy)))
        for policy in (MAJORITY, MODEL, RANDOM, CHOSEN, SERVED, LEANING, PROVEN)
    ]
    return plot(f"{rows[0]['set']}: accuracy by answers per item", lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=DATA, help="where the real crowds are")
    options.add_argument("--sets", nargs="*", default=SETS)
    options.add_argument("--seeds", type=int, default=SEEDS)
    options.add_argument("--plots", type=Path, help="a folder for plots")
    chosen = options.parse_args()
    if not chosen.data.is_dir():
        sys.exit(f"There are no real crowds at {chosen.data}.")
    found = {name: list(replays(name, chosen.data, chosen.seeds)) for name in chosen.sets}
    for name, rows in found.items() if chosen.plots else ():
        chosen.plots.mkdir(parents=True, exist_ok=True)
        (chosen.plots / f"adaptive-{name}.svg").write_text(drawn(rows))
    reached = [row for rows in found.values() for row in targets(rows)]
    replayed = [row for rows in found.values() for row in rows]
    said = {"benchmark": "adaptive", "targets": reached, "replays": replayed}
    json.dump(said, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
