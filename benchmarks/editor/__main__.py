"""Runs the editor's benchmark and writes what each action costs; `--json` as rows, else as a table."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.command import Row
from benchmarks.editor import workbench
from benchmarks.editor.actions import STEPS
from benchmarks.editor.chromium import Chromium, chromium
from benchmarks.editor.measuring import acted, rounded

SUBJECTS = ("labelwright", "svg", "konva")
SAVED_MAX = 2000
"""Bytes that a save after one edit sends at most, however many annotations and corners there are."""


def measure(browser: Chromium, kind: str, count: int, corners: int, steps: int) -> Iterator[Row]:
    """One row for each subject and action on so many shapes."""
    for by in SUBJECTS:
        scene: Row = {"by": by, "shapes": kind, "count": count, "corners": corners}
        with browser.page() as page:
            before = browser.memory_mb(page)
            loaded = page.evaluate(
                "([by, kind, count, corners]) => window.page.load(by, kind, count, corners)",
                [by, kind, count, corners],
            )
            yield {**scene, "action": "load", **rounded(loaded), **_memory(browser, page, before)}
            for row in acted(page, steps):
                row["shapes_after"] = page.evaluate("window.page.subject.places().length")
                if by == "labelwright" and row["action"] in ("drag", "corner"):
                    row["saved_bytes"] = page.evaluate("window.page.subject.saved()")
                    if row["saved_bytes"] > SAVED_MAX and (row["action"] == "corner" or corners <= 4):
                        raise RuntimeError(f"One edit sent {row['saved_bytes']} bytes.")
                yield {**scene, **row}
            yield {**scene, "action": "after", **_memory(browser, page, before)}


def _memory(browser: Chromium, page: Any, before: dict[str, float]) -> Row:
    now = browser.memory_mb(page)
    return {name: round(now[name] - before[name], 1) for name in now}


def ratios(rows: Sequence[Row]) -> None:
    """Adds to our rows how many times as long the others took for the same in this run."""
    others = {(r["by"], r["shapes"], r["count"], r["action"]): r for r in rows}
    for row in rows:
        if row["by"] != "labelwright":
            continue
        for by in SUBJECTS[1:]:
            other = others.get((by, row["shapes"], row["count"], row["action"]))
            name = "shown" if row["action"] == "load" else "interval_median"
            if other and other.get(name) and row.get(name):
                row[f"{by}_takes"] = round(other[name] / row[name], 2)


def since(rows: Sequence[Row]) -> None:
    """Adds to the rows of the page how many times as much work the earlier one was for the same in this run."""
    earlier = {(r["shapes"], r["count"], r["action"]): r for r in rows if r["by"] == workbench.EARLIER}
    for row in rows:
        then = earlier.get((row["shapes"], row["count"], row["action"]))
        if row["by"] == workbench.NAME and then and row.get("worked"):
            row["earlier_takes"] = round(then["worked"] / row["worked"], 2)


def _table(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        head = f"{row['by']:12}{row['shapes']:9}{row['count']:>6} {row['action']:7}"
        rest = (f"{k} {v}" for k, v in row.items() if k not in ("by", "shapes", "count", "corners", "action"))
        yield head + "  ".join(rest)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shapes", type=int, nargs="*", default=[1000, 10000, 50000])
    options.add_argument("--polygons", type=int, nargs="*", default=[1000], help="of 50 corners each")
    options.add_argument("--corners", type=int, nargs="*", default=[50000], help="of one polygon")
    options.add_argument("--masks", type=int, nargs="*", default=[500])
    options.add_argument("--workbench", type=int, nargs="*", default=[10000], help="boxes on the page itself")
    options.add_argument(
        "--page-polygons", type=int, nargs="*", default=[], help="corners of one, on the page"
    )
    options.add_argument("--page-masks", type=int, nargs="*", default=[], help="masks on the page itself")
    options.add_argument("--earlier", type=Path, help="folder of pages built from other sources, beside ours")
    options.add_argument("--steps", type=int, default=STEPS, help="of each action")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    scenes = [
        *(("boxes", count, 4) for count in chosen.shapes),
        *(("polygons", count, 50) for count in chosen.polygons),
        *(("polygons", 1, corners) for corners in chosen.corners),
        *(("masks", count, 40) for count in chosen.masks),
    ]
    pages = [
        *(("boxes", count, 4) for count in chosen.workbench),
        *(("polygons", 1, corners) for corners in chosen.page_polygons),
        *(("masks", count, 40) for count in chosen.page_masks),
    ]
    with chromium() as browser:
        rows = [row for scene in scenes for row in measure(browser, *scene, chosen.steps)]
        rows += [
            row
            for scene in pages
            for built in ((chosen.earlier, None) if chosen.earlier else (None,))
            for row in workbench.measure(browser, *scene, chosen.steps, built)
        ]
        about: dict[str, Any] = {"benchmark": "editor", "chromium": browser.version}
    ratios(rows)
    since(rows)
    if chosen.json:
        json.dump({**about, "rows": rows}, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _table(rows))


if __name__ == "__main__":
    main()
