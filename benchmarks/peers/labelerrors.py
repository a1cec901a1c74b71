"""cleanlab on the arrays of `benchmarks.labelerrors`. Argument: the folder of them."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from cleanlab.filter import find_label_issues
from cleanlab.object_detection.rank import get_label_quality_scores as box_quality
from cleanlab.rank import get_label_quality_scores
from sklearn.metrics import average_precision_score, roc_auc_score

from benchmarks.command import Row
from benchmarks.found import Booleans, Floats, found_in, listing, rounded


def classes(folder: Path) -> Iterator[Row]:
    """Each set of arrays: how well wrong labels are ranked, and how well listed."""
    for own in sorted(path for path in folder.iterdir() if (path / "probabilities.npy").is_file()):
        given, true, probabilities = (np.load(own / f"{n}.npy") for n in ("given", "true", "probabilities"))
        texts = np.load(own / "texts.npy") if (own / "texts.npy").is_file() else None
        began = time.perf_counter()
        for method in ("self_confidence", "normalized_margin"):
            score = 1 - get_label_quality_scores(given, probabilities, method=method)
            found = _ranking(given != true, score) if texts is None else _texts(given != true, score, texts)
            yield {"set": own.name, "by": f"cleanlab, {method}", **found}
        if texts is None:
            listed = listing(given != true, find_label_issues(given, probabilities, n_jobs=1))
            seconds = round(time.perf_counter() - began, 3)
            yield {"set": own.name, "by": "cleanlab, find_label_issues", **listed, "seconds": seconds}


def boxes(folder: Path) -> Iterator[Row]:
    """Each kind of error in boxes; means over the seeds."""
    for kind in ("swapped", "missing", "misplaced", "mixed"):
        files = sorted(folder.glob(f"boxes-{kind}-*.json"))
        figures = [_objectlab(json.loads(path.read_text())) for path in files]
        if figures:
            mean = {name: rounded(np.mean([f[name] for f in figures])) for name in figures[0]}
            yield {"set": f"boxes, {kind}", "by": "cleanlab, ObjectLab", **mean}


def _objectlab(case: dict[str, Any]) -> dict[str, float]:
    names = sorted({box[0] for each in case["pictures"] for box in each["given"] + each["predicted"]})
    labels, predictions = [], []
    for each in case["pictures"]:
        marks = np.array([_corners(box) for box in each["given"]], dtype=np.float64).reshape(-1, 4)
        classes = np.array([names.index(box[0]) for box in each["given"]], dtype=np.int64)
        labels.append({"bboxes": marks, "labels": classes})
        predictions.append(_by_class(each["predicted"], names))
    began = time.perf_counter()
    score = 1 - box_quality(labels, predictions, verbose=False)
    took = time.perf_counter() - began
    return {**_ranking(np.array(case["wrong"]), score), "seconds": took}


def _by_class(predicted: Sequence[Any], names: Sequence[str]) -> npt.NDArray[np.object_]:
    """An array of boxes with their confidence for each class, as ObjectLab takes them."""
    found = np.empty(len(names), dtype=object)
    for place, name in enumerate(names):
        own = [[*_corners(box), box[5]] for box in predicted if box[0] == name]
        found[place] = np.array(own, dtype=np.float64).reshape(-1, 5)
    return found


def _corners(box: Sequence[Any]) -> list[float]:
    _, x, y, width, height = box[:5]
    return [x, y, x + width, y + height]


def _texts(wrong: Booleans, score: Floats, texts: npt.NDArray[np.int64]) -> dict[str, float]:
    """Texts by their most suspect token; `found_in_10` is the share of wrong ones among the first tenth."""
    cuts = np.flatnonzero(np.diff(texts)) + 1
    worst = np.array([part.max() for part in np.split(score, cuts)])
    spoilt = np.array([part.any() for part in np.split(wrong, cuts)])
    return {**_ranking(spoilt, worst), "found_in_10": found_in(spoilt, worst, 0.1)}


def _ranking(wrong: Booleans, score: Floats) -> dict[str, float]:
    return {
        "AP": rounded(average_precision_score(wrong, score)),
        "AUROC": rounded(roc_auc_score(wrong, score)),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    json.dump([*classes(folder), *boxes(folder)], sys.stdout)
