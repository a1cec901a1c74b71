"""The pages of a picture's file: those of a TIFF, or the frames of a picture that moves. Knows no project."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from PIL import Image

from labelwright.core.errors import NotFound, TooLarge

MAX_PAGES = 10_000

_SUBFILE_TYPE = 254
_NO_PAGE = 0b101
"""Bits of a TIFF's subfile type: a smaller copy of another page, and a mask over one."""


def frames_of(image: Image.Image) -> tuple[int, ...]:
    """Where the pages lie among the frames of an opened picture; it then shows its first frame again.

    What some cameras put behind a JPEG, such as a second view, is no page of it. Raises `TooLarge` for more than
    `MAX_PAGES`, and what Pillow raises on broken files.
    """
    if image.format == "TIFF":
        found = tuple(islice(_pages(image), MAX_PAGES + 1))
        image.seek(0)
    elif image.format in ("JPEG", "MPO"):
        return (0,)
    else:
        found = tuple(range(getattr(image, "n_frames", 1)))
    if len(found) > MAX_PAGES:
        raise TooLarge(f"The file has more than {MAX_PAGES:,} pages.")
    return found


def are_apart(image: Image.Image) -> bool:
    """Whether several pages are pictures of their own, not moments of one that moves."""
    return image.format == "TIFF"


def turn_to(image: Image.Image, page: int) -> int:
    """Show a page, counted from 1, and return the frame that it is. Raises `NotFound` where there is none.

    Of a TIFF it reads the directories up to that page.
    """
    if page == 1:
        return 0
    pages = _pages(image) if image.format == "TIFF" else iter(frames_of(image))
    frame = next(islice(pages, page - 1, None), None) if page > 0 else None
    if frame is None:
        raise NotFound(f"The file has no page {page}.")
    image.seek(frame)
    return frame


def _pages(image: Any) -> Iterator[int]:
    """The frames that are pages, each shown when its turn comes."""
    frame = 0
    while True:
        try:
            image.seek(frame)
        except EOFError:
            return
        if frame == 0 or not int(image.tag_v2.get(_SUBFILE_TYPE, 0)) & _NO_PAGE:
            yield frame
        frame += 1
