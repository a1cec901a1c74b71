"""What every subject is measured by: the same actions, and figures of the frames in which something happened."""

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.command import Row
from benchmarks.editor.actions import ACTIONS, offered

WORK = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")


def acted(page: Any, steps: int) -> Iterator[Row]:
    """A row for each action that the page offers, in their order; the next begins when it is asked for."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for name, action in ACTIONS.items():
        if not offered(page, action):
            continue
        page.evaluate("window.recorder.quiet()")
        page.evaluate("window.recorder.begin()")
        before = _worked_ms(session)
        action(page, steps)
        page.evaluate("window.recorder.quiet()")
        worked = round(_worked_ms(session) - before, 1)
        yield {"action": name, "worked": worked, **figures(page.evaluate("window.recorder.end()"))}


def _worked_ms(session: Any) -> float:
    """The processor's time that the page's own thread has spent on scripts, styles and layout."""
    metrics: dict[str, float] = {
        one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]
    }
    return 1000 * sum(metrics[name] for name in WORK)


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
