"""The real crowds that benchmarks run on, beside the repository, and simulated ones of any size."""

import csv
import re
from pathlib import Path
from typing import NamedTuple

import numpy as np

from labelwright.core.aggregation.rover import Heard
from labelwright.core.votes import Codes, Votes
from labelwright.datasets.votes import read_table, read_truths

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SETS = ("product", "sentiment", "adult", "face", "rte", "web", "weather", "relevance")
SEVENTEEN = SETS[:-1]
"""Those of the seventeen sets of Li, Rubinstein and Cohn (ICML 2019) that are there."""


class Real(NamedTuple):
    """A real crowd: its votes without repeated rows, and the true labels that are known."""

    votes: Votes
    truths: dict[str, str]

    def right(self, winners: Codes) -> dict[str, float]:
        """For each item of known truth, whether the winner is right (1.0) or not (0.0)."""
        won = zip(self.votes.items, winners.tolist(), strict=True)
        return {
            item: float(self.votes.labels[k] == self.truths[item]) for item, k in won if item in self.truths
        }


def real(name: str, data: Path = DATA) -> Real:
    folder = data / "crowd" / name
    return Real(read_table(folder / "label.csv"), read_truths(folder / "truth.csv"))


def simulated(size: int) -> tuple[Votes, Codes]:
    """So many votes, five an item, by 2,000 annotators of skill Beta(8, 3), on four classes; and the truth."""
    generator = np.random.default_rng(0)
    items, annotators, classes = size // 5, 2000, 4
    truth = generator.integers(0, classes, items)
    item, annotator = np.repeat(np.arange(items), 5), generator.integers(0, annotators, items * 5)
    right = generator.random(len(item)) < generator.beta(8, 3, annotators)[annotator]
    wrong = (truth[item] + generator.integers(1, classes, len(item))) % classes
    names, people, labels = ([str(n) for n in range(count)] for count in (items, annotators, classes))
    return Votes(item, annotator, np.where(right, truth[item], wrong), names, people, labels), truth


def transcripts(data: Path = DATA) -> tuple[list[list[Heard]], list[tuple[str, ...]]]:
    """What was heard of each utterance of CrowdSpeech dev-clean, and what was said: lower case, a to z and '."""
    folder = data / "transcripts"
    said = dict(
        line.split("\t") for line in (folder / "crowdspeech-dev-clean-gt.txt").read_text().splitlines()
    )
    heard: dict[str, list[Heard]] = {audio: [] for audio in said}
    with (folder / "crowdspeech-dev-clean-crowd.tsv").open(newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            words = _words(row["OUTPUT:transcription"])
            heard[row["INPUT:audio"]].append(Heard(row["ASSIGNMENT:worker_id"], words))
    return list(heard.values()), [_words(text) for text in said.values()]


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.sub("[^a-z' ]", "", text.lower().replace("\n", " ")).split())
