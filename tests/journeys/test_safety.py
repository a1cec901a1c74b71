"""Nothing that a person did is lost: not by a reload, not by a network that comes and goes, not by somebody else."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect
from tests.journeys import desk
from tests.journeys.desk import Frame
from tests.journeys.person import CUT, STALE, Person
from tests.journeys.test_images import BLUE, RED, brick_wall, paint
from tests.server import Server

from labelwright.sdk import Client

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURES = """
name: Pictures
media: image
classes:
  - {name: brick, type: box, key: "1"}
"""
TEXTS = """
name: Texts
media: text
classes:
  - {name: good, type: tag, key: "1"}
  - {name: bad, type: tag, key: "2"}
"""
SUBMIT = re.compile(r"/assignments/[0-9a-f]{32}/submit$")
TEN = {f"text-{number}.txt": f"Text number {number}".encode() for number in range(10)}


def open_project(
    server: Server, owner: Person, yaml: str, items: dict[str, bytes], folder: Path, *members: Person
) -> str:
    """A project with these items, made by the client library; the id. Members manage it like its owner."""
    with Client(server.url, server.token(owner.name)) as client:
        project = client.projects.create(yaml=yaml)
        ids = []
        for name, data in items.items():
            file = folder / name
            file.write_bytes(data)
            ids.append(client.uploads.send(file).id)
        if ids:
            source = {"kind": "upload", "ids": ids}
            client.jobs.wait(client.imports.start(project.id, source, answers="none").id, within_s=120)
        for member in members:
            client.projects.set_member(project.id, f"{member.name}@example.org", "manager")
    return project.id


def answers_of(server: Server, person: Person, project: str) -> dict[str, list[list[dict[str, Any]]]]:
    """The annotations of every answer, by the item's name, as the server keeps them."""
    with Client(server.url, server.token(person.name)) as client:
        tasks = [client.tasks.get(row.id) for row in client.tasks.list(project)]
    return {task["item"]["name"]: [answer["annotations"] for answer in task["answers"]] for task in tasks}


def test_a_reload_in_the_middle_of_drawing_loses_nothing(meet, server, tmp_path):
    ida = meet("ida")
    picture = paint(1, tmp_path)
    project = open_project(server, ida, PICTURES, {picture.name: picture.read_bytes()}, tmp_path)
    ida.go(f"/projects/{project}/label")
    desk.at_work(ida)
    red, blue = desk.see(ida, RED), desk.see(ida, BLUE)
    ida.press("1")
    desk.draw(ida, red)
    expect(desk.objects(ida)).to_have_count(1)
    desk.draw(ida, blue)
    expect(desk.objects(ida)).to_have_count(2)
    ida.page.mouse.move(red.left, blue.bottom)
    ida.page.mouse.down()
    ida.page.mouse.move(blue.left, blue.bottom + 30, steps=3)
    ida.page.reload()

    desk.at_work(ida)
    expect(desk.objects(ida)).to_have_count(2)
    ida.press("Enter")
    expect(ida.page.get_by_text("Nothing to do here now")).to_be_visible()
    (answer,) = answers_of(server, ida, project)[picture.name]
    drawn = sorted((Frame(*corners(one["value"])) for one in answer), key=lambda frame: frame.left)
    painted = [Frame(*brick_wall(1)[color]) for color in (RED, BLUE)]
    for found, truth in zip(drawn, painted, strict=True):
        assert corner_distance(found, truth) <= 0.5


def test_what_was_drawn_without_a_network_is_there_when_the_page_is_opened_again(meet, server, tmp_path):
    eva = meet("eva", expected=[CUT])
    picture = paint(2, tmp_path)
    project = open_project(server, eva, PICTURES, {picture.name: picture.read_bytes()}, tmp_path)
    eva.go(f"/projects/{project}/label")
    desk.at_work(eva)
    red = desk.see(eva, RED)
    eva.context.set_offline(True)
    eva.press("1")
    desk.draw(eva, red)
    expect(eva.page.get_by_test_id("save-state")).to_have_text("Offline, 1 change kept here")
    expect(eva.page.get_by_role("status").filter(has_text="No connection.")).to_be_visible()
    eva.page.close()

    eva.context.set_offline(False)
    eva.page = eva.new_page()
    eva.go(f"/projects/{project}/label")
    desk.at_work(eva)
    expect(desk.objects(eva)).to_have_count(1)
    desk.saved(eva)
    eva.press("Enter")
    expect(eva.page.get_by_text("Nothing to do here now")).to_be_visible()
    assert [len(answer) for answer in answers_of(server, eva, project)[picture.name]] == [1]


