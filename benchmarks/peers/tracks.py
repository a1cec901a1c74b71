"""motmetrics on the videos that it brings. It runs in an environment of its own, without Labelwright."""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import motmetrics


def judged(name):
    folder = Path(motmetrics.__file__).parent / "data" / name
    truth = motmetrics.io.loadtxt(folder / "gt.txt", fmt="mot15-2D", min_confidence=1)
    given = motmetrics.io.loadtxt(folder / "test.txt", fmt="mot15-2D")
    began = time.perf_counter()
    found = motmetrics.utils.compare_to_groundtruth(truth, given, "iou", distth=0.5)
    wanted = ["mota", "idf1", "motp", "num_switches"]
    summary = motmetrics.metrics.create().compute(found, metrics=wanted, name=name)
    took = round(time.perf_counter() - began, 3)
    value = dict(zip(["mota", "idf1", "motp", "switches"], map(float, summary.loc[name]), strict=True))
    frames = truth.index.levels[0].size
    return {
        "what": name,
        "by": f"motmetrics {version('motmetrics')}",
        "size": frames,
        "seconds": took,
        "value": value,
    }


json.dump([judged(name) for name in sys.argv[1:]], sys.stdout)
