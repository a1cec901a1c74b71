"""Agreement of a million answers with gaps, of transcripts and of spans: seconds and values, beside other packages.

`--peers` makes an environment of its own for the packages compared with, and runs them on the same data.
"""

import argparse
import csv
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.command import Row
from benchmarks.peers import environment, told_by
from labelwright.core.agreement.coefficients.cohen import cohen_kappa
from labelwright.core.agreement.coefficients.counts import counts_of
from labelwright.core.agreement.coefficients.fleiss import fleiss_kappa
from labelwright.core.agreement.coefficients.gwet import gwet_ac
from labelwright.core.agreement.coefficients.krippendorff import interval_alpha, nominal_alpha
from labelwright.core.agreement.coefficients.pairs import table_of
from labelwright.core.agreement.gamma.continuum import continuum_of
from labelwright.core.agreement.gamma.measure import gamma
from labelwright.core.agreement.marks.spans import Stretch
from labelwright.core.agreement.marks.words import Errors, errors_of
from labelwright.core.votes import Votes

HERE = Path(__file__).parent
SPANS = HERE.parent / "tests" / "unit" / "core" / "agreement" / "gamma" / "3by100.csv"
PEERS = ("krippendorff", "statsmodels", "scikit-learn", "jiwer")
SLOW_PEERS = ("pygamma-agreement", "setuptools<81")
LABELS, VOTES_EACH, ANNOTATORS, GAPS = 5, 5, 2000, 0.1
RUNS = 5


def measure(answers: int) -> list[Row]:
    """Our figures; what is timed is said with each."""
    rng = np.random.default_rng(0)
    gappy, whole = crowd(answers, GAPS, rng), crowd(answers, 0.0, rng)
    values = np.arange(float(LABELS))

    def three() -> list[float]:
        counts = counts_of(gappy)
        return [f(counts).value for f in (nominal_alpha, fleiss_kappa, gwet_ac)]

    def interval() -> float:
        return nominal_alpha(counts_of(gappy).folded()).estimate(np.random.default_rng(0)).high

    two = between_two(answers, rng)
    texts = transcripts(answers, rng)
    return [
        row("alpha + Fleiss + AC1, with gaps", len(gappy), three),
        row("alpha", len(gappy), lambda: nominal_alpha(counts_of(gappy)).value),
        row("alpha, interval", len(gappy), lambda: interval_alpha(counts_of(gappy), values).value),
        row("Fleiss, no gaps", len(whole), lambda: fleiss_kappa(counts_of(whole)).value),
        row("alpha with a bootstrap of 1,000", len(gappy), interval),
        row("Cohen", len(two) // 2, lambda: cohen_kappa(table_of(two, 0, 1)).value),
        row("word error rate", sum(len(t) for t, _ in texts), lambda: sum(errors_of(texts), Errors()).rate),
        row("gamma of 372 spans", 372, spans, runs=1),
    ]


def row(what: str, size: int, run: Callable[[], Any], runs: int = RUNS) -> Row:
    """The quickest of some runs."""
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        value = run()
        took.append(time.perf_counter() - began)
    return {"what": what, "by": "labelwright", "size": size, "seconds": round(min(took), 3), "value": value}


def crowd(answers: int, gaps: float, rng: np.random.Generator) -> Votes:
    """So many answers in any order, five to an item but for gaps, right in seven of ten."""
    items = round(answers / VOTES_EACH / (1 - gaps))
    item = np.repeat(np.arange(items), VOTES_EACH)
    first = rng.integers(0, ANNOTATORS, items)
    annotator = (first[item] + np.tile(np.arange(VOTES_EACH), items) * 7) % ANNOTATORS
    label = np.where(
        rng.random(len(item)) < 0.7, rng.integers(0, LABELS, items)[item], rng.integers(0, LABELS, len(item))
    )
    order = rng.permutation(len(item))[: round(len(item) * (1 - gaps))]
    names, people, labels = ([str(n) for n in range(count)] for count in (items, ANNOTATORS, LABELS))
    return Votes(item[order], annotator[order], label[order], names, people, labels)


def between_two(answers: int, rng: np.random.Generator) -> Votes:
    """Two annotators who both answer as many items."""
    first = rng.integers(0, LABELS, answers)
    second = np.where(rng.random(answers) < 0.8, first, rng.integers(0, LABELS, answers))
    item = np.tile(np.arange(answers), 2)
    names = [str(n) for n in range(answers)]
    return Votes(
        item, np.repeat([0, 1], answers), np.concatenate([first, second]), names, ["0", "1"], names[:LABELS]
    )


def transcripts(words: int, rng: np.random.Generator) -> list[tuple[list[str], list[str]]]:
    """Sentences of about twenty words, with one in seven wrong."""
    vocabulary = [f"w{n}" for n in range(5000)]
    texts = []
    for length in rng.integers(5, 36, max(1, words // 20)).tolist():
        said = rng.integers(0, 5000, length)
        heard = np.where(rng.random(length) < 0.15, rng.integers(0, 5000, length), said)
        texts.append(
            ([vocabulary[w] for w in said], [vocabulary[w] for w in heard[rng.random(length) > 0.05]])
        )
    return texts


def spans() -> float:
    with SPANS.open() as file:
        rows = [row for row in csv.reader(file) if row]
    people, classes = sorted({r[0] for r in rows}), sorted({r[1] for r in rows})
    said = [[Stretch(c, float(a), float(b)) for who, c, a, b in rows if who == name] for name in people]
    return gamma(
        continuum_of(said, {name: k for k, name in enumerate(classes)}), np.random.default_rng(0)
    ).value


def measure_peers(answers: int, packages: tuple[str, ...]) -> list[Row]:
    """The same by other packages, in an environment made for them alone."""
    rng = np.random.default_rng(0)
    gappy, whole = crowd(answers, GAPS, rng), crowd(answers, 0.0, rng)
    two, texts = between_two(answers, rng), transcripts(answers, rng)
    with tempfile.TemporaryDirectory() as folder:
        python = environment(Path(folder) / "environment", packages)
        np.savez(
            Path(folder) / "votes.npz",
            gappy=np.stack([gappy.item, gappy.label]),
            whole=np.stack([whole.item, whole.label]),
            two=two.label.reshape(2, -1),
        )
        texts_file = Path(folder) / "texts.json"
        texts_file.write_text(json.dumps([[" ".join(said), " ".join(heard)] for said, heard in texts]))
        return told_by(python, "agreement", folder, SPANS)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--answers", type=int, default=1_000_000)
    options.add_argument("--peers", action="store_true", help="also run other packages on the same data")
    options.add_argument("--slow-peers", action="store_true", help="and those that take more than a minute")
    chosen = options.parse_args()
    rows = measure(chosen.answers)
    if chosen.peers or chosen.slow_peers:
        packages = (*PEERS, *(SLOW_PEERS if chosen.slow_peers else ()))
        rows += measure_peers(chosen.answers, packages)
    json.dump({"benchmark": "agreement", "rows": rows}, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
