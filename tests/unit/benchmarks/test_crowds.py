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
    majority, model = found["targets"]
    random, chosen = "adaptive, whoever comes", "adaptive, who tells most"
    assert (majority["all"], model["all"]) == (10.0, 10.0)
    assert majority["fewest_answers"][chosen] <= 4.5
    assert model["fewest_answers"][chosen] <= model["fewest_answers"][random] <= 6.5
    rows = {(row["policy"], row["setting"]): row for row in found["replays"]}
    assert rows[chosen, 0.95]["answers_per_item"] < rows[random, 0.95]["answers_per_item"]
    assert rows["one answer, one review by skill", 2]["accuracy"] >= 0.87
    assert (tmp_path / "adaptive-rte.svg").read_text().startswith("<svg")
