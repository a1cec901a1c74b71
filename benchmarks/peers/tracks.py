"""motmetrics on the videos that it brings. Arguments: their names."""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import motmetrics

from benchmarks.command import Row

FIGURES = {"mota": "mota", "idf1": "idf1", "motp": "motp", "switches": "num_switches"}
"""Our name of each figure, and theirs."""


def judged(name: str) -> Row:
    """The figures of one video's tracks against its truth; the seconds are those of matching and counting."""
    folder = Path(motmetrics.__file__).parent / "data" / name
    truth = motmetrics.io.loadtxt(folder / "gt.txt", fmt="mot15-2D", min_confidence=1)
    given = motmetrics.io.loadtxt(folder / "test.txt", fmt="mot15-2D")
    began = time.perf_counter()
    found = motmetrics.utils.compare_to_groundtruth(truth, given, "iou", distth=0.5)
    summary = motmetrics.metrics.create().compute(found, metrics=list(FIGURES.values()), name=name)
    took = round(time.perf_counter() - began, 3)
    by, frames = f"motmetrics {version('motmetrics')}", truth.index.levels[0].size
    value = {ours: float(summary.loc[name, theirs]) for ours, theirs in FIGURES.items()}
    return {"what": name, "by": by, "size": frames, "seconds": took, "value": value}


if __name__ == "__main__":
    json.dump([judged(name) for name in sys.argv[1:]], sys.stdout)
