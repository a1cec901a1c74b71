"""crowd-kit on the data of `benchmarks.consensus`. It runs in an environment of its own, without Labelwright.

Arguments: the folder of the crowds and the names of sets.
"""

import json
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from crowdkit.aggregation import MACE, DawidSkene, MajorityVote, OneCoinDawidSkene, Wawa, ZeroBasedSkill

warnings.filterwarnings("ignore")
METHODS = {
    "majority": MajorityVote,
    "wawa": Wawa,
    "zero_based_skill": ZeroBasedSkill,
    "dawid_skene": lambda: DawidSkene(n_iter=100),
    "one_coin": lambda: OneCoinDawidSkene(n_iter=100),
    "mace": lambda: MACE(random_state=0),
}

folder, names = Path(sys.argv[1]), sys.argv[2:]
rows = []
for name in names:
    votes = pd.read_csv(folder / name / "label.csv").drop_duplicates()
    votes.columns = ["task", "worker", "label"]
    truth = pd.read_csv(folder / name / "truth.csv", index_col="item")["truth"]
    for method, make in METHODS.items():
        began = time.perf_counter()
        found = make().fit_predict(votes)
        took = time.perf_counter() - began
        both = truth.index.intersection(found.index)
        rows.append(
            {
                "by": f"crowd-kit {version('crowd-kit')}",
                "method": method,
                "set": name,
                "accuracy": round(float((found[both] == truth[both]).mean()), 4),
                "seconds": round(took, 3),
            }
        )
json.dump(rows, sys.stdout)
