"""Masks from the first stroke to COCO: painted, erased, filled, shared out among classes; read by pycocotools."""

import math
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect
from pycocotools.coco import COCO
from tests.journeys import desk, lead
from tests.journeys.desk import Frame
from tests.journeys.person import Person

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of arrays within pycocotools
]

RED, BLUE = (220, 40, 40), (40, 70, 220)
SIZE = (320, 240)
SQUARE = (50, 70, 150, 170)
DISC = (190, 70, 290, 170)
LEAF = [(10, 16), (110, 16), (10, 60)]
KITE = [(240, 16), (290, 40), (240, 64), (190, 40)]
"""What is drawn around corner by corner, and with the lasso; clockwise."""

TIP = 19
"""What four steps down from 40 make of the tip."""
YAML = """
name: Cells
media: image
classes:
  - {name: cell, type: mask, color: "#0f766e", key: "1"}
  - {name: ground, type: mask, color: "#b45309", key: "2", semantic: true}
  - {name: water, type: mask, color: "#7c3aed", key: "3", semantic: true}
  - {name: place, type: box, key: "4"}
workflow:
  - {stage: annotate, votes: 1}
"""

Grid = np.ndarray


def picture(folder: Path) -> Path:
    canvas = Image.new("RGB", SIZE, (235, 235, 225))
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((SQUARE[0], SQUARE[1], SQUARE[2] - 1, SQUARE[3] - 1), fill=RED)
    pen.ellipse((DISC[0], DISC[1], DISC[2] - 1, DISC[3] - 1), fill=BLUE)
    path = folder / "cells.png"
    canvas.save(path)
    return path


def centres() -> tuple[Grid, Grid]:
    """Column and row of the centre of every pixel."""
    xs, ys = np.meshgrid(np.arange(SIZE[0]) + 0.5, np.arange(SIZE[1]) + 0.5)
    return xs, ys


def within(left: float, top: float, right: float, bottom: float) -> Grid:
    xs, ys = centres()
    return (xs > left) & (xs < right) & (ys > top) & (ys < bottom)


def around(corners: list[tuple[float, float]]) -> Grid:
    """What lies to the right of every side of a convex outline that runs clockwise."""
    xs, ys = centres()
    inside = np.ones_like(xs, dtype=bool)
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
        inside &= (x1 - x0) * (ys - y0) > (y1 - y0) * (xs - x0)
    return inside


def swept(start: tuple[float, float], end: tuple[float, float], size: float) -> Grid:
    """What a round tip covers on its way."""
    xs, ys = centres()
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = np.clip(((xs - start[0]) * dx + (ys - start[1]) * dy) / (dx * dx + dy * dy), 0, 1)
    return np.hypot(xs - start[0] - along * dx, ys - start[1] - along * dy) <= size / 2


def alike(found: Grid, expected: Grid) -> float:
    """Intersection over union."""
    return float((found & expected).sum() / (found | expected).sum())


class Place:
    """Where the pixels of the picture lie on the page, seen by its square."""

    def __init__(self, square: Frame) -> None:
        self.left, self.top = square.left, square.top
        self.scale = (square.right - square.left) / (SQUARE[2] - SQUARE[0])

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + (x - SQUARE[0]) * self.scale, self.top + (y - SQUARE[1]) * self.scale


def stroke(person: Person, *places: tuple[float, float]) -> None:
    mouse = person.page.mouse
    mouse.move(*places[0])
    mouse.down()
    for place in places[1:]:
        mouse.move(*place, steps=3)
    mouse.up()


def test_what_was_painted_is_in_the_coco_file_to_the_pixel(meet, tmp_path):
    mara = meet("mara")
    project = lead.create_project(mara, YAML)
    lead.import_files(mara, project, [picture(tmp_path)])
    mara.go(f"/projects/{project}/label")
    desk.at_work(mara)
    place = Place(desk.see(mara, RED))

    cut_square(mara, place)
    ring_and_fill(mara, place)
    draw_around(mara, place)
    share_out(mara, place)
    expect(desk.objects(mara)).to_have_count(6)
    desk.saved(mara)
    mara.press("Enter")
    expect(mara.page.get_by_text("Nothing to do here now")).to_be_visible()

    dialog = lead.begin_export(mara, project, "COCO JSON")
    check_coco(lead.download_export(mara, dialog, tmp_path))


