"""Leads make gold; newcomers are trained on it and qualify; who is careless meets it without knowing, and is paused."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys import desk
from tests.journeys.person import STALE, Person
from tests.journeys.test_images import BLUE, RED, brick_wall, number_of, paint
from tests.journeys.test_pages import note_findings, told
from tests.journeys.test_safety import open_project
from tests.server import Server

from labelwright.core.records import Annotation
from labelwright.sdk import Client

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WALLS = """
name: Bricks
media: image
classes:
  - {name: red brick, type: box, color: "#0f766e", key: "1"}
  - {name: blue brick, type: box, color: "#b45309", key: "2"}
workflow:
  - {stage: annotate, votes: 1}
qualify: {training: 1, items: 2, pass: 0.8, tries: 1}
"""
WORDS = """
name: Travellers
media: text
classes:
  - {name: person, type: span, key: "1"}
  - {name: place, type: span, key: "2"}
workflow:
  - {stage: annotate, votes: 1}
"""
QUALIFY = "qualify: {training: 0, items: 1, pass: 0.9, tries: 1}\n"
MIXED = "gold: {share: 0.5, window: 20, pass: 0.9, below: pause}\n"
MOST_TASKS = 80
"""Of as many tasks a careless person is given, enough are gold: fewer than five of them come once in 10¹⁶ times."""


def bricks(number: int) -> list[Annotation]:
    """The right answer to a wall."""
    places = brick_wall(number)
    return [box("1", "red brick", *places[RED]), box("2", "blue brick", *places[BLUE])]


def box(name: str, cls: str, left: int, top: int, right: int, bottom: int) -> Annotation:
    value = {"x": float(left), "y": float(top), "width": float(right - left), "height": float(bottom - top)}
    return Annotation(name, "box", cls, value)


def span(cls: str, start: int, end: int) -> Annotation:
    return Annotation("1", "span", cls, {"start": start, "end": end})


def walls(folder: Path, *numbers: int) -> dict[str, bytes]:
    return {f"wall-{number}.png": paint(number, folder).read_bytes() for number in numbers}


def join(server: Server, owner: Person, project: str, *people: Person) -> None:
    with Client(server.url, server.token(owner.name)) as client:
        for person in people:
            client.projects.set_member(project, f"{person.name}@example.org", "annotator")


def answer(server: Server, owner: Person, project: str, right: Mapping[str, Sequence[Annotation]]) -> None:
    """The owner answers these items, so that what they say stands."""
    with Client(server.url, server.token(owner.name)) as client:
        ids = {row.name: row.id for row in client.tasks.list(project)}
        for name, annotations in right.items():
            bundle = client.next(project, task_id=ids[name]).bundle
            assert bundle is not None
            client.submit(bundle.assignment.id, annotations)


def keep_gold(server: Server, owner: Person, project: str, pools: Mapping[str, str], note: str = "") -> None:
    with Client(server.url, server.token(owner.name)) as client:
        ids = {row.name: row.id for row in client.tasks.list(project)}
        for name, pool in pools.items():
            assert client.gold.add(project, [ids[name]], pool=pool, note=note).made == 1


def box_wall(person: Person, *colors: tuple[int, int, int]) -> None:
    """Box the bricks of these colours in the open picture."""
    seen = {color: desk.see(person, color) for color in colors}
    for count, (color, frame) in enumerate(seen.items(), 1):
        person.press("1" if color == RED else "2")
        desk.draw(person, frame)
        expect(desk.objects(person)).to_have_count(count)


def is_clean(person: Person, name: str) -> None:
    findings: dict[str, list[str]] = {}
    note_findings(person, name, findings)
    assert findings == {}, told(findings)


def test_a_lead_makes_gold_from_the_data_page_and_minds_it(meet, server, tmp_path):
    lena = meet("lena")
    project = open_project(server, lena, WALLS, walls(tmp_path, 1, 2), tmp_path)
    lena.go(f"/projects/{project}/gold")
    expect(lena.page.get_by_text("No gold yet")).to_be_visible()
    is_clean(lena, "gold without any")
    answer(server, lena, project, {f"wall-{n}.png": bricks(n) for n in (1, 2)})

    lena.page.get_by_role("link", name="Choose items").click()
    lena.page.get_by_role("checkbox", name="Select wall-1.png").click()
    lena.button("Make gold…").click()
    dialog = lena.dialog("Make 1 item gold")
    dialog.get_by_label("Training").check()
    dialog.get_by_label("What should people know?").fill("Mind the edges.")
    dialog.get_by_role("button", name="Make gold").click()
    expect(lena.page.get_by_text("1 item is gold now")).to_be_visible()
    lena.page.get_by_text("wall-2.png").click()
    lena.page.get_by_role("dialog").get_by_role("button", name="Make gold…").click()
    lena.dialog("Make 1 item gold").get_by_role("button", name="Make gold").click()
    expect(lena.page.get_by_text("1 item is gold now")).to_have_count(2)

    lena.go(f"/projects/{project}/gold")
    row = lena.page.get_by_role("row").filter(has_text="wall-1.png")
    expect(row).to_contain_text("Mind the edges.")
    expect(row).to_contain_text("Training")
    is_clean(lena, "gold")
    lena.button("What can be done to wall-1.png").click()
    lena.page.get_by_role("menuitem", name="Move to Qualification").click()
    expect(row).to_contain_text("Qualification")
    lena.button("Undo").first.click()
    expect(row).to_contain_text("Training")
    lena.button("What can be done to wall-2.png").click()
    lena.page.get_by_role("menuitem", name="Retire").click()
    expect(lena.page.get_by_role("row").filter(has_text="wall-2.png")).to_have_count(0)
    lena.page.get_by_text("Retired", exact=True).click()
    expect(lena.page.get_by_role("row").filter(has_text="wall-2.png")).to_be_visible()


def test_a_newcomer_is_trained_on_the_picture_and_qualifies(meet, server, tmp_path):
    lena, nia = meet("lena"), meet("nia")
    project = open_project(server, lena, WALLS, walls(tmp_path, 1, 2, 3, 4), tmp_path)
    answer(server, lena, project, {f"wall-{n}.png": bricks(n) for n in (1, 2, 3)})
    keep_gold(server, lena, project, {"wall-1.png": "training"}, "Each wall has two bricks.")
    keep_gold(server, lena, project, {"wall-2.png": "qualify", "wall-3.png": "qualify"})
    join(server, lena, project, nia)

    nia.go(f"/projects/{project}/label")
    expect(nia.page.get_by_text("Train on 1 item.")).to_be_visible()
    expect(nia.page.get_by_text("Qualify on 2 items. 80 % are needed.")).to_be_visible()
    is_clean(nia, "before the work")
    nia.press("Enter")
    desk.at_work(nia, "wall-1.png")
    expect(nia.page.get_by_test_id("test")).to_contain_text("Training 1 of 1")
    box_wall(nia, RED)
    nia.press("Enter")

    differences = nia.page.get_by_role("listbox", name="What differs")
    expect(differences.get_by_role("option")).to_have_count(1)
    expect(nia.page.get_by_text("Each wall has two bricks.")).to_be_visible()
    zoom = nia.page.get_by_label("Zoom", exact=True)
    before = zoom.inner_text()
    nia.press("ArrowDown")
    expect(differences.get_by_role("option", name="blue brick is missing", selected=True)).to_be_visible()
    expect(zoom).not_to_have_text(before)
    is_clean(nia, "feedback on a picture")
    nia.press("Enter")

    expect(nia.page.get_by_role("heading", name="Training done")).to_be_visible()
    nia.press("Enter")
    for n in (1, 2):
        expect(nia.page.get_by_test_id("test")).to_contain_text(f"Qualification {n} of 2")
        assert number_of(desk.at_work(nia)) in (2, 3)
        box_wall(nia, RED, BLUE)
        nia.press("Enter")
    expect(nia.page.get_by_role("heading", name="You have qualified")).to_be_visible()
    is_clean(nia, "qualified")
    nia.press("Enter")
    desk.at_work(nia, "wall-4.png")
    expect(nia.page.get_by_test_id("test")).to_have_count(0)

    nia.go(f"/projects/{project}/quality")
    nia.link("wall-1.png").click()
    expect(nia.page.get_by_role("option", name="blue brick is missing")).to_be_visible()


def test_who_does_not_qualify_on_a_text_sees_what_was_right_and_a_lead_lets_them_pass(meet, server, tmp_path):
    lena, oli = meet("lena"), meet("oli")
    texts = {"a.txt": b"Washington lived in Virginia", "b.txt": b"Nothing to see"}
    project = open_project(server, lena, WORDS + QUALIFY, texts, tmp_path)
    answer(server, lena, project, {"a.txt": [span("person", 0, 10)]})
    keep_gold(server, lena, project, {"a.txt": "qualify"})
    join(server, lena, project, oli)

    oli.go(f"/projects/{project}/label")
    oli.button("Begin").click()
    desk.at_work(oli, "a.txt")
    oli.press("2")
    desk.mark(oli, "Virginia")
    oli.press("Enter")
    expect(oli.page.get_by_role("heading", name="You have not qualified")).to_be_visible()
    expect(oli.page.get_by_text("You reached 0 %; 90 % were needed.")).to_be_visible()
    is_clean(oli, "not qualified")
    oli.link("a.txt").click()
    expect(oli.page.get_by_role("option", name="person is missing")).to_be_visible()
    expect(oli.page.get_by_role("option", name="There is no place here")).to_be_visible()
    oli.page.get_by_role("option", name="person is missing").click()
    right = oli.page.get_by_test_id("text").locator("[data-name='Right: person']")
    expect(right).to_have_count(1)
    is_clean(oli, "feedback on a text")

    lena.go(f"/projects/{project}/gold?tab=people")
    expect(lena.page.get_by_role("row").filter(has_text="Oli")).to_contain_text("Not qualified")
    lena.button("What can be done to Oli").click()
    lena.page.get_by_role("menuitem", name="Let pass").click()
    expect(lena.page.get_by_text("Oli may work")).to_be_visible()
    oli.go(f"/projects/{project}/label")
    desk.at_work(oli, "b.txt")


def test_a_careless_annotator_is_paused_by_gold_nobody_can_tell_and_comes_back(meet, server, tmp_path):
    # What is handed in before the page has heard of the pause is refused.
    lena, max_ = meet("lena"), meet("max", expected=[STALE])
    texts = {f"{n:02}.txt": f"Washington saw Virginia {n} times".encode() for n in range(MOST_TASKS)}
    gold = [f"{n:02}.txt" for n in range(8)]
    project = open_project(server, lena, WORDS + MIXED, texts, tmp_path)
    answer(server, lena, project, {name: [span("person", 0, 10)] for name in gold})
    join(server, lena, project, max_)
    with Client(server.url, server.token("max")) as client:
        bundle = client.next(project).bundle
        assert bundle is not None
        client.submit(bundle.assignment.id, [])
    keep_gold(server, lena, project, dict.fromkeys(gold, "hidden"))

    max_.go(f"/projects/{project}/label")
    paused = max_.page.get_by_role("heading", name="You are paused")
    skip = max_.button("Skip")
    for _ in range(MOST_TASKS):
        expect(skip.or_(paused)).to_be_visible()
        if paused.is_visible():
            break
        expect(skip.or_(paused)).to_be_enabled()
        expect(max_.page.get_by_test_id("test")).to_have_count(0)
        max_.press("Enter")
    expect(paused).to_be_visible()
    is_clean(max_, "paused")

    lena.go(f"/projects/{project}/gold?tab=people")
    row = lena.page.get_by_role("row").filter(has_text="Max")
    expect(row).to_contain_text("Paused")
    is_clean(lena, "people on gold")
    set_aside_and_back(lena, "Max")
    lena.page.get_by_role("tab", name="People").click()
    lena.button("What can be done to Max").click()
    lena.page.get_by_role("menuitem", name="Resume").click()
    expect(row).to_contain_text("Working")
    max_.button("Look again").click()
    desk.at_work(max_)
    a_score_leads_to_its_answers(lena, project, "Max")


def a_score_leads_to_its_answers(lena: Person, project: str, name: str) -> None:
    """The quality page tells the score on hidden gold, and of which answers it is."""
    lena.go(f"/projects/{project}/quality")
    score = lena.page.get_by_role("link", name=re.compile(rf"answers? of {name} to hidden gold"))
    number = int(score.inner_text().removeprefix("of "))
    score.click()
    expect(lena.page.get_by_role("heading", name=f"{name} on hidden gold")).to_be_visible()
    cards = lena.page.get_by_role("main").get_by_role("link", name="alike")
    expect(cards).to_have_count(number)
    expect(cards.first).to_contain_text("What is right")
    is_clean(lena, "items of a figure")


def set_aside_and_back(lena: Person, name: str) -> None:
    """Let the answers of somebody count no more, and take that back."""
    lena.button(f"What can be done to {name}").click()
    lena.page.get_by_role("menuitem", name="Set answers aside…").click()
    dialog = lena.dialog(f"Set answers of {name} aside")
    dialog.get_by_label("Since").select_option(label="They began")
    dialog.get_by_label("Reason").fill("Clicked through")
    expect(dialog.get_by_text(re.compile(r"That is \d+ answers? to \d+ tasks?\."))).to_be_visible()
    is_clean(lena, "set aside")
    dialog.get_by_role("button", name="Set aside").click()
    expect(lena.page.get_by_text(re.compile(r"\d+ answers? set aside"))).to_be_visible()
    lena.page.get_by_role("tab", name="Set aside").click()
    expect(lena.page.get_by_role("row").filter(has_text="Clicked through")).to_contain_text("Count no more")
    lena.button(f"Undo what was set aside of {name}").click()
    expect(lena.page.get_by_text("Undone", exact=True)).to_be_visible()
