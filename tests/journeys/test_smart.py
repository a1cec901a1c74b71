"""Smart tools under the hand: each finds an object whose outline is known, and what was found is in the export."""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect
from tests.journeys import desk, lead
from tests.journeys.desk import Frame
from tests.journeys.person import Person

pytest.importorskip("labelwright.labels.polygon", reason="the label type polygon is not there")

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZE = (640, 480)
CENTRE = (330, 250)
FRAME = (255, 0, 255)
GROUND, LEAF = (205, 198, 184), (74, 120, 62)
YAML = """
name: Leaves
media: image
classes:
  - {name: leaf, type: mask, color: "#b45309", key: "1"}
  - {name: outline, type: polygon, color: "#1d4ed8", key: "2"}
  - {name: frame, type: box, color: "#b91c1c", key: "3"}
workflow:
  - {stage: annotate, votes: 1}
"""


def radius(angle: float) -> float:
    """How far the leaf reaches from its centre, in pixels."""
    return 130 * (1 + 0.16 * math.cos(3 * angle) + 0.08 * math.sin(5 * angle))


def truth() -> np.ndarray:
    """The pixels of the leaf."""
    rows, columns = np.mgrid[0 : SIZE[1], 0 : SIZE[0]] + 0.5
    dx, dy = columns - CENTRE[0], rows - CENTRE[1]
    angles = np.arctan2(dy, dx)
    reach = 130 * (1 + 0.16 * np.cos(3 * angles) + 0.08 * np.sin(5 * angles))
    return np.asarray(np.hypot(dx, dy) < reach)


def paint(name: str, folder: Path) -> Path:
    """A leaf on a table: both with grain, the light falling off to one side, within a frame to find one's way by."""
    random = np.random.default_rng(7)
    picture = np.where(truth()[..., None], LEAF, GROUND) * np.linspace(1.0, 0.9, SIZE[0])[None, :, None]
    picture = picture + random.normal(0, 6, picture.shape)
    picture[:4], picture[-4:], picture[:, :4], picture[:, -4:] = FRAME, FRAME, FRAME, FRAME
    path = folder / f"{name}.png"
    Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).save(path)
    return path


