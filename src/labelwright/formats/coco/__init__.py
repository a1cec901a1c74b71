"""COCO JSON: detections with boxes, areas and keypoints, one file per split.

A rotated box follows CVAT: `bbox` is the rectangle before its turn, `attributes.rotation` the degrees clockwise,
and `segmentation` the turned corners. Masks are run lengths in COCO's short form. A confidence is the `score` of an
annotation. Read only are results (a list of scored detections without pictures or names), annotations without a place
(tags), captions, and the boxes of panoptic segments. Facts: https://cocodataset.org/#format-data
"""

import re
from collections.abc import Iterator

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset
from labelwright.core.losses import Difference
from labelwright.core.names import Names, tidy
from labelwright.core.narrow import narrow
from labelwright.core.ontology import Ontology
from labelwright.core.pictures import Pictures
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.report import Report
from labelwright.core.skeletons import UNDECLARED, Orders
from labelwright.core.views import Box, Keypoints, Mask, Polygon
from labelwright.formats.coco.reading import MASKS, Reading
from labelwright.formats.coco.records import NO_SPLIT, PREFIX, split_of
from labelwright.formats.coco.writing import CROWD, HOLES, ROTATION, Writing

_KEYS = re.compile(rb'"(images|annotations|categories|licenses|info)"\s*:')
_FIELDS = ((b"images", b'"file_name"'), (b"annotations", b'"image_id"'))
"""A list that fills the first bytes alone is known by a field of its elements."""


_CONTENTS = ("instances", "person_keypoints", "stuff", "labels", "panoptic", "captions", "image_info")
"""What files are named after, the first saying most of a picture."""


class Coco:
    """Written in any order of splits; what is read comes in the order of the pictures."""

    name = "coco"
    title = "COCO JSON"
    needs: tuple[str, ...] = ()
    dialects = ("instances",)
    holds = Holds(
        media=frozenset({"image"}),
        views=frozenset({Box, Polygon, Mask, Keypoints}),
        angle=True,
        attributes=True,
        confidence=True,
        hierarchy=True,
        splits=True,
        classes=True,
        own_losses={
            HOLES: Difference.SHAPE,
            MASKS: Difference.SHAPE,
            UNDECLARED: Difference.SHAPE,
            ROTATION: Difference.ATTRIBUTE,
            CROWD: Difference.ATTRIBUTE,
        },
    )

    def sniff(self, source: Source) -> Guess | None:
        for name in _json_files(source):
            kind = _kind(source, name)
            if kind:
                return Guess(0.95 if kind == "instances" else 0.9, kind, f"{name} has the keys of COCO")
        return None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        files = [
            (name, kind)
            for name in _json_files(source)
            if (kind := _kind(source, name)) and dialect in ("", kind)
        ]
        if not files:
            raise InvalidFile("No file here is COCO JSON.", where=source.name)
        readings = [
            Reading(
                source, name, "" if kind == "results" else split_of(name), report, results=kind == "results"
            )
            for name, kind in _chosen(files, report)
        ]
        pictures = Pictures(source)
        classes = {cls.name: cls for reading in readings for cls in reading.classes()}
        samples = (sample for reading in readings for sample in reading.samples(pictures))
        return Dataset(Ontology(tuple(classes.values())), samples)

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        categories = {cls.name: i for i, cls in enumerate(dataset.ontology.classes, 1)}
        files: dict[str, Writing] = {}
        orders, names = Orders(dataset.ontology), Names()

        def begun(split: str) -> Writing:
            name = names.take(f"annotations/{PREFIX}{tidy(split or NO_SPLIT)}.json")
            return Writing(sink, name, split, categories, orders)

        for sample in narrow(dataset, self.holds, report):
            if sample.split not in files:
                files[sample.split] = begun(sample.split)
            files[sample.split].add(sample, report)
        if not files:
            files[""] = begun("")
        for split in sorted(files):
            files[split].finish(dataset.ontology)


def _chosen(files: list[tuple[str, str]], report: Report) -> list[tuple[str, str]]:
    """The files that are read: of those that say different things of the same pictures, the ones that say most."""
    for content in _CONTENTS:
        chosen = [file for file in files if _is(file[0], content)]
        if chosen:
            for name, _ in files:
                if not _is(name, content):
                    report.warn(
                        f"Left alone: the {content} beside it are of the same pictures and say more.", name
                    )
            return chosen
    return files


def _is(name: str, content: str) -> bool:
    """Whether a file's name says what it holds: instances_train2017.json."""
    return name.rpartition("/")[2].startswith(content)


def _json_files(source: Source) -> Iterator[str]:
    return (name for name in source.names() if name.lower().endswith(".json"))


def _kind(source: Source, name: str) -> str:
    """The dialect of a file by its first bytes, or "" where it is no COCO."""
    with source.open(name) as stream:
        head = stream.read(1 << 16).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] == b"[":
        first = head[1:].lstrip()[:4096]
        return "results" if first[:1] == b"{" and b'"image_id"' in first and b'"category_id"' in first else ""
    keys = set(_KEYS.findall(head))
    listed = keys & {b"images", b"annotations", b"categories"}
    telling = any(keys == {key} and field in head for key, field in _FIELDS)
    return "instances" if head[:1] == b"{" and listed and (len(keys) >= 2 or telling) else ""


PART = Coco()
