"""YOLO text files: a line an object, coordinates as shares of the picture's sides.

`detect`, `obb` and `segment` are the folders of Ultralytics (`data.yaml`, `images/`, `labels/`); `darknet` is YOLO 1.1
(`obj.data`, `obj.names`, pictures and texts side by side). Sizes come from the pictures, so reading needs them.
Facts: https://docs.ultralytics.com/datasets/
"""

import math
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

import yaml
from msgspec import structs

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.geometry import turn
from labelwright.core.losses import NAMES, SPLITS, Difference
from labelwright.core.names import Names, extension, stem, tidy
from labelwright.core.narrow import bounds, corners, narrow
from labelwright.core.ontology import Class, Ontology
from labelwright.core.pictures import EXTENSIONS, Pictures, carry, picture_name, size_of
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.records import Item
from labelwright.core.report import Report
from labelwright.core.views import Box, Point, Polygon, Ring, View

OUTSIDE = "parts of areas outside the picture"
SIZELESS = "items whose size is not known"
RINGS = "holes and further parts of areas"
UNSPLIT = "items in no split (they go to train)"
LINES = "white space in names of classes"
COLUMNS = "columns behind the coordinates (confidence, ids of tracks)"

LARGEST = 64 << 20
_SPLITS = ("train", "val", "valid", "test")

_DETECT = Holds(
    media=frozenset({"image"}),
    views=frozenset({Box}),
    splits=True,
    classes=True,
    unanswered=True,
    own_losses={
        OUTSIDE: Difference.PLACE,
        SIZELESS: Difference.ITEM,
        RINGS: Difference.SHAPE,
        COLUMNS: Difference.CONFIDENCE,
        UNSPLIT: Difference.SPLIT,
        LINES: Difference.CLASS,
    },
)
_HOLDS = {
    "detect": _DETECT,
    "obb": structs.replace(_DETECT, angle=True),
    "segment": structs.replace(_DETECT, views=frozenset({Polygon})),
    "darknet": _DETECT,
}


class Yolo:
    """A text without objects says that nothing is there; a picture without a text was not answered."""

    name = "yolo"
    title = "YOLO"
    needs: tuple[str, ...] = ()
    dialects = ("detect", "obb", "segment", "darknet")
    holds = _DETECT

    def sniff(self, source: Source) -> Guess | None:
        for name in source.names():
            last = name.rpartition("/")[2].lower()
            if last in ("obj.data", "obj.names", "classes.txt"):
                return Guess(0.9, "darknet", f"{name} is there")
            if last.endswith((".yaml", ".yml")) and _names_of(_yaml(source, name)):
                return Guess(0.9, _columns(source), f"{name} lists names")
        return None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        guess = self.sniff(source)
        if guess is None:
            raise InvalidFile("There is neither a data.yaml with names nor an obj.names.", where=source.name)
        names, splits = _names(source), _split_lists(source)
        classes = tuple(Class(name, "") for name in names)
        return Dataset(Ontology(classes), _samples(source, names, splits, dialect or guess.dialect, report))

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        dialect = dialect or self.dialects[0]
        layout = _Layout(sink, dialect == "darknet")
        classes = {cls.name: i for i, cls in enumerate(dataset.ontology.classes)}
        for sample in narrow(dataset, _HOLDS[dialect], report):
            size = _size(sample, sink)
            if size is None:
                report.lose(SIZELESS, sample.item.name)
                continue
            image, label = layout.place(sample, report)
            carry(sample, image, sink)
            if not sample.answers:
                continue
            with sink.open(label) as out:
                for mark in sample.answers[0].marks:
                    number = classes.setdefault(mark.cls, len(classes))
                    if dialect == "darknet" and _line(mark.cls) != mark.cls:
                        report.lose(LINES, sample.item.name)
                    shares = _shares(mark.views[0], dialect, size, report, sample.item.name)
                    out.write(
                        " ".join([str(number), *(f"{share:.10g}" for share in shares)]).encode() + b"\n"
                    )
        layout.finish(list(classes), report)


