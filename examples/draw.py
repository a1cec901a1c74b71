"""Draws the small pictures of the examples: road scenes, slices of a phantom, products. The same each time."""

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).parent
SCALE = 3


def road(seed: int) -> Image.Image:
    """A road towards the horizon with some cars and a traffic light, 480 × 270."""
    choose = random.Random(seed)
    width, height = 480 * SCALE, 270 * SCALE
    sky = choose.choice([(186, 210, 232), (120, 134, 160), (38, 44, 66)])
    picture = Image.new("RGB", (width, height), sky)
    pen = ImageDraw.Draw(picture)
    horizon = int(height * 0.45)
    pen.rectangle((0, horizon, width, height), fill=(96, 122, 92))
    pen.polygon(
        [(width * 0.46, horizon), (width * 0.54, horizon), (width * 0.95, height), (width * 0.05, height)],
        fill=(84, 86, 92),
    )
    for step in range(8):
        near = (step + choose.random() * 0.1) / 8
        y = horizon + (height - horizon) * near**1.7
        pen.rectangle(
            (width * 0.497, y, width * 0.503 + near * 6 * SCALE, y + near * 16 * SCALE), fill=(232, 226, 200)
        )
    for _ in range(choose.randint(2, 4)):
        _car(pen, choose, width, height, horizon)
    post = choose.uniform(0.66, 0.78) * width
    pen.rectangle((post, horizon * 0.45, post + 4 * SCALE, horizon * 1.25), fill=(60, 60, 64))
    pen.rounded_rectangle(
        (post - 7 * SCALE, horizon * 0.3, post + 11 * SCALE, horizon * 0.72), 3 * SCALE, fill=(30, 32, 36)
    )
    lamp = choose.randrange(3)
    for place, colour in enumerate([(224, 74, 66), (236, 178, 58), (72, 190, 110)]):
        y = horizon * (0.34 + 0.12 * place)
        shown = colour if place == lamp else tuple(c // 4 for c in colour)
        pen.ellipse((post - 3 * SCALE, y, post + 7 * SCALE, y + 10 * SCALE), fill=shown)
    return picture.resize((480, 270), Image.Resampling.LANCZOS)


def _car(pen: ImageDraw.ImageDraw, choose: random.Random, width: int, height: int, horizon: int) -> None:
    near = choose.uniform(0.12, 0.75)
    bottom = horizon + (height - horizon) * near
    half = (12 + 58 * near) * SCALE / 2
    x = width / 2 + choose.choice([-1, 1]) * (0.08 + 0.3 * near) * width * 0.6
    paint = choose.choice([(178, 58, 54), (58, 92, 150), (226, 226, 222), (44, 48, 54), (206, 168, 62)])
    pen.rounded_rectangle((x - half, bottom - half * 0.9, x + half, bottom), half * 0.18, fill=paint)
    pen.rounded_rectangle(
        (x - half * 0.72, bottom - half * 1.5, x + half * 0.72, bottom - half * 0.75), half * 0.25, fill=paint
    )
    pen.rounded_rectangle(
        (x - half * 0.6, bottom - half * 1.38, x + half * 0.6, bottom - half * 0.9),
        half * 0.15,
        fill=(196, 214, 226),
    )
    for side in (-1, 1):
        pen.ellipse(
            (
                x + side * half * 0.6 - half * 0.2,
                bottom - half * 0.2,
                x + side * half * 0.6 + half * 0.2,
                bottom + half * 0.2,
            ),
            fill=(24, 24, 26),
        )


def slice_of_phantom(seed: int) -> Image.Image:
    """A grey slice of a head-like phantom, 256 × 256, in most cases with a bright lesion."""
    choose = random.Random(seed)
    size = 256 * SCALE
    picture = Image.new("L", (size, size), 8)
    pen = ImageDraw.Draw(picture)
    for share, grey in ((0.92, 210), (0.86, 70), (0.8, 96)):
        pen.ellipse(
            (
                size * (1 - share * 0.8) / 2,
                size * (1 - share) / 2,
                size * (1 + share * 0.8) / 2,
                size * (1 + share) / 2,
            ),
            fill=grey,
        )
    for side in (-1, 1):
        x = size / 2 + side * size * 0.09
        pen.ellipse((x - size * 0.05, size * 0.36, x + size * 0.05, size * 0.6), fill=34)
    if seed % 4:
        angle, reach = choose.uniform(0, math.tau), choose.uniform(0.15, 0.27) * size
        x, y, r = (
            size / 2 + 0.8 * reach * math.cos(angle),
            size / 2 + reach * math.sin(angle),
            choose.uniform(0.025, 0.06) * size,
        )
        pen.ellipse((x - r, y - r * 0.8, x + r, y + r * 0.8), fill=choose.randint(150, 190))
    small = picture.resize((256, 256), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.8))
    return small.point(lambda grey: max(0, min(255, grey + choose.randint(-5, 5))))


def product(seed: int) -> Image.Image:
    """A shirt or a mug in one colour on a pale ground, 300 × 300."""
    choose = random.Random(seed)
    size = 300 * SCALE
    colour = choose.choice([(188, 60, 66), (48, 98, 160), (40, 44, 50), (238, 234, 226), (76, 140, 96)])
    picture = Image.new("RGB", (size, size), (242, 241, 238))
    pen = ImageDraw.Draw(picture)
    shade = tuple(int(c * 0.82) for c in colour)
    if seed % 2:
        outline = [
            (0.3, 0.2),
            (0.42, 0.16),
            (0.5, 0.21),
            (0.58, 0.16),
            (0.7, 0.2),
            (0.88, 0.38),
            (0.78, 0.48),
            (0.7, 0.41),
            (0.7, 0.84),
            (0.3, 0.84),
            (0.3, 0.41),
            (0.22, 0.48),
            (0.12, 0.38),
        ]
        pen.polygon([(x * size, y * size) for x, y in outline], fill=colour, outline=shade, width=2 * SCALE)
        if choose.random() < 0.5:
            for stripe in range(3):
                y = size * (0.45 + 0.1 * stripe)
                pen.rectangle((size * 0.302, y, size * 0.698, y + size * 0.035), fill=shade)
    else:
        pen.ellipse((size * 0.56, size * 0.36, size * 0.86, size * 0.68), outline=shade, width=8 * SCALE)
        pen.rounded_rectangle(
            (size * 0.24, size * 0.28, size * 0.68, size * 0.78),
            14 * SCALE,
            fill=colour,
            outline=shade,
            width=2 * SCALE,
        )
        pen.ellipse((size * 0.24, size * 0.24, size * 0.68, size * 0.33), fill=shade)
    return picture.resize((300, 300), Image.Resampling.LANCZOS)


def main() -> None:
    for folder, draw in (("driving", road), ("medical", slice_of_phantom), ("ecommerce", product)):
        for number in range(1, 7):
            draw(number).save(HERE / folder / "media" / f"{folder}-{number}.png", optimize=True)


if __name__ == "__main__":
    main()
