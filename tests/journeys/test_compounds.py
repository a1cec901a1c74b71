"""Several objects at once: grouped, scaled by one frame, copied and answered for from the menu, all of it exported."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, expect
from tests.journeys import desk, lead
from tests.journeys.desk import Frame
from tests.journeys.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CAR, PLATE = (40, 70, 220), (220, 40, 40)
SIZE = (400, 300)
CAR_AT, PLATE_AT = (60, 60, 160, 120), (180, 90, 200, 100)
"""Left, top, right, bottom in pixels; both together reach from (60, 60) to (200, 120)."""
GAP = 8
"""Screen pixels between objects and the frame around them."""
YAML = """
name: Street
media: image
classes:
  - {name: car, type: box, color: "#0f766e", key: "1"}
  - name: plate
    type: box
    color: "#b45309"
    key: "2"
    attributes: [{name: occluded, boolean: true, default: false}]
workflow:
  - {stage: annotate, votes: 1}
"""
QUESTION = """
name: Weather
media: image
classes:
  - {name: sunny, type: tag, group: weather, key: "1"}
  - {name: rainy, type: tag, group: weather, key: "2"}
groups:
  - {name: weather, pick: one, required: true}
workflow:
  - {stage: annotate, votes: 1}
"""


def paint(number: int, folder: Path) -> Path:
    picture = Image.new("RGB", SIZE, (235, 235, 225 - number))
    pen = ImageDraw.Draw(picture)
    for color, (left, top, right, bottom) in ((CAR, CAR_AT), (PLATE, PLATE_AT)):
        pen.rectangle((left, top, right - 1, bottom - 1), fill=color)
    path = folder / f"street-{number}.png"
    picture.save(path)
    return path


def signs(person: Person) -> Locator:
    """The signs in the list of those that belong together with another."""
    return desk.objects(person).get_by_role("img", name="belongs together with 1 more")


def menu(person: Person, at: tuple[float, float], name: str = "Menu of what is selected") -> Locator:
    """Ask for the menu at a place."""
    person.page.mouse.click(*at, button="right")
    found = person.page.get_by_role("menu", name=name)
    expect(found).to_be_visible()
    return found


def middle(frame: Frame) -> tuple[float, float]:
    return (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2


def test_what_is_grouped_scaled_and_copied_together_is_so_in_the_export(meet, tmp_path):
    gil = meet("gil")
    project = lead.create_project(gil, YAML)
    lead.import_files(gil, project, [paint(1, tmp_path)])
    gil.go(f"/projects/{project}/label")
    desk.at_work(gil)
    car, plate = desk.see(gil, CAR), desk.see(gil, PLATE)
    scale = (car.right - car.left) / (CAR_AT[2] - CAR_AT[0])
    gil.press("1")
    desk.draw(gil, car)
    gil.press("2")
    desk.draw(gil, plate)

    gil.press("v", "Control+a", "Control+g")
    expect(signs(gil)).to_have_count(2)
    corner = (plate.right + GAP, car.bottom + GAP)
    desk.drag(gil, corner, (corner[0] + 70 * scale, corner[1] + 30 * scale))
    gil.press("Escape")
    expect(desk.objects(gil).and_(gil.page.locator("[aria-selected=true]"))).to_have_count(0)

    gil.page.mouse.click(*middle(car))
    expect(desk.objects(gil).and_(gil.page.locator("[aria-selected=true]"))).to_have_count(2)
    menu(gil, middle(car)).get_by_role("menuitem", name="Duplicate").click()
    expect(signs(gil)).to_have_count(4)
    gil.press("Escape", "Shift+F10")
    ground = gil.page.get_by_role("menu", name="Menu of the item")
    expect(ground).to_be_visible()
    gil.press("Escape")
    expect(ground).to_have_count(0)

    alone = (car.left + (250 - CAR_AT[0]) * scale, car.top + (112 - CAR_AT[1]) * scale)
    gil.page.keyboard.down("Alt")
    gil.page.mouse.click(*alone)
    gil.page.keyboard.up("Alt")
    menu(gil, alone).get_by_role("menuitemcheckbox", name="occluded").click()
    expect(gil.page.get_by_role("checkbox", name="occluded")).to_be_checked()
    desk.saved(gil)
    gil.press("Enter")
    desk.handed_in(gil, 1)
    check(lead.download_export(gil, lead.begin_export(gil, project, "Labelwright JSON Lines"), tmp_path))


def check(file: Path) -> None:
    """Half as large again from the top-left corner, twice, each pair with a compound of its own, one plate occluded."""
    _, sample = map(json.loads, file.read_text().splitlines())
    marks: list[dict[str, Any]] = sample["answers"][0]["marks"]
    pairs: dict[str, list[dict[str, Any]]] = {}
    for mark in marks:
        pairs.setdefault(mark["compound"], []).append(mark)
    assert sorted(sorted(mark["class"] for mark in pair) for pair in pairs.values()) == [["car", "plate"]] * 2
    sizes = sorted((mark["value"]["width"], mark["value"]["height"]) for mark in marks)
    assert sizes == [pytest.approx(size, abs=2) for size in ((30, 15), (30, 15), (150, 90), (150, 90))]
    first = next(pair for pair in pairs.values() if pair[0] is marks[0])
    places = [(mark["value"]["x"], mark["value"]["y"]) for mark in first]
    assert places == [pytest.approx(place, abs=2) for place in ((60, 60), (240, 105))]
    assert sum(mark.get("attributes", {}).get("occluded") is True for mark in marks) == 1


def test_an_answer_that_is_complete_is_handed_in_by_itself_and_can_be_taken_back(meet, tmp_path):
    kim = meet("kim")
    project = lead.create_project(kim, QUESTION)
    lead.import_files(kim, project, [paint(number, tmp_path) for number in range(3)])
    kim.go(f"/projects/{project}/label")
    first = desk.at_work(kim)
    kim.press("1")
    expect(kim.button("sunny 1")).to_have_attribute("aria-pressed", "true")
    kim.press("Shift+Enter")
    expect(kim.button("Hand in by itself when complete")).to_have_attribute("aria-pressed", "true")
    kim.press("2")
    expect(kim.page.get_by_text(f"“{first}” is handed in.")).to_be_visible()
    expect(kim.page.get_by_role("heading", level=1)).not_to_have_text(first)
    kim.press("Control+z")
    desk.at_work(kim, first)
    expect(kim.button("rainy 2")).to_have_attribute("aria-pressed", "true")

    said = {first: "sunny"}
    kim.press("1")
    for key, name in (("2", "rainy"), ("1", "sunny")):
        expect(kim.page.get_by_role("heading", level=1)).not_to_have_text(list(said)[-1])
        said[desk.at_work(kim)] = name
        kim.press(key)
    expect(kim.page.get_by_text("Nothing to do here now")).to_be_visible()
    with kim.page.expect_response(lambda given: given.url.endswith("/submit")):
        expect(kim.button("Take back")).to_have_count(0, timeout=15_000)

    dialog = lead.begin_export(kim, project, "Labelwright JSON Lines")
    _, *samples = map(json.loads, lead.download_export(kim, dialog, tmp_path).read_text().splitlines())
    found = {s["item"]["name"]: [mark["class"] for mark in s["answers"][0]["marks"]] for s in samples}
    assert found == {name: [tag] for name, tag in said.items()}
