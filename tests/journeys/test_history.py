"""An item's history: a line in time, two answers over one another, an earlier one that stands again, and undo."""

import json

import pytest
from msgspec import structs
from playwright.sync_api import Locator, expect
from tests.journeys import desk
from tests.journeys.person import Person
from tests.journeys.test_adjudication import CARS, WORDS, answer, box, span, truth_of
from tests.journeys.test_images import paint
from tests.journeys.test_safety import open_project
from tests.server import Server

from labelwright.core.records import Annotation
from labelwright.sdk import Client

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REVIEWED_CARS = CARS.replace("{stage: annotate, votes: 2}", "{stage: annotate}").replace(
    "{stage: adjudicate, when: agreement < 0.9}", "{stage: review}"
)
REVIEWED_WORDS = WORDS.replace("{stage: annotate, votes: 2}", "{stage: annotate}").replace(
    "{stage: adjudicate, when: agreement < 0.9}", "{stage: review}"
)


def fix(server: Server, judge: Person, project: str, annotations: list) -> None:
    """Somebody who may judge puts other annotations in the place of an answer."""
    with Client(server.url, server.token(judge.name)) as client:
        bundle = client.next(project, stage=1).bundle
        assert bundle is not None
        client.submit(bundle.assignment.id, annotations, outcome="fix", reason="Looked again")


def history(person: Person, server: Server, project: str) -> None:
    """Open the history of the project's one item from the data page."""
    with Client(server.url, server.token(person.name)) as client:
        [row] = client.tasks.list(project)
    person.go(f"/projects/{project}/data?task={row.id}")
    person.link("History").click()
    expect(person.page.get_by_role("heading", name="What happened")).to_be_visible()


def entry(person: Person, deed: str) -> Locator:
    """The line of the history that tells of this."""
    line = person.page.get_by_role("list", name="What happened")
    return line.get_by_role("listitem").filter(has_text=deed)


def differences(person: Person) -> Locator:
    return person.page.get_by_role("group", name="Differences").get_by_role("button")


def test_two_answers_on_a_picture_are_compared_and_the_first_stands_again(meet, server, tmp_path):
    eva = meet("eva")
    picture = paint(1, tmp_path)
    project = open_project(server, eva, REVIEWED_CARS, {picture.name: picture.read_bytes()}, tmp_path)
    answer(server, eva, project, "ada", [box("car", 100.0)])
    fix(server, eva, project, [box("truck", 104.0)])
    history(eva, server, project)
    expect(entry(eva, "Ada answered")).to_be_visible()
    expect(entry(eva, "Eva fixed").get_by_text("“Looked again”")).to_be_visible()
    expect(entry(eva, "Eva fixed").get_by_text("Stands")).to_be_visible()

    told = differences(eva)
    expect(told).to_have_count(1)
    expect(told).to_contain_text("car → truck")
    expect(told).to_contain_text("moved by 4.0 px, IoU 88 %")
    desk.drawn(eva)
    both = desk.canvas(eva).screenshot()
    eva.press("t")
    expect(eva.page.get_by_role("radio", name="After")).to_be_checked()
    desk.drawn(eva)
    assert desk.canvas(eva).screenshot() != both
    eva.press("t")
    expect(eva.page.get_by_role("radio", name="Before")).to_be_checked()

    entry(eva, "Ada answered").get_by_role("button", name="Restore").click()
    expect(eva.page.get_by_text("This answer stands again")).to_be_visible()
    expect(entry(eva, "Eva restored an earlier answer").get_by_text("Stands")).to_be_visible()
    task, truth = truth_of(server, eva, project)
    assert (task["state"], truth["annotations"][0]["class"], len(task["answers"])) == ("done", "car", 3)
    assert [verdict["outcome"] for verdict in task["verdicts"]] == ["fix"]

    eva.button("Undo").click()
    expect(eva.page.get_by_text("What stood before stands again")).to_be_visible()
    _, truth = truth_of(server, eva, project)
    assert truth["annotations"][0]["class"] == "truck"


def test_small_moves_are_left_out_and_counted(meet, server, tmp_path):
    eva = meet("eva")
    picture = paint(1, tmp_path)
    project = open_project(server, eva, REVIEWED_CARS, {picture.name: picture.read_bytes()}, tmp_path)
    answer(server, eva, project, "ada", [box("car", 100.0), other(200.0)])
    fix(server, eva, project, [box("car", 100.4), other(204.0)])
    history(eva, server, project)
    expect(differences(eva)).to_have_count(1)
    expect(differences(eva)).to_contain_text("moved by 4.0 px")
    left_out = eva.page.get_by_role("status").filter(has_text="not shown")
    expect(left_out).to_have_text("1 change smaller than 1 px is not shown")
    least = eva.page.get_by_label("Leave out moves under so many pixels")
    least.fill("5")
    expect(left_out).to_have_text("2 changes smaller than 5 px are not shown")
    least.fill("0")
    expect(differences(eva)).to_have_count(2)
    expect(left_out).to_have_count(0)