def cut_square(person: Person, place: Place) -> None:
    """A rectangle around the square, and a band erased through its middle, once by mistake too far."""
    person.press("1", "Shift+N")
    desk.drag(person, place.at(*SQUARE[:2]), place.at(*SQUARE[2:]))
    expect(desk.objects(person)).to_have_count(1)
    person.press("e")
    stroke(person, place.at(100, 60), place.at(100, 180))
    person.press("Control+z")
    stroke(person, place.at(40, 120), place.at(160, 120))


def ring_and_fill(person: Person, place: Place) -> None:
    """A ring painted along the inside of the disc and then filled, undone and done again."""
    person.press("Escape", "p", "[", "[", "[", "[")
    expect(person.page.get_by_text(f"{TIP} px")).to_be_visible()
    x, y, reach = 240, 120, 40
    turns = [2 * math.pi * step / 36 for step in range(37)]
    stroke(person, *(place.at(x + reach * math.cos(t), y + reach * math.sin(t)) for t in turns))
    expect(desk.objects(person)).to_have_count(2)
    person.press("k")
    person.page.mouse.click(*place.at(x, y))
    person.press("Control+z", "Control+Shift+z")


def draw_around(person: Person, place: Place) -> None:
    """One area corner by corner, another with the lasso."""
    person.press("Escape", "y")
    for corner in LEAF:
        person.page.mouse.click(*place.at(*corner))
    person.press("Enter")
    expect(desk.objects(person)).to_have_count(3)
    person.press("Escape", "m")
    stroke(person, *(place.at(*corner) for corner in (*KITE, KITE[0])))
    expect(desk.objects(person)).to_have_count(4)


def share_out(person: Person, place: Place) -> None:
    """Ground below and water beside it, which takes from the ground what it covers."""
    person.press("Escape", "Shift+N", "2")
    desk.drag(person, place.at(10, 180), place.at(310, 230))
    person.press("3")
    desk.drag(person, place.at(200, 190), place.at(310, 230))


def check_coco(file: Path) -> None:
    coco = COCO(file)
    names = {category["id"]: category["name"] for category in coco.dataset["categories"]}
    found: dict[str, list[Grid]] = {}
    for annotation in coco.dataset["annotations"]:
        pixels = coco.annToMask(annotation).astype(bool)
        assert annotation["area"] == pixels.sum()
        left, top, width, height = annotation["bbox"]
        assert pixels[top : top + height, left : left + width].sum() == pixels.sum()
        found.setdefault(names[annotation["category_id"]], []).append(pixels)
    square, disc, leaf, kite = found["cell"]
    assert alike(square, within(*SQUARE) & ~swept((40, 120), (160, 120), 40)) > 0.97
    assert alike(disc, swept((240, 120), (240.001, 120), 2 * 40 + TIP)) > 0.97
    assert alike(leaf, around(LEAF)) > 0.95
    assert alike(kite, around(KITE)) > 0.95
    (ground,), (water,) = found["ground"], found["water"]
    assert alike(water, within(200, 190, 310, 230)) > 0.97
    assert alike(ground, within(10, 180, 310, 230) & ~within(200, 190, 310, 230)) > 0.97
    assert not (ground & water).any()


def test_a_mask_becomes_a_box_by_the_class_it_is_given_and_undo_gives_its_pixels_back(meet, tmp_path):
    nils = meet("nils")
    project = lead.create_project(nils, YAML)
    lead.import_files(nils, project, [picture(tmp_path)])
    nils.go(f"/projects/{project}/label")
    desk.at_work(nils)
    place = Place(desk.see(nils, RED))
    nils.press("1", "Shift+N")
    desk.drag(nils, place.at(*SQUARE[:2]), place.at(*SQUARE[2:]))
    nils.page.get_by_label("Class", exact=True).select_option(label="place (Box)")
    expect(desk.objects(nils)).to_have_text("place")
    nils.press("Control+z")
    expect(desk.objects(nils)).to_have_text("cell")
