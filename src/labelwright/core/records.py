"""The records everything is made of: frozen, comparable, JSON-able.

`Annotation` is the wire form used by drafts, answers, the API and the browser. Its `value` is what the label
type of that name declares; `LABELS[type].decode(value)` gives the typed value.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct, field

AttributeValue: TypeAlias = str | bool | int | float | list[str]


class Annotation(Struct, frozen=True, omit_defaults=True):
    """One mark with its class, value and attributes. `id` is unique within its answer.

    Those of one answer that name the same `compound` belong together; a name that one alone has says nothing.
    """

    id: str
    type: str
    cls: str = field(name="class")
    value: dict[str, Any] = {}
    attributes: dict[str, AttributeValue] = {}
    confidence: float | None = None
    note: str = ""
    compound: str = ""


class Item(Struct, frozen=True, omit_defaults=True):
    """The thing shown: immutable, known by the hash of its content.

    `media` is image, text, audio or video. `width` and `height` are pixels of the EXIF-upright image;
    `duration` is seconds. `text` is the content of a text item.
    """

    name: str
    media: str
    content_hash: str = ""
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    text: str | None = None
    metadata: Mapping[str, Any] = {}


_ANNOTATIONS = msgspec.json.Decoder(list[Annotation])
_ENCODER = msgspec.json.Encoder()


def decode_annotations(data: bytes | str) -> list[Annotation]:
    """The annotations in a JSON array. Raises `msgspec.ValidationError` where the shape is wrong."""
    return _ANNOTATIONS.decode(data)


def encode_annotations(annotations: list[Annotation]) -> bytes:
    return _ENCODER.encode(annotations)
