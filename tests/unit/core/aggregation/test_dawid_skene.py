"""Dawid and Skene's own example."""

import numpy as np
import pytest

from labelwright.core.aggregation.consensus import Consensus, consensus
from labelwright.core.aggregation.methods.dawid_skene import DawidSkene
from labelwright.core.votes import votes_of

PATIENTS = """
1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111 2223212
1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 1111111
1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111
2322222 1211111 2222222
"""
"""Table 1 of Dawid and Skene, Applied Statistics 28 (1979), 20-28: fitness of 45 patients as five anaesthetists judged
it from a form. The first three digits are by the same one, weeks apart."""
WHO = "AAABCDE"
ROWS = [
    (f"{n}", who, digit)
    for n, patient in enumerate(PATIENTS.split(), 1)
    for who, digit in zip(WHO, patient, strict=True)
]


@pytest.fixture(scope="module")
def fused() -> Consensus:
    """By plain likelihood, as in the paper: hardly any imagined votes."""
    method = DawidSkene(smoothing=1e-9, trust=0.0, rounds=500, tolerance=1e-9)
    return consensus(votes_of(ROWS), method)


def test_the_classes_are_as_frequent_as_in_the_paper(fused: Consensus) -> None:
    frequency = dict(zip(fused.labels, fused.posterior.mean(axis=0), strict=True))
    assert frequency == pytest.approx({"1": 0.40, "2": 0.42, "3": 0.11, "4": 0.07}, abs=0.005)


def test_the_first_anaesthetist_errs_as_in_the_paper(fused: Consensus) -> None:
    """Table 2 of the paper, its first and second row: .89 .11 .00 .00 and .07 .88 .05 .00."""
    assert fused.confusion is not None
    order = [fused.labels.index(k) for k in "1234"]
    rows = fused.confusion[fused.annotators.index("A")][np.ix_(order, order)]
    assert rows[0] == pytest.approx([0.89, 0.11, 0.0, 0.0], abs=0.005)
    assert rows[1] == pytest.approx([0.07, 0.88, 0.05, 0.0], abs=0.005)


def test_patients_that_all_judge_alike_are_certain(fused: Consensus) -> None:
    assert fused.converged
    sure = [n for n, patient in enumerate(PATIENTS.split()) if len(set(patient)) == 1]
    assert fused.probabilities()[sure] == pytest.approx(np.ones(len(sure)), abs=1e-3)
