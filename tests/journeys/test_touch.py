"""Fingers and pens as a touch screen sends them: one finger draws, two move and zoom, a pen paints as it presses."""

import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import CDPSession, expect
from tests.journeys import desk, lead
from tests.journeys.desk import Frame
from tests.journeys.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RED, GROUND = (220, 40, 40), (235, 235, 225)
YAML = """
name: Touched
media: image
classes:
  - {name: seal, type: box, color: "#7c3aed", key: "1"}
  - {name: stain, type: mask, color: "#0f766e", key: "2"}
workflow:
  - {stage: annotate}
"""
Place = tuple[float, float]
STEPS = 8


class Hand:
    """Fingers and a pen on the screen of one person."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self._cdp: CDPSession = person.context.new_cdp_session(person.page)
        self._cdp.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 5})

    def touch(self, start: list[Place], end: list[Place]) -> None:
        """Lay fingers down, one after the other, move them together, and lift them."""
        for count in range(1, len(start) + 1):
            self._fingers("touchStart", start[:count])
        for step in range(1, STEPS + 1):
            share = step / STEPS
            places = [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                for a, b in zip(start, end, strict=True)
            ]
            self._fingers("touchMove", places)
        self._fingers("touchEnd", [])
        desk.drawn(self.person)

    def pen(self, start: Place, end: Place, force: float) -> None:
        """A stroke of a pen that presses alike all along."""
        self._pen("mouseMoved", start, 0, 0)
        self._pen("mousePressed", start, 1, force)
        for step in range(1, STEPS + 1):
            share = step / STEPS
            place = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
            self._pen("mouseMoved", place, 1, force)
        self._pen("mouseReleased", end, 0, 0)
        desk.drawn(self.person)

    def _fingers(self, kind: str, places: list[Place]) -> None:
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
        self._cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def _pen(self, kind: str, place: Place, buttons: int, force: float) -> None:
        button = "none" if kind == "mouseMoved" and not buttons else "left"
        event = {"type": kind, "x": place[0], "y": place[1], "button": button, "buttons": buttons}
        self._cdp.send(
            "Input.dispatchMouseEvent", {**event, "clickCount": 1, "force": force, "pointerType": "pen"}
        )


def test_one_finger_draws_two_move_and_a_pen_presses(meet, tmp_path: Path) -> None:
    lena = meet("lena")
    project = lead.create_project(lena, YAML)
    page = Image.new("RGB", (400, 300), GROUND)
    page.paste(RED, (100, 80, 180, 160))
    page.save(tmp_path / "sheet.png")
    lead.import_files(lena, project, [tmp_path / "sheet.png"])
    lena.go(f"/projects/{project}/label")
    desk.at_work(lena)
    hand = Hand(lena)

    square = desk.see(lena, RED)
    zoom_with_two(lena, hand, square)
    move_with_two(lena, hand)
    draw_with_one(lena, hand)
    paint_with_a_pen(lena, hand)


def zoom_with_two(lena: Person, hand: Hand, square: Frame) -> None:
    """Twice as far apart is twice as large, about the middle between the fingers; nothing is drawn."""
    x, y = (square.left + square.right) / 2, (square.top + square.bottom) / 2
    hand.touch([(x - 60, y), (x + 60, y)], [(x - 120, y), (x + 120, y)])
    larger = desk.see(lena, RED)
    assert larger.right - larger.left == pytest.approx(2 * (square.right - square.left), abs=3)
    assert (larger.left + larger.right) / 2 == pytest.approx(x, abs=3)
    hand.touch([(x - 120, y), (x + 120, y)], [(x - 60, y), (x + 60, y)])
    expect(desk.objects(lena)).to_have_count(0)


def move_with_two(lena: Person, hand: Hand) -> None:
    before = desk.see(lena, RED)
    hand.touch([(400, 300), (500, 300)], [(440, 330), (540, 330)])
    after = desk.see(lena, RED)
    assert (after.left - before.left, after.top - before.top) == pytest.approx((40, 30), abs=2)
    expect(desk.objects(lena)).to_have_count(0)


def draw_with_one(lena: Person, hand: Hand) -> None:
    lena.press("1")
    square = desk.see(lena, RED)
    hand.touch([(square.left, square.top)], [(square.right, square.bottom)])
    expect(desk.objects(lena)).to_have_count(1)
    desk.saved(lena)
    lena.press("Delete")
    expect(desk.objects(lena)).to_have_count(0)


def paint_with_a_pen(lena: Person, hand: Hand) -> None:
    """A pen that presses with a quarter of its strength paints a quarter as wide."""
    lena.press("2")
    lena.page.get_by_role("switch", name="Pen pressure").check(force=True)
    square = desk.see(lena, RED)
    widths = []
    for force, y in ((1.0, square.bottom + 60), (0.25, square.bottom + 130)):
        before = column(lena, square.left + 20)
        hand.pen((square.left - 40, y), (square.left + 90, y), force)
        lena.page.mouse.move(square.left + 20, square.top - 60)
        lena.press("Escape")
        desk.drawn(lena)
        changed = np.abs(column(lena, square.left + 20) - before).sum(axis=1) > 12
        widths.append(int(changed[int(y) - 60 : int(y) + 60].sum()))
    assert widths[0] > 20
    assert widths[1] == pytest.approx(widths[0] / 4, abs=3)
    expect(desk.objects(lena).filter(has_text=re.compile("stain"))).to_have_count(2)


def column(person: Person, x: float) -> np.ndarray:
    """The colours of the page from top to bottom at one place."""
    clip = {"x": x, "y": 0, "width": 1, "height": person.viewport["height"]}
    shot = Image.open(io.BytesIO(person.page.screenshot(clip=clip))).convert("RGB")
    return np.asarray(shot, dtype=int)[:, 0]