class Sight:
    """Where the picture lies on the page."""

    def __init__(self, person: Person) -> None:
        self.frame: Frame = desk.see(person, FRAME)
        self.scale = (self.frame.right - self.frame.left) / SIZE[0]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place on the page of a place on the picture."""
        return self.frame.left + x * self.scale, self.frame.top + y * self.scale

    def on_outline(self, degrees: float, beyond: float = 0) -> tuple[float, float]:
        angle = math.radians(degrees)
        far = radius(angle) + beyond
        return self.at(CENTRE[0] + far * math.cos(angle), CENTRE[1] + far * math.sin(angle))


def found(person: Person) -> None:
    """Wait until the tool has thought and shows something to accept."""
    expect(person.page.get_by_role("progressbar", name="Thinking")).to_have_count(0)
    expect(person.button("Accept what was found (Enter)")).to_be_visible()


def take(person: Person, tool: str) -> None:
    """Take a smart tool from its menu; its bar is there."""
    person.button("Smart tools").click()
    person.page.get_by_role("menuitem", name=tool).click()
    expect(person.page.get_by_role("toolbar", name=tool)).to_be_visible()


def wand(person: Person, sight: Sight) -> None:
    """A press in the middle, and a drag to the right until all shades of the leaf are in."""
    person.press("1")
    take(person, "Magic wand")
    desk.drag(person, sight.at(*CENTRE), sight.at(CENTRE[0] + 20, CENTRE[1]))
    found(person)
    person.press("Enter")


def scissors(person: Person, sight: Sight) -> None:
    """A dozen clicks, none of them exact, and one on the first to close."""
    person.press("2")
    take(person, "Intelligent scissors")
    for number, degrees in enumerate(range(0, 360, 30)):
        person.page.mouse.move(*sight.on_outline(degrees, beyond=(-3, 3)[number % 2]))
        person.page.mouse.click(*sight.on_outline(degrees, beyond=(-3, 3)[number % 2]))
    person.page.mouse.click(*sight.on_outline(0, beyond=-3))


def cut(person: Person, sight: Sight) -> None:
    """A loose box around it, accepted by a click on what was found."""
    person.press("1")
    person.press("Shift+d")
    desk.drag(person, sight.at(120, 60), sight.at(540, 440))
    found(person)
    person.page.mouse.click(*sight.at(*CENTRE))


def superpixels(person: Person, sight: Sight) -> None:
    """Strokes round and round, from just inside the border to the middle."""
    person.press("1")
    person.press("Shift+u")
    mouse = person.page.mouse
    for inset in range(-12, -130, -18):
        mouse.move(*sight.on_outline(0, beyond=inset))
        mouse.down()
        for degrees in range(10, 371, 10):
            mouse.move(*sight.on_outline(degrees, beyond=inset))
        mouse.up()
    found(person)
    person.press("Enter")


def fill(person: Person, sight: Sight) -> None:
    person.press("1")
    take(person, "Fill to edge")
    person.page.mouse.click(*sight.at(*CENTRE))
    found(person)
    person.press("Enter")


def shrink(person: Person, sight: Sight) -> None:
    """A box drawn roughly becomes tight by a key."""
    person.press("3", "n")
    desk.drag(person, sight.at(100, 50), sight.at(560, 450))
    expect(desk.objects(person)).to_have_count(1)
    person.press("Shift+e")
    expect(person.button("Undo (Ctrl+Z)")).to_be_enabled()


TOOLS: dict[str, tuple[Callable[[Person, Sight], None], float]] = {
    "wand": (wand, 0.97),
    "scissors": (scissors, 0.95),
    "cut": (cut, 0.97),
    "superpixels": (superpixels, 0.95),
    "fill": (fill, 0.95),
    "shrink": (shrink, 0.95),
}
"""What is done with the picture of this name, and how much of what is found or true must be both."""


def test_what_smart_tools_find_is_where_the_object_is(meet, tmp_path):
    sue = meet("sue")
    project = lead.create_project(sue, YAML)
    lead.import_files(sue, project, [paint(name, tmp_path) for name in TOOLS])
    sue.go(f"/projects/{project}/label")
    for count in range(1, len(TOOLS) + 1):
        act, _ = TOOLS[desk.at_work(sue).removesuffix(".png")]
        act(sue, Sight(sue))
        expect(desk.objects(sue)).to_have_count(1)
        desk.saved(sue)
        sue.press("Enter")
        desk.handed_in(sue, count)
    check(lead.download_export(sue, lead.begin_export(sue, project, "Labelwright JSON Lines"), tmp_path))


def check(file: Path) -> None:
    """Read by NumPy and Pillow, each annotation covers the leaf or, as a box, frames it."""
    _, *samples = map(json.loads, file.read_text().splitlines())
    leaf = truth()
    rows, columns = np.flatnonzero(leaf.any(axis=1)), np.flatnonzero(leaf.any(axis=0))
    framed = np.zeros_like(leaf)
    framed[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = True
    shares = {}
    for sample in samples:
        name = Path(sample["item"]["name"]).stem
        (answer,) = sample["answers"]
        (mark,) = answer["marks"]
        covered, expected = pixels(mark["views"][0]), framed if name == "shrink" else leaf
        shares[name] = (covered & expected).sum() / (covered | expected).sum()
    assert sorted(shares) == sorted(TOOLS)
    assert {name: share for name, share in shares.items() if share < TOOLS[name][1]} == {}


def pixels(view: dict[str, Any]) -> np.ndarray:
    """The pixels that a neutral view covers."""
    covered = Image.new("1", SIZE)
    pen = ImageDraw.Draw(covered)
    match view["type"]:
        case "Mask":
            values = np.arange(len(view["counts"])) % 2 == 1
            runs = np.repeat(values, view["counts"]).reshape(view["height"], view["width"])
            covered.paste(Image.fromarray(runs), (view["x"], view["y"]))
        case "Polygon":
            for part in view["parts"]:
                for depth, ring in enumerate(part):
                    pen.polygon([tuple(point) for point in ring], fill=depth == 0)
        case "Box":
            right, bottom = view["x"] + view["width"] - 1, view["y"] + view["height"] - 1
            pen.rectangle((view["x"], view["y"], right, bottom), fill=True)
    return np.asarray(covered)


def test_settings_of_tools_are_kept_for_the_person(meet, tmp_path):
    tom = meet("tom")
    project = lead.create_project(tom, YAML)
    lead.import_files(tom, project, [paint("one", tmp_path)])
    tom.go(f"/projects/{project}/label")
    desk.at_work(tom)
    tom.press("1")
    take(tom, "Magic wand")
    bar = tom.page.get_by_role("toolbar", name="Magic wand")
    with tom.page.expect_request(lambda asked: asked.method == "PUT" and asked.url.endswith("/preferences")):
        tom.press("]", "]")
    expect(bar.get_by_text("40")).to_be_visible()
    tom.page.reload()
    desk.at_work(tom)
    take(tom, "Magic wand")
    expect(bar.get_by_text("40")).to_be_visible()
