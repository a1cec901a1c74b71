"""Label errors: how well wrong classes, tokens and boxes are found, and how fast. Errors are planted, so all are known.

Classes and tokens need probabilities of a model that has not seen the labels: scikit-learn makes them, in an
environment of its own. `--peers` also runs cleanlab there on the very same arrays. It is installed for that alone, by
whoever runs this, and never becomes a dependency: releases of it are AGPL. `--arrays FOLDER` adds sets of your own:
folders with `given.npy`, `true.npy` and `probabilities.npy`, such as those of cleanlab's
label-error-detection-benchmarks. `--many` adds digits with several kinds of noise, shares, models and seeds, and the
means by kind.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.command import Row
from benchmarks.crowds import DATA
from benchmarks.found import Booleans, Floats, found_in, listing, rounded
from benchmarks.peers import environment, told_by
from benchmarks.planted import KINDS, detected, pictures, planted
from labelwright.core.labelerrors.classes import class_errors
from labelwright.core.labelerrors.marks import mark_errors
from labelwright.core.labelerrors.tokens import token_errors
from labelwright.core.registry import LABELS

MODELS = ("scikit-learn==1.7.2", "numpy")
PEERS = ("cleanlab==2.9.0", "datasets")
SEEDS = 3


def classes_of(folder: Path) -> Iterator[Row]:
    """Each set of arrays in a folder: how well wrong labels are ranked, and how well listed."""
    for own in sorted(path for path in folder.iterdir() if (path / "probabilities.npy").is_file()):
        given, true, probabilities = (
            np.load(own / f"{name}.npy") for name in ("given", "true", "probabilities")
        )
        began = time.perf_counter()
        if (own / "texts.npy").is_file():
            yield _tokens(own, given, true, probabilities)
            continue
        found = class_errors(given, probabilities)
        took = time.perf_counter() - began
        yield {
            "set": own.name, "by": "ours", "labels": len(given), "wrong": rounded((given != true).mean()),
            **ranking(given != true, found.wrong), **listing(given != true, found.listed), "seconds": round(took, 3),
        }  # fmt: skip


def _tokens(
    own: Path, given: npt.NDArray[np.int64], true: npt.NDArray[np.int64], probabilities: Floats
) -> Row:
    """Texts ranked by their most suspect token; `found_in_10` is the share of wrong texts among the first tenth."""
    texts = np.load(own / "texts.npy")
    cuts = np.flatnonzero(np.diff(texts)) + 1
    began = time.perf_counter()
    found = token_errors(np.split(given, cuts), np.split(probabilities, cuts))
    took = time.perf_counter() - began
    wrong = np.array([part.any() for part in np.split(given != true, cuts)])
    return {
        "set": own.name, "by": "ours", "labels": len(wrong), "wrong": rounded(wrong.mean()),
        **ranking(wrong, found.texts), "found_in_10": found_in(wrong, found.texts, 0.1), "seconds": round(took, 3),
    }  # fmt: skip


def means(rows: Sequence[Row]) -> Iterator[Row]:
    """The means over the sets whose names begin alike, to the first comma, for each who found them."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["set"].split(",")[0], row["by"]), []).append(row)
    for (kind, by), own in sorted(groups.items()):
        figures: Row = {
            name: rounded(np.mean([row[name] for row in own])) for name in ("AP", "F1") if name in own[0]
        }
        yield {"set": f"mean of {kind}", "by": by, "sets": len(own), **figures}


def boxes(data: Path, folder: Path) -> Iterator[Row]:
    """Pictures ranked by how probably a box is wrong, beside a simulated detector; means over some seeds."""
    ontology, shown = pictures(data / "blood-cells")
    for kind in KINDS:
        figures, seconds = [], 0.0
        for seed in range(SEEDS):
            rng = np.random.default_rng(seed)
            given, wrong = planted(shown, kind, rng)
            foreseen = detected(shown, given, rng)
            (folder / f"boxes-{kind}-{seed}.json").write_text(
                json.dumps({"wrong": wrong, "pictures": [_plain(each) for each in foreseen]})
            )
            began = time.perf_counter()
            found = mark_errors(foreseen, ontology, LABELS)
            seconds += time.perf_counter() - began
            figures.append(ranking(np.array(wrong), np.array(found.items)))
        mean = {name: rounded(np.mean([figure[name] for figure in figures])) for name in figures[0]}
        yield {
            "set": f"boxes, {kind}",
            "by": "ours",
            "labels": len(shown),
            **mean,
            "seconds": round(seconds / SEEDS, 3),
        }


def _plain(each: object) -> dict[str, object]:
    item, given, predicted = (getattr(each, name) for name in ("item", "given", "predicted"))
    return {
        "size": [item.width, item.height],
        "given": [[a.cls, *a.value.values()] for a in given],
        "predicted": [[a.cls, *a.value.values(), a.confidence] for a in predicted],
    }


def speed(items: int, classes: int) -> Row:
    rng = np.random.default_rng(0)
    true = rng.integers(classes, size=items)
    probabilities = rng.dirichlet(np.full(classes, 0.2), size=items)
    probabilities[np.arange(items), true] += 1.0
    given = np.where(rng.random(items) < 0.1, rng.integers(classes, size=items), true)
    began = time.perf_counter()
    class_errors(given, probabilities)
    return {"set": f"{items:,} × {classes}", "by": "ours", "seconds": round(time.perf_counter() - began, 2)}


def ranking(wrong: Booleans, score: Floats) -> dict[str, float]:
    """Average precision and the area under the ROC curve."""
    order = np.argsort(-score, kind="stable")
    hits = wrong[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    ranks = np.empty(len(score))
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    many, few = wrong.sum(), (~wrong).sum()
    area = (ranks[wrong].sum() - many * (many + 1) / 2) / max(1, many * few)
    return {"AP": rounded(precision[hits].mean()), "AUROC": rounded(area)}


def several(folder: Path, python: Path, data: Path, *, peers: bool) -> list[Row]:
    """Several kinds of noise, shares, models and seeds: each set, and the means by kind."""
    own = folder / "many"
    own.mkdir()
    told_by(python, "models", "many", own, data)
    rows = [*classes_of(own), *(told_by(python, "labelerrors", own) if peers else ())]
    return [*rows, *means(rows)]


def main(words: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--data", type=Path, default=DATA, help="where intents, entities and blood-cells are"
    )
    options.add_argument("--arrays", type=Path, help="a folder of sets of your own")
    options.add_argument("--many", action="store_true", help="also several kinds of noise, and their means")
    options.add_argument("--peers", action="store_true", help="also run cleanlab on the same arrays")
    chosen = options.parse_args(words)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sets = folder / "sets"
        sets.mkdir()
        python = environment(folder / "environment", (*MODELS, *(PEERS if chosen.peers else ())))
        told_by(python, "models", "usual", sets, chosen.data)
        rows = [*classes_of(sets), *(classes_of(chosen.arrays) if chosen.arrays else ())]
        if chosen.data.is_dir():
            rows += boxes(chosen.data, sets)
        else:
            sys.stderr.write(f"There is no data at {chosen.data}; only digits are measured.\n")
        rows.append(speed(1_000_000, 10))
        if chosen.many:
            rows += several(folder, python, chosen.data, peers=chosen.peers)
        if chosen.peers:
            rows += told_by(python, "labelerrors", sets)
            rows += told_by(python, "labelerrors", chosen.arrays) if chosen.arrays else []
        names = {path.name for path in sets.iterdir() if path.is_dir()}
        rows += means([row for row in rows if row["set"] in names])
    json.dump({"benchmark": "labelerrors", "rows": rows}, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
