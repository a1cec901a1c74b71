"""Other packages on the data of `benchmarks.agreement`.

Arguments: the folder with `votes.npz` and `texts.json`, and a file of spans. What is not installed is left out.
"""

import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.command import Row

LABELS = 5


def figures(folder: Path, spans: str) -> Iterator[Row]:
    """What each package that is installed makes of the data, and how long it takes."""
    votes = np.load(folder / "votes.npz")
    if importlib.util.find_spec("krippendorff"):
        yield from _krippendorff(votes["gappy"])
    if importlib.util.find_spec("statsmodels"):
        yield _statsmodels(votes["whole"])
    if importlib.util.find_spec("sklearn"):
        yield _scikit_learn(votes["two"])
    if importlib.util.find_spec("jiwer"):
        yield _jiwer(json.loads((folder / "texts.json").read_text()))
    if importlib.util.find_spec("pygamma_agreement"):
        yield _pygamma(spans)


def _krippendorff(votes: npt.NDArray[np.int64]) -> Iterator[Row]:
    import krippendorff

    def alpha(level: str) -> float:
        domain = list(range(LABELS))
        return float(
            krippendorff.alpha(value_counts=_table(votes), value_domain=domain, level_of_measurement=level)
        )

    for what, level in (("alpha", "nominal"), ("alpha, interval", "interval")):
        yield _timed(what, "krippendorff", votes.shape[1], partial(alpha, level))


def _statsmodels(votes: npt.NDArray[np.int64]) -> Row:
    from statsmodels.stats.inter_rater import fleiss_kappa

    return _timed(
        "Fleiss, no gaps", "statsmodels", votes.shape[1], lambda: float(fleiss_kappa(_table(votes)))
    )


def _scikit_learn(votes: npt.NDArray[np.int64]) -> Row:
    from sklearn.metrics import cohen_kappa_score

    return _timed("Cohen", "scikit-learn", votes.shape[1], lambda: float(cohen_kappa_score(*votes)))


def _jiwer(texts: list[tuple[str, str]]) -> Row:
    import jiwer

    said, heard = ([pair[side] for pair in texts] for side in (0, 1))
    words = sum(len(text.split()) for text in said)
    return _timed("word error rate", "jiwer", words, lambda: float(jiwer.wer(said, heard)))


def _pygamma(spans: str) -> Row:
    from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum

    np.random.seed(4772)
    continuum = Continuum.from_csv(spans)
    disorder = CombinedCategoricalDissimilarity(alpha=3, beta=1, delta_empty=1)
    units = continuum.num_units
    return _timed(
        "gamma of 372 spans",
        "pygamma-agreement",
        units,
        lambda: float(continuum.compute_gamma(disorder).gamma),
    )


def _timed(what: str, package: str, size: int, run: Callable[[], float]) -> Row:
    began = time.perf_counter()
    value = run()
    took = round(time.perf_counter() - began, 3)
    by = f"{package} {version(package)}"
    return {"what": what, "by": by, "size": size, "seconds": took, "value": value}


def _table(votes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """How often each item was given each label, from a row of items and one of labels."""
    item, label = votes
    return np.bincount(item * LABELS + label, minlength=(item.max() + 1) * LABELS).reshape(-1, LABELS)


if __name__ == "__main__":
    json.dump(list(figures(Path(sys.argv[1]), sys.argv[2])), sys.stdout)