class _Layout:
    """Where pictures, texts and lists go in either layout."""

    def __init__(self, sink: Sink, darknet: bool) -> None:
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
            label = f"obj_{folder}_data/{rest}.txt"
        else:
            image, label = f"images/{name}{end}", f"labels/{name}.txt"
        if split not in self.lists:
            self.lists[split] = self.sink.scratch()
        self.lists[split].write(f"data/{image}\n".encode())
        return image, label

    def finish(self, names: list[str], report: Report) -> None:
        if not self.darknet:
            for spool in self.lists.values():
                spool.close()
            paths = {split: f"images/{split}" for split in sorted(self.lists)}
            if self.lists and "val" not in self.lists:
                report.warn("No item is in the split “val”, which training wants.", "data.yaml")
            document = {"path": ".", **paths, "nc": len(names), "names": dict(enumerate(names))}
            with self.sink.open("data.yaml") as out:
                out.write(yaml.safe_dump(document, allow_unicode=True, sort_keys=False).encode())
            return
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


def _samples(
    source: Source, names: list[str], splits: dict[str, str], dialect: str, report: Report
) -> Iterator[Sample]:
    pictures = Pictures(source)
    texts = set(_texts(source))
    for path in source.names():
        if extension(path) not in EXTENSIONS:
            continue
        text = _text_of(path)
        try:
            width, height = pictures.size(path)
            answers: tuple[SampleAnswer, ...] = ()
            if text in texts:
                texts.discard(text)
                marks = tuple(_marks(source, text, names, (width, height), dialect, report))
                answers = (SampleAnswer(marks),)
        except InvalidFile as error:
            report.refuse(error.message, path)
            continue
        name, split = _named(path, splits)
        yield Sample(Item(name, "image", width=width, height=height), answers, path=path, split=split)
    for text in sorted(texts):
        report.refuse("There is no picture for this text, and only the picture tells its size.", text)


def _marks(
    source: Source, text: str, names: list[str], size: tuple[int, int], dialect: str, report: Report
) -> Iterator[Mark]:
    if source.size(text) > LARGEST:
        raise InvalidFile(f"The file is larger than {LARGEST >> 20} MB.", where=text)
    with source.open(text) as stream:
        try:
            lines = stream.read().decode("utf-8-sig").splitlines()
        except UnicodeDecodeError:
            report.refuse("The file is not UTF-8 text.", text)
            return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _mark(line.split(), names, size, dialect, report, f"{text}:{number}")
        except ValueError as error:
            report.refuse(str(error), f"{text}:{number}")


def _mark(
    fields: list[str], names: list[str], size: tuple[int, int], dialect: str, report: Report, where: str
) -> Mark:
    if not fields[0].isdigit() or len(fields[0]) > 9 or int(fields[0]) >= len(names):
        raise ValueError(f"There is no class number {fields[0][:20]}: {len(names)} are listed.")
    try:
        shares = [float(field) for field in fields[1:]]
    except ValueError:
        raise ValueError("A coordinate is no number.") from None
    if not all(abs(share) < 1e6 for share in shares):
        raise ValueError("A coordinate is out of range.")
    wanted = {"detect": 4, "darknet": 4, "obb": 8}.get(dialect, len(shares) // 2 * 2)
    if dialect == "segment" and len(shares) in (4, 5):
        wanted = 4
    if len(shares) < wanted or wanted < 4 or (wanted == 4 and len(shares) > 5):
        raise ValueError(f"The line has {len(shares)} coordinates where {wanted} are expected.")
    if len(shares) > wanted:
        report.lose(COLUMNS, where)
    width, height = size
    if wanted == 4:
        x, y, w, h = shares[:4]
        if w < 0 or h < 0:
            raise ValueError("The box has a negative size.")
        return Mark(
            names[int(fields[0])], (Box((x - w / 2) * width, (y - h / 2) * height, w * width, h * height),)
        )
    ring = tuple((x * width, y * height) for x, y in zip(shares[:wanted:2], shares[1:wanted:2], strict=True))
    area = Polygon(((ring,),))
    return Mark(names[int(fields[0])], (_box(ring), area) if dialect == "obb" else (area, bounds(ring)))


def _box(ring: Ring) -> Box:
    """The turned rectangle of four corners: its first side, its second, and their middle."""
    (x0, y0), (x1, y1), (x2, y2), _ = ring
    width, height = math.hypot(x1 - x0, y1 - y0), math.hypot(x2 - x1, y2 - y1)
    cx, cy = (x0 + x2) / 2, (y0 + y2) / 2
    angle = turn(math.degrees(math.atan2(y1 - y0, x1 - x0)))
    angle = 0.0 if abs(angle) < 1e-6 else angle
    return Box(cx - width / 2, cy - height / 2, width, height, angle)


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


def _names(source: Source) -> list[str]:
    for name in source.names():
        last = name.rpartition("/")[2].lower()
        if last in ("obj.names", "classes.txt") or (last.endswith(".names")):
            with source.open(name) as stream:
                try:
                    return [
                        line.strip()
                        for line in stream.read(LARGEST).decode("utf-8-sig").splitlines()
                        if line.strip()
                    ]
                except UnicodeDecodeError as error:
                    raise InvalidFile("The list of names is not UTF-8 text.", where=name) from error
        if last.endswith((".yaml", ".yml")) and (names := _names_of(_yaml(source, name))):
            return names
    return []


def _names_of(document: object) -> list[str]:
    """The class names of a data.yaml in the order of their numbers."""
    names = document.get("names") if isinstance(document, dict) else None
    if isinstance(names, list):
        return [str(name) for name in names]
    if (
        isinstance(names, dict)
        and names
        and all(isinstance(key, int) and 0 <= key < 100_000 for key in names)
    ):
        return [str(names.get(i, i)) for i in range(max(names) + 1)]
    return []


def _yaml(source: Source, name: str) -> object:
    """A small YAML document without aliases, or None."""
    if source.size(name) > 1 << 20:
        return None
    with source.open(name) as stream:
        data = stream.read()
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(data, yaml.SafeLoader)):
            return None
        return yaml.safe_load(data)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _split_lists(source: Source) -> dict[str, str]:
    """The split of a picture by the end of its path, from lists such as train.txt, where there are any."""
    splits: dict[str, str] = {}
    for name, split in _lists(source).items():
        with source.open(name) as stream:
            for line in stream.read(LARGEST).decode(errors="replace").splitlines():
                splits[line.strip().removeprefix("data/")] = split
    return splits


