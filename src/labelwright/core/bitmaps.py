"""Masks as small pictures, as tools write them that keep a bitmap beside or within their files."""

import re
import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from labelwright.core.errors import Invalid
from labelwright.core.geometry.edges import edges_of_counts
from labelwright.core.runs import mask_of_edges
from labelwright.core.views import Mask


def to_png(mask: Mask) -> bytes:
    """A PNG of the mask's box with one bit a pixel, white where it is set."""
    rows = b"".join(bytes((255 * (i % 2),)) * count for i, count in enumerate(mask.counts))
    stream = BytesIO()
    picture = Image.frombytes("L", (mask.width, mask.height), rows)
    picture.convert("1", dither=Image.Dither.NONE).save(stream, "PNG")
    return stream.getvalue()


def from_png(data: bytes, x: int = 0, y: int = 0) -> Mask | None:
    """The mask of a bitmap whose first pixel lies at (x, y); None where nothing is set.

    Set is what is not see-through or, in a bitmap that is see-through nowhere, what is not black. Raises `Invalid`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=("PNG",)) as picture:
                seen = picture.convert("RGBA")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise Invalid("The bitmap of the mask is no PNG that can be read.") from error
    levels = seen.getchannel("A")
    if levels.getextrema()[0] == 255:
        levels = seen.convert("L")
    counts: list[int] = []
    reached = 0
    for run in re.finditer(rb"[^\0]+", levels.tobytes()):
        counts += (run.start() - reached, run.end() - run.start())
        reached = run.end()
    return mask_of_edges(edges_of_counts(x, y, seen.width, counts))
