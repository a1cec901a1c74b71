"""Seeing more: the pages of a scan, rulers in millimetres, the magnifier, and comments pinned to a place."""

import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, expect
from tests.journeys import desk, lead
from tests.journeys.desk import Frame
from tests.journeys.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RED, GREEN, BLUE = (220, 40, 40), (30, 160, 60), (40, 70, 220)
GROUND = (235, 235, 225)
SQUARE = (80, 60, 160, 140)
YAML = """
name: Scans
media: image
classes:
  - {name: stamp, type: box, color: "#7c3aed", key: "1"}
workflow:
  - {stage: annotate, votes: 1}
  - {stage: review}
"""
TEXTS = """
name: Notes
media: text
classes:
  - {name: place, type: span}
workflow:
  - {stage: annotate}
"""
WORDS = "Is this the seal?"
SLACK = 3
"""CSS pixels that a pin may stand beside its place."""


def scan(folder: Path) -> list[Path]:
    """Three pages with a square each, and a list that says how large their pixels are."""
    pages = []
    for color in (RED, GREEN, BLUE):
        page = Image.new("RGB", (320, 240), GROUND)
        page.paste(color, SQUARE)
        pages.append(page)
    pages[0].save(folder / "scan.tif", save_all=True, append_images=pages[1:])
    row = {"image": "scan.tif", "spacing": 0.5}
    (folder / "scans.jsonl").write_text(json.dumps(row))
    return [folder / "scan.tif", folder / "scans.jsonl"]


def test_pages_rulers_magnifier_and_pins(meet, tmp_path: Path) -> None:
    lena, ann, rita = (meet(name) for name in ("lena", "ann", "rita"))
    project = lead.create_project(lena, YAML)
    lead.add_members(lena, project, {"ann": "Annotator", "rita": "Reviewer"})
    lead.import_files(lena, project, scan(tmp_path), items=3)

    ann.go(f"/projects/{project}/label")
    desk.at_work(ann, "scan-page-1.tif")
    look_through_the_pages(ann)
    square = desk.see(ann, RED)
    read_the_rulers(ann)
    magnify(ann, square)
    moved = pin_a_comment(ann, square)
    ann.press("1")
    desk.draw(ann, square)
    desk.saved(ann)
    ann.press("Enter")
    desk.handed_in(ann, 1)

    rita.go(f"/projects/{project}/review")
    desk.at_work(rita, "scan-page-1.tif")
    answer_at_the_pin(rita, moved)
    look_on(lena, project)


def test_a_comment_is_pinned_to_a_word(meet, tmp_path: Path) -> None:
    ann = meet("ann")
    project = lead.create_project(ann, TEXTS)
    (tmp_path / "note.txt").write_text("Ada Lovelace met Charles Babbage in London.")
    lead.import_files(ann, project, [tmp_path / "note.txt"])
    ann.go(f"/projects/{project}/label")
    desk.at_work(ann)
    london, ada = desk.words(ann, "London"), desk.words(ann, "Ada")
    ann.page.mouse.move((london.left + london.right) / 2, (london.top + london.bottom) / 2)
    ann.press("Alt+c")
    ann.page.get_by_label("Comment at “London”").fill(WORDS)
    ann.button("Send").click()
    pin = ann.button(f"Comment 1: Ann: {WORDS}")
    expect(pin).to_be_visible()
    assert place_of(pin) == pytest.approx((london.left, london.top), abs=SLACK)
    box = pin.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.drag(ann, middle, (middle[0] + ada.left - london.left + 4, middle[1] + 6))
    expect(ann.page.get_by_role("group", name="Comment 1")).to_contain_text("“Ada”")


def look_through_the_pages(ann: Person) -> None:
    """The second page can be seen and moved about, but nothing is drawn there."""
    pages = ann.page.get_by_role("group", name="Pages")
    expect(pages).to_contain_text("Page 1 of 3")
    ann.press("Shift+PageDown")
    expect(pages).to_contain_text("Page 2 of 3")
    green = desk.see(ann, GREEN)
    desk.draw(ann, green)
    expect(desk.objects(ann)).to_have_count(0)
    pages.get_by_role("button", name="Next page").click()
    expect(pages.get_by_role("button", name="Next page")).to_be_disabled()
    desk.see(ann, BLUE)
    pages.get_by_role("button", name="Back to page 1").click()
    ann.press("f")
    desk.see(ann, RED)


