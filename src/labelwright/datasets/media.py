"""The bytes of items on their way from a source to a sink: pictures are turned upright."""

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from labelwright.core.errors import LabelwrightError
from labelwright.core.exchange import Sample
from labelwright.core.names import extension
from labelwright.core.pictures import EXTENSIONS, orientation_of
from labelwright.core.report import Report
from labelwright.datasets.files import AnySource
from labelwright.datasets.images import look, upright


class Media:
    """Opens what samples have with them. Coordinates mean the upright picture, and not every trainer heeds EXIF."""

    def __init__(self, source: AnySource, report: Report) -> None:
        self._source, self._report = source, report
        self._present: Sample | None = None

    def passing(self, samples: Iterable[Sample]) -> Iterator[Sample]:
        """The same samples, of which the present one is known while it is written."""
        for sample in samples:
            self._present = sample
            yield sample

    def open(self, path: str) -> BinaryIO | None:
        """The bytes at a path of the source, or None where there are none."""
        if not self._source.has(path):
            return None
        stream = self._source.open(path)
        try:
            if extension(path) in EXTENSIONS and orientation_of(stream, path) != 1:
                stream.seek(0)
                turned = upright(stream, path)
                self._tell(path, turned)
                stream.close()
                return io.BytesIO(turned)
        except LabelwrightError as error:
            self._report.warn(error.message, path, "It was copied as it is.")
        stream.seek(0)
        return stream

    def _tell(self, path: str, turned: bytes) -> None:
        """Say that a picture was turned, and whether its annotations seem to mean it as it lay."""
        facts, item = look(io.BytesIO(turned), path), self._present.item if self._present else None
        lay = (facts.height, facts.width)
        if item and facts.width != facts.height and (item.width, item.height) == lay:
            self._report.warn(
                f"Its annotations give {lay[0]} × {lay[1]} pixels, the size before its EXIF orientation turns it: "
                "they may lie on the wrong places.",
                path,
                "Turn the picture with the program that wrote the annotations, or annotate it anew.",
            )
        else:
            self._report.warn("Its EXIF orientation turned the picture; it was written upright, anew.", path)
