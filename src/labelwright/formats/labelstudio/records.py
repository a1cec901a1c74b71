"""The records of Label Studio's JSON as they are read, and the bounds on what they may say."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from labelwright.core.errors import Invalid

BROKEN = (Invalid, msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError)
"""What decoding and understanding a task or a region may raise."""

VISIBILITY, HIDDEN = "visibility", "hidden"
"""The control beside a point that says whether it is hidden, and its answer where it is."""

NO_GROUP = "choices"
"""The name of the control whose choices stand in no group."""

Percent = Annotated[float, Meta(ge=-1e5, le=1e5)]
_Share = Annotated[float, Meta(ge=0, le=1)]
_Side = Annotated[int, Meta(ge=1, le=2**31 - 1)]


class Region(Struct, frozen=True):
    """One entry of a result. Those of one id describe one object: its shape, its class, its attributes."""

    type: str
    value: dict[str, Any] = {}
    id: str = ""
    from_name: str = ""
    original_width: _Side | None = None
    original_height: _Side | None = None
    image_rotation: int = 0
    item_index: int = 0
    score: _Share | None = None
    meta: dict[str, Any] = {}
    from_id: str = ""
    to_id: str = ""
    direction: str = "right"
    labels: list[str] = []
    parentID: str | None = ""  # noqa: N815 - as the file has it


class Answer(Struct, frozen=True):
    """An annotation or a prediction."""

    result: list[dict[str, Any]] = []
    completed_by: int | str | dict[str, Any] | None = None
    was_cancelled: bool = False
    ground_truth: bool = False
    created_at: str | None = ""
    lead_time: float | None = None
    model_version: str | None = ""
    score: float | None = None


class Task(Struct, frozen=True):
    """A task. One that is nothing but its data has no field of this name."""

    data: dict[str, Any] | None = None
    annotations: list[Answer] = []
    predictions: list[Answer] = []
    drafts: list[dict[str, Any]] = []
    id: int | str | None = None
    meta: dict[str, Any] | None = None


class Spot(Struct, frozen=True):
    """Where a point lies, in percent."""

    x: Percent
    y: Percent


class Oval(Struct, frozen=True):
    """Where an ellipse lies: centre and half axes in percent of width and height, turned about its centre."""

    x: Percent
    y: Percent
    radiusX: Annotated[float, Meta(ge=0, le=1e5)]  # noqa: N815 - as the file has it
    radiusY: Annotated[float, Meta(ge=0, le=1e5)]  # noqa: N815 - as the file has it
    rotation: Annotated[float, Meta(ge=-1e4, le=1e4)] = 0.0


class Place(Struct, frozen=True):
    """Where a rectangle lies, in percent; `rotation` is degrees clockwise about its top-left corner."""

    x: Percent
    y: Percent
    width: Annotated[float, Meta(ge=0, le=1e5)]
    height: Annotated[float, Meta(ge=0, le=1e5)]
    rotation: Annotated[float, Meta(ge=-1e4, le=1e4)] = 0.0
