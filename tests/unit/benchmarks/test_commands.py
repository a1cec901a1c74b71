"""Every benchmark runs, at a tiny size, on a server of its own, and gives sound rows."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.slow


def rows(name: str, *options: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-W", "error", "-m", f"benchmarks.{name}", *options]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300).stdout
    measured = json.loads(said)
    assert (name, "sqlite") == (measured["benchmark"], measured["database"])
    found: list[dict[str, Any]] = measured["rows"]
    return found


def test_queue_hands_nothing_out_twice() -> None:
    one, three = rows("queue", "--tasks", "300", "--annotators", "1", "3", "--seconds", "0.3")
    assert (one["annotators"], three["annotators"]) == (1, 3)
    assert [one["doubles"], three["doubles"]] == [0, 0]
    assert one["pairs"] > 0
    assert three["pairs"] > 0


def test_lists_see_what_each_filter_lets_through() -> None:
    found = rows("lists", "--tasks", "200", "--labelled", "20", "--pages", "2")
    seen = {row["filter"]: row["rows_seen"] for row in found}
    assert seen["none"] == 100
    assert seen["metadata"] == 40
    assert seen["annotator"] == 40
    assert [seen["text, a word in one"], seen["text, two words"]] == [0, 0]


def test_imports_bring_every_text() -> None:
    (row,) = rows("imports", "--tasks", "500")
    assert row["tasks"] == 500
    assert row["worker_peak_mb"] > 0


def test_exports_hold_every_answer() -> None:
    found = rows("exports", "--answers", "200", "--formats", "jsonl", "conll")
    assert [row["format"] for row in found] == ["jsonl", "conll"]
    assert [row["answers"] for row in found] == [200, 200]


def test_start_measures_a_server() -> None:
    (row,) = rows("start")
    assert row["first_page_s"] > 0
    assert row["idle_mb"] > 0
