"""A plot of lines as SVG, without a library for it."""

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT, LEFT, BELOW, ABOVE = 720, 420, 60, 40, 40
COLOURS = ("#666666", "#b35900", "#005fcc", "#00805a", "#8a1f8a", "#b00020")


class Line(NamedTuple):
    """Points in the order in which they are joined, and what they are."""

    title: str
    points: Sequence[tuple[float, float]]


def plot(title: str, lines: Sequence[Line]) -> str:
    """The lines on axes that hold them all, a dot at each point, the titles beside."""
    drawn = [line for line in lines if line.points]
    xs, ys = ([point[axis] for line in drawn for point in line.points] for axis in (0, 1))
    to_x, to_y = _scale(xs, LEFT, WIDTH - 20), _scale(ys, HEIGHT - BELOW, ABOVE)
    parts = [_text(LEFT, 20, title, size=15)]
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = min(xs) + share * (max(xs) - min(xs)), min(ys) + share * (max(ys) - min(ys))
        parts += [_text(to_x(x), HEIGHT - 15, f"{x:.1f}"), _text(5, to_y(y), f"{y:.3f}")]
        parts.append(f'<path d="M{LEFT} {to_y(y):.1f}H{WIDTH - 20}" stroke="#dddddd"/>')
    for n, (line, colour) in enumerate(zip(drawn, COLOURS, strict=False)):
        places = [(to_x(x), to_y(y)) for x, y in line.points]
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
        parts.append(_text(WIDTH - 220, HEIGHT - BELOW - 20 - 18 * n, line.title, colour))
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n{body}\n</svg>\n'


def _scale(values: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    low, high = min(values), max(values)
    return lambda value: start + (value - low) / ((high - low) or 1.0) * (end - start)


def _text(x: float, y: float, text: str, colour: str = "#222222", size: int = 12) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" font-family="sans-serif" font-size="{size}"'
    return f'<text {place} fill="{colour}">{escape(text)}</text>'
