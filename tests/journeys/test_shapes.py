"""Boxes, ellipses, cuboids and tags by every way of drawing them, read back from files of others' formats."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect
from pycocotools.coco import COCO
from tests.journeys import desk, lead
from tests.journeys.person import Person
from tests.journeys.sheet import Sheet, with_corners

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZE = (640, 480)
GROUND = (206, 214, 190)
YAML = """
name: Shapes
media: image
classes:
  - {name: crate, type: box, color: "#0f766e", key: "1"}
  - {name: plate, type: box, color: "#b45309", key: "2", rotated: true}
  - {name: coin, type: ellipse, color: "#7c3aed", key: "3"}
  - {name: car, type: cuboid2d, color: "#1d4ed8", key: "4"}
  - {name: indoors, type: tag, group: place, key: "5"}
  - {name: outdoors, type: tag, group: place, key: "6"}
  - {name: blurred, type: tag, key: "7"}
groups:
  - {name: place, pick: one, required: true}
workflow:
  - {stage: annotate, votes: 1}
"""
# Left, top, right, bottom.
DRAGGED, CLICKED, TOUCHED = (30, 30, 110, 90), (140, 25, 230, 95), (260, 40, 350, 110)
EXTREMES = [(300, 40), (350, 70), (310, 110), (260, 85)]
PLATE, TURN = (420, 40, 560, 100), 30
ROUND = (40, 150, 160, 210)
AXIS, RIM = ((210, 230), (290, 170)), 25
"""Both ends of an axis, 100 long, and how far the outline is from its middle."""

FRONTS = ((50, 300, 190, 420), (440, 310, 580, 430))
DEPTH = 0.4
"""How much of the way to where roads vanish the first car reaches back."""

VANISHING = (0.5 * SIZE[0], 0.42 * SIZE[1])
BACK = (540, 270)
"""Where the middle of the second car's back is put."""

RULED = ((330, 150), (400, 230))
RULER, RULER_DOT = (255, 214, 10), 5
"""Colour of the ruler's line, and how far the dots at its ends reach, in pixels of the page."""

Points = list[tuple[float, float]]


def paint(folder: Path) -> Path:
    path = folder / "sheet.png"
    with_corners(Image.new("RGB", SIZE, GROUND)).save(path)
    return path


def draw_boxes(ann: Person, sheet: Sheet) -> None:
    """By dragging, by two clicks, and by the four outermost points."""
    ann.press("1")
    sheet.drag(DRAGGED[:2], DRAGGED[2:])
    ann.press("Escape")
    sheet.click(CLICKED[:2], CLICKED[2:])
    expect(desk.objects(ann)).to_have_count(2)
    ann.press("Escape", "e")
    sheet.click(*EXTREMES)
    expect(desk.objects(ann)).to_have_count(3)
    ann.press("e")


def turn_a_plate(ann: Person, sheet: Sheet) -> None:
    """Drawn upright, then turned by the round handle above it, in steps while Shift is held."""
    ann.press("Escape", "2")
    sheet.drag(PLATE[:2], PLATE[2:])
    expect(desk.objects(ann)).to_have_count(4)
    x, y = middle(PLATE)
    top = sheet.place((x, PLATE[1]))
    angle = math.radians(TURN + 4)
    ann.page.keyboard.down("Shift")
    desk.drag(ann, (top[0], top[1] - 28), sheet.place((x + 60 * math.sin(angle), y - 60 * math.cos(angle))))
    ann.page.keyboard.up("Shift")


def draw_coins(ann: Person, sheet: Sheet) -> None:
    """Within a box, and by an axis and a place on the outline."""
    ann.press("Escape", "3")
    sheet.drag(ROUND[:2], ROUND[2:])
    ann.press("Escape", "e")
    (x0, y0), (x1, y1) = AXIS
    across = (-(y1 - y0) / 100 * RIM, (x1 - x0) / 100 * RIM)
    sheet.click(*AXIS, ((x0 + x1) / 2 + across[0], (y0 + y1) / 2 + across[1]))
    expect(desk.objects(ann)).to_have_count(6)
    ann.press("e")


def draw_cars(ann: Person, sheet: Sheet) -> None:
    """The back of the first goes where roads vanish, that of the second where the pointer is."""
    ann.press("Escape", "4")
    first, second = FRONTS
    sheet.drag(first[:2], first[2:])
    sheet.point_at(towards((first[2], first[1]), DEPTH))
    sheet.click(towards((first[2], first[1]), DEPTH))
    expect(desk.objects(ann)).to_have_count(7)
    ann.press("Escape")
    sheet.drag(second[:2], second[2:])
    ann.page.keyboard.down("Shift")
    sheet.point_at(BACK)
    sheet.click(BACK)
    ann.page.keyboard.up("Shift")
    expect(desk.objects(ann)).to_have_count(8)


def tag(ann: Person) -> None:
    """One answer takes the place of the other; a tag without a group is put on, off and on again."""
    ann.press("Escape", "5", "7", "6", "7", "7")
    expect(ann.button("outdoors 6")).to_have_attribute("aria-pressed", "true")
    expect(ann.button("indoors 5")).to_have_attribute("aria-pressed", "false")
    expect(desk.objects(ann)).to_have_count(10)


