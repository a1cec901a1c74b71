"""Counts hold what coefficients need of votes, and folding changes no figure."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.core.agreement.coefficients.examples import votes

from labelwright.core.agreement.coefficients.counts import FOLDED_LABELS, counts_of, counts_of_table
from labelwright.core.agreement.coefficients.krippendorff import nominal_alpha
from labelwright.core.votes import votes_of

tables = st.lists(
    st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(any), min_size=1, max_size=12
)  # fmt: skip


def test_votes_are_counted_by_item_and_label() -> None:
    counts = counts_of(votes("a b a\na a .\nb . ."))
    assert counts.size.tolist() == [3, 2, 1]
    assert counts.pairs.tolist() == [6, 2, 0]
    assert counts.paired.tolist() == [True, True, False]
    assert counts.by_label(counts.count[None]).tolist() == [[4, 2]]


def test_a_second_vote_of_an_annotator_and_one_without_weight_do_not_count() -> None:
    rows = [("x", "Ada", "a"), ("x", "Ada", "b"), ("x", "Bo", "a"), ("x", "Cy", "b"), ("y", "Ada", "a")]
    counts = counts_of(votes_of(rows, [1, 1, 1, 0, 0]))
    assert (counts.size.tolist(), counts.count.tolist()) == ([2.0], [2.0])


def test_weighted_votes_weigh_as_pairs() -> None:
    rows = [("x", "Ada", "a"), ("x", "Bo", "a"), ("x", "Cy", "b")]
    counts = counts_of(votes_of(rows, [1.0, 0.5, 0.25]))
    agree, differ = 1 * 0.5, 1 * 0.25 + 0.5 * 0.25
    assert counts.pairs.tolist() == [2 * (agree + differ)]
    assert counts.likeness(None).tolist() == [agree / (agree + differ)]


def test_many_labels_are_counted_as_few_are() -> None:
    few = votes("a b c\na c c")
    many = votes_of(
        [("1", "x", "a"), ("2", "x", "b"), ("3", "x", "c"), ("1", "y", "a"), ("2", "y", "c"), ("3", "y", "c")]
        + [(f"more {n}", "x", f"label {n}") for n in range(1000)]
    )
    assert counts_of(many).likeness(None)[:3].tolist() == counts_of(few).likeness(None).tolist()
    assert len(counts_of(many).count) == 1004


@settings(deadline=None)
@given(tables)
def test_folding_keeps_every_figure_and_every_item(table: list[list[int]]) -> None:
    counts = counts_of_table(np.array(table, dtype=np.float64))
    folded = counts.folded()
    assert len(folded.times) == len({tuple(row) for row in table})
    assert folded.times.sum() == len(table)
    assert nominal_alpha(folded).value == pytest.approx(nominal_alpha(counts).value, nan_ok=True)


def test_folding_tells_apart_what_a_number_of_64_bits_could_not() -> None:
    rng = np.random.default_rng(0)
    table = rng.integers(0, 50, (300, FOLDED_LABELS)).astype(np.float64)
    counts = counts_of_table(np.concatenate([table, table]))
    assert counts.folded().times.tolist() == [2.0] * 300


def test_no_votes_have_no_counts() -> None:
    counts = counts_of(votes_of([]))
    assert (len(counts.times), len(counts.size), len(counts.folded().times)) == (0, 0, 0)
    assert np.isnan(nominal_alpha(counts).value)
