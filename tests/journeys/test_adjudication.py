"""Annotators differ; an expert sees what each of them said, takes the best of it, and says why they differed."""

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from tests.journeys import desk
from tests.journeys.person import Person
from tests.journeys.test_images import paint
from tests.journeys.test_safety import open_project
from tests.server import Server

from labelwright.core.records import Annotation
from labelwright.sdk import Client

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CARS = """
name: Cars
media: image
classes:
  - {name: car, type: box, key: "1"}
  - {name: truck, type: box, key: "2"}
workflow:
  - {stage: annotate, votes: 2}
  - {stage: adjudicate, when: agreement < 0.9}
"""
WORDS = """
name: Words
media: text
classes:
  - {name: place, type: span, key: "1"}
  - {name: person, type: span, key: "2"}
workflow:
  - {stage: annotate, votes: 2}
  - {stage: adjudicate, when: agreement < 0.9}
"""


def box(cls: str, x: float, width: float = 60.0) -> Annotation:
    return Annotation("1", "box", cls, {"x": x, "y": 40.0, "width": width, "height": 50.0})


def span(cls: str, start: int, end: int) -> Annotation:
    return Annotation("1", "span", cls, {"start": start, "end": end})


def answer(server: Server, owner: Person, project: str, name: str, annotations: Sequence[Annotation]) -> None:
    """Somebody joins the project and answers its one task."""
    if name not in server.people:
        server.add(name)
    with Client(server.url, server.token(owner.name)) as client:
        client.projects.set_member(project, f"{name}@example.org", "annotator")
    with Client(server.url, server.token(name)) as client:
        bundle = client.next(project).bundle
        assert bundle is not None
        client.submit(bundle.assignment.id, annotations)


def truth_of(server: Server, owner: Person, project: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The task of a project and the answer that stands."""
    with Client(server.url, server.token(owner.name)) as client:
        [row] = client.tasks.list(project)
        task = client.tasks.get(row.id)
    return task, next(answer for answer in task["answers"] if answer["id"] == task["truth_answer_id"])


def cell(person: Person, name: str, row: int) -> Locator:
    return person.page.get_by_role("button", name=f"{name} says").nth(row - 1)


def test_an_expert_takes_the_shape_of_one_and_the_class_of_another(meet, server, tmp_path):
    eva = meet("eva")
    picture = paint(1, tmp_path)
    project = open_project(server, eva, CARS, {picture.name: picture.read_bytes()}, tmp_path)
    answer(server, eva, project, "ada", [box("car", 100.0)])
    answer(server, eva, project, "bo", [box("truck", 104.0)])
    eva.go(f"/projects/{project}/review")
    desk.at_work(eva)
    grid = eva.page.get_by_role("grid", name="What everybody said of each thing")
    expect(grid.get_by_role("columnheader", name="Ada")).to_be_visible()
    expect(grid.get_by_role("row")).to_have_count(2)
    assert eva.page.get_by_role("tablist").evaluate("list => list.scrollWidth <= list.clientWidth")
    cell(eva, "Ada", 1).click()
    eva.page.get_by_label("Take over").select_option(label="the class alone")
    cell(eva, "Bo", 1).click()
    eva.page.get_by_label("Why they differ").select_option(label="Classes were mixed up")
    eva.page.get_by_test_id("fix").click()
    expect(eva.page.get_by_text("Nothing to do here now")).to_be_visible()
    task, truth = truth_of(server, eva, project)
    assert task["state"] == "done"
    [annotation] = truth["annotations"]
    assert (annotation["class"], annotation["value"]["x"]) == ("truck", 100.0)
    assert len(truth["sources"]) == 2
    assert [verdict["reason"] for verdict in task["verdicts"]] == ["Classes were mixed up"]


def test_words_are_settled_by_keys_alone_and_a_step_can_be_taken_back(meet, server, tmp_path):
    eva = meet("eva")
    text = b"Washington lived in Virginia"
    project = open_project(server, eva, WORDS, {"a.txt": text}, tmp_path)
    answer(server, eva, project, "ada", [span("person", 0, 10)])
    answer(server, eva, project, "bo", [span("place", 20, 28)])
    eva.go(f"/projects/{project}/review")
    desk.at_work(eva)
    grid = eva.page.get_by_role("grid", name="What everybody said of each thing")
    expect(grid.get_by_role("row")).to_have_count(3)
    grid.locator("[data-cell='0:0']").focus()
    eva.press("ArrowRight", "Enter", "ArrowDown", "ArrowRight", "Enter")
    expect(grid.locator("[data-held]")).to_have_count(2)
    eva.press("Delete")
    expect(grid.locator("[data-cell='1:2'][data-held]")).to_have_count(0)
    eva.press("Control+z")
    expect(grid.locator("[data-cell='1:2'][data-held]")).to_have_count(1)
    eva.press("Control+Enter")
    expect(eva.page.get_by_text("Nothing to do here now")).to_be_visible()
    _, truth = truth_of(server, eva, project)
    said = [(one["class"], one["value"]["start"], one["value"]["end"]) for one in truth["annotations"]]
    assert sorted(said) == [("person", 0, 10), ("place", 20, 28)]