def measure(ann: Person, sheet: Sheet) -> None:
    """The ruler's line is seen where it was drawn, and no object comes of it."""
    ann.press("Escape", "Alt+m")
    sheet.drag(*RULED)
    line = desk.see(ann, RULER)
    reach = RULER_DOT + 1
    assert (line.left, line.top) == pytest.approx(sheet.place(RULED[0]), abs=reach)
    assert (line.right, line.bottom) == pytest.approx(sheet.place(RULED[1]), abs=reach)
    ann.press("Escape")
    expect(desk.objects(ann)).to_have_count(10)


def middle(box: tuple[int, int, int, int]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def towards(point: tuple[float, float], share: float) -> tuple[float, float]:
    """So much of the way from a point to where roads vanish."""
    x, y = point
    return x + share * (VANISHING[0] - x), y + share * (VANISHING[1] - y)


def corners(box: tuple[int, int, int, int]) -> Points:
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def test_every_way_of_drawing_a_shape_is_in_the_export_within_half_a_pixel(meet, tmp_path):
    ann = meet("ann-shapes")
    project = lead.create_project(ann, YAML)
    lead.import_files(ann, project, [paint(tmp_path)])
    ann.go(f"/projects/{project}/label")
    desk.at_work(ann, "sheet.png")
    sheet = Sheet.of(ann, SIZE)
    draw_boxes(ann, sheet)
    turn_a_plate(ann, sheet)
    draw_coins(ann, sheet)
    draw_cars(ann, sheet)
    tag(ann)
    measure(ann, sheet)
    desk.saved(ann)
    ann.press("Enter")
    expect(ann.page.get_by_text("Nothing to do here now")).to_be_visible()

    def export(title: str) -> Path:
        return lead.download_export(ann, lead.begin_export(ann, project, title), tmp_path)

    check_coco(export("COCO JSON"))
    check_label_studio(export("Label Studio JSON"))
    check_lines(export("Labelwright JSON Lines"))


def check_coco(file: Path) -> None:
    """Read by pycocotools, the upright boxes are where they were drawn."""
    coco = COCO(file)
    (crate,) = coco.getCatIds(catNms=["crate"])
    found = [annotation["bbox"] for annotation in coco.loadAnns(coco.getAnnIds(catIds=[crate]))]
    edges = sorted((x, y, x + width, y + height) for x, y, width, height in found)
    assert np.abs(np.subtract(edges, [DRAGGED, CLICKED, TOUCHED])).max() <= 0.5


def check_label_studio(file: Path) -> None:
    """Read as Label Studio lays places down: percent of the picture, a rectangle turned about its corner."""
    (task,) = json.loads(file.read_text())
    (answer,) = task["annotations"]
    regions = answer["result"]
    (plate,) = (
        value for value in values(regions, "rectanglelabels") if value["rectanglelabels"] == ["plate"]
    )
    x, y, width, height = pixels(plate, "x", "y", "width", "height")
    cosine, sine = math.cos(math.radians(TURN)), math.sin(math.radians(TURN))
    centre = (x + (width * cosine - height * sine) / 2, y + (width * sine + height * cosine) / 2)
    assert plate["rotation"] == pytest.approx(TURN)
    assert centre == pytest.approx(middle(PLATE), abs=0.5)
    assert (width, height) == pytest.approx((PLATE[2] - PLATE[0], PLATE[3] - PLATE[1]), abs=0.5)

    boxed, aslant = sorted(values(regions, "ellipselabels"), key=lambda value: value["x"])
    assert boxed["rotation"] == 0
    assert pixels(boxed, "x", "y", "radiusX", "radiusY") == pytest.approx((*middle(ROUND), 60, 30), abs=0.5)
    assert pixels(aslant, "x", "y") == pytest.approx((250, 200), abs=0.5)
    check_aslant(aslant)

    chosen = sorted(choice for value in values(regions, "choices") for choice in value["choices"])
    assert chosen == ["blurred", "outdoors"]


def check_aslant(value: dict[str, Any]) -> None:
    """The ends of its first axis are where they were clicked, whichever end comes first."""
    x, y, long, short = pixels(value, "x", "y", "radiusX", "radiusY")
    angle = math.radians(value["rotation"])
    reach = (long * math.cos(angle), long * math.sin(angle))
    ends = sorted([(x - reach[0], y - reach[1]), (x + reach[0], y + reach[1])])
    assert np.abs(np.subtract(ends, sorted(AXIS))).max() <= 0.5
    assert short == pytest.approx(RIM, abs=0.5)


def values(regions: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [region["value"] for region in regions if region["type"] == kind]


def pixels(value: dict[str, Any], *names: str) -> tuple[float, ...]:
    """Of percent; what is across is a share of the width, what is down of the height."""
    across = {"x", "width", "radiusX"}
    return tuple(value[name] / 100 * (SIZE[0] if name in across else SIZE[1]) for name in names)


def check_lines(file: Path) -> None:
    """Cuboids are in our own lines alone: front and back, corner by corner."""
    _, sample = map(json.loads, file.read_text().splitlines())
    marks = sample["answers"][0]["marks"]
    assert len(marks) == 10
    cars = [mark["views"][0] for mark in marks if mark["class"] == "car"]
    first, second = map(corners, FRONTS)
    x, y = middle(FRONTS[1])
    ratio = 1 - DEPTH
    expected = [
        (first, [towards(point, DEPTH) for point in first]),
        (second, [(BACK[0] + ratio * (px - x), BACK[1] + ratio * (py - y)) for px, py in second]),
    ]
    assert np.abs(np.subtract([(car["front"], car["back"]) for car in cars], expected)).max() <= 0.5
