"""Readers of formats that share no code with ours: what lies where, by the standard library and a picture's header."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml
from PIL import Image

Place = tuple[str, str, float, float, float, float]
"""The name of a picture without its extension, a class, and left, top, right and bottom in pixels from the corner."""

Spans = list[tuple[str, list[tuple[int, int, str]]]]
"""Texts with start, end and class of their spans."""


def voc(folder: Path, *, inclusive: bool) -> "Counter[Place]":
    """`inclusive`: pixels count from 1 and the last belongs to the box."""
    found: Counter[Place] = Counter()
    for path in folder.rglob("*.xml"):
        root = ET.parse(path).getroot()
        for element in root.iterfind("object"):
            box = element.find("bndbox")
            assert box is not None
            left, top, right, bottom = (
                float(box.findtext(side) or "") for side in ("xmin", "ymin", "xmax", "ymax")
            )
            first = 1 if inclusive else 0
            name = element.findtext("name") or ""
            found[
                _place(root.findtext("filename") or "", name, left - first, top - first, right, bottom)
            ] += 1
    return found


def coco(paths: Iterable[Path]) -> "Counter[Place]":
    found: Counter[Place] = Counter()
    for path in paths:
        document = json.loads(path.read_bytes())
        names = {category["id"]: category["name"] for category in document["categories"]}
        files = {image["id"]: image["file_name"] for image in document["images"]}
        for annotation in document["annotations"]:
            x, y, width, height = annotation["bbox"]
            cls = names[annotation["category_id"]]
            found[_place(files[annotation["image_id"]], cls, x, y, x + width, y + height)] += 1
    return found


def yolo(folder: Path) -> "Counter[Place]":
    """Lines of five, or of nine, whose corners are taken together."""
    names = _yolo_names(folder)
    pictures = {path.stem: path for path in folder.rglob("*") if path.suffix in (".jpg", ".png", ".JPEG")}
    found: Counter[Place] = Counter()
    for text in folder.rglob("*.txt"):
        if text.stem not in pictures:
            continue
        with Image.open(pictures[text.stem]) as picture:
            width, height = picture.size
        for line in text.read_text().splitlines():
            number, *shares = line.split()
            values = [float(share) for share in shares]
            if len(values) == 4:
                x, y, w, h = values
                values = [x - w / 2, y - h / 2, x + w / 2, y + h / 2]
            xs, ys = [v * width for v in values[::2]], [v * height for v in values[1::2]]
            found[_place(text.stem, names[int(number)], min(xs), min(ys), max(xs), max(ys))] += 1
    return found


def labelstudio(path: Path) -> "Counter[Place]":
    found: Counter[Place] = Counter()
    for task, region in _regions(path):
        value = region["value"]
        width, height = region["original_width"] / 100, region["original_height"] / 100
        left, top = value["x"] * width, value["y"] * height
        right, bottom = left + value["width"] * width, top + value["height"] * height
        for name in value["rectanglelabels"]:
            found[_place(task["data"]["name"], name, left, top, right, bottom)] += 1
    return found


def lines(path: Path) -> "Counter[Place]":
    """Our own."""
    found: Counter[Place] = Counter()
    for line in path.read_text("utf-8").splitlines()[1:]:
        sample = json.loads(line)
        for mark in _marks(sample):
            box = next(view for view in mark["views"] if view["type"] == "Box")
            right, bottom = box["x"] + box["width"], box["y"] + box["height"]
            found[_place(sample["item"]["name"], mark["class"], box["x"], box["y"], right, bottom)] += 1
    return found


def columns(path: Path) -> "list[list[tuple[str, str]]]":
    """Token and tag of each line of each sentence."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text("utf-8").split("\n"):
        parts = line.split()
        if not parts or parts[0] == "-DOCSTART-":
            sentences.append([])
        else:
            sentences[-1].append((parts[0], parts[-1]))
    return [sentence for sentence in sentences if sentence]


def runs(sentence: "list[tuple[str, str]]") -> "list[tuple[int, int, str]]":
    """First token, end and class of each run of tags in IOB2."""
    found: list[tuple[int, int, str]] = []
    for index, (_, tag) in enumerate(sentence):
        if tag.startswith("B-"):
            found.append((index, index + 1, tag[2:]))
        elif tag.startswith("I-"):
            start, _, cls = found.pop()
            assert cls == tag[2:]
            found.append((start, index + 1, cls))
    return found


def spans_of_columns(path: Path) -> Spans:
    """The texts of sentences, tokens joined by a space, with their runs as offsets."""
    found: Spans = []
    for sentence in columns(path):
        starts, at = [], 0
        for token, _ in sentence:
            starts.append(at)
            at += len(token) + 1
        spans = [
            (starts[first], starts[end - 1] + len(sentence[end - 1][0]), cls)
            for first, end, cls in runs(sentence)
        ]
        found.append((" ".join(token for token, _ in sentence), spans))
    return found


def spans_of_lines(path: Path) -> Spans:
    found: Spans = []
    for line in path.read_text("utf-8").splitlines()[1:]:
        sample = json.loads(line)
        spans = [
            (mark["views"][0]["start"], mark["views"][0]["end"], mark["class"]) for mark in _marks(sample)
        ]
        found.append((sample["item"]["text"], spans))
    return found


def spans_of_labelstudio(path: Path) -> Spans:
    found: dict[int, tuple[str, list[tuple[int, int, str]]]] = {
        task["id"]: (task["data"]["text"], []) for task in json.loads(path.read_bytes())
    }
    for task, region in _regions(path):
        value = region["value"]
        assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
        found[task["id"]][1].append((value["start"], value["end"], value["labels"][0]))
    return list(found.values())


def _regions(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each region that has a place, with its task."""
    for task in json.loads(path.read_bytes()):
        for region in (r for annotation in task["annotations"] for r in annotation["result"]):
            if region["type"] in ("rectanglelabels", "labels"):
                yield task, region


def _marks(sample: dict[str, Any]) -> list[dict[str, Any]]:
    return [mark for answer in sample.get("answers", []) for mark in answer.get("marks", [])]


def _yolo_names(folder: Path) -> list[str]:
    for path in folder.rglob("*.yaml"):
        names = yaml.safe_load(path.read_text())["names"]
        return list(names.values()) if isinstance(names, dict) else list(names)
    return next(folder.rglob("obj.names")).read_text().splitlines()


def _place(name: str, cls: str, left: float, top: float, right: float, bottom: float) -> Place:
    """Rounded to a thousandth of a pixel, which every format keeps."""
    sides = (round(side, 3) + 0.0 for side in (left, top, right, bottom))
    return (Path(name).stem, cls, *sides)  # type: ignore[return-value]
