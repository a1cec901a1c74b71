"""The benchmarks of consensus and adaptive votes run, at a small size, and say what they claim."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT.parent / "shared" / "data"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="the crowd sets are not beside the repository"),
]


def said(name: str, *options: str) -> dict[str, Any]:
    command = [sys.executable, "-W", "error", "-m", f"benchmarks.{name}", *options]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=600).stdout
    found: dict[str, Any] = json.loads(output)
    return found


def test_consensus_is_measured() -> None:
    found = said("consensus", "--sets", "rte", "--votes", "20000")
    accuracy = {row["method"]: row["accuracy"] for row in found["accuracy"] if row["set"] == "rte"}
    assert accuracy["panel"] >= accuracy["dawid_skene"] >= 0.927
    errors = {row["what"]: row["calibration_error"] for row in found["calibration"]}
    assert errors["gold"] <= errors["no gold"] < 0.1
    assert {row["method"]: row["votes"] for row in found["speed"]} == {
        "majority": 20000,
        "dawid_skene": 20000,
    }
    weighed, plain = (row["word_error_rate"] for row in found["transcripts"])
    assert weighed < plain < 0.0605
    assert found["incremental"]["median_ms"] < 50


def test_adaptive_votes_reach_their_targets(tmp_path: Path) -> None:
    found = said("adaptive", "--sets", "rte", "--seeds", "1", "--plots", str(tmp_path))
    rows = {row["what"]: row for row in found["replays"]}
    few, more, best = (
        rows[what] for what in ("stop at 0.95", "stop at 0.99", "stop at 0.95, best annotator")
    )
    assert few["answers_per_item"] <= 4.5
    assert few["accuracy"] >= 0.8969
    assert more["answers_per_item"] <= 6.5
    assert more["accuracy"] >= rows["10 each, Dawid–Skene"]["accuracy"] - 0.005
    assert best["answers_per_item"] < few["answers_per_item"]
    assert found["reviews"][0]["accuracy"] >= 0.87
    assert (tmp_path / "adaptive-rte.svg").read_text().startswith("<svg")
