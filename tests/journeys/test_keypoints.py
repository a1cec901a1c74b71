"""Skeletons from the first click to COCO: placed one by one and all at once, mended, exported, read by pycocotools."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect
from pycocotools.coco import COCO
from tests.journeys import desk, lead
from tests.journeys.desk import Frame
from tests.journeys.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZE = (320, 240)
NAMES = ["head", "left hand", "right hand"]
YAML = """
name: Figures
media: image
classes:
  - name: figure
    type: keypoints
    color: "#0f766e"
    key: "1"
    points:
      - {name: head, at: [0.5, 0]}
      - {name: left hand, at: [1, 1]}
      - {name: right hand, at: [0, 1]}
    skeleton: [[head, left hand], [head, right hand]]
    pairs: [[left hand, right hand]]
workflow:
  - {stage: annotate, votes: 1}
"""
# Where the dots of two figures lie, each of a colour of its own.
FIRST = {(220, 40, 40): (60, 50), (40, 70, 220): (100, 110), (150, 60, 190): (30, 120)}
SECOND = {(230, 120, 20): (220, 60), (20, 150, 60): (285, 170), (120, 80, 40): (160, 180)}
DOT = 5


def paint(folder: Path) -> Path:
    picture = Image.new("RGB", SIZE, (235, 235, 225))
    pen = ImageDraw.Draw(picture)
    for color, (x, y) in {**FIRST, **SECOND}.items():
        pen.rectangle((x - DOT, y - DOT, x + DOT - 1, y + DOT - 1), fill=color)
    path = folder / "figures.png"
    picture.save(path)
    return path


def middle(frame: Frame) -> tuple[float, float]:
    return ((frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2)


def place_one_by_one(person: Person, head, left, right) -> None:
    """A hand is hidden; a point set wrongly is taken back; nothing is kept before the last."""
    mouse = person.page.mouse
    mouse.click(*head)
    mouse.click(left[0] + 60, left[1] + 60)
    person.press("Backspace", "1")
    mouse.click(*left)
    expect(desk.objects(person)).to_have_count(0)
    mouse.click(*right)
    expect(desk.objects(person)).to_have_count(1)


def place_at_once(person: Person, head, left, right) -> None:
    """A box around all, then each hand to its place; one is hidden by Alt, which is undone and done again."""
    desk.drag(person, (right[0], head[1]), (left[0], right[1]))
    expect(desk.objects(person)).to_have_count(2)
    desk.drag(person, ((right[0] + left[0]) / 2, head[1]), head)
    desk.drag(person, (left[0], right[1]), left)
    person.page.keyboard.down("Alt")
    person.page.mouse.click(*right)
    person.page.keyboard.up("Alt")
    person.press("Control+z", "Control+Shift+z")


def test_skeletons_come_out_as_coco_keypoints_within_half_a_pixel(meet, tmp_path):
    lena, ann = meet("lena"), meet("ann")
    project = lead.create_project(lena, YAML)
    lead.add_members(lena, project, {"ann": "Annotator"})
    lead.import_files(lena, project, [paint(tmp_path)])

    ann.go(f"/projects/{project}/label")
    desk.at_work(ann, "figures.png")
    first, second = ([middle(desk.see(ann, color)) for color in figure] for figure in (FIRST, SECOND))
    place_one_by_one(ann, *first)
    place_at_once(ann, *second)
    desk.saved(ann)
    ann.press("Escape", "Enter")
    desk.handed_in(ann, 1)

    dialog = lead.begin_export(lena, project, "COCO JSON")
    check_coco(lead.download_export(lena, dialog, tmp_path))


def check_coco(file: Path) -> None:
    """Read by pycocotools, every point is where its dot was painted, and as visible as it was said to be."""
    coco = COCO(file)
    (category,) = coco.loadCats(coco.getCatIds())
    assert (category["keypoints"], category["skeleton"]) == (NAMES, [[1, 2], [1, 3]])
    found = sorted(coco.loadAnns(coco.getAnnIds()), key=lambda annotation: annotation["keypoints"][0])
    assert [annotation["num_keypoints"] for annotation in found] == [3, 3]
    for annotation, figure, seen in zip(found, (FIRST, SECOND), ([2, 1, 2], [2, 2, 1]), strict=True):
        points = np.reshape(annotation["keypoints"], (3, 3))
        assert np.abs(points[:, :2] - list(figure.values())).max() <= 0.5
        assert points[:, 2].tolist() == seen
        left, top, width, height = annotation["bbox"]
        xs, ys = points[:, 0], points[:, 1]
        assert [left, top, left + width, top + height] == pytest.approx([min(xs), min(ys), max(xs), max(ys)])
