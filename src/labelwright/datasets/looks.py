"""How pictures look, in so few bits that they can be compared by the million."""

import io
from typing import BinaryIO

from PIL import Image

from labelwright.core.checks.alike import LOOK_HEIGHT, LOOK_WIDTH, look_of
from labelwright.datasets.images import thumbnail

_SIZE = 64


def picture_look(stream: BinaryIO, name: str) -> int:
    """The perceptual hash of a picture as it stands upright. Raises `InvalidFile` or `TooLarge` as `thumbnail` does."""
    with Image.open(io.BytesIO(thumbnail(stream, name, _SIZE)), formats=("WEBP",)) as small:
        grey = small.convert("L").resize((LOOK_WIDTH, LOOK_HEIGHT), Image.Resampling.BOX)
        return look_of(grey.tobytes())
