"""crowd-kit on the data of `benchmarks.consensus`. Arguments: the folder of the crowds and the names of sets."""

import json
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from crowdkit.aggregation import MACE, DawidSkene, MajorityVote, OneCoinDawidSkene, Wawa, ZeroBasedSkill

from benchmarks.command import Row

METHODS = {
    "majority": MajorityVote,
    "wawa": Wawa,
    "zero_based_skill": ZeroBasedSkill,
    "dawid_skene": partial(DawidSkene, n_iter=100),
    "one_coin": partial(OneCoinDawidSkene, n_iter=100),
    "mace": partial(MACE, random_state=0),
}


def accuracies(folder: Path, names: Sequence[str]) -> Iterator[Row]:
    """Each method on each set: how many winners of known truth are right, and how long it takes."""
    by = f"crowd-kit {version('crowd-kit')}"
    for name in names:
        votes = pd.read_csv(folder / name / "label.csv").drop_duplicates()
        votes.columns = ["task", "worker", "label"]
        truth = pd.read_csv(folder / name / "truth.csv", index_col="item")["truth"]
        for method, make in METHODS.items():
            began = time.perf_counter()
            found = make().fit_predict(votes)
            took = round(time.perf_counter() - began, 3)
            both = truth.index.intersection(found.index)
            accuracy = round(float((found[both] == truth[both]).mean()), 4)
            yield {"by": by, "method": method, "set": name, "accuracy": accuracy, "seconds": took}


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    json.dump(list(accuracies(Path(sys.argv[1]), sys.argv[2:])), sys.stdout)
