"""The picture as it lies on the page, found by a square of one colour in two of its corners."""

from dataclasses import dataclass

from PIL import Image, ImageDraw
from tests.journeys import desk
from tests.journeys.person import Person

CORNER = (200, 20, 200)
CORNER_SIDE = 10
Place = tuple[float, float]


def with_corners(picture: Image.Image) -> Image.Image:
    """The picture, with the two squares by which `Sheet` finds it."""
    width, height = picture.size
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, CORNER_SIDE - 1, CORNER_SIDE - 1), fill=CORNER)
    pen.rectangle((width - CORNER_SIDE, height - CORNER_SIDE, width - 1, height - 1), fill=CORNER)
    return picture


@dataclass(frozen=True)
class Sheet:
    """Mouse and eye of a person, in pixels of the picture."""

    person: Person
    left: float
    top: float
    scale: float

    @classmethod
    def of(cls, person: Person, size: tuple[int, int]) -> "Sheet":
        """The picture of this size that is open."""
        frame = desk.see(person, CORNER)
        return cls(person, frame.left, frame.top, (frame.right - frame.left) / size[0])

    def place(self, point: Place) -> Place:
        return (self.left + point[0] * self.scale, self.top + point[1] * self.scale)

    def click(self, *points: Place) -> None:
        """One click after another, each at a place of its own, so that none is half of a double click."""
        for point in points:
            self.person.page.mouse.click(*self.place(point))

    def sweep(self, points: list[Place]) -> None:
        """Hold the button along the points and let go at the last."""
        mouse = self.person.page.mouse
        mouse.move(*self.place(points[0]))
        mouse.down()
        for point in points[1:]:
            mouse.move(*self.place(point), steps=desk.STEPS)
        mouse.up()

    def drag(self, start: Place, end: Place) -> None:
        desk.drag(self.person, self.place(start), self.place(end))

    def point_at(self, point: Place) -> None:
        self.person.page.mouse.move(*self.place(point))
        desk.drawn(self.person)
