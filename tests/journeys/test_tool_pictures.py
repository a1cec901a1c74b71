"""The pictures of the labelling guide: each tool on a real photograph, light and dark, where they are asked for."""

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.journeys import desk, lead, test_screenshots
from tests.journeys.person import Person
from tests.journeys.sheet import Place, Sheet

from labelwright.app.demo.photographs import photographs, photographs_installed

pytestmark = test_screenshots.pytestmark

VIEWPORT = {"width": 1280, "height": 720}
MARGIN, ROOM = 24, 52
"""CSS pixels that the editor leaves around a fitted picture, and above it, where the settings of a tool are."""

MOST_BYTES = 120_000
QUALITY = 76
FOLDER = test_screenshots.FOLDER / "tools"
SHELF = (440, 10, 741, 210)
"""Where on the photograph of the motorcycle the shelf behind it is."""

SAUCER_EDGE = (320, 381)
YAML = """
name: Tools
media: image
classes:
  - {name: thing, type: box, color: "#f43f5e", key: "1"}
  - {name: saucer, type: polygon, color: "#22c55e", key: "2"}
  - {name: mast, type: polyline, color: "#f59e0b", key: "3"}
  - {name: lamp, type: ellipse, color: "#38bdf8", key: "4"}
  - name: face
    type: keypoints
    color: "#e879f9"
    key: "5"
    points:
      - {name: nose, at: [0.5, 1]}
      - {name: left eye, at: [1, 0]}
      - {name: right eye, at: [0, 0]}
      - {name: left cheek, at: [0.8, 0.9]}
      - {name: right cheek, at: [0.2, 0.9]}
    skeleton: [[nose, left eye], [nose, right eye], [nose, left cheek], [nose, right cheek]]
    pairs: [[left eye, right eye], [left cheek, right cheek]]
  - {name: piece, type: mask, color: "#06b6d4", key: "6"}
  - {name: crate, type: cuboid2d, color: "#a78bfa", key: "7"}
workflow:
  - {stage: annotate}
"""


def box(one: Person, photo: Sheet) -> None:
    one.press("1")
    photo.drag((520, 285), (684, 452))
    photo.drag((120, 238), (277, 403))
    expect(desk.objects(one)).to_have_count(2)


def cuboid(one: Person, photo: Sheet) -> None:
    """Two cardboard boxes; the backs go where the pointer is."""
    one.press("7")
    for front, back in ((((87, 23), (147, 89)), (130, 46)), (((152, 57), (194, 90)), (184, 65))):
        one.press("Escape")
        photo.drag(*front)
        one.page.keyboard.down("Shift")
        photo.point_at(back)
        photo.click(back)
        one.page.keyboard.up("Shift")
    expect(desk.objects(one)).to_have_count(2)


def ellipse(one: Person, photo: Sheet) -> None:
    one.press("4", "e")
    photo.click((89, 176), (112, 117), (121, 150))
    expect(desk.objects(one)).to_have_count(1)


def polygon(one: Person, photo: Sheet) -> None:
    one.press("2")
    photo.click((77, 215), (85, 160), (125, 108), (172, 75), (172, 125), (186, 190), (240, 226), (310, 226))
    photo.click((370, 205), (400, 160), (404, 120), (440, 145), (474, 195), (478, 250), (450, 310))
    photo.click((395, 355), (320, 384), (230, 378), (150, 345), (95, 290))
    one.press("Enter")
    expect(desk.objects(one)).to_have_count(1)


def mask(one: Person, photo: Sheet) -> None:
    """The coffee, painted; the brush is still there."""
    one.press("6", "p")
    turns = [2 * math.pi * step / 24 for step in range(25)]
    for share in (1.0, 0.5):
        photo.sweep([(284 + share * 66 * math.cos(t), 155 + share * 27 * math.sin(t)) for t in turns])
    expect(desk.objects(one)).to_have_count(1)


def keypoints(one: Person, photo: Sheet) -> None:
    one.press("5")
    photo.click((258, 246), (320, 136), (171, 117), (302, 232), (138, 222))
    expect(desk.objects(one)).to_have_count(1)


def polyline(one: Person, photo: Sheet) -> None:
    one.press("3")
    photo.click((181, 385), (190, 300), (195, 195), (200, 122))
    one.press("Enter", "Escape")
    photo.click((459, 380), (450, 290), (447, 190), (445, 122))
    one.press("Enter")
    expect(desk.objects(one)).to_have_count(2)


def wand(one: Person, photo: Sheet) -> None:
    one.press("6", "Shift+w")
    photo.drag((150, 143), (158, 143))
    found(one)


def scissors(one: Person, photo: Sheet) -> None:
    """Along the saucer; the line follows the pointer."""
    one.press("2", "Shift+t")
    for place in ((112, 310), (200, 371)):
        photo.point_at(place)
        photo.click(place)
    photo.point_at(SAUCER_EDGE)


def cut_out(one: Person, photo: Sheet) -> None:
    one.press("6", "Shift+d")
    photo.drag((295, 142), (380, 225))
    found(one)


