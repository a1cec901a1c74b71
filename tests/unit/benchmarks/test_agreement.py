"""The benchmark of agreement runs, at a small size, and its figures are those of its data."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.slow


def test_every_figure_is_measured() -> None:
    command = [sys.executable, "-W", "error", "-m", "benchmarks.agreement", "--answers", "20000"]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300).stdout
    rows = {row["what"]: row for row in json.loads(said)["rows"]}
    assert all(row["seconds"] >= 0 for row in rows.values())
    alpha, fleiss, ac1 = rows["alpha + Fleiss + AC1, with gaps"]["value"]
    assert [alpha, fleiss, ac1] == pytest.approx([0.49] * 3, abs=0.02)
    assert rows["alpha with a bootstrap of 1,000"]["value"] > alpha
    assert rows["Cohen"]["value"] == pytest.approx(0.8, abs=0.02)
    assert 0.1 < rows["word error rate"]["value"] < 0.3
    assert rows["gamma of 372 spans"]["value"] == pytest.approx(0.80, abs=0.01)
