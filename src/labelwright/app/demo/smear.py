"""Pictures of blood smears as a microscope shows them, drawn from a seed, with the cells that are truly there.

The pictures serve the demo and the tests: their truth is known exactly, so simulated annotators can err by a
known amount.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Floats: TypeAlias = NDArray[np.float64]

BACKGROUND = (244.0, 229.0, 222.0)
RED_CELL = ((226.0, 148.0, 140.0), (244.0, 200.0, 190.0))  # rim, pale centre
CYTOPLASM = (206.0, 190.0, 224.0)
NUCLEUS = (104.0, 62.0, 150.0)
PLATELET = (158.0, 112.0, 178.0)


@dataclass(frozen=True)
class Cell:
    """A cell in the picture: its class and its tight box in pixels."""

    cls: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Smear:
    jpeg: bytes
    width: int
    height: int
    cells: tuple[Cell, ...]
    blurred: bool


_Draw: TypeAlias = Callable[[Floats, np.random.Generator, float, float, float], Cell]


def draw_smear(seed: int, width: int = 800, height: int = 600) -> Smear:
    """A picture of `width` × `height` pixels with its cells; the same seed gives the same bytes."""
    random = np.random.default_rng(seed)
    canvas = _field(random, width, height)
    cells: list[Cell] = []
    for radius, draw in _population(random):
        place = _free_place(random, cells, radius, width, height)
        if place is not None:
            cells.append(draw(canvas, random, *place, radius))
    blurred = bool(random.random() < 0.15)
    return Smear(_encode(canvas, random, blurred), width, height, tuple(_clip(cells, width, height)), blurred)


def _field(random: np.random.Generator, width: int, height: int) -> Floats:
    """The empty field of view: a warm ground, darker towards the corners and uneven as stain is."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    away = np.hypot((x - width / 2) / width, (y - height / 2) / height)
    waves = sum(
        np.sin(x / random.uniform(120, 300) + random.uniform(0, 6))
        * np.sin(y / random.uniform(120, 300) + random.uniform(0, 6))
        for _ in range(3)
    )
    shade = 1.0 - 0.16 * away**2 + 0.008 * waves
    canvas: Floats = np.asarray(BACKGROUND) * shade[..., None]
    return canvas


def _population(random: np.random.Generator) -> list[tuple[float, _Draw]]:
    """Which cells come into a picture: the large first, so that they find room."""
    whites = [(random.uniform(44, 58), _white) for _ in range(random.choice([0, 1, 1, 1, 2]))]
    reds = [(random.uniform(26, 33), _red) for _ in range(random.integers(12, 24))]
    platelets = [(random.uniform(7, 11), _platelet) for _ in range(random.integers(0, 6))]
    return [*whites, *reds, *platelets]


def _free_place(
    random: np.random.Generator, cells: list[Cell], radius: float, width: int, height: int
) -> tuple[float, float] | None:
    """A centre where a cell touches its neighbours a little at most, or None after forty tries."""
    for _ in range(40):
        x, y = random.uniform(0, width), random.uniform(0, height)
        if all(
            np.hypot(x - c.x - c.width / 2, y - c.y - c.height / 2)
            > 0.9 * radius + 0.45 * max(c.width, c.height)
            for c in cells
        ):
            return x, y
    return None


def _red(canvas: Floats, random: np.random.Generator, x: float, y: float, radius: float) -> Cell:
    stretch, turn = random.uniform(0.86, 1.0), random.uniform(0, np.pi)
    distance, place = _ellipse(canvas, x, y, radius, radius * stretch, turn)
    pale = np.clip(1.25 - distance * 1.7, 0, 1)[..., None]
    colour = (1 - pale) * np.asarray(RED_CELL[0]) + pale * np.asarray(RED_CELL[1])
    _paint(canvas, place, colour * random.uniform(0.96, 1.03), _edge(distance, radius) * 0.92)
    return _cell("RBC", x, y, radius, radius * stretch, turn)


