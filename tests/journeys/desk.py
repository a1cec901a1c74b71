"""What people do at the labelling desk, with the mouse and the keys they have there. Looks at pixels, not at state."""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image
from playwright.sync_api import Locator, expect
from tests.journeys.person import Person

STEPS = 6
COLOR_SLACK = 60


@dataclass(frozen=True)
class Frame:
    """A rectangle on the page, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float


def canvas(person: Person) -> Locator:
    return person.page.get_by_test_id("canvas")


def objects(person: Person) -> Locator:
    """The lines of the object list."""
    return person.page.get_by_role("listbox", name="Objects, from front to back").get_by_role("option")


def saved(person: Person) -> None:
    """Wait until the draft is with the server."""
    expect(person.page.get_by_test_id("save-state")).to_have_text("Saved")


def at_work(person: Person, item: str | None = None) -> str:
    """Wait until a task is open and can be worked on; the item's name."""
    expect(person.button("Skip")).to_be_enabled()
    name = person.page.get_by_role("heading", level=1)
    if item is not None:
        expect(name).to_have_text(item)
    return name.inner_text()


def handed_in(person: Person, count: int) -> None:
    """Wait until so many answers of this sitting are handed in and the next task, if there is one, is open."""
    counted = person.page.get_by_text(f"{count} done in this sitting")
    nothing = person.page.get_by_text("Nothing to do here now")
    expect(counted.or_(nothing)).to_be_visible()


def see(person: Person, color: tuple[int, int, int]) -> Frame:
    """Where on the page something of this colour is seen; it must be one rectangle within the canvas."""
    expect(canvas(person)).to_have_attribute("aria-busy", "false")
    drawn(person)
    box = canvas(person).bounding_box()
    assert box is not None
    shot = Image.open(io.BytesIO(person.page.screenshot(clip=box))).convert("RGB")
    near = np.abs(np.asarray(shot, dtype=int) - np.array(color)).sum(axis=2) < COLOR_SLACK
    rows, columns = np.flatnonzero(near.any(axis=1)), np.flatnonzero(near.any(axis=0))
    assert rows.size, f"nothing of the colour {color} is seen"
    return Frame(
        box["x"] + float(columns[0]),
        box["y"] + float(rows[0]),
        box["x"] + float(columns[-1]) + 1,
        box["y"] + float(rows[-1]) + 1,
    )


def drawn(person: Person) -> None:
    """Wait until the page has drawn what it knows."""
    person.page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def drag(person: Person, start: tuple[float, float], end: tuple[float, float]) -> None:
    mouse = person.page.mouse
    mouse.move(*start)
    mouse.down()
    mouse.move(*end, steps=STEPS)
    mouse.up()


def draw(person: Person, frame: Frame) -> None:
    """Drag a box around what was seen."""
    drag(person, (frame.left, frame.top), (frame.right, frame.bottom))


def words(person: Person, text: str) -> Frame:
    """Where on the page these characters stand, the first time they occur."""
    frame = person.page.get_by_test_id("text").evaluate(_PLACE_OF, text)
    assert frame is not None, f"“{text}” is not on the page"
    return Frame(**frame)


def mark(person: Person, text: str) -> None:
    """Drag over these characters."""
    frame = words(person, text)
    middle = (frame.top + frame.bottom) / 2
    drag(person, (frame.left + 1, middle), (frame.right - 1, middle))


# Text alone is looked at, as a person does: names of marks are drawn by the style sheet and are no text.
_PLACE_OF = """(element, text) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes = []
  let all = ''
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, start: all.length })
    all += node.data
  }
  const from = all.indexOf(text)
  if (from < 0) return null
  const place = (units) => {
    const last = nodes.findLast(({ start }) => start <= units)
    return [last.node, units - last.start]
  }
  const range = document.createRange()
  range.setStart(...place(from))
  const [node, offset] = place(from + text.length - 1)
  range.setEnd(node, offset + 1)
  const { left, top, right, bottom } = range.getBoundingClientRect()
  return { left, top, right, bottom }
}"""
