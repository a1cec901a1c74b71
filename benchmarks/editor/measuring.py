"""What every subject is measured by: the same actions, and figures of the frames in which something happened."""

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.command import Row
from benchmarks.editor.actions import ACTIONS, offered


def acted(page: Any, steps: int) -> Iterator[Row]:
    """A row for each action that the page offers, in their order; the next begins when it is asked for."""
    for name, action in ACTIONS.items():
        if not offered(page, action):
            continue
        page.evaluate("window.recorder.quiet()")
        page.evaluate("window.recorder.begin()")
        action(page, steps)
        page.evaluate("window.recorder.quiet()")
        yield {"action": name, **figures(page.evaluate("window.recorder.end()"))}


def figures(frames: Sequence[dict[str, float]]) -> Row:
    """Median and 95th percentile, in milliseconds, over the frames in which something happened."""
    row: Row = {"frames": len(frames)}
    for name in ("script", "interval", "paint"):
        values = sorted(frame[name] for frame in frames if frame[name] is not None)
        for share, label in ((0.5, "median"), (0.95, "p95")):
            row[f"{name}_{label}"] = round(values[round(share * (len(values) - 1))], 2) if values else None
    return row


def rounded(figures: dict[str, float]) -> Row:
    return {name: round(value, 1) for name, value in figures.items()}
