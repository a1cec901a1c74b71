"""Writes YOLO: pictures, texts, and the documents around them, in the layout of Ultralytics or of Darknet."""

from typing import BinaryIO

import yaml

from labelwright.core.exchange import Dataset, Sample
from labelwright.core.losses import NAMES, SPLITS
from labelwright.core.names import Names, extension, stem, tidy
from labelwright.core.narrow import around, corners, narrow
from labelwright.core.pictures import EXTENSIONS, carry, picture_name, size_of
from labelwright.core.ports import Holds, Sink
from labelwright.core.report import Report
from labelwright.core.skeletons import UNDECLARED, Orders
from labelwright.core.views import Box, Keypoints, Point, Polygon, View
from labelwright.formats.yolo.poses import Poses

OUTSIDE = "parts of areas outside the picture"
SIZELESS = "items whose size is not known"
RINGS = "holes and further parts of areas"
UNSPLIT = "items in no split (they go to train)"
LINES = "white space in names of classes"

_NEEDED = ("train", "val")


def write(dataset: Dataset, holds: Holds, sink: Sink, report: Report, dialect: str) -> None:
    """Write each sample's picture and text, then the documents, which know all classes and splits."""
    layout = _Layout(sink, darknet=dialect == "darknet")
    classes = {cls.name: i for i, cls in enumerate(dataset.ontology.classes)}
    poses = Poses(Orders(dataset.ontology), list(classes))
    for sample in narrow(dataset, holds, report):
        where = sample.item.name
        size = _size(sample, sink)
        if size is None:
            report.lose(SIZELESS, where)
            continue
        image, text = layout.place(sample, report)
        carry(sample, image, sink)
        if not sample.answers:
            continue
        with sink.open(text) as out:
            for mark in sample.answers[0].marks:
                number = classes.setdefault(mark.cls, len(classes))
                if layout.darknet and _line(mark.cls) != mark.cls:
                    report.lose(LINES, where)
                view = mark.views[0]
                if isinstance(view, Keypoints):
                    shares = _pose(mark.cls, view, poses, size, report, where)
                else:
                    shares = _shares(view, dialect, size, report, where)
                out.write(" ".join([str(number), *(f"{share:.10g}" for share in shares)]).encode() + b"\n")
    layout.finish(list(classes), poses, report)


class _Layout:
    """Where pictures, texts and lists go in either layout."""

    def __init__(self, sink: Sink, *, darknet: bool) -> None:
        self.sink, self.darknet = sink, darknet
        self.names = Names()
        self.lists: dict[str, BinaryIO] = {}

    def place(self, sample: Sample, report: Report) -> tuple[str, str]:
        """The names of a sample's picture and text."""
        split = tidy(sample.split or "train").replace("/", "_")
        if split != sample.split:
            report.lose(SPLITS if sample.split else UNSPLIT, sample.item.name)
        wanted = tidy(picture_name(sample))
        end = extension(wanted) if extension(wanted) in EXTENSIONS else ""
        base = stem(wanted) if end else wanted
        name = stem(self.names.take(f"{split}/{base}.txt"))
        if name.removeprefix(f"{split}/") + end != sample.item.name:
            report.lose(NAMES, sample.item.name)
        if self.darknet:
            folder, _, rest = name.partition("/")
            image = f"obj_{folder}_data/{rest}{end}"
            text = f"obj_{folder}_data/{rest}.txt"
        else:
            image, text = f"images/{name}{end}", f"labels/{name}.txt"
        if split not in self.lists:
            self.lists[split] = self.sink.scratch()
        self.lists[split].write(f"data/{image}\n".encode())
        return image, text

    def finish(self, names: list[str], poses: Poses, report: Report) -> None:
        if self.darknet:
            self._darknet(names)
        else:
            self._ultralytics(names, poses, report)

    def _ultralytics(self, names: list[str], poses: Poses, report: Report) -> None:
        """A data.yaml without `path`, so that its own folder counts wherever the dataset is moved."""
        for spool in self.lists.values():
            spool.close()
        for split in _NEEDED:
            if self.lists and split not in self.lists:
                report.warn(f"No item is in the split “{split}”, which training wants.", "data.yaml")
        paths = {split: f"images/{split}" for split in sorted(self.lists)}
        document = {**paths, "nc": len(names), "names": dict(enumerate(names)), **poses.document(names)}
        with self.sink.open("data.yaml") as out:
            out.write(yaml.safe_dump(document, allow_unicode=True, sort_keys=False).encode())

    def _darknet(self, names: list[str]) -> None:
        with self.sink.open("obj.names") as out:
            out.write("".join(_line(name) + "\n" for name in names).encode())
        lines = [f"classes = {len(names)}"]
        for split, spool in sorted(self.lists.items()):
            lines.append(f"{split} = data/{split}.txt")
            spool.seek(0)
            with self.sink.open(f"{split}.txt") as out, spool:
                out.write(spool.read())
        with self.sink.open("obj.data") as out:
            out.write("\n".join([*lines, "names = data/obj.names", "backup = backup/", ""]).encode())


def _line(name: str) -> str:
    """The name of a class as one line."""
    return " ".join(name.split()) or "_"


def _shares(view: View, dialect: str, size: tuple[int, int], report: Report, where: str) -> list[float]:
    """The coordinates of a line, cut off at the borders of the picture."""
    if isinstance(view, Polygon):
        if len(view.parts) > 1 or len(view.parts[0]) > 1:
            report.lose(RINGS, where)
        return _inside(view.parts[0][0], size, report, where)
    assert isinstance(view, Box)  # noqa: S101 - narrow leaves nothing else
    if dialect == "obb":
        return _inside(corners(view), size, report, where)
    left, top, right, bottom = _inside(
        ((view.x, view.y), (view.x + view.width, view.y + view.height)), size, report, where
    )
    return [(left + right) / 2, (top + bottom) / 2, right - left, bottom - top]


def _pose(
    cls: str, view: Keypoints, poses: Poses, size: tuple[int, int], report: Report, where: str
) -> list[float]:
    """The box around the points, then each with its visibility."""
    points, whole = poses.points(cls, view)
    if not whole:
        report.lose(UNDECLARED, where)
    shares = _inside(tuple((p.x, p.y) for p in points), size, report, where)
    box = _shares(around(Keypoints(tuple(points))), "", size, Report(), where)
    rows = ((*shares[2 * i : 2 * i + 2], p.visibility) for i, p in enumerate(points))
    return [*box, *(number for row in rows for number in row)]


def _inside(points: tuple[Point, ...], size: tuple[int, int], report: Report, where: str) -> list[float]:
    shares = [value / side for point in points for value, side in zip(point, size, strict=True)]
    kept = [min(1.0, max(0.0, share)) for share in shares]
    if any(abs(a - b) > 1e-9 for a, b in zip(shares, kept, strict=True)):
        report.lose(OUTSIDE, where)
    return kept


def _size(sample: Sample, sink: Sink) -> tuple[int, int] | None:
    item = sample.item
    if item.width is not None and item.height is not None:
        return item.width, item.height
    media = sink.media(sample.path) if sample.path else None
    if media is None:
        return None
    with media:
        return size_of(media, sample.path)
