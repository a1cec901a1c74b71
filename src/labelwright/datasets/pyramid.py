"""Very large pictures as pyramids of tiles: read in strips and never whole, shown part by part.

A pyramid is a TIFF of tiles whose page n is the picture at 1 / 2ⁿ of its size, upright, in eight bits a channel.
Needs pyvips (the extra `large`), which is loaded with the first picture that wants it.
"""

import importlib
import importlib.util
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from labelwright.core.errors import InvalidFile, MissingLibrary, NotFound, TooLarge

TILE = 512
"""The side of a tile in pixels."""
MAX_PIXELS = 20_000_000_000
PREVIEW = 2048
_QUALITY = 90
_LOADERS = ("jpeg", "png", "tiff", "webp", "gif", "heif")


class Pyramid(Struct, frozen=True):
    """Width and height are pixels of the upright picture; there are `levels` pages, the first the largest."""

    width: int
    height: int
    levels: int


def installed() -> bool:
    return importlib.util.find_spec("pyvips") is not None


def build(source: Path, target: Path, name: str, frame: int = 0) -> Pyramid:
    """Write the pyramid of a picture, or of one frame of its file.

    Raises `InvalidFile`, `TooLarge`, and `MissingLibrary` without pyvips.
    """
    vips = _vips()
    image = _opened(vips, source, name, {"page": frame} if frame else {})
    try:
        plain = image.autorot()
        if plain.format != "uchar":
            plain = plain.scaleimage() if plain.bands < 3 else plain.colourspace("srgb")
        elif plain.interpretation not in ("srgb", "b-w"):
            plain = plain.colourspace("srgb")
        if plain.hasalpha():
            plain = plain.flatten(background=255)
        plain.tiffsave(
            str(target),
            tile=True,
            tile_width=TILE,
            tile_height=TILE,
            pyramid=True,
            bigtiff=True,
            compression="jpeg",
            Q=_QUALITY,
            strip=True,
        )
    except vips.Error as error:
        raise InvalidFile(f"The picture is broken: {_first_line(error)}.", where=name) from error
    return read(target)


def read(pyramid: Path) -> Pyramid:
    """What a pyramid holds."""
    image = _vips().Image.new_from_file(str(pyramid))
    return Pyramid(image.width, image.height, image.get("n-pages"))


def tile(pyramid: Path, level: int, column: int, row: int) -> bytes:
    """One tile as JPEG, smaller at the right and lower borders. Raises `NotFound` where there is none."""
    vips = _vips()
    try:
        page = vips.Image.new_from_file(str(pyramid), page=level)
    except vips.Error as error:
        raise NotFound(f"The picture has no level {level}.") from error
    left, top = column * TILE, row * TILE
    if not (0 <= left < page.width and 0 <= top < page.height):
        raise NotFound(f"The picture has no tile {column}, {row} at level {level}.")
    part = page.crop(left, top, min(TILE, page.width - left), min(TILE, page.height - top))
    data: bytes = part.jpegsave_buffer(Q=_QUALITY, strip=True)
    return data


def cutouts(pyramid: Path, squares: Sequence[tuple[int, int, int]], size: int) -> bytes:
    """Squares (left, top, side) in a row, each `size` pixels wide, as WebP, from levels that are just fine enough."""
    vips, whole = _vips(), read(pyramid)
    parts = []
    for x, y, side in squares:
        level = min(whole.levels - 1, max(0, math.floor(math.log2(max(side, size) / size))))
        page = vips.Image.new_from_file(str(pyramid), page=level)
        left, top, width = (round(value * page.width / whole.width) for value in (x, y, side))
        parts.append(_square(page, left, top, max(1, width)).thumbnail_image(size, height=size, size="force"))
    data: bytes = vips.Image.arrayjoin(parts, across=len(parts)).webpsave_buffer(Q=80, strip=True)
    return data


def _square(page: Any, left: int, top: int, side: int) -> Any:
    """A square of a picture, black where it lies beyond it."""
    x0, y0 = min(max(left, 0), page.width - 1), min(max(top, 0), page.height - 1)
    x1, y1 = max(min(left + side, page.width), x0 + 1), max(min(top + side, page.height), y0 + 1)
    return page.crop(x0, y0, x1 - x0, y1 - y0).embed(x0 - left, y0 - top, side, side)


def preview(pyramid: Path, size: int = PREVIEW) -> bytes:
    """The whole picture as WebP of at most `size` pixels on the longer side, from the levels that are small already."""
    image = _vips().Image.thumbnail(str(pyramid), size)
    data: bytes = image.webpsave_buffer(Q=80, strip=True)
    return data


def _opened(vips: Any, source: Path, name: str, which: Mapping[str, int]) -> Any:
    try:
        image = vips.Image.new_from_file(str(source), access="sequential", fail_on="truncated", **which)
    except vips.Error as error:
        raise InvalidFile(f"The picture cannot be read: {_first_line(error)}.", where=name) from error
    if not image.get("vips-loader").startswith(_LOADERS):
        raise InvalidFile("This is no picture that can be read.", where=name)
    if image.width * image.height > MAX_PIXELS:
        raise TooLarge(f"The picture has more than {MAX_PIXELS:,} pixels.", where=name)
    if image.get_typeof("orientation") and image.get("orientation") > 1:  # turning reads in another order
        return vips.Image.new_from_file(str(source), access="random", fail_on="truncated", **which)
    return image


def _vips() -> Any:
    if not installed():
        raise MissingLibrary("A very large picture", ["pyvips", "pyvips-binary"], "large")
    vips = importlib.import_module("pyvips")
    vips.block_untrusted_set(True)
    return vips


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else type(error).__name__
