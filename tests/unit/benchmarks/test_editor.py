"""The benchmark of the editor runs in a real Chromium, at a tiny size, and every subject does what it is asked."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
MANY = ("hover_all", "drag_all", "delete_all")
"""What only ours is asked to do with all shapes at once."""
UI = ROOT / "src" / "labelwright" / "static" / "index.html"

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(scope="module")
def all_rows() -> list[dict[str, Any]]:
    if shutil.which("chromium") is None:
        pytest.skip("the program `chromium` is not installed")
    if not (ROOT / "web" / "node_modules" / "konva").is_dir():
        pytest.skip("the browser half's packages are not installed: scripts/setup web")
    sizes = ["--shapes", "40", "--polygons", "--corners", "--masks", "--steps", "4", "--workbench"]
    sizes += ["12"] if UI.is_file() else []
    command = [sys.executable, "-W", "error", "-m", "benchmarks.editor", "--json", *sizes]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300).stdout
    found: list[dict[str, Any]] = json.loads(said)["rows"]
    return found


@pytest.fixture(scope="module")
def rows(all_rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the scenes alone, without the page."""
    return [row for row in all_rows if row["by"] != "workbench"]


def test_every_subject_does_every_action(rows: list[dict[str, Any]]) -> None:
    shared = ("load", "pan", "zoom", "hover", "select", "drag", "draw", "undo", "after")
    done = {by: [row["action"] for row in rows if row["by"] == by] for by in ("labelwright", "svg", "konva")}
    assert done["svg"] == done["konva"] == list(shared)
    assert sorted(done["labelwright"]) == sorted([*shared, "corner", *MANY])


def test_every_action_has_its_frames(rows: list[dict[str, Any]]) -> None:
    acted = [row for row in rows if row["action"] not in ("load", "after")]
    assert all(row["frames"] > 0 and row["interval_median"] > 0 and row["worked"] > 0 for row in acted)


def test_shapes_come_and_go_as_they_are_drawn_and_undone(rows: list[dict[str, Any]]) -> None:
    after = {(row["by"], row["action"]): row["shapes_after"] for row in rows if "shapes_after" in row}
    for by in ("labelwright", "svg", "konva"):
        assert (after[by, "drag"], after[by, "draw"], after[by, "undo"]) == (40, 41, 40)
    assert after["labelwright", "delete_all"] == 40


def test_a_save_sends_the_patch_and_not_the_document(rows: list[dict[str, Any]]) -> None:
    sent = {row["action"]: row["saved_bytes"] for row in rows if "saved_bytes" in row}
    assert sent.keys() == {"drag", "corner"}
    assert all(0 < count < 2000 for count in sent.values())


def test_the_page_itself_does_what_it_is_asked_and_saves_the_patch(all_rows: list[dict[str, Any]]) -> None:
    page = {row["action"]: row for row in all_rows if row["by"] == "workbench"}
    if not UI.is_file():
        pytest.skip("the UI is not built: scripts/setup ui")
    assert list(page) == ["load", "pan", "zoom", "hover", "select", "drag", "draw", "undo", *MANY]
    assert 0 < page["drag"]["saved_bytes"] < 2000
