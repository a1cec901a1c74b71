"""Other packages on the data of `benchmarks.agreement`. It runs in an environment of theirs, without Labelwright.

Arguments: the folder with `votes.npz` and `texts.json`, and a file of spans. What is not installed is left out.
"""

import importlib.util
import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np

LABELS = 5
ROWS = []


def timed(what, package, size, run):
    began = time.perf_counter()
    value = run()
    took = round(time.perf_counter() - began, 3)
    ROWS.append(
        {"what": what, "by": f"{package} {version(package)}", "size": size, "seconds": took, "value": value}
    )


def table(votes):
    item, label = votes
    return np.bincount(item * LABELS + label, minlength=(item.max() + 1) * LABELS).reshape(-1, LABELS)


def main():
    folder, spans = Path(sys.argv[1]), sys.argv[2]
    votes = np.load(folder / "votes.npz")
    gappy, whole, two = votes["gappy"], votes["whole"], votes["two"]
    texts = json.loads((folder / "texts.json").read_text())
    if importlib.util.find_spec("krippendorff"):
        import krippendorff

        for what, level in (("alpha", "nominal"), ("alpha, interval", "interval")):
            timed(
                what,
                "krippendorff",
                gappy.shape[1],
                lambda level=level: float(
                    krippendorff.alpha(
                        value_counts=table(gappy),
                        value_domain=list(range(LABELS)),
                        level_of_measurement=level,
                    )
                ),
            )
    if importlib.util.find_spec("statsmodels"):
        from statsmodels.stats.inter_rater import fleiss_kappa

        timed("Fleiss, no gaps", "statsmodels", whole.shape[1], lambda: float(fleiss_kappa(table(whole))))
    if importlib.util.find_spec("sklearn"):
        from sklearn.metrics import cohen_kappa_score

        timed("Cohen", "scikit-learn", two.shape[1], lambda: float(cohen_kappa_score(two[0], two[1])))
    if importlib.util.find_spec("jiwer"):
        import jiwer

        said, heard = ([pair[side] for pair in texts] for side in (0, 1))
        words = sum(len(text.split()) for text in said)
        timed("word error rate", "jiwer", words, lambda: jiwer.wer(said, heard))
    if importlib.util.find_spec("pygamma_agreement"):
        from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum

        np.random.seed(4772)
        continuum = Continuum.from_csv(spans)
        disorder = CombinedCategoricalDissimilarity(alpha=3, beta=1, delta_empty=1)
        timed(
            "gamma of 372 spans",
            "pygamma-agreement",
            continuum.num_units,
            lambda: float(continuum.compute_gamma(disorder).gamma),
        )
    json.dump(ROWS, sys.stdout)


if __name__ == "__main__":
    main()
