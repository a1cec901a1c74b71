"""From pictures to COCO: drawn with mouse and keys by two people, judged by a third, exported by the lead."""

from dataclasses import replace
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

RED, BLUE = (220, 40, 40), (40, 70, 220)
SIZE = (320, 240)
YAML = """
name: Bricks
media: image
classes:
  - {name: red brick, type: box, color: "#0f766e", key: "1"}
  - {name: blue brick, type: box, color: "#b45309", key: "2"}
  - {name: clean, type: tag, key: "7"}
workflow:
  - {stage: annotate, votes: 1}
  - {stage: review}
"""
NUDGE = 3
"""How many pixels the first red brick is moved to the right, which the export must show."""


def brick_wall(number: int) -> dict[tuple[int, int, int], tuple[int, int, int, int]]:
    """Where the bricks of a picture lie: left, top, right, bottom in pixels."""
    return {
        RED: (20 + 7 * number, 31 + 5 * number, 101 + 7 * number, 88 + 5 * number),
        BLUE: (150 + 3 * number, 110 + 4 * number, 239 + 3 * number, 201 + 4 * number),
    }


def paint(number: int, folder: Path) -> Path:
    picture = Image.new("RGB", SIZE, (235, 235, 225))
    pen = ImageDraw.Draw(picture)
    for color, (left, top, right, bottom) in brick_wall(number).items():
        pen.rectangle((left, top, right - 1, bottom - 1), fill=color)
    path = folder / f"wall-{number}.png"
    picture.save(path)
    return path


def number_of(item: str) -> int:
    return int(item.removesuffix(".png").rsplit("-", 1)[1])


def box_bricks(person: Person) -> None:
    """Box both bricks of the open picture, tag it, and change one's mind on the way."""
    red, blue = desk.see(person, RED), desk.see(person, BLUE)
    person.press("1")
    desk.draw(person, red)
    expect(desk.objects(person)).to_have_count(1)
    person.press("2")
    desk.draw(person, blue)
    expect(desk.objects(person)).to_have_count(2)
    person.press("Control+z")
    expect(desk.objects(person)).to_have_count(1)
    person.press("Control+Shift+z")
    expect(desk.objects(person)).to_have_count(2)
    person.press("7")
    expect(person.button("clean 7")).to_have_attribute("aria-pressed", "true")
    expect(desk.objects(person)).to_have_count(3)


def label_pictures(person: Person, count: int) -> list[str]:
    """Label so many pictures and hand them in by key; their names."""
    done: list[str] = []
    for _ in range(count):
        item = desk.at_work(person)
        assert item not in done
        box_bricks(person)
        person.press("Enter")
        done.append(item)
        desk.handed_in(person, len(done))
    return done


def nudge_red(person: Person, times: int) -> None:
    """Take the red brick's box by the object list and move it by the arrow keys."""
    desk.objects(person).filter(has_text="red brick").click()
    desk.canvas(person).focus()
    person.press(*["ArrowRight"] * times)


def test_what_two_people_drew_is_in_the_coco_file_within_half_a_pixel(meet, tmp_path):
    lena, ann, ben, rita = (meet(name) for name in ("lena", "ann", "ben", "rita"))
    project = lead.create_project(lena, YAML)
    lead.add_members(lena, project, {"ann": "Annotator", "ben": "Annotator", "rita": "Reviewer"})
    lead.import_files(lena, project, [paint(number, tmp_path) for number in range(6)])

    for person in (ann, ben):
        person.go(f"/projects/{project}/label")
        desk.at_work(person)
    by_ann, by_ben = label_pictures(ann, 3), label_pictures(ben, 3)
    assert sorted(by_ann + by_ben) == [f"wall-{number}.png" for number in range(6)]

    fixed, rejected = review(rita, project)
    redo(ann if rejected in by_ann else ben, project, rejected)
    rita.go(f"/projects/{project}/review")
    desk.at_work(rita, rejected)
    rita.press("a")
    expect(rita.page.get_by_text("Nothing to do here now")).to_be_visible()

    dialog = lead.begin_export(lena, project, "COCO JSON")
    expect(dialog.get_by_role("alert")).to_contain_text("tag")
    check_coco(lead.download_export(lena, dialog, tmp_path), fixed)


def review(rita: Person, project: str) -> tuple[str, str]:
    """Fix the first answer, reject the second, accept the others; the names of the first two."""
    rita.go(f"/projects/{project}/review")
    fixed = desk.at_work(rita)
    expect(rita.button("Submit fix")).to_be_disabled()
    nudge_red(rita, NUDGE)
    expect(rita.button("Submit fix")).to_be_enabled()
    expect(rita.button("Accept")).to_be_disabled()
    rita.press("s")
    desk.handed_in(rita, 1)
    rejected = desk.at_work(rita)
    rita.press("x")
    rita.dialog("Reject this answer").get_by_label("Reason").fill("The red box is not tight.")
    rita.press("Enter")
    desk.handed_in(rita, 2)
    for count in range(3, 7):
        desk.at_work(rita)
        rita.press("a")
        desk.handed_in(rita, count)
    return fixed, rejected


def redo(person: Person, project: str, item: str) -> None:
    """The rejected picture comes back to who labelled it, with what was said of it."""
    person.go(f"/projects/{project}/label")
    desk.at_work(person, item)
    expect(person.page.get_by_text("Sent back: The red box is not tight.")).to_be_visible()
    while desk.objects(person).count():
        person.press("Control+a", "Delete")
    box_bricks(person)
    person.press("Enter")
    expect(person.page.get_by_text("Nothing to do here now")).to_be_visible()


def check_coco(file: Path, fixed: str) -> None:
    """Read by pycocotools, every box is where its brick was painted."""
    coco = COCO(file)
    names = {category["id"]: category["name"] for category in coco.dataset["categories"]}
    images = {image["id"]: image for image in coco.dataset["images"]}
    assert sorted(image["file_name"].rsplit("/", 1)[-1] for image in images.values()) == [
        f"wall-{number}.png" for number in range(6)
    ]
    assert len(coco.dataset["annotations"]) == 12
    for found in coco.dataset["annotations"]:
        image = images[found["image_id"]]
        file = image["file_name"].rsplit("/", 1)[-1]
        assert (image["width"], image["height"]) == SIZE
        color = {"red brick": RED, "blue brick": BLUE}[names[found["category_id"]]]
        truth = Frame(*brick_wall(number_of(file))[color])
        if file == fixed and color == RED:
            truth = replace(truth, left=truth.left + NUDGE, right=truth.right + NUDGE)
        left, top, width, height = found["bbox"]
        expected = [truth.left, truth.top, truth.right, truth.bottom]
        assert np.abs(np.subtract([left, top, left + width, top + height], expected)).max() <= 0.5
