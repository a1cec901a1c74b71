"""Polygons and lines from an empty picture to files that others read: what is exported is what was drawn."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect
from pycocotools import mask as masks
from pycocotools.coco import COCO
from tests.journeys import desk, lead
from tests.journeys.person import Person
from tests.journeys.sheet import Place, Sheet, with_corners

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZE = (640, 480)
YAML = """
name: Roofs
media: image
classes:
  - {name: roof, type: polygon, color: "#0f766e", key: "1"}
  - {name: yard, type: polygon, color: "#b45309", key: "2"}
  - {name: lane, type: polyline, color: "#7c3aed", key: "3"}
  - {name: fence, type: polyline, color: "#be123c", key: "4"}
workflow:
  - {stage: annotate, votes: 1}
"""
Points = list[tuple[float, float]]

ROOF: Points = [(60, 60), (260, 60), (260, 200), (180, 200), (180, 300), (60, 300)]
COURT: Points = [(100, 110), (150, 110), (150, 160), (100, 160)]
YARD: Points = [(260, 60), (260, 200), (180, 200), (180, 240), (400, 240), (400, 60)]
"""It shares the border with the roof from its first corner to the middle of a side."""

PORCH: Points = [(390, 100), (450, 100), (450, 200), (390, 200)]
YARD_WITH_PORCH: Points = [*YARD[:5], (400, 200), (450, 200), (450, 100), (400, 100), YARD[5]]
LANE: Points = [(20, 440), (200, 380), (420, 400), (620, 330)]
FENCE: Points = [(480, 300), (540, 270), (590, 290), (600, 240)]
CUT_AT = 2
"""Which corner of the fence its two pieces have in common."""

POND: Points = [(480, 90), (580, 90), (610, 150), (560, 210), (490, 190), (460, 140)]


def paint(folder: Path) -> Path:
    """The things, and the corners by which the picture is found on the page."""
    picture = Image.new("RGB", SIZE, (206, 214, 190))
    pen = ImageDraw.Draw(picture)
    pen.polygon(ROOF, fill=(190, 90, 70))
    pen.polygon(COURT, fill=(206, 214, 190))
    pen.polygon(YARD, fill=(150, 140, 120))
    pen.polygon(POND, fill=(120, 160, 190))
    pen.line(LANE, fill=(90, 90, 90), width=10)
    path = folder / "roofs.png"
    with_corners(picture).save(path)
    return path


def look_at_the_bar(ann: Person, sheet: Sheet) -> None:
    """What can be set of the tool stands above the picture, which stays where it is whatever the tool."""
    ann.press("1")
    bar = ann.page.get_by_role("toolbar", name="Polygon").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] <= sheet.top
    ann.press("v")
    assert Sheet.of(ann, SIZE) == sheet


def draw_roof(ann: Person, sheet: Sheet) -> None:
    """Corner by corner, one of them wrong and taken back; a dent drawn out of an edge and pushed back in."""
    ann.press("1")
    sheet.click(*ROOF[:2], (300, 250))
    ann.press("Control+z")
    sheet.click(*ROOF[2:])
    ann.press("Enter")
    expect(desk.objects(ann)).to_have_count(1)
    sheet.drag((160, 60), (160, 30))
    sheet.point_at((160, 30))
    ann.press("u")


def draw_yard(ann: Person, sheet: Sheet) -> None:
    """Along the border of the roof: a click at either end, two more corners, and a click on the first."""
    ann.press("Escape", "2", "m", "m")
    sheet.click((262, 61), (181, 240), *YARD[4:], (261, 62))
    expect(desk.objects(ann)).to_have_count(2)
    ann.press("m")


def draw_pond(ann: Person, sheet: Sheet) -> None:
    """Freehand around it, cut in two by a line, and joined again."""
    ann.press("Escape")
    sheet.sweep([*POND, POND[0]])
    expect(desk.objects(ann)).to_have_count(3)
    ann.press("e", "e", "e")
    sheet.click((440, 150), (640, 150))
    ann.press("Enter")
    expect(desk.objects(ann)).to_have_count(4)
    ann.press("e")
    desk.objects(ann).nth(0).click()
    desk.objects(ann).nth(1).click(modifiers=["Control"])
    desk.canvas(ann).focus()
    ann.press("j")
    expect(desk.objects(ann)).to_have_count(3)


def draw_lane(ann: Person, sheet: Sheet) -> None:
    """Its middle first, then on from both ends."""
    ann.press("Escape", "3")
    sheet.click(*LANE[1:3])
    ann.press("Enter", "e")
    sheet.click(LANE[3])
    ann.press("Enter")
    sheet.click(LANE[0])
    ann.press("Enter")
    expect(desk.objects(ann)).to_have_count(4)


def draw_fence(ann: Person, sheet: Sheet) -> None:
    """Cut in two at each of its corners in turn, and joined again at the wrong one."""
    ann.press("Escape", "4")
    sheet.click(*FENCE)
    ann.press("Enter")
    fences = desk.objects(ann).filter(has_text="fence")
    expect(fences).to_have_count(1)
    cut(ann, sheet, FENCE[1])
    expect(fences).to_have_count(2)
    fences.nth(0).click()
    fences.nth(1).click(modifiers=["Control"])
    desk.canvas(ann).focus()
    ann.press("j")
    expect(fences).to_have_count(1)
    cut(ann, sheet, FENCE[CUT_AT])
    expect(fences).to_have_count(2)


def cut(ann: Person, sheet: Sheet, corner: Place) -> None:
    """Cut the selected line at the corner below the pointer."""
    sheet.point_at(corner)
    ann.press("y")


def add_porch(ann: Person, sheet: Sheet) -> None:
    """Something that overlaps the yard is added to it."""
    desk.objects(ann).filter(has_text="yard").last.click()
    desk.canvas(ann).focus()
    ann.press("2")
    ann.page.get_by_role("toolbar", name="Polygon").get_by_text("Add", exact=True).click()
    sheet.click(*PORCH)
    ann.press("Enter")


def cut_court(ann: Person, sheet: Sheet) -> None:
    desk.objects(ann).filter(has_text="roof").click()
    desk.canvas(ann).focus()
    ann.press("1")
    ann.page.get_by_role("toolbar", name="Polygon").get_by_text("Cut out").click()
    sheet.click(*COURT)
    ann.press("Enter")


def test_what_was_drawn_is_exported_within_half_a_pixel(meet, tmp_path):
    lena, ann = meet("lena-roofs"), meet("ann-roofs")
    project = lead.create_project(lena, YAML)
    lead.add_members(lena, project, {"ann-roofs": "Annotator"})
    lead.import_files(lena, project, [paint(tmp_path)])

    ann.go(f"/projects/{project}/label")
    desk.at_work(ann, "roofs.png")
    sheet = Sheet.of(ann, SIZE)
    look_at_the_bar(ann, sheet)
    draw_roof(ann, sheet)
    draw_yard(ann, sheet)
    draw_pond(ann, sheet)
    draw_lane(ann, sheet)
    draw_fence(ann, sheet)
    add_porch(ann, sheet)
    cut_court(ann, sheet)
    desk.saved(ann)
    ann.press("Enter")
    expect(ann.page.get_by_text("Nothing to do here now")).to_be_visible()

    dialog = lead.begin_export(lena, project, "COCO JSON")
    expect(dialog.get_by_role("alert")).to_contain_text("holes of areas")
    check_coco(lead.download_export(lena, dialog, tmp_path))
    check_lines(
        lead.download_export(lena, lead.begin_export(lena, project, "Labelwright JSON Lines"), tmp_path)
    )


def check_coco(file: Path) -> None:
    """Read by pycocotools: outlines to half a pixel, and areas that share a border but not a pixel."""
    coco = COCO(file)
    names = {category["id"]: category["name"] for category in coco.dataset["categories"]}
    found = {}
    for annotation in coco.dataset["annotations"]:
        found.setdefault(names[annotation["category_id"]], []).append(annotation)
    (roof,), yards = found["roof"], found["yard"]
    yard, pond = sorted(yards, key=lambda annotation: annotation["bbox"][0])
    for annotation, corners in ((roof, ROOF), (yard, YARD_WITH_PORCH)):
        (outline,) = annotation["segmentation"]
        assert same_ring(np.reshape(outline, (-1, 2)), corners)
    assert abs(area(np.reshape(pond["segmentation"][0], (-1, 2))) - area(np.array(POND))) < 0.01 * area(
        np.array(POND)
    )
    shared = masks.area(masks.merge([coco.annToRLE(roof), coco.annToRLE(yard)], intersect=True))
    assert shared <= 20 * 2


def check_lines(file: Path) -> None:
    """Our own lines hold the court as a hole of the roof, the lane, and both pieces of the fence."""
    _, sample = map(json.loads, read(file).splitlines())
    marks = sample["answers"][0]["marks"]
    values = {mark["class"]: mark["value"] for mark in marks}
    ((outline, hole),) = values["roof"]["parts"]
    assert same_ring(np.array(outline), ROOF)
    assert same_ring(np.array(hole), COURT)
    assert same_line(values["lane"]["points"], LANE)
    pieces = [mark["value"]["points"] for mark in marks if mark["class"] == "fence"]
    for expected in (FENCE[: CUT_AT + 1], FENCE[CUT_AT:]):
        assert [same_line(piece, expected) for piece in pieces].count(True) == 1


def read(file: Path) -> str:
    if not zipfile.is_zipfile(file):
        return file.read_text()
    with zipfile.ZipFile(file) as archive:
        return archive.read(next(name for name in archive.namelist() if name.endswith(".jsonl"))).decode()


def same_line(found: Points, expected: Points) -> bool:
    """Whether two lines have the same points to half a pixel, from whichever end."""
    if len(found) != len(expected):
        return False
    return min(np.abs(np.array(way) - expected).max() for way in (found, found[::-1])) <= 0.5


def same_ring(found: np.ndarray, expected: Points) -> bool:
    """Whether two rings have the same corners to half a pixel, wherever they begin and whichever way they run."""
    if len(found) != len(expected):
        return False
    turns = [np.roll(way, shift, axis=0) for way in (found, found[::-1]) for shift in range(len(found))]
    return min(np.abs(turn - np.array(expected)).max() for turn in turns) <= 0.5


def area(ring: np.ndarray) -> float:
    x, y = ring.T
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2