def test_ten_submits_through_a_broken_network_arrive_once_each(meet, server, tmp_path):
    """Offline for three, an answer of the server lost, a request lost, and the page closed with one in hand."""
    uma = meet("uma", expected=[CUT])
    project = open_project(server, uma, TEXTS, TEN, tmp_path)
    given: dict[str, str] = {}
    uma.go(f"/projects/{project}/label")
    judge(uma, given, 2)
    wait_for_answers(server, uma, project, 2)
    uma.context.set_offline(True)
    judge(uma, given, 3)
    expect(uma.page.get_by_role("status").filter(has_text="3 answers wait to be sent")).to_be_visible()
    uma.context.set_offline(False)
    desk.at_work(uma)
    uma.page.route(SUBMIT, deliver_and_cut, times=1)
    judge(uma, given, 1)
    uma.page.route(SUBMIT, lambda route: route.abort(), times=1)
    judge(uma, given, 1)
    desk.at_work(uma)
    uma.context.set_offline(True)
    judge(uma, given, 1)
    uma.page.close()

    uma.context.set_offline(False)
    uma.page = uma.new_page()
    uma.go(f"/projects/{project}/label")
    judge(uma, given, 2)
    expect(uma.page.get_by_text("Nothing to do here now")).to_be_visible()
    assert sorted(given) == sorted(TEN)
    kept = answers_of(server, uma, project)
    assert {name: [[one["class"] for one in answer] for answer in kept[name]] for name in TEN} == {
        name: [[cls]] for name, cls in given.items()
    }


def wait_for_answers(server: Server, person: Person, project: str, count: int) -> None:
    """An answer goes out behind the next task, so one may still be on its way when the network is cut."""
    end = time.monotonic() + 60
    while sum(map(len, answers_of(server, person, project).values())) < count:
        assert time.monotonic() < end, f"{count} answers have not arrived"
        time.sleep(0.1)


def judge(person: Person, given: dict[str, str], count: int) -> None:
    """Give the next so many texts a class each, by key, and hand them in; `given` remembers what."""
    for _ in range(count):
        item = desk.at_work(person)
        assert item not in given
        given[item] = ("good", "bad")[len(given) % 2]
        person.press({"good": "1", "bad": "2"}[given[item]])
        expect(desk.objects(person)).to_have_count(1)
        person.press("Enter")
        expect(person.page.get_by_role("heading", name=item, level=1, exact=True)).to_have_count(0)


def deliver_and_cut(route: Route) -> None:
    """The server gets the request, the page never hears of it."""
    route.fetch()
    route.abort()


def test_settings_that_somebody_else_saved_meanwhile_are_not_overwritten(meet, server, tmp_path):
    kim, leo = meet("kim"), meet("leo", expected=[STALE])
    project = open_project(server, kim, TEXTS, {}, tmp_path, leo)
    for person in (kim, leo):
        person.go(f"/projects/{project}/settings")
        person.page.get_by_role("tab", name="General").click()
        expect(person.page.get_by_label("Name")).to_have_value("Texts")
    leo.page.route(re.compile(r"/projects/[0-9a-f]{32}/(stream|spec)$"), lambda route: route.abort())
    leo.page.get_by_label("Description").fill("Leo’s words")
    kim.page.get_by_label("Description").fill("Kim’s words")
    save(kim)
    expect(kim.page.get_by_text("All changes saved")).to_be_visible()
    leo.page.unroute_all()
    save(leo)
    told = leo.page.get_by_role("dialog").get_by_role("alert")
    expect(told).to_be_visible()
    leo.press("Escape")
    expect(leo.page.get_by_text("Somebody saved a newer revision meanwhile")).to_be_visible()
    expect(leo.page.get_by_label("Description")).to_have_value("Leo’s words")
    assert description(server, kim, project) == "Kim’s words"
    leo.button("Take over theirs").click()
    expect(leo.page.get_by_label("Description")).to_have_value("Kim’s words")
    leo.page.get_by_label("Description").fill("Kim’s and Leo’s words")
    save(leo)
    expect(leo.page.get_by_text("All changes saved")).to_be_visible()
    assert description(server, kim, project) == "Kim’s and Leo’s words"


def save(person: Person) -> None:
    person.button("Save…").click()
    dialog = person.dialog("Save the settings")
    dialog.get_by_role("button", name="Save as a new revision").click()


def description(server: Server, person: Person, project: str) -> str:
    with Client(server.url, server.token(person.name)) as client:
        return str(client.projects.spec(project).document["description"])


def corners(value: dict[str, float]) -> tuple[float, float, float, float]:
    return value["x"], value["y"], value["x"] + value["width"], value["y"] + value["height"]


def corner_distance(a: Frame, b: Frame) -> float:
    """The largest difference of a side, in pixels."""
    sides = ("left", "top", "right", "bottom")
    return max(abs(getattr(a, side) - getattr(b, side)) for side in sides)
