"""The records of COCO JSON as they are read and written, and the bounds on what they may say."""

import re
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from labelwright.core.errors import Invalid
from labelwright.core.names import stem
from labelwright.core.records import AttributeValue
from labelwright.core.runs import compress, decompress, from_columns, to_columns
from labelwright.core.views import Mask

BROKEN = (Invalid, msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError)
"""What decoding and understanding an element may raise."""

PREFIX = "instances_"
NO_SPLIT = "default"

Identity = int | str
_KNOWN = r"(train|val|valid|validation|test|minival)(?:\d{4})?"
_SPLIT = re.compile(rf"(?:^|[_\-./]){_KNOWN}(?=[_\-./]|$)")
_Number = Annotated[float, Meta(ge=-1e9, le=1e9)]
_Name = Annotated[str, Meta(max_length=4096)]
_Bbox = tuple[_Number, _Number, _Number, _Number]
_Side = Annotated[int, Meta(ge=1, le=2**31 - 1)]


class Category(Struct, frozen=True):
    """A class; `supercategory` may name another. Of `keypoints` pairs are joined to a `skeleton`, counted from 1."""

    id: Identity
    name: _Name
    supercategory: str | None = ""
    keypoints: list[_Name] = []
    skeleton: list[tuple[int, int]] | None = None


class Image(Struct, frozen=True):
    """A picture by its file's name."""

    id: Identity
    file_name: _Name
    width: _Side | None = None
    height: _Side | None = None
    coco_url: str | None = ""


class Owner(Struct, frozen=True):
    """The one field of an annotation that says where it belongs."""

    image_id: Identity


class Segment(Struct, frozen=True):
    """An area of a panoptic annotation, whose pixels lie in a picture of their own."""

    category_id: Identity
    bbox: _Bbox
    iscrowd: int = 0


class Runs(Struct, frozen=True):
    """Pixels: run lengths of a picture of `size` (height, width), column by column, as numbers or in the short form."""

    size: tuple[int, int]
    counts: list[int] | str

    def mask(self) -> Mask | None:
        """The pixels, or None where there is none. Raises `Invalid`."""
        counts = decompress(self.counts) if isinstance(self.counts, str) else self.counts
        return from_columns(counts, self.size[1], self.size[0])

    @classmethod
    def of(cls, mask: Mask, width: int, height: int) -> "Runs":
        """The pixels in the short form, without what lies outside the picture."""
        return cls((height, width), compress(to_columns(mask, width, height)))


class Found(Struct, frozen=True):
    """An annotation as it is read; `bbox` is left, top, width, height in pixels.

    Without a place it is a tag of its picture, or the `caption` of it. One with `segments_info` is panoptic: all
    areas of its picture.
    """

    image_id: Identity
    category_id: Identity | None = None
    bbox: _Bbox | None = None
    segmentation: list[list[_Number]] | Runs | None = None
    attributes: dict[str, Any] = {}
    iscrowd: int = 0
    score: Annotated[float, Meta(ge=0, le=1)] | None = None
    keypoints: list[_Number] = []
    caption: _Name | None = None
    segments_info: list[Segment] = []


class Written(Struct, frozen=True, omit_defaults=True):
    """An annotation as it is written."""

    id: int
    image_id: int
    category_id: int
    bbox: list[float]
    area: float
    iscrowd: int
    segmentation: list[list[float]] | Runs
    attributes: dict[str, AttributeValue] = {}
    score: float | None = None
    keypoints: list[float] = []
    num_keypoints: int = 0


def split_of(name: str) -> str:
    """The split that a file's name tells: instances_train2017.json, train/_annotations.coco.json."""
    folder, _, last = stem(name).rpartition("/")
    if last.startswith(PREFIX):
        rest = last.removeprefix(PREFIX)
        match = re.fullmatch(_KNOWN, rest)
        return match.group(1) if match else ("" if rest == NO_SPLIT else rest)
    match = _SPLIT.search(last) or _SPLIT.search(folder)
    return match.group(1) if match else ""