def test_a_handle_swipes_between_two_answers(meet, server, tmp_path):
    eva = meet("eva")
    picture = paint(1, tmp_path)
    project = open_project(server, eva, REVIEWED_CARS, {picture.name: picture.read_bytes()}, tmp_path)
    answer(server, eva, project, "ada", [box("car", 100.0)])
    fix(server, eva, project, [box("truck", 104.0)])
    history(eva, server, project)
    desk.drawn(eva)
    eva.press("u")
    handle = eva.page.get_by_role("slider", name="Where before ends and after begins")
    expect(handle).to_have_attribute("aria-valuenow", "50")
    handle.focus()
    eva.press("Home")
    after = stage(eva)
    eva.press("End")
    assert stage(eva) != after, "the earlier answer is seen where the handle is at the right"
    eva.press("Home", "]")
    expect(handle).to_have_attribute("aria-valuenow", "5")
    place = handle.bounding_box()
    desk.drag(eva, (place["x"] + 12, 300.0), (place["x"] + 312, 320.0))
    expect(handle).not_to_have_attribute("aria-valuenow", "5")
    eva.press("u")
    expect(handle).to_have_count(0)
    expect(eva.page.get_by_role("radio", name="Both")).to_be_checked()


def other(x: float) -> Annotation:
    """A second car."""
    return structs.replace(box("car", x), id="2")


def stage(person: Person) -> bytes:
    """What is seen of the picture, left of the panel and without the handle's own round grip."""
    desk.drawn(person)
    return person.page.screenshot(clip={"x": 120, "y": 120, "width": 600, "height": 200})


def test_words_are_told_as_they_were_and_as_they_are(meet, server, tmp_path):
    eva = meet("eva")
    text = b"Washington lived in Virginia"
    project = open_project(server, eva, REVIEWED_WORDS, {"a.txt": text}, tmp_path)
    answer(server, eva, project, "ada", [span("person", 0, 10)])
    fix(server, eva, project, [span("person", 0, 16)])
    history(eva, server, project)
    expect(differences(eva)).to_have_count(1)
    expect(differences(eva)).to_contain_text("“Washington” → “Washington lived”")
    eva.button("Swap").click()
    expect(differences(eva)).to_contain_text("“Washington lived” → “Washington”")

    entry(eva, "Ada answered").get_by_role("button", name="Restore").click()
    expect(entry(eva, "Eva restored an earlier answer")).to_be_visible()
    _, truth = truth_of(server, eva, project)
    assert truth["annotations"][0]["value"] == {"start": 0, "end": 10}

    eva.go(f"/projects/{project}/activity")
    expect(eva.page.get_by_text("restored an earlier answer of")).to_be_visible()
    eva.button("Verify the record").click()
    expect(eva.page.get_by_role("status").filter(has_text="Whole")).to_be_visible()
    eva.page.get_by_label("Name of an item").fill("nothing like it")
    expect(eva.page.get_by_text("Nothing has happened that fits.")).to_be_visible()
    eva.page.get_by_label("Name of an item").fill("A.TXT")
    eva.page.get_by_label("What", exact=True).select_option("Verdicts")
    expect(eva.page.get_by_text("fixed")).to_be_visible()
    expect(eva.page.get_by_text("restored an earlier answer of")).to_have_count(0)
    with eva.page.expect_download() as download:
        eva.link("JSON lines").click()
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["verdict.given"]


def test_an_annotator_sees_the_own_part_of_a_history_and_restores_nothing(meet, server, tmp_path):
    eva = meet("eva")
    picture = paint(2, tmp_path)
    project = open_project(server, eva, REVIEWED_CARS, {picture.name: picture.read_bytes()}, tmp_path)
    answer(server, eva, project, "ada", [box("car", 100.0)])
    fix(server, eva, project, [box("truck", 104.0)])
    with Client(server.url, server.token("eva")) as client:
        [row] = client.tasks.list(project)
    ada = meet("ada")
    ada.go(f"/projects/{project}/items/{row.id}/history")
    expect(entry(ada, "Ada answered")).to_be_visible()
    expect(ada.page.get_by_text("There is one answer only")).to_be_visible()
    expect(ada.button("Restore")).to_have_count(0)
