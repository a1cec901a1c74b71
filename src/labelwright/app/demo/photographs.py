"""Real photographs that come with scikit-image, for a project that nobody has started yet."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

PHOTOGRAPHS = {
    "astronaut.png": "Portrait of an astronaut",
    "chelsea.png": "A cat",
    "coffee.png": "A cup of coffee",
    "coins.png": "Roman coins",
    "motorcycle_left.png": "A motorcycle in a workshop",
    "rocket.jpg": "A rocket on its pad",
    "hubble_deep_field.jpg": "Galaxies",
    "camera.png": "A photographer",
    "horse.png": "A horse's outline",
    "ihc.png": "Stained tissue",
    "retina.jpg": "A retina",
    "moon.png": "The moon",
    "page.png": "A printed page",
    "cell.png": "A cell",
}


def photographs_installed() -> bool:
    """Whether the extra `demo` is installed."""
    return importlib.util.find_spec("skimage") is not None


def photographs() -> Iterator[tuple[str, str, Path]]:
    """File name, title and path of each photograph that is there; none without the extra `demo`."""
    spec = importlib.util.find_spec("skimage")
    if spec is None or spec.origin is None:
        return
    folder = Path(spec.origin).parent / "data"
    for name, title in PHOTOGRAPHS.items():
        if (folder / name).is_file():
            yield name, title, folder / name
