"""Reads YOLO: each picture with the lines of its text."""

import math
from collections.abc import Iterator
from itertools import islice

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.geometry import turn
from labelwright.core.names import extension, stem
from labelwright.core.narrow import bounds, corners
from labelwright.core.pictures import EXTENSIONS, Pictures
from labelwright.core.ports import Source
from labelwright.core.records import Item
from labelwright.core.report import Report
from labelwright.core.views import Box, Polygon, Ring
from labelwright.formats.yolo.tree import Tree

COLUMNS = "columns behind the coordinates (confidence, ids of tracks)"
POSE = "pose"

LARGEST = 64 << 20
_COORDINATES = {"detect": 4, "darknet": 4, POSE: 4, "obb": 8}
_LOOKED_AT = 8
_NEAR = 1e-3
"""Pixels that digits may cost."""


def dialect_of(source: Source, tree: Tree) -> str:
    """Darknet where classes stand alone in a file, else what the first lines fit: 5 columns, 9, or any odd number."""
    if not tree.document.lower().endswith((".yaml", ".yml")):
        return "darknet"
    if tree.pose:
        return POSE
    counts: set[int] = set()
    for name in islice((n for n in tree.texts() if source.size(n)), _LOOKED_AT):
        with source.open(name) as stream:
            data = stream.read(1 << 16)
        whole = data if len(data) < 1 << 16 else data.rpartition(b"\n")[0]
        counts.update(len(line.split()) for line in whole.splitlines())
    counts.discard(0)
    if counts == {9}:
        return "obb"
    return "segment" if any(count >= 7 for count in counts) else "detect"


def samples(source: Source, tree: Tree, dialect: str, report: Report) -> Iterator[Sample]:
    """A sample for each picture. A text without a picture is refused, since only the picture tells its size."""
    pictures, lines = Pictures(source), _Lines(source, tree, dialect, report)
    texts = _texts_of(source, tree)
    left = set(tree.texts())
    for path in source.names():
        if extension(path) not in EXTENSIONS:
            continue
        text = texts.get(path, "")
        left.discard(text)
        try:
            width, height = pictures.size(path)
            answers = (SampleAnswer(tuple(lines.marks(text, (width, height)))),) if text else ()
        except InvalidFile as error:
            report.refuse(error.message, error.where or path)
            continue
        name, split = tree.place(path)
        yield Sample(Item(name, "image", width=width, height=height), answers, path=path, split=split)
    for text in sorted(left):
        report.refuse("There is no picture for this text, and only the picture tells its size.", text)


def _texts_of(source: Source, tree: Tree) -> dict[str, str]:
    """The text of each picture: where it should lie, else the only one left that has the picture's name."""
    texts = set(tree.texts())
    pictures = [path for path in source.names() if extension(path) in EXTENSIONS]
    found = {path: text for path in pictures if (text := _text_of(path)) in texts}
    loose: dict[str, list[str]] = {}
    for text in texts.difference(found.values()):
        loose.setdefault(stem(text).rpartition("/")[2], []).append(text)
    for path in pictures:
        near = loose.get(stem(path).rpartition("/")[2], []) if path not in found else []
        if len(near) == 1:
            found[path] = near.pop()
    return found


def _text_of(path: str) -> str:
    """Where the text of a picture should lie: below labels instead of images, or beside it."""
    parts = stem(path).split("/")
    for index in range(len(parts) - 2, -1, -1):
        if parts[index] == "images":
            return "/".join([*parts[:index], "labels", *parts[index + 1 :]]) + ".txt"
    return stem(path) + ".txt"


class _Lines:
    """Turns the lines of texts into marks; a broken line is refused."""

    def __init__(self, source: Source, tree: Tree, dialect: str, report: Report) -> None:
        self.source, self.tree, self.dialect, self.report = source, tree, dialect, report

    def marks(self, text: str, size: tuple[int, int]) -> Iterator[Mark]:
        if self.source.size(text) > LARGEST:
            raise InvalidFile(f"The file is larger than {LARGEST >> 20} MB.", where=text)
        with self.source.open(text) as stream:
            try:
                lines = stream.read().decode("utf-8-sig").splitlines()
            except UnicodeDecodeError:
                self.report.refuse("The file is not UTF-8 text.", text)
                return
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield self._mark(line.split(), size, f"{text}:{number}")
            except ValueError as error:
                self.report.refuse(str(error), f"{text}:{number}")

    def _mark(self, fields: list[str], size: tuple[int, int], where: str) -> Mark:
        number, shares = self._number(fields[0]), _shares(fields[1:])
        cls, wanted = self.tree.classes[number], self._wanted(len(shares))
        if len(shares) > wanted + self._keypoints():
            self.report.lose(COLUMNS, where)
        width, height = size
        if wanted == 4:
            x, y, w, h = shares[:4]
            if w < 0 or h < 0:
                raise ValueError("The box has a negative size.")
            box = Box((x - w / 2) * width, (y - h / 2) * height, w * width, h * height)
            pose = self.tree.pose if self.dialect == POSE else None
            skeleton = pose.read(number, shares[4:], size) if pose else None
            return Mark(cls, (skeleton, box) if skeleton else (box,))
        ring = tuple(
            (x * width, y * height) for x, y in zip(shares[:wanted:2], shares[1:wanted:2], strict=True)
        )
        area = Polygon(((ring,),))
        if self.dialect == "obb":
            return Mark(cls, (_box(ring), area))
        box = bounds(ring)
        return Mark(cls, (box, area) if _is_box(ring, box) else (area, box))

    def _number(self, field: str) -> int:
        known = len(self.tree.classes)
        number = int(field) if field.isascii() and field.isdecimal() and len(field) < 10 else known
        if number >= known:
            raise ValueError(f"There is no class number {field[:20]}: {known} are listed.")
        return number

    def _wanted(self, given: int) -> int:
        """How many coordinates of its shape a line with so many numbers has."""
        wanted = _COORDINATES.get(self.dialect, given // 2 * 2)
        if self.dialect == "segment" and given in (4, 5):
            wanted = 4
        expected = wanted + self._keypoints()
        if wanted < 4 or not expected <= given <= expected + 1:
            raise ValueError(f"The line has {given} coordinates where {expected} are expected.")
        return wanted

    def _keypoints(self) -> int:
        """How many numbers of keypoints stand behind a box."""
        pose = self.tree.pose if self.dialect == POSE else None
        return pose.count * pose.size if pose else 0


def _shares(fields: list[str]) -> list[float]:
    try:
        shares = [float(field) for field in fields]
    except ValueError:
        raise ValueError("A coordinate is no number.") from None
    if not all(abs(share) < 1e6 for share in shares):
        raise ValueError("A coordinate is out of range.")
    return shares


def _is_box(ring: Ring, box: Box) -> bool:
    """Whether an area is an upright rectangle, as a box among areas is written."""
    places = [
        place for corner in zip(ring, corners(box), strict=False) for place in zip(*corner, strict=True)
    ]
    return len(ring) == 4 and all(abs(a - b) < _NEAR for a, b in places)


def _box(ring: Ring) -> Box:
    """The turned rectangle of four corners: its first side, its second, and their middle."""
    (x0, y0), (x1, y1), (x2, y2), _ = ring
    width, height = math.hypot(x1 - x0, y1 - y0), math.hypot(x2 - x1, y2 - y1)
    cx, cy = (x0 + x2) / 2, (y0 + y2) / 2
    angle = turn(math.degrees(math.atan2(y1 - y0, x1 - x0)))
    angle = 0.0 if abs(angle) < 1e-6 else angle
    return Box(cx - width / 2, cy - height / 2, width, height, angle)