def _lists(source: Source) -> dict[str, str]:
    """The split of each list of pictures: those with the name of a split, and those that an obj.data names."""
    named: dict[str, str] = {}
    for name in source.names():
        if name.rpartition("/")[2].lower() == "obj.data":
            with source.open(name) as stream:
                for line in stream.read(1 << 16).decode(errors="replace").splitlines():
                    key, _, value = line.partition("=")
                    named[value.strip().rpartition("/")[2]] = key.strip()
    found = {}
    for name in source.names():
        last = name.rpartition("/")[2]
        if last.lower().endswith(".txt") and (last in named or stem(last) in _SPLITS):
            found[name] = named.get(last, stem(last))
    return found


def _texts(source: Source) -> Iterator[str]:
    """The texts that may describe a picture: those in a folder of labels, or beside pictures."""
    lists = _lists(source)
    for name in source.names():
        last = name.rpartition("/")[2].lower()
        if last.endswith(".txt") and last != "classes.txt" and name not in lists and "readme" not in last:
            yield name


def _text_of(path: str) -> str:
    """Where the text of a picture lies: below labels instead of images, or beside it."""
    parts = stem(path).split("/")
    for index in range(len(parts) - 2, -1, -1):
        if parts[index] == "images":
            return "/".join([*parts[:index], "labels", *parts[index + 1 :]]) + ".txt"
    return stem(path) + ".txt"


def _named(path: str, splits: dict[str, str]) -> tuple[str, str]:
    """The name of an item and its split: images/train/a.jpg, train/images/a.jpg, obj_train_data/a.jpg."""
    parts = path.split("/")
    split = splits.get(path, "")
    for index, part in enumerate(parts[:-1]):
        plain = part.removeprefix("obj_").removesuffix("_data")
        if part == "images":
            before, after = parts[:index], parts[index + 1 :]
            if len(after) > 1 and not before:
                return "/".join(after[1:]), after[0]
            return "/".join(after), before[-1] if before and before[-1] in _SPLITS else split
        if plain != part:
            return "/".join(parts[index + 1 :]), split or plain
    return path, split


def _columns(source: Source) -> str:
    """The dialect of Ultralytics that the first lines fit: 5 columns, 9, or another odd number."""
    counts: set[int] = set()
    for name in islice((n for n in _texts(source) if source.size(n)), 8):
        with source.open(name) as stream:
            counts.update(len(line.split()) for line in stream.read(1 << 16).splitlines()[:-1] or [b""])
    counts.discard(0)
    if counts == {9}:
        return "obb"
    return "segment" if any(count >= 7 for count in counts) else "detect"


PART = Yolo()
