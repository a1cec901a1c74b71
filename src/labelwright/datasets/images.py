"""Looks at pictures under bounds: their size, their upright pixels, their thumbnails. Knows no project.

A picture is judged by its header before a pixel is decoded, so that a bomb costs nothing.
"""

import io
import math
import struct
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from msgspec import Struct
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from labelwright.core.errors import InvalidFile, TooLarge
from labelwright.datasets.pages import are_apart, frames_of, turn_to

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF")
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".bmp", ".tif", ".tiff")
MAX_PIXELS = 178_956_970
"""What is decoded whole; larger pictures are only looked at, for others to read them in parts."""
MAX_BYTES = 512 * 1024 * 1024
THUMBNAIL = 256
BROWSER_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")

_REMEDY = 'Larger ones come in with: pip install "labelwright[large]"'
# Every picture is bounded here, by its header and before a pixel is decoded.
Image.MAX_IMAGE_PIXELS = None

_TURNED = (5, 6, 7, 8)
_TURNED_BY_BROWSERS = ("JPEG", "AVIF")
"""The formats in which every browser heeds how a picture lies; Chromium does not in WebP."""
_UNKNOWN_DPI = (72, 96)
"""What is written where nobody knows: by EXIF 2.32 (XResolution), and by programs that take the screen's."""
_LEAST_DPI = 2
"""Fewer pixels an inch are a ratio of the sides of a pixel, written where a resolution belongs."""

_BROWSER_MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA")
_DEEP_MODES = ("I;16", "I;16L", "I;16B", "I;16N", "I", "F")
_WRITTEN: dict[str, tuple[tuple[str, ...], dict[str, object]]] = {
    "JPEG": (("L", "RGB", "CMYK"), {"quality": 95, "subsampling": 0}),
    "PNG": (("1", "L", "LA", "P", "RGB", "RGBA", "I;16"), {}),
    "TIFF": (
        ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "LAB", *_DEEP_MODES),
        {"compression": "tiff_adobe_deflate"},
    ),
    "WEBP": (("RGB", "RGBA"), {"quality": 95}),
    "AVIF": (("RGB", "RGBA"), {"quality": 90}),
}
"""The formats that pictures are written in, with the modes that each can hold, and how."""
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    MemoryError,
    TypeError,
    struct.error,
)
"""What Pillow's decoders raise on broken files."""


Square = tuple[int, int, int]
"""Left, top and side of a part of an upright picture, in its pixels."""


class ImageFacts(Struct, frozen=True):
    """Width and height are pixels of the upright picture; `orientation` is EXIF's, 1 where it stands upright.

    `dpi` are pixels an inch along the upright width and height, where the file says them.
    """

    width: int
    height: int
    mime: str
    format: str
    orientation: int = 1
    dpi: tuple[float, float] | None = None


def look(stream: BinaryIO, name: str, most: int = MAX_PIXELS, page: int = 1) -> ImageFacts:
    """What the header says of a page. Raises `InvalidFile` for what is no picture, `TooLarge` beyond `most` pixels."""
    with _opened(stream, name, most, page) as image:
        return _facts(image)


def check_pixels(stream: BinaryIO, name: str) -> None:
    """Decode the whole picture once. Raises `InvalidFile` where it breaks off."""
    with _opened(stream, name) as image:
        image.load()


def thumbnail(stream: BinaryIO, name: str, size: int = THUMBNAIL, page: int = 1) -> bytes:
    """A WebP of at most `size` pixels on the longer side, upright, without the original's metadata."""
    with _opened(stream, name, page=page) as image:
        return _small(image, size)


def cutouts(stream: BinaryIO, name: str, squares: Sequence[Square], size: int, page: int = 1) -> bytes:
    """Squares of a picture in a row, each `size` pixels wide, as WebP; what of them lies beyond the picture is black.

    The picture is decoded once, and no finer than they need it.
    """
    with _opened(stream, name, page=page) as image:
        facts = _facts(image)
        wanted = min(1.0, size / min(side for _, _, side in squares))
        image.draft("RGB", (int(image.width * wanted), int(image.height * wanted)))
        turned = _eight_bits(image)
        scale = turned.width / facts.width
        row = Image.new("RGB", (size * len(squares), size))
        for place, (x, y, side) in enumerate(squares):
            left, top, width = (round(value * scale) for value in (x, y, side))
            part = turned.crop((left, top, left + max(1, width), top + max(1, width)))
            row.paste(
                _plain(part).convert("RGB").resize((size, size), Image.Resampling.BILINEAR), (size * place, 0)
            )
        return _webp(row)


