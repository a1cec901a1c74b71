"""Pictures of every sort can be shown by a browser, upright and without losing a grey value."""

import io
from array import array
from typing import Any

import pytest
from PIL import Image

from labelwright.datasets.images import look, thumbnail, view

SIZE = (5, 4)


def encoded(image: Image.Image, kind: str, **options: Any) -> io.BytesIO:
    target = io.BytesIO()
    image.save(target, kind, **options)
    target.seek(0)
    return target


def shown(stream: io.BytesIO) -> Image.Image:
    made = view(stream, "a")
    assert made.data is not None
    return Image.open(io.BytesIO(made.data))


def values_of(image: Image.Image) -> list[int]:
    """The grey values that red and green stand for."""
    return [256 * high + low for high, low, _ in image.get_flattened_data()]


def grey(mode: str, values: list[float]) -> Image.Image:
    image = Image.new(mode, SIZE)
    image.putdata(values)
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "GIF"])
def test_what_browsers_know_is_shown_as_it_is(kind: str) -> None:
    stream = encoded(Image.new("RGB", SIZE, "red"), kind)
    assert view(stream, "a").data is None


@pytest.mark.parametrize("mode", ["P", "LA", "RGBA", "1"])
def test_palettes_and_transparency_are_left_alone(mode: str) -> None:
    assert view(encoded(Image.new(mode, SIZE), "PNG"), "a").data is None


def test_a_picture_for_print_becomes_one_for_screens() -> None:
    made = shown(encoded(Image.new("CMYK", SIZE, (0, 255, 255, 0)), "JPEG"))
    red, green, blue = made.convert("RGB").getpixel((2, 2))
    assert (red > 200, green < 80, blue < 80) == (True, True, True)


def test_a_tiff_is_shown_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = encoded(Image.new("RGB", SIZE, "blue"), "TIFF", exif=exif)
    facts = look(stream, "a")
    stream.seek(0)
    assert shown(stream).size == (facts.width, facts.height) == (4, 5)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_stay_sixteen_bits(kind: str) -> None:
    values = [0, 1, 255, 256, 257, 4095, 32768, 65534, 65535] + [7] * 11
    stream = encoded(grey("I;16", values), kind)
    made = view(stream, "a")
    stream.seek(0)
    assert (made.deep, values_of(shown(stream))) == (True, values)


def test_wider_and_fractional_values_are_spread_over_sixteen_bits() -> None:
    values = [-2.0, -1.0, 0.0, 2.0] + [0.0] * 16
    assert values_of(shown(encoded(grey("F", values), "TIFF")))[:4] == [0, 16383, 32767, 65535]


def test_one_value_everywhere_is_no_fault() -> None:
    assert set(values_of(shown(encoded(grey("F", [3.5] * 20), "TIFF")))) == {0}


def test_a_thumbnail_of_deep_values_shows_them_all() -> None:
    halves = array("H", ([20_000] * 300 + [21_000] * 300) * 400)
    wide = Image.frombytes("I;16", (600, 400), halves.tobytes())
    small = Image.open(io.BytesIO(thumbnail(encoded(wide, "PNG"), "a"))).convert("L")
    assert small.size == (256, 171)
    assert (small.getpixel((20, 80)) < 10, small.getpixel((240, 80)) > 245) == (True, True)


def test_a_thumbnail_comes_of_a_modern_picture() -> None:
    assert Image.open(io.BytesIO(thumbnail(encoded(Image.new("RGB", SIZE), "AVIF"), "a"))).size == SIZE
