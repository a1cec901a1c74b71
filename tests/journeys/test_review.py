"""Three stages of review: peers, an expert who mends, a second look at what was mended; and many verdicts at once."""

import pytest
from playwright.sync_api import expect
from tests.journeys import desk, lead
from tests.journeys.person import Person
from tests.journeys.test_images import paint
from tests.journeys.test_safety import open_project
from tests.server import Server

from labelwright.core.errors import NotAllowed, NotFound
from labelwright.core.records import Annotation
from labelwright.sdk import Client

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STAGES = """
name: Three looks
media: text
classes:
  - {name: place, type: span, key: "1"}
  - {name: person, type: span, key: "2"}
workflow:
  - {stage: annotate}
  - {stage: review, name: peers, by: annotator}
  - {stage: review, name: validation, by: expert}
  - {stage: review, name: second look, by: expert, when: fixed}
"""
MANY = """
name: Many
media: text
classes:
  - {name: place, type: span, key: "1"}
workflow:
  - {stage: annotate, deadline: 1d}
  - {stage: review}
"""
TEXT = b"Washington lived in Virginia"


def task_of(server: Server, person: Person, project: str) -> dict:
    with Client(server.url, server.token(person.name)) as client:
        [row] = client.tasks.list(project)
        return client.tasks.get(row.id)


def refused(server: Server, person: Person, ask) -> bool:
    """Whether the server lets this person see nothing of it."""
    with Client(server.url, server.token(person.name)) as client:
        try:
            ask(client)
        except (NotAllowed, NotFound):
            return True
    return False


def test_a_text_goes_through_peers_an_expert_and_a_second_look(meet, server, tmp_path):
    lou, ada, bob, eva, fin = (meet(name) for name in ("lou", "ada3", "bob3", "eva3", "fin3"))
    project = open_project(server, lou, STAGES, {"a.txt": TEXT}, tmp_path)
    roles = {"ada3": "Annotator", "bob3": "Annotator", "eva3": "Expert", "fin3": "Expert"}
    lead.add_members(lou, project, roles)

    ada.go(f"/projects/{project}/label")
    desk.at_work(ada)
    ada.press("1")
    desk.mark(ada, "Washington")
    expect(desk.objects(ada)).to_have_count(1)
    desk.saved(ada)
    task = task_of(server, lou, project)["id"]
    assert refused(server, bob, lambda client: client.tasks.get(task)), "an open draft is its maker's own"
    ada.press("Enter")
    expect(ada.page.get_by_text("Nothing to do here now")).to_be_visible()

    ada.go(f"/projects/{project}/quality")
    ada.link("Review").click()
    expect(ada.page.get_by_text("Nothing to do here now")).to_be_visible()

    bob.go(f"/projects/{project}/quality")
    bob.link("Review").click()
    desk.at_work(bob)
    bob.press("x")
    bob.dialog("Reject this answer").get_by_label("Reason").fill("Virginia is a place as well.")
    bob.press("Enter")
    expect(bob.page.get_by_text("Nothing to do here now")).to_be_visible()

    ada.go(f"/projects/{project}/label")
    desk.at_work(ada)
    expect(ada.page.get_by_text("Sent back: Virginia is a place as well.")).to_be_visible()
    ada.press("1")
    desk.mark(ada, "Virginia")
    expect(desk.objects(ada)).to_have_count(2)
    ada.press("Enter")
    expect(ada.page.get_by_text("Nothing to do here now")).to_be_visible()

    bob.go(f"/projects/{project}/review")
    desk.at_work(bob)
    bob.press("a")
    expect(bob.page.get_by_text("Nothing to do here now")).to_be_visible()

    eva.go(f"/projects/{project}/review")
    desk.at_work(eva)
    desk.objects(eva).filter(has_text="place").first.click()
    eva.press("2")
    expect(desk.objects(eva).filter(has_text="person")).to_have_count(1)
    eva.button("Submit fix").click()
    expect(eva.page.get_by_text("Nothing to do here now")).to_be_visible()
    assert task_of(server, lou, project)["stage_name"] == "second look"

    fin.go(f"/projects/{project}/review")
    desk.at_work(fin)
    fin.press("a")
    expect(fin.page.get_by_text("Nothing to do here now")).to_be_visible()
    done = task_of(server, lou, project)
    assert done["state"] == "done"
    truth = next(answer for answer in done["answers"] if answer["truth"])
    assert sorted(one["class"] for one in truth["annotations"]) == ["person", "place"]
    said = [(verdict["reviewer"]["name"], verdict["outcome"]) for verdict in done["verdicts"]]
    assert said == [("Bob3", "reject"), ("Bob3", "accept"), ("Eva3", "fix"), ("Fin3", "accept")]


def test_who_cannot_decide_hands_it_up_and_who_decides_reads_why(meet, server, tmp_path):
    lou, gus, eli = (meet(name) for name in ("lou", "gus3", "eli3"))
    project = open_project(server, lou, STAGES, {"a.txt": TEXT}, tmp_path)
    lead.add_members(lou, project, {"gus3": "Annotator", "eli3": "Expert"})
    gus.go(f"/projects/{project}/label")
    desk.at_work(gus)
    gus.press("1")
    desk.mark(gus, "Washington")
    expect(desk.objects(gus)).to_have_count(1)
    gus.press("Shift+A")
    dialog = gus.dialog("Hand this up to somebody who decides")
    dialog.get_by_label("Reason").fill("The city or the president?")
    gus.press("Enter")
    expect(gus.page.get_by_text("Nothing to do here now")).to_be_visible()
    eli.go(f"/projects/{project}/review")
    desk.at_work(eli)
    expect(eli.page.get_by_text("Handed up by Gus3: The city or the president?")).to_be_visible()
    expect(desk.objects(eli)).to_have_count(1)
    assert task_of(server, lou, project)["stage_name"] == "validation"


