"""Quantiles of Student's t agree with scipy's."""

import pytest
from scipy import stats

from labelwright.core.agreement.coefficients.quantiles import student


@pytest.mark.parametrize("freedom", [1, 2, 3, 4.5, 11, 59, 60, 1000, 1e6])
@pytest.mark.parametrize("share", [0.5, 0.75, 0.95, 0.975, 0.995])
def test_student_is_scipys(share: float, freedom: float) -> None:
    assert student(share, freedom) == pytest.approx(stats.t.ppf(share, freedom), rel=1e-6, abs=1e-12)
