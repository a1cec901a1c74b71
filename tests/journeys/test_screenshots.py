"""The pictures of the README, taken from the demo where `LABELWRIGHT_SCREENSHOTS=1` asks for them."""

import io
import os
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.journeys import desk
from tests.journeys.pages import IMAGES, visit
from tests.journeys.person import Person
from tests.server import Server

from labelwright.core.records import Annotation
from labelwright.sdk import Client

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


def test_what_was_right_in_training(meet, server):
    project = server.projects[IMAGES]
    answer = train(server, project, "nia")
    nia = meet("nia", viewport=VIEWPORT)
    nia.go(f"/projects/{project}/feedback/{answer}")
    expect(desk.canvas(nia)).to_have_attribute("aria-busy", "false")
    expect(nia.page.get_by_role("option", name="WBC is missing")).to_be_visible()
    keep(nia, "feedback")


def train(server: Server, project: str, name: str) -> str:
    """A newcomer answers a training task of the demo with a cell left out and one out of its place; the answer."""
    server.add(name)
    with Client(server.url, server.token("lead")) as lead:
        task = lead.tasks.get(next(iter(lead.tasks.list(project))).id)
        lead.gold.add(project, [task["id"]], pool="training", note="Cells cut by the edge count as well.")
        spec = lead.projects.spec(project)
        yaml = f"{spec.yaml}\nqualify: {{training: 1, items: 1}}\n"
        lead.projects.save(project, yaml, revision=spec.revision)
        lead.projects.set_member(project, f"{name}@example.org", "annotator")
    truth = next(one for one in task["answers"] if one["id"] == task["truth_answer_id"])
    sure = [{key: said for key, said in one.items() if key != "confidence"} for one in truth["annotations"]]
    right = msgspec.convert(sure, list[Annotation])
    left_out = next(one for one in right if one.cls == "WBC")
    moved = next(one for one in right if one.cls == "RBC")
    aside = msgspec.structs.replace(moved, value={**moved.value, "x": moved.value["x"] + 14})
    said = [aside if one is moved else one for one in right if one is not left_out]
    with Client(server.url, server.token(name)) as client:
        bundle = client.next(project).bundle
        assert bundle is not None
        return client.submit(bundle.assignment.id, said).answer_id
