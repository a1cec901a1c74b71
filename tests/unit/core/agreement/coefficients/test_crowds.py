"""Alpha and percent agreement of real crowds, as the krippendorff package (0.9) gives them to four digits."""

from pathlib import Path

import pytest

from labelwright.core.agreement.coefficients.measures import MEASURES
from labelwright.datasets.votes import read_votes

DATA = Path(__file__).parents[6] / "shared" / "data" / "crowd"

CROWDS = [
    ("product", 0.1575, 0.7255),
    ("sentiment", 0.1493, 0.5746),
    ("relevance", 0.0898, 0.3644),
    ("adult", 0.3168, 0.7471),
    ("face", 0.4949, 0.6456),
    ("rte", 0.2415, 0.6287),
    ("web", 0.2104, 0.3908),
    ("weather", 0.5209, 0.6331),
]


@pytest.mark.skipif(not DATA.is_dir(), reason="the real data are not beside the repository")
@pytest.mark.parametrize(("name", "alpha", "agreement"), CROWDS)
def test_real_crowds(name: str, alpha: float, agreement: float) -> None:
    votes = read_votes(DATA / name / "label.csv")
    found = [MEASURES[measure].of(votes).value for measure in ("alpha", "agreement")]
    assert [round(value, 4) for value in found] == [alpha, agreement]
