"""A reviewer looks through many annotations side by side, marks what is wrong, sends it back, and takes that back."""

import re
from typing import Any

import pytest
from msgspec import structs
from playwright.sync_api import Locator, expect
from tests.journeys.person import Person
from tests.journeys.test_adjudication import box, span
from tests.journeys.test_history import REVIEWED_CARS, REVIEWED_WORDS
from tests.journeys.test_images import paint
from tests.journeys.test_safety import open_project
from tests.server import Server

from labelwright.core.records import Annotation
from labelwright.sdk import Client

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def cars(meet, server, tmp_path) -> tuple[Person, str]:
    """Eva, and a project of three pictures in which Ada has drawn two cars on each."""
    eva = meet("eva")
    pictures = [paint(n, tmp_path) for n in (1, 2, 3)]
    files = {picture.name: picture.read_bytes() for picture in pictures}
    project = open_project(server, eva, REVIEWED_CARS, files, tmp_path)
    answer_all(
        server, project, lambda _: [box("car", 100.0), structs.replace(box("car", 200.0, 20.0), id="2")]
    )
    return eva, project


def answer_all(server: Server, project: str, say: Any) -> None:
    """Ada joins the project and answers each of its items."""
    if "ada" not in server.people:
        server.add("ada")
    with Client(server.url, server.token("eva")) as client:
        client.projects.set_member(project, "ada@example.org", "annotator")
    with Client(server.url, server.token("ada")) as client:
        while (bundle := client.next(project).bundle) is not None:
            client.submit(bundle.assignment.id, say(bundle.item))


def open_sheet(person: Person, project: str) -> Locator:
    """The tiles of the sheet."""
    person.go(f"/projects/{project}")
    person.link("Sheet").click()
    return person.page.get_by_role("listbox", name="Sheet").get_by_role("option")


def states(server: Server, project: str) -> list[tuple[str, int]]:
    with Client(server.url, server.token("eva")) as client:
        return [(row.name, row.round) for row in client.tasks.list(project)]


def comments(server: Server, project: str) -> dict[str, list[tuple[str | None, str, bool]]]:
    """What is said of which annotation, by item."""
    with Client(server.url, server.token("eva")) as client:
        tasks = [client.tasks.get(row.id) for row in client.tasks.list(project)]
    return {
        task["item"]["name"]: [
            (thread["annotation_id"], thread["comments"][0]["body"], thread["resolved"])
            for thread in task["threads"]
        ]
        for task in tasks
        if task["threads"]
    }


def test_what_is_marked_by_keys_goes_back_with_comments_and_comes_again(cars, server):
    eva, project = cars
    tiles = open_sheet(eva, project)
    expect(tiles).to_have_count(6)
    expect(eva.page.get_by_text("6 annotations")).to_be_visible()
    expect(tiles.first.locator("img")).to_have_js_property("complete", True)
    eva.press("ArrowRight", "x", "ArrowRight", "ArrowRight", "2")
    expect(tiles.nth(1)).to_have_attribute("aria-selected", "true")
    expect(tiles.nth(1)).to_contain_text("Wrong class")
    expect(tiles.nth(3)).to_contain_text("Bad outline")
    eva.button("Send 2 items back").click()
    expect(eva.page.get_by_text("2 items sent back")).to_be_visible()
    expect(tiles).to_have_count(2)
    back = sorted(name for name, round_ in states(server, project) if round_ == 1)
    said = comments(server, project)
    assert sorted(said) == back
    assert [said[name] for name in back] == [[("2", "Wrong class", False)], [("2", "Bad outline", False)]]

    eva.button("Undo").click()
    expect(tiles).to_have_count(6)
    assert {round_ for _, round_ in states(server, project)} == {0}
    assert {resolved for threads in comments(server, project).values() for _, _, resolved in threads} == {
        True
    }


def test_a_click_marks_shift_marks_a_row_and_the_class_of_all_is_changed(cars, server):
    eva, project = cars
    tiles = open_sheet(eva, project)
    eva.page.get_by_label("Order").select_option("Smallest first")
    expect(tiles.first).to_contain_text("20 × 50")
    tiles.first.click()
    tiles.nth(2).click(modifiers=["Shift"])
    expect(eva.page.get_by_text("3 marked:")).to_be_visible()
    eva.press("c")
    eva.page.get_by_role("menuitem", name="truck").click()
    expect(eva.page.get_by_text("3 items mended: “truck”")).to_be_visible()
    eva.page.get_by_text("All", exact=True).click()
    expect(tiles).to_have_count(3)
    eva.page.get_by_label("Class", exact=True).select_option("truck")
    expect(tiles).to_have_count(3)
    eva.button("Undo").click()
    expect(eva.page.get_by_text("No “truck” yet")).to_be_visible()


def test_an_item_opens_with_its_annotation_selected_and_the_marks_are_still_there(cars):
    eva, project = cars
    tiles = open_sheet(eva, project)
    expect(tiles).to_have_count(6)
    eva.press("ArrowRight", "3", "Enter")
    eva.page.wait_for_url(re.compile(r"/items/[0-9a-f]{32}\?marks="))
    expect(eva.page.get_by_role("option", selected=True)).to_have_count(1)
    eva.page.go_back()
    expect(tiles.nth(1)).to_contain_text("Should not be there")
    eva.press("ArrowLeft", "r")
    eva.dialog("Mark in own words").get_by_role("textbox").fill("This is a van")
    eva.dialog("Mark in own words").get_by_role("textbox").press("Enter")
    expect(tiles.first).to_contain_text("This is a van")


def test_names_in_a_text_are_shown_among_the_words_around_them(meet, server, tmp_path):
    eva = meet("eva")
    texts = {f"{n}.txt": f"On day {n} Washington lived in Virginia".encode() for n in range(3)}
    project = open_project(server, eva, REVIEWED_WORDS, texts, tmp_path)

    def name(item: Any) -> list[Annotation]:
        start = item.text.index("Washington")
        return [span("person", start, start + 10)]

    answer_all(server, project, name)
    tiles = open_sheet(eva, project)
    eva.page.get_by_label("Class", exact=True).select_option("person")
    expect(tiles).to_have_count(3)
    expect(tiles.first.locator("mark")).to_have_text("Washington")
    expect(tiles.first).to_contain_text("lived in Virginia")
    eva.press("2")
    expect(tiles.first).to_contain_text("Wrong words")
