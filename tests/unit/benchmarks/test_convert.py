"""The benchmark of convert runs, at a small size, and what comes back is whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_every_way_is_measured() -> None:
    command = [sys.executable, "-W", "error", "-m", "benchmarks.convert", "--images", "30"]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300).stdout
    measured = json.loads(said)
    assert measured["benchmark"] == "convert"
    assert [row["does"] for row in measured["rows"]] == [
        "inspect, no losses",
        "inspect",
        "coco → jsonl",
        "jsonl → coco",
        "coco → labelstudio",
        "labelstudio → coco",
        "coco → voc",
        "voc → coco",
    ]
    assert {row["annotations"] for row in measured["rows"]} == {300}
    assert all(row["peak_mb"] > 0 and row["cpu_s"] > 0 for row in measured["rows"])