def superpixels(one: Person, photo: Sheet) -> None:
    """To and fro over a cardboard box."""
    one.press("6", "Shift+u")
    turns = [(x, y) for y in range(28, 78, 8) for x in ((94, 145) if y % 16 == 12 else (145, 94))]
    photo.sweep([*turns, (145, 84), (108, 84)])
    found(one)


def fill(one: Person, photo: Sheet) -> None:
    one.press("6", "Shift+j")
    photo.click((285, 165))
    found(one)


def shrink(one: Person, photo: Sheet) -> None:
    one.press("1")
    photo.drag((300, 5), (378, 80))
    expect(desk.objects(one)).to_have_count(1)
    one.press("Shift+e")
    expect(one.page.get_by_role("progressbar", name="Thinking")).to_have_count(0)


def measure(one: Person, photo: Sheet) -> None:
    one.press("Alt+m")
    photo.drag((19, 259), (74, 259))


def found(one: Person) -> None:
    """Wait until a smart tool shows what it found."""
    expect(one.page.get_by_role("progressbar", name="Thinking")).to_have_count(0)
    expect(one.button("Accept what was found (Enter)")).to_be_visible()


@dataclass(frozen=True)
class Shown:
    """What is done with a tool, and where the pointer rests while the picture is taken: nowhere, if not told."""

    act: Callable[[Person, Sheet], None]
    pointer: Place | None = None


TOOLS: dict[str, dict[str, Shown]] = {
    "motorcycle_left.png": {"box": Shown(box)},
    "shelf.png": {
        "cuboid": Shown(cuboid),
        "ellipse": Shown(ellipse),
        "wand": Shown(wand),
        "superpixels": Shown(superpixels),
    },
    "coffee.png": {
        "polygon": Shown(polygon),
        "mask": Shown(mask, (330, 160)),
        "scissors": Shown(scissors, SAUCER_EDGE),
        "fill": Shown(fill),
    },
    "chelsea.png": {"keypoints": Shown(keypoints)},
    "rocket.jpg": {"polyline": Shown(polyline)},
    "coins.png": {"cut": Shown(cut_out), "shrink": Shown(shrink), "measure": Shown(measure)},
}


def photos(folder: Path) -> dict[str, Path]:
    """The photographs by name; one is a part of another."""
    found = {name: path for name, _, path in photographs() if name in TOOLS}
    shelf = folder / "shelf.png"
    with Image.open(found["motorcycle_left.png"]) as workshop:
        workshop.crop(SHELF).save(shelf)
    return {**found, shelf.name: shelf}


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


@pytest.mark.skipif(
    not photographs_installed(), reason="the photographs of the extra `demo` are not installed"
)
def test_each_tool_in_light_and_dark(meet, tmp_path):
    pia = meet("pia", viewport=VIEWPORT)
    project = lead.create_project(pia, YAML)
    files = photos(tmp_path)
    lead.import_files(pia, project, list(files.values()))
    pia.go(f"/projects/{project}/label")
    for count in range(1, len(files) + 1):
        name = desk.at_work(pia)
        for tool, shown in TOOLS[name].items():
            photo = fitted(pia, size_of(files[name]))
            shown.act(pia, photo)
            pia.page.mouse.move(*(photo.place(shown.pointer) if shown.pointer else (0, 0)))
            keep(pia, tool)
            begin_anew(pia)
        pia.press("Enter")
        desk.handed_in(pia, count)


def fitted(person: Person, size: tuple[int, int]) -> Sheet:
    """The picture as it is laid down in the middle of the editor when its task opens."""
    expect(desk.canvas(person)).to_have_attribute("aria-busy", "false")
    frame = desk.canvas(person).bounding_box()
    assert frame is not None
    width, height = frame["width"] - 2 * MARGIN, frame["height"] - ROOM - MARGIN
    scale = min(width / size[0], height / size[1])
    left = frame["x"] + MARGIN + (width - scale * size[0]) / 2
    return Sheet(person, left, frame["y"] + ROOM + (height - scale * size[1]) / 2, scale)


def keep(person: Person, name: str) -> None:
    """Write the tools, what can be set of them, and the picture, as small files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    frame = desk.canvas(person).bounding_box()
    assert frame is not None
    edges = (0, int(frame["y"]), int(frame["x"] + frame["width"]), int(frame["y"] + frame["height"]))
    for scheme in ("light", "dark"):
        person.page.emulate_media(color_scheme=scheme)
        desk.drawn(person)
        person.page.evaluate(_AT_REST)
        file = FOLDER / f"{name}-{scheme}.webp"
        shot = Image.open(io.BytesIO(person.page.screenshot())).convert("RGB")
        shot.crop(edges).save(file, quality=QUALITY, method=6)
        assert file.stat().st_size < MOST_BYTES
    person.page.emulate_media(color_scheme="light")


def begin_anew(person: Person) -> None:
    """Nothing is drawn, and no tool is in the middle of something."""
    person.press("Escape", "Escape", "Escape", "v", "Control+a", "Delete", "Escape")
    expect(desk.objects(person)).to_have_count(0)


# What moves as one scrolls never ends.
_AT_REST = """() => Promise.all(
  document.getAnimations().filter(({ timeline }) => timeline === document.timeline).map(({ finished }) => finished))"""
