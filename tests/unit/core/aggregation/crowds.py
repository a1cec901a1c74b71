"""Crowds for tests: simulated ones whose skills are known, and real ones beside the repository."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest

from labelwright.core.votes import Codes, Votes
from labelwright.datasets.votes import read_table, read_truths

DATA = Path(__file__).parents[5] / "shared" / "data" / "crowd"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the crowd sets are not beside the repository")


class Crowd(NamedTuple):
    """Votes, the true class of each item, and the confusion of each annotator (annotators × classes × labels)."""

    votes: Votes
    truth: Codes
    confusion: npt.NDArray[np.float64]


def crowd(confusion: npt.NDArray[np.float64], items: int, per_item: int, seed: int) -> Crowd:
    """Items of random classes, each voted on by `per_item` annotators drawn at random."""
    generator = np.random.default_rng(seed)
    annotators, classes, _ = confusion.shape
    truth = generator.integers(0, classes, items)
    who = np.array([generator.choice(annotators, per_item, replace=False) for _ in range(items)])
    item, annotator = np.repeat(np.arange(items), per_item), who.ravel()
    chances = confusion[annotator, truth[item]].cumsum(axis=1)
    label = (generator.random(len(item))[:, None] > chances).sum(axis=1)
    votes = Votes(
        item,
        annotator,
        label,
        tuple(f"item {i}" for i in range(items)),
        tuple(f"annotator {a}" for a in range(annotators)),
        tuple("abcdefgh"[:classes]),
    )
    return Crowd(votes, truth, confusion)


def coins(skills: npt.ArrayLike, classes: int) -> npt.NDArray[np.float64]:
    """The confusion of annotators who are right with one probability and wrong in any way alike."""
    skill = np.asarray(skills, dtype=np.float64)[:, None, None]
    right = np.eye(classes)
    return skill * right + (1.0 - skill) / (classes - 1) * (1.0 - right)


@cache
def real(name: str) -> tuple[Votes, dict[str, str]]:
    """The votes of a real crowd without repeated rows, and the known truths."""
    return read_table(DATA / name / "label.csv"), read_truths(DATA / name / "truth.csv")