class Book:
    """A file of several pages that is held open: turning to the last costs no more than turning to the first.

    Pages are counted from 1; `apart` says whether they are pictures of their own.
    """

    def __init__(self, image: Image.Image) -> None:
        self._image = image
        self._frames = frames_of(image)
        self.count = len(self._frames)
        self.apart = self.count > 1 and are_apart(image)

    def frame(self, page: int) -> int:
        """Where a page lies among the frames of its file."""
        return self._frames[page - 1]

    def look(self, page: int, name: str, most: int) -> ImageFacts:
        """As the function `look`; `name` is that of the page."""
        with _sound(name):
            self._image.seek(self.frame(page))
            _bound(self._image, name, most)
            return _facts(self._image)

    def thumbnail(self, page: int, name: str) -> bytes:
        """As the function `thumbnail`. The page has been looked at, so that its size is known to be bounded."""
        with _sound(name):
            self._image.seek(self.frame(page))
            return _small(self._image, THUMBNAIL)


@contextmanager
def book(stream: BinaryIO, name: str) -> Iterator[Book]:
    """A file to be turned over page by page. Raises `InvalidFile`, and `TooLarge` for more pages than `MAX_PAGES`.

    What goes wrong with whatever is done while it is open, such as a disk that is full, is no fault of the picture.
    """
    with _sound(name):
        image = Image.open(stream, formats=FORMATS)
    with image:
        with _sound(name):
            turned = Book(image)
        yield turned


def upright(stream: BinaryIO, name: str, page: int = 1) -> bytes:
    """A page with its pixels turned upright and every value kept, in its own format where we write it, else as PNG."""
    with _opened(stream, name, page=page) as image:
        kind = _kind(image) if _kind(image) in _WRITTEN else "PNG"
        turned: Image.Image = ImageOps.exif_transpose(image)
        modes, options = _WRITTEN[kind]
        target = io.BytesIO()
        fitting = turned if turned.mode in modes else _plain(turned)
        fitting.save(target, kind, icc_profile=image.info.get("icc_profile"), **options)
        return target.getvalue()


class View(Struct, frozen=True):
    """A picture as browsers can show it: WebP or PNG bytes, or None where the picture's own bytes will do.

    A `deep` one is an RGB PNG whose red and green hold the high and the low byte of each grey value.
    """

    data: bytes | None
    deep: bool = False


def view(stream: BinaryIO, name: str, page: int = 1) -> View:
    """What a browser needs to show a page of a picture, upright, without losing a grey value."""
    with _opened(stream, name, page=page) as image:
        if image.mode in _DEEP_MODES:
            return View(_deep(ImageOps.exif_transpose(image)), deep=True)
        if page == 1 and _is_shown_by_browsers(image):
            return View(None)
        target = io.BytesIO()
        _plain(ImageOps.exif_transpose(image)).save(target, "PNG", compress_level=3)
        return View(target.getvalue())


def _facts(image: Image.Image) -> ImageFacts:
    orientation = _orientation(image)
    width, height = image.size
    kind = _kind(image)
    dpi = _dpi(image)
    if orientation in _TURNED:
        dpi = dpi and (dpi[1], dpi[0])
        if kind != "TIFF":  # Pillow gives the upright size of a TIFF
            width, height = height, width
    mime = Image.MIME.get(kind, "application/octet-stream")
    return ImageFacts(width, height, mime, kind, orientation, dpi)


def _small(image: Image.Image, size: int) -> bytes:
    image.draft("RGB", (size * 2, size * 2))
    small = _eight_bits(image)
    small.thumbnail((size, size), Image.Resampling.BILINEAR)
    return _webp(_plain(small))


def _eight_bits(image: Image.Image) -> Image.Image:
    """A picture upright, its grey values spread over eight bits where they are wider."""
    turned: Image.Image = ImageOps.exif_transpose(image)
    return _spread(turned, 255).convert("L") if turned.mode in _DEEP_MODES else turned


def _webp(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "WEBP", quality=80, method=2)
    return target.getvalue()


