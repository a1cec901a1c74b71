"""The weighted median by table."""

import pytest

from labelwright.core.aggregation.median import weighted_median


@pytest.mark.parametrize(
    ("values", "weights", "median"),
    [
        ([5], [1], 5),
        ([1, 3], [1, 1], 2),
        ([3, 1], [1, 1], 2),
        ([1, 2, 90], [1, 1, 1], 2),
        ([1, 2, 90], [1, 1, 3], 90),
        ([1, 2, 3, 4], [1, 1, 1, 1], 2.5),
        ([1, 3], [2, 1], 1),
        ([1, 2, 3], [1, 0, 1], 2),
        ([1, 5, 9], [1, 0, 1], 5),
        ([4, 7], [0, 0], 5.5),
        ([4], [0], 4),
        ([1, 2, 3], [0.1, 0.2, 0.3], 2.5),
    ],
)
def test_weighted_median(values: list[float], weights: list[float], median: float) -> None:
    assert weighted_median(values, weights) == pytest.approx(median)
