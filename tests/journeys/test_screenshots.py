"""The pictures of the README, taken from the demo where `LABELWRIGHT_SCREENSHOTS=1` asks for them."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.journeys import desk
from tests.journeys.pages import visit
from tests.journeys.person import Person

SERVER = "demo_server"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        os.environ.get("LABELWRIGHT_SCREENSHOTS") != "1",
        reason="pictures are taken only when LABELWRIGHT_SCREENSHOTS=1 asks for them",
    ),
]

FOLDER = Path(__file__).parents[2] / "docs" / "images"
VIEWPORT = {"width": 1280, "height": 800}
LOW = {"width": 1280, "height": 480}
MOST_BYTES = 200_000
COLORS = 256


def keep(person: Person, name: str) -> None:
    """Write what is shown as a small picture, without a pointer over anything."""
    person.page.mouse.move(0, 0)
    desk.drawn(person)
    shot = Image.open(io.BytesIO(person.page.screenshot())).convert("RGB")
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{name}.png"
    few = shot.quantize(COLORS, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    assert file.stat().st_size < MOST_BYTES


def test_the_image_editor(meet):
    rosa = meet("rosa", viewport=VIEWPORT)
    visit(rosa, "review")
    expect(desk.canvas(rosa)).to_have_attribute("aria-busy", "false")
    desk.objects(rosa).nth(6).click()
    desk.saved(rosa)
    keep(rosa, "editor")


def test_the_overview(meet):
    lead = meet("lead", viewport=VIEWPORT)
    visit(lead, "overview")
    expect(lead.page.locator("canvas").first).to_be_visible()
    keep(lead, "overview")


def test_the_data_in_the_dark(meet):
    lead = meet("lead", viewport=VIEWPORT, theme="dark")
    visit(lead, "data")
    expect(lead.page.locator("img").last).to_be_visible()
    keep(lead, "data")


def test_the_text_editor(meet):
    chen = meet("chen", viewport=LOW)
    visit(chen, "label text")
    desk.at_work(chen, "request-0001")
    for key, words in (("e", "in two hours"), ("r", "Valparaíso"), ("w", "for two")):
        chen.press(key)
        desk.mark(chen, words)
    chen.press("1", "Escape")
    expect(desk.objects(chen)).to_have_count(4)
    desk.saved(chen)
    keep(chen, "text")