def _deep(image: Image.Image) -> bytes:
    """Grey values of up to 16 bits as they are; wider ones and fractions are spread over the 16 bits."""
    if not image.mode.startswith("I;16"):
        low, high = image.getextrema()
        fits = image.mode == "I" and low >= 0 and high <= 65535  # type: ignore[operator]
        image = (image if fits else _spread(image, 65535)).convert("I").convert("I;16")
    values = image.tobytes("raw", "I;16")
    low_bytes, high_bytes = (Image.frombytes("L", image.size, values[start::2]) for start in (0, 1))
    target = io.BytesIO()
    planes = (high_bytes, low_bytes, Image.new("L", image.size))
    Image.merge("RGB", planes).save(target, "PNG", compress_level=3)
    return target.getvalue()


def _spread(image: Image.Image, most: int) -> Image.Image:
    """Grey values spread from 0 to `most`, the least becoming 0."""
    wide = image.convert("I") if image.mode.startswith("I;16") else image
    low, high = (float(bound) for bound in wide.getextrema())  # type: ignore[arg-type]
    factor = most / (high - low) if high > low else 0.0
    return wide.point(lambda value: value * factor - low * factor)


@contextmanager
def _opened(
    stream: BinaryIO, name: str, most: int | None = MAX_PIXELS, page: int = 1
) -> Iterator[Image.Image]:
    """A page of a picture of at most so many pixels; its size is for others to bound where `most` is None."""
    with _sound(name), Image.open(stream, formats=FORMATS) as image:
        turn_to(image, page)
        if most is not None:
            _bound(image, name, most)
        yield image


@contextmanager
def _sound(name: str) -> Iterator[None]:
    """Says by name what is broken, and hears no warnings of Pillow."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except UnidentifiedImageError as error:
        kinds = ", ".join(FORMATS)
        raise InvalidFile(
            "This is no picture that can be read.", where=name, remedy=f"It may be {kinds}."
        ) from error
    except _BROKEN as error:
        raise InvalidFile(f"The picture is broken: {_first_line(error)}.", where=name) from error


def _bound(image: Image.Image, name: str, most: int) -> None:
    width, height = image.size
    if width * height > most:
        raise TooLarge(
            f"The picture has {width * height:,} pixels; {most:,} are the most.", where=name, remedy=_REMEDY
        )
    if width < 1 or height < 1:
        raise InvalidFile("The picture has no pixels.", where=name)


def _kind(image: Image.Image) -> str:
    """The format. A JPEG with more pictures behind it, as phones write it, is a JPEG to all who read the first."""
    return "JPEG" if image.format == "MPO" else (image.format or "")


def _is_shown_by_browsers(image: Image.Image) -> bool:
    kind = _kind(image)
    stands = kind in _TURNED_BY_BROWSERS or _orientation(image) == 1
    return kind in BROWSER_FORMATS and image.mode in _BROWSER_MODES and stands


def _orientation(image: Image.Image) -> int:
    value = image.getexif().get(ExifTags.Base.Orientation, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _dpi(image: Image.Image) -> tuple[float, float] | None:
    """Pixels an inch as they are stored, of a JPEG, PNG or TIFF that says how large its pixels are.

    What was taken through a lens has no scale: there they are meant for printing.
    """
    given = image.info.get("dpi")
    if not isinstance(given, tuple) or len(given) != 2:
        return None
    across, down = (round(float(dots), 2) for dots in given)
    if not (_LEAST_DPI <= across < math.inf and _LEAST_DPI <= down < math.inf):
        return None
    if (across == down and round(across) in _UNKNOWN_DPI) or _is_photograph(image):
        return None
    return across, down


def _is_photograph(image: Image.Image) -> bool:
    try:
        exposure = image.getexif().get_ifd(ExifTags.IFD.Exif)
    except _BROKEN:  # The pixels may be sound all the same.
        return True
    return any(tag in exposure for tag in (ExifTags.Base.FocalLength, ExifTags.Base.ExposureTime))


def _plain(image: Image.Image) -> Image.Image:
    return image if image.mode in ("RGB", "RGBA", "L") else image.convert("RGBA" if _clear(image) else "RGB")


def _clear(image: Image.Image) -> bool:
    return image.mode in ("LA", "PA", "RGBa", "La") or "transparency" in image.info


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
