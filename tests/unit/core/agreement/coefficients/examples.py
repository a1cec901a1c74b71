"""Votes whose agreement is known: published tables, as their authors print them."""

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats
from labelwright.core.votes import Votes, votes_of


def table(text: str, rows: int) -> Floats:
    """The numbers of a text, in so many rows."""
    return np.array([float(number) for number in text.split()]).reshape(rows, -1)


FOUR_CODERS = """
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . .
    . 3 3 3 2 3 4 2 2 5 1 3
    1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C, as Gwet's irrCAC has it: raw_4raters."""

THREE_CODERS = """
    . . . . . 3 4 1 2 1 1 3 3 . 3
    1 . 2 1 3 3 4 3 . . . . . . .
    . . 2 1 3 4 4 . 2 1 1 3 3 . 4
"""
"""Wikipedia, Krippendorff's alpha, section “A computational example”."""

FOURTEEN_RATERS = table(
    """
    0 0 0 0 14   0 2 6 4 2   0 0 3 5 6   0 3 9 2 0   2 2 8 1 1
    7 7 0 0 0    3 2 6 3 0   2 5 3 2 2   6 5 2 1 0   0 2 2 3 7
    """,
    rows=10,
)
"""Wikipedia, Fleiss' kappa: ten subjects, fourteen raters, five categories."""

DIAGNOSES = table(
    """
    0 0 0 6 0   0 3 0 0 3   0 1 4 0 1   0 0 0 0 6   0 3 0 3 0   2 0 4 0 0   0 0 4 0 2   2 0 3 1 0
    2 0 0 4 0   0 0 0 0 6   1 0 0 5 0   1 1 0 4 0   0 3 3 0 0   1 0 0 5 0   0 2 0 3 1   0 0 5 0 1
    3 0 0 1 2   5 1 0 0 0   0 2 0 4 0   1 0 2 0 3   0 0 0 0 6   0 1 0 5 0   0 2 0 1 3   2 0 0 4 0
    1 0 0 4 1   0 5 0 1 0   4 0 0 0 2   0 2 0 4 0   1 0 5 0 0   0 0 0 0 6
    """,
    rows=30,
)
"""Fleiss, Measuring nominal scale agreement among many raters (1971), table 1: psychiatric diagnoses by six."""

DIALOGUE_ACTS = np.array([[46, 0, 0], [6, 32, 6], [0, 0, 10]], dtype=np.float64)
"""Artstein and Poesio, Inter-coder agreement for computational linguistics (2008), tables 1 and 6: 100 utterances."""

ANXIETY = table(
    """
    3 3 3 4 5 5 2 3 5 2 2 6 1 5 2 2 1 2 4 3
    3 6 4 6 2 4 2 4 3 3 2 3 3 3 2 2 1 3 3 4
    2 1 4 4 3 2 1 6 1 1 1 2 3 3 1 1 3 3 2 2
    """,
    rows=3,
)
"""The data set “anxiety” of the R package irr: three raters, twenty subjects, six grades."""


def votes(text: str) -> Votes:
    """A line for each annotator, a column for each item; a dot where there is no answer."""
    lines = [line.split() for line in text.strip().splitlines()]
    return votes_of(
        (f"item {column}", f"annotator {row}", label)
        for row, line in enumerate(lines)
        for column, label in enumerate(line)
        if label != "."
    )


def votes_of_table(met: Floats) -> Votes:
    """Two annotators whose labels meet as often as the table (labels × labels) says."""
    first, second = (axis.ravel().repeat(met.astype(int).ravel()) for axis in np.indices(met.shape))
    return votes(f"{' '.join(map(str, first))}\n{' '.join(map(str, second))}")


def confusion(first: Floats, second: Floats) -> Floats:
    """How often two annotators' labels meet; labels that neither gives are left out."""
    labels = np.unique([first, second])
    met = np.zeros((len(labels), len(labels)))
    np.add.at(met, (np.searchsorted(labels, first), np.searchsorted(labels, second)), 1)
    return met