def _white(canvas: Floats, random: np.random.Generator, x: float, y: float, radius: float) -> Cell:
    stretch, turn = random.uniform(0.9, 1.0), random.uniform(0, np.pi)
    distance, place = _ellipse(canvas, x, y, radius, radius * stretch, turn)
    _paint(canvas, place, np.asarray(CYTOPLASM), _edge(distance, radius) * 0.85)
    for lobe in range(int(random.integers(2, 5))):
        angle = turn + lobe * 1.7
        reach = radius * random.uniform(0.22, 0.38)
        size = radius * random.uniform(0.34, 0.46)
        lobe_x, lobe_y = x + reach * np.cos(angle), y + reach * np.sin(angle)
        inside, spot = _ellipse(canvas, lobe_x, lobe_y, size, size * 0.8, angle)
        grain = random.normal(1.0, 0.05, inside.shape)[..., None]
        _paint(canvas, spot, np.asarray(NUCLEUS) * grain, _edge(inside, size) * 0.95)
    return _cell("WBC", x, y, radius, radius * stretch, turn)


def _platelet(canvas: Floats, random: np.random.Generator, x: float, y: float, radius: float) -> Cell:
    stretch, turn = random.uniform(0.7, 1.0), random.uniform(0, np.pi)
    distance, place = _ellipse(canvas, x, y, radius, radius * stretch, turn)
    grain = random.normal(1.0, 0.09, distance.shape)[..., None]
    _paint(canvas, place, np.asarray(PLATELET) * grain, _edge(distance, radius) * 0.9)
    return _cell("Platelet", x, y, radius, radius * stretch, turn)


def _ellipse(
    canvas: Floats, x: float, y: float, along: float, across: float, turn: float
) -> tuple[Floats, tuple[slice, slice]]:
    """The distance from the centre, 1 on the rim, over the patch of the canvas that the ellipse can touch."""
    reach = along + 2
    rows = slice(max(0, int(y - reach)), min(canvas.shape[0], int(y + reach) + 1))
    columns = slice(max(0, int(x - reach)), min(canvas.shape[1], int(x + reach) + 1))
    py, px = np.mgrid[rows, columns].astype(float) + 0.5
    dx, dy = px - x, py - y
    u = (dx * np.cos(turn) + dy * np.sin(turn)) / along
    v = (-dx * np.sin(turn) + dy * np.cos(turn)) / across
    return np.hypot(u, v), (rows, columns)


def _edge(distance: Floats, radius: float) -> Floats:
    """Coverage from 1 inside to 0 outside over a pixel and a half, as a lens would draw the rim."""
    return np.clip((1.0 - distance) * radius / 1.5 + 0.5, 0, 1)


def _paint(canvas: Floats, place: tuple[slice, slice], colour: Floats, coverage: Floats) -> None:
    alpha = coverage[..., None]
    canvas[place] = (1 - alpha) * canvas[place] + alpha * colour


def _cell(cls: str, x: float, y: float, along: float, across: float, turn: float) -> Cell:
    """The tight box of a turned ellipse: half width √(a²cos² + b²sin²), half height √(a²sin² + b²cos²)."""
    half_width = float(np.hypot(along * np.cos(turn), across * np.sin(turn)))
    half_height = float(np.hypot(along * np.sin(turn), across * np.cos(turn)))
    return Cell(cls, x - half_width, y - half_height, 2 * half_width, 2 * half_height)


def _clip(cells: list[Cell], width: int, height: int) -> list[Cell]:
    """The cells as far as the picture shows them; slivers at the border are nobody's to label."""
    shown = []
    for c in cells:
        left, top = max(0.0, c.x), max(0.0, c.y)
        right, bottom = min(float(width), c.x + c.width), min(float(height), c.y + c.height)
        if (right - left) * (bottom - top) > 0.2 * c.width * c.height:
            shown.append(Cell(c.cls, left, top, right - left, bottom - top))
    return shown


def _encode(canvas: Floats, random: np.random.Generator, blurred: bool) -> bytes:
    noisy = canvas + random.normal(0, 2.2, canvas.shape)
    picture = Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))
    picture = picture.filter(ImageFilter.GaussianBlur(3.2 if blurred else 0.7))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88)
    return file.getvalue()