def read_the_rulers(ann: Person) -> None:
    """In millimetres, since the list says how large a pixel is; in pixels after a press on their corner."""
    expect(ann.page.get_by_test_id("ruler")).to_have_count(0)
    ann.press("Alt+u")
    expect(ann.page.get_by_test_id("ruler")).to_be_visible()
    unit = ann.page.get_by_role("button", name=re.compile("^Unit of the rulers"))
    expect(unit).to_have_text("mm")
    unit.click()
    expect(unit).to_have_text("px")
    ann.press("Alt+u")
    expect(ann.page.get_by_test_id("ruler")).to_have_count(0)


def magnify(ann: Person, square: Frame) -> None:
    """While the key is held the corner of the square is seen large, its edges through the middle of the window."""
    lens = ann.page.get_by_test_id("magnifier")
    expect(lens).to_be_hidden()
    ann.page.mouse.move(square.left, square.top)
    ann.page.keyboard.down("d")
    expect(lens).to_be_visible()
    desk.drawn(ann)
    seen = colors(ann, lens)
    ann.page.keyboard.up("d")
    expect(lens).to_be_hidden()
    quarter = seen.shape[0] // 4
    corners = [seen[y, x] for y in (quarter, 3 * quarter) for x in (quarter, 3 * quarter)]
    reds = [bool(np.abs(corner - np.array(RED)).sum() < desk.COLOR_SLACK) for corner in corners]
    assert reds == [False, False, False, True]


def pin_a_comment(ann: Person, square: Frame) -> tuple[float, float]:
    """Say something at a place, then drag the pin to another; where it is then."""
    ann.page.mouse.move(square.left, square.top)
    ann.press("Alt+c")
    field = ann.page.get_by_label(re.compile("^Comment at 8[01], (59|6[01])$"))
    expect(field).to_be_focused()
    field.fill(WORDS)
    ann.button("Send").click()
    pin = ann.button(f"Comment 1: Ann: {WORDS}")
    expect(pin).to_be_visible()
    assert place_of(pin) == pytest.approx((square.left, square.top), abs=SLACK)
    box = pin.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    with ann.page.expect_response(re.compile("/threads/.*/point$")):
        desk.drag(ann, middle, (middle[0] + 60, middle[1] + 40))
    assert place_of(pin) == pytest.approx((square.left + 60, square.top + 40), abs=SLACK)
    return place_of(pin)


def answer_at_the_pin(rita: Person, place: tuple[float, float]) -> None:
    """The reviewer finds the pin where it was left, opens it by key and answers."""
    pin = rita.button(f"Comment 1: Ann: {WORDS}")
    expect(pin).to_be_visible()
    assert place_of(pin) == pytest.approx(place, abs=SLACK)
    pin.focus()
    rita.press("Enter")
    card = rita.page.get_by_role("group", name="Comment 1")
    expect(card).to_have_attribute("aria-current", "true")
    card.get_by_label("Reply").fill("It is.")
    card.get_by_role("button", name="Reply").click()
    expect(card).to_contain_text("It is.")
    rita.press("a")
    desk.handed_in(rita, 1)


def look_on(lena: Person, project: str) -> None:
    """Who only looks sees the pin as well, and the whole in small when zoomed in."""
    lena.go(f"/projects/{project}/data")
    lena.page.get_by_text("scan-page-1.tif").first.click()
    lena.link("Open in the viewer").first.click()
    expect(lena.button(f"Comment 1: Ann: {WORDS}")).to_be_visible()
    minimap = lena.page.get_by_label("The whole picture and the part that is seen")
    expect(minimap).to_have_count(0)
    desk.canvas(lena).focus()
    lena.press("+", "+", "+", "+", "+", "+")
    expect(minimap).to_be_visible()


def place_of(pin: Locator) -> tuple[float, float]:
    """The place that a pin means: its lower left corner."""
    box = pin.bounding_box()
    assert box is not None
    return box["x"], box["y"] + box["height"]


def colors(person: Person, element: Locator) -> np.ndarray:
    box = element.bounding_box()
    assert box is not None
    shot = Image.open(io.BytesIO(person.page.screenshot(clip=box))).convert("RGB")
    return np.asarray(shot, dtype=int)
