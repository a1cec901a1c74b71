"""The skeleton of a class of keypoints, drawn in the settings by mouse and keys, as the document then has it."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from tests.journeys import desk, lead
from tests.journeys.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

YAML = """
name: Faces
media: image
classes:
  - {name: face, type: box}
workflow:
  - {stage: annotate}
"""
PLACES = {"left eye": (80, 90), "right eye": (180, 90), "chin": (130, 260)}
"""Where the points are put on the small picture, in its pixels; the box around them begins at 22."""


def test_a_skeleton_is_drawn_undone_and_saved(meet) -> None:
    lena = meet("lena", expected=[lead.UNFINISHED])
    project = lead.create_project(lena, YAML)
    lena.go(f"/projects/{project}/settings")
    lena.button("Details of face").click()
    lena.page.get_by_label("Type").select_option("keypoints")
    expect(lena.page.get_by_role("alert")).to_contain_text("points")
    canvas = lena.page.get_by_role("group", name="The template")
    add_points(lena, canvas)
    expect(lena.page.get_by_role("alert")).to_have_count(0)
    join(lena, canvas, "left eye", "right eye")
    join(lena, canvas, "right eye", "chin")
    lena.button("Pair left and right by name").click()
    drag_and_undo(lena, canvas)
    save(lena)
    assert saved(lena, project) == {
        "points": [
            {
                "name": name,
                "at": [pytest.approx((x - 22) / 216, abs=0.01), pytest.approx((y - 22) / 256, abs=0.01)],
            }
            for name, (x, y) in PLACES.items()
        ],
        "skeleton": [["left eye", "right eye"], ["right eye", "chin"]],
        "pairs": [["left eye", "right eye"]],
    }


def add_points(lena: Person, canvas: Locator) -> None:
    lena.page.get_by_text("Add", exact=True).click()
    canvas.scroll_into_view_if_needed()
    for number, (name, (x, y)) in enumerate(PLACES.items(), 1):
        canvas.click(position={"x": x, "y": y})
        field = lena.page.get_by_label(f"Name of point {number}", exact=True)
        field.fill(name)
    field.fill("left eye")
    expect(lena.page.get_by_text("Another point has this name.")).to_be_visible()
    field.fill("chin")


def join(lena: Person, canvas: Locator, first: str, second: str) -> None:
    lena.page.get_by_text("Join", exact=True).click()
    for name in (first, second):
        canvas.get_by_role("button", name=name).click()


def drag_and_undo(lena: Person, canvas: Locator) -> None:
    """A drag is one step."""
    lena.page.get_by_text("Move", exact=True).click()
    canvas.scroll_into_view_if_needed()
    chin = canvas.get_by_role("button", name="chin")
    before = chin.bounding_box()
    assert before is not None
    middle = (before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    desk.drag(lena, middle, (middle[0] - 50, middle[1] - 40))
    assert chin.bounding_box() != before
    lena.press("Control+z")
    expect(lena.button("Redo")).to_be_enabled()
    assert chin.bounding_box() == before


def save(lena: Person) -> None:
    lena.button("Save…").click()
    dialog = lena.dialog("Save the settings")
    agree = dialog.get_by_role("checkbox")
    expect(dialog.get_by_role("button", name="Save as a new revision")).to_be_visible()
    if agree.count():
        agree.check()
    dialog.get_by_role("button", name="Save as a new revision").click()
    expect(lena.page.get_by_text("All changes saved")).to_be_visible()


def saved(lena: Person, project: str) -> dict[str, Any]:
    spec = lena.page.evaluate(
        "async (path) => (await fetch(path)).json()", f"/api/v1/projects/{project}/spec"
    )
    [face] = spec["document"]["classes"]
    return {key: face[key] for key in ("points", "skeleton", "pairs")}