def test_a_reviewer_judges_many_at_once_and_takes_it_back(meet, server, tmp_path):
    lou, rob = meet("lou"), meet("rob3")
    texts = {f"{name}.txt": b"Virginia " + name.encode() for name in "abc"}
    project = open_project(server, lou, MANY, texts, tmp_path)
    lead.add_members(lou, project, {"rob3": "Reviewer"})
    with Client(server.url, server.token("lou")) as client:
        for _ in range(2):
            bundle = client.next(project, stage=0).bundle
            span = Annotation("1", "span", "place", {"start": 0, "end": 8})
            client.submit(bundle.assignment.id, [span])
    rob.go(f"/projects/{project}/data")
    for name in "abc":
        rob.page.get_by_label(f"Select {name}.txt").check()
    bar = rob.page.get_by_role("toolbar", name="3 selected")
    bar.get_by_role("button", name="Reject").click()
    dialog = rob.dialog("Reject what stands in the selected items")
    dialog.get_by_role("button", name="Drawn carelessly").click()
    expect(rob.page.get_by_text("2 items rejected")).to_be_visible()
    expect(rob.page.get_by_text("It does not wait for a verdict.")).to_be_visible()
    with Client(server.url, server.token("lou")) as client:
        assert sorted(row.round for row in client.tasks.list(project)) == [0, 1, 1]
    rob.button("Undo").click()
    expect(rob.page.get_by_text("Review · Open")).to_have_count(2)
    with Client(server.url, server.token("lou")) as client:
        assert sorted((row.stage, row.round) for row in client.tasks.list(project)) == [
            (0, 0),
            (1, 0),
            (1, 0),
        ]


PICTURES = """
name: Bricks
media: image
classes:
  - {name: red brick, type: box, key: "1"}
workflow:
  - {stage: annotate}
  - {stage: review}
"""


def guideline_of(server: Server, person: Person, project: str) -> str:
    with Client(server.url, server.token(person.name)) as client:
        return str(client.projects.spec(project).document.get("guideline", ""))


def promote(person: Person, title: str, words: str) -> None:
    """Open the dialog from the guideline beside the work, and write."""
    person.page.get_by_role("tab", name="Guideline").click()
    person.button("Make this an example").click()
    dialog = person.dialog("An example for the guideline")
    dialog.get_by_label("Title").fill(title)
    dialog.get_by_label("Why? Everybody who labels reads this.").fill(words)


def test_a_case_becomes_an_example_with_its_picture_and_is_taken_back(meet, server, tmp_path):
    lou, ray = meet("lou"), meet("ray3")
    picture = paint(1, tmp_path)
    project = open_project(server, lou, PICTURES, {picture.name: picture.read_bytes()}, tmp_path)
    lead.add_members(lou, project, {"ray3": "Reviewer"})
    with Client(server.url, server.token("lou")) as client:
        bundle = client.next(project, stage=0).bundle
        value = {"x": 60.0, "y": 60.0, "width": 80.0, "height": 50.0}
        client.submit(bundle.assignment.id, [Annotation("1", "box", "red brick", value)])
    ray.go(f"/projects/{project}/review")
    desk.at_work(ray)
    promote(ray, "A brick", "Its box is as wide as the brick.")
    dialog = ray.dialog("An example for the guideline")
    expect(dialog.get_by_role("heading", name="Example: A brick")).to_be_visible()
    shown = dialog.get_by_role("img", name="A brick")
    expect(shown).to_be_visible()
    width, height = shown.evaluate("image => [image.naturalWidth, image.naturalHeight]")
    assert 0 < height < width <= 1200
    dialog.get_by_role("button", name="Add to the guideline").click()
    section = ray.page.get_by_role("tabpanel", name="Guideline")
    expect(section.get_by_role("heading", name="Example: A brick")).to_be_visible()
    kept = section.get_by_role("img", name="A brick")
    expect(kept).to_be_visible()
    assert kept.evaluate("image => image.naturalWidth") == width
    assert "**Right:** Its box is as wide as the brick." in guideline_of(server, lou, project)
    ray.button("Undo").click()
    expect(section.get_by_role("heading", name="Example: A brick")).to_have_count(0)
    assert guideline_of(server, lou, project) == ""


def test_a_text_is_quoted_with_what_is_marked(meet, server, tmp_path):
    lou = meet("lou")
    project = open_project(server, lou, MANY, {"a.txt": TEXT}, tmp_path)
    with Client(server.url, server.token("lou")) as client:
        bundle = client.next(project, stage=0).bundle
        client.submit(bundle.assignment.id, [Annotation("1", "span", "place", {"start": 0, "end": 10})])
        [row] = client.tasks.list(project)
    lou.go(f"/projects/{project}/items/{row.id}")
    expect(desk.objects(lou)).to_have_count(1)
    promote(lou, "A president", "This is the man and no place.")
    dialog = lou.dialog("An example for the guideline")
    dialog.get_by_text("Wrong", exact=True).click()
    dialog.get_by_role("button", name="Add to the guideline").click()
    expect(dialog).to_have_count(0)
    assert guideline_of(server, lou, project) == (
        "### Example: A president\n\n"
        "> **Washington** (place) lived in Virginia\n\n"
        "**Wrong:** This is the man and no place.\n"
    )
