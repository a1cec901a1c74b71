"""What a person does, by a real pointer and real keys: each is some sixty frames of one action."""

from collections.abc import Callable
from typing import Any, TypeAlias

from benchmarks.editor.chromium import VIEW

Place: TypeAlias = tuple[float, float]

STEPS = 60
DRAWINGS = 15
"""Each of four moves, so that there are as many frames as of the others."""
MIDDLE: Place = (VIEW["width"] / 2, VIEW["height"] / 2)


def pan(page: Any, steps: int) -> None:
    """To and fro with the middle button."""
    page.mouse.move(*MIDDLE)
    page.mouse.down(button="middle")
    for step in range(steps):
        far = min(step, steps - step)
        page.mouse.move(MIDDLE[0] + 7 * far, MIDDLE[1] + 3 * far)
    page.mouse.up(button="middle")


def zoom(page: Any, steps: int) -> None:
    """In and out again by the wheel."""
    page.mouse.move(*MIDDLE)
    for step in range(steps):
        page.mouse.wheel(0, -40 if step < steps / 2 else 40)


def hover(page: Any, steps: int) -> None:
    """Across the middle of the picture."""
    for step in range(steps):
        page.mouse.move(MIDDLE[0] - 4 * steps + 8 * step, MIDDLE[1] + 3 * (step % 7))


def select(page: Any, steps: int) -> None:
    """A click on one shape after another."""
    for place in _centres(page, steps):
        page.mouse.click(*place)
        _next_frame(page)


def drag(page: Any, steps: int) -> None:
    """One shape in a circle."""
    (place,) = _centres(page, 1)
    page.mouse.click(*place)
    page.mouse.move(*place)
    page.mouse.down()
    for step in range(steps):
        page.mouse.move(place[0] + 5 * min(step, steps - step), place[1] + step)
    page.mouse.up()


def corner(page: Any, steps: int) -> None:
    """One corner of the shape that was dragged, in a circle."""
    place = page.evaluate("window.page.subject.corner()")
    page.mouse.move(place["x"], place["y"])
    page.mouse.down()
    for step in range(steps):
        page.mouse.move(place["x"] + 5 * min(step, steps - step), place["y"] + step)
    page.mouse.up()


def draw(page: Any, steps: int) -> None:
    """Small shapes, one after another, wherever there is room or none."""
    page.evaluate("window.page.subject.take('draw')")
    for step in range(_drawings(steps)):
        x, y = MIDDLE[0] + 23 * step, MIDDLE[1] - 11 * step
        page.mouse.move(x, y)
        page.mouse.down()
        for k in range(1, 5):
            page.mouse.move(x + 8 * k, y + 6 * k)
        page.mouse.up()
        _next_frame(page)


def brush(page: Any, steps: int) -> None:
    """One long stroke of a brush, to and fro and downwards."""
    page.evaluate("window.page.subject.brush()")
    page.mouse.move(MIDDLE[0] - 300, MIDDLE[1] - 200)
    page.mouse.down()
    for step in range(steps):
        page.mouse.move(MIDDLE[0] - 300 + 15 * min(step % 40, 40 - step % 40), MIDDLE[1] - 200 + 5 * step)
    page.mouse.up()
    page.evaluate("window.page.subject.take('select')")


def undo(page: Any, steps: int) -> None:
    """All that was drawn."""
    for _ in range(_drawings(steps)):
        page.keyboard.press("Control+z")
        _next_frame(page)
    page.evaluate("window.page.subject.take('select')")


def drag_all(page: Any, steps: int) -> None:
    """All shapes, to and fro."""
    page.keyboard.press("Control+a")
    _next_frame(page)
    (place,) = _centres(page, 1)
    page.mouse.move(*place)
    page.mouse.down()
    for step in range(steps):
        page.mouse.move(place[0] + 3 * min(step, steps - step), place[1] + 2)
    page.mouse.up()


def hover_all(page: Any, steps: int) -> None:
    """Across the middle of the picture, with all shapes selected."""
    page.keyboard.press("Control+a")
    hover(page, steps)


def delete_all(page: Any, _: int) -> None:
    """All shapes at once, and back again."""
    page.keyboard.press("Control+a")
    _next_frame(page)
    page.keyboard.press("Delete")
    _next_frame(page)
    page.keyboard.press("Control+z")
    _next_frame(page)


ACTIONS: dict[str, Callable[[Any, int], None]] = {
    action.__name__: action
    for action in (pan, zoom, hover, select, drag, corner, draw, undo, brush, hover_all, drag_all, delete_all)
}


def offered(page: Any, action: Callable[[Any, int], None]) -> bool:
    """Whether what is measured can do this: corners, brushes and many at once are not everybody's."""
    many = "window.page.subject.many ?? null"
    asks = {
        corner: "window.page.subject.corner?.() ?? null",
        brush: "window.page.subject.brush ? 1 : null",
        hover_all: many,
        drag_all: many,
        delete_all: many,
    }
    return action not in asks or page.evaluate(asks[action]) is not None


def _drawings(steps: int) -> int:
    return max(1, steps * DRAWINGS // STEPS)


def _next_frame(page: Any) -> None:
    """Moves wait for a frame by themselves, clicks and keys do not."""
    page.evaluate("window.recorder.frame()")


def _centres(page: Any, count: int) -> list[Place]:
    """Places on the page of shapes that are in view, in an order that is always the same."""
    return [
        (place["x"], place["y"]) for place in page.evaluate("(count) => window.page.centres(count)", count)
    ]
