"""Formats stream: a million annotations cost no more memory than names and places in scratch files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

MOST_MB = 48
"""Growth that is allowed. A million marks held at once take some 400 MB; names of 200,000 files take 25."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "dialect", "count", "media"),
    [
        ("coco", "instances", 200_000, "none"),
        ("labelstudio", "", 200_000, "none"),
        ("jsonl", "", 200_000, "none"),
        ("conll", "iob2", 200_000, "none"),
        ("voc", "official", 20_000, "none"),
        ("yolo", "detect", 20_000, "pictures"),
        ("yolo", "darknet", 20_000, "pictures"),
    ],
)
def test_memory_is_bounded_on_the_way_out_and_in(
    name: str, dialect: str, count: int, media: str, tmp_path: Path
) -> None:
    script = Path(__file__).with_name("streaming.py")
    command = [sys.executable, str(script), name, dialect, str(count), media, str(tmp_path)]
    said = subprocess.run(command, check=True, capture_output=True, timeout=900).stdout
    found = json.loads(said)
    assert (found["read"], found["refused"]) == (5 * count, 0)
    assert found["writing_mb"] < MOST_MB
    assert found["reading_mb"] < MOST_MB
