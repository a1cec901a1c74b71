"""How large marks are, in the unit of what they are drawn on, and the rules that bound it from either side."""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Share, asked_of, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.geometry import Interval, Path
from labelwright.core.views import Box, Ellipse, Segment, Span

Length = Annotated[float, Meta(ge=0)]

_PICTURES = ("image", "video")


class Sizes(Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds on a size; each speaks of the marks that have a size of its sort."""

    pixels: Annotated[
        Length | None, told("Pixels across", "Pixels along the side that counts.", unit="px", media=_PICTURES)
    ] = None
    area: Annotated[Length | None, told("Area", "Square pixels.", unit="px²", media=_PICTURES)] = None
    share: Annotated[
        Share | None, told("Share of the picture", "The part of the picture's area.", media=_PICTURES)
    ] = None
    characters: Annotated[
        Length | None,
        told("Characters", "Characters of a span or a transcript.", media=("text", "audio", "video")),
    ] = None
    seconds: Annotated[
        Length | None,
        told("Seconds", "Seconds of a stretch of a clip.", unit="s", media=("audio", "video")),
    ] = None


class Extent(NamedTuple):
    """Pixels: along the two sides of a mark, and what it covers. A line is as long as it is, both ways."""

    width: float
    height: float
    area: float


def extent(mark: Seen) -> Extent | None:
    """How large a mark on a picture is, before it was turned; None where it has no place or is no mark on a picture."""
    if (box := mark.view(Box)) is not None:
        return Extent(box.width, box.height, box.width * box.height)
    if (ellipse := mark.view(Ellipse)) is not None and mark.geometry is not None:
        return Extent(2 * ellipse.rx, 2 * ellipse.ry, mark.geometry.area())
    geometry = mark.geometry
    if geometry is None or isinstance(geometry, Interval):
        return None
    if isinstance(geometry, Path):
        length = _length(geometry)
        return Extent(length, length, 0.0)
    left, top, right, bottom = geometry.bounds()
    return Extent(right - left, bottom - top, geometry.area())


def asked(settings: Sizes) -> dict[str, float]:
    """The bounds that are given, by their names."""
    bounds = {name: getattr(settings, name) for name in settings.__struct_fields__}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def bounds_said(settings: Sizes, at: str) -> str:
    """The bounds that are given, each after `at`: at least 8 pixels across, at least 1 % of the picture."""
    return ", ".join(f"{at} {_BOUND[name](bound)}" for name, bound in asked(settings).items())


def faults_of(settings: Sizes) -> Iterator[str]:
    """A sentence where no bound is given."""
    yield from asked_of({name: getattr(settings, name) for name in settings.__struct_fields__})


def beyond(
    settings: Sizes,
    scene: Scene,
    marks: Sequence[Seen],
    side: Callable[[float, float], float],
    *,
    most: bool,
) -> Iterator[Finding]:
    """A finding for each bound that a mark breaks: an upper one if `most`, else a lower one.

    `side` says which of two sides is measured where pixels are bounded.
    """
    bounds = asked(settings)
    for mark in marks:
        sizes = _sizes(mark, scene, side)
        for name, bound in bounds.items():
            size = sizes.get(name)
            if size is None or (size <= bound if most else size >= bound):
                continue
            at = "at most" if most else "at least"
            yield Finding(f"{mark.called} {_SAID[name](size, bound, at)}.", (mark.id,))


def number(value: float) -> str:
    """A number with as many places as anybody reads."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def _sizes(mark: Seen, scene: Scene, side: Callable[[float, float], float]) -> dict[str, float]:
    sizes: dict[str, float] = {}
    if (found := extent(mark)) is not None:
        sizes["pixels"] = side(found.width, found.height)
        if not isinstance(mark.geometry, Path):
            sizes["area"] = found.area
            if scene.item.width and scene.item.height:
                sizes["share"] = found.area / (scene.item.width * scene.item.height)
    if (span := mark.view(Span)) is not None:
        sizes["characters"] = float(span.end - span.start)
    elif mark.text is not None:
        sizes["characters"] = float(len(mark.text))
    if (segment := mark.view(Segment)) is not None:
        sizes["seconds"] = segment.end - segment.start
    return sizes


def _length(path: Path) -> float:
    return math.fsum(math.dist(start, end) for start, end in pairwise(path.points))


_BOUND: dict[str, Callable[[float], str]] = {
    "pixels": lambda bound: f"{number(bound)} pixels across",
    "area": lambda bound: f"{number(bound)} square pixels",
    "share": lambda bound: f"{number(bound * 100)} % of the picture",
    "characters": lambda bound: f"{number(bound)} characters",
    "seconds": lambda bound: f"{number(bound)} s",
}
_SAID: dict[str, Callable[[float, float, str], str]] = {
    "pixels": lambda size, bound, at: f"is {number(size)} pixels across; {at} {number(bound)} are wanted",
    "area": lambda size, bound, at: f"covers {number(size)} square pixels; {at} {number(bound)} are wanted",
    "share": lambda size, bound, at: (
        f"covers {number(size * 100)} % of the picture; {at} {number(bound * 100)} % are wanted"
    ),
    "characters": lambda size, bound, at: f"has {number(size)} characters; {at} {number(bound)} are wanted",
    "seconds": lambda size, bound, at: f"lasts {number(size)} s; {at} {number(bound)} s are wanted",
}
