"""Pascal VOC XML: one file a picture, in three dialects that count pixels differently.

`official` is integers, the first pixel being 1, both ends inclusive; `cvat` is floats from the corner of the first
pixel, with attributes; `labelimg` is integers as drawn, never below 1. Rotation is in none of them.
Facts: http://host.robots.ox.ac.uk/pascal/VOC/voc2012/devkit_doc.pdf
"""

from itertools import islice

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset
from labelwright.core.losses import Difference
from labelwright.core.ontology import Ontology
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.report import Report
from labelwright.core.views import Box
from labelwright.formats.voc.reading import ACTIONS, PARTS, SEGMENTS, dialect_of, samples, xml_files
from labelwright.formats.voc.records import FLAGS, LOOKED_AT, POSE
from labelwright.formats.voc.writing import BORDER, FRACTIONS, KINDS, SIGNS, write


class Voc:
    """Streams file by file; a broken one is refused and the rest goes on."""

    name = "voc"
    title = "Pascal VOC XML"
    needs: tuple[str, ...] = ()
    dialects = ("official", "cvat", "labelimg")
    holds = Holds(
        media=frozenset({"image"}),
        views=frozenset({Box}),
        splits=True,
        attribute_names=frozenset((*FLAGS, POSE)),
        own_losses={
            FRACTIONS: Difference.PLACE,
            BORDER: Difference.PLACE,
            KINDS: Difference.ATTRIBUTE,
            PARTS: Difference.MARK,
            ACTIONS: Difference.ATTRIBUTE,
            SEGMENTS: Difference.SHAPE,
            SIGNS: Difference.CLASS,
        },
    )

    def sniff(self, source: Source) -> Guess | None:
        for name in islice(xml_files(source), LOOKED_AT):
            with source.open(name) as stream:
                head = stream.read(4096)
            if (b"<annotation>" in head or b"<annotation " in head) and b"<pt>" not in head:
                return Guess(0.95, dialect_of(source), f"{name} is an <annotation>")
        return None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        if next(xml_files(source), None) is None:
            raise InvalidFile("There is no .xml file.", where=source.name)
        return Dataset(Ontology(), samples(source, report, dialect or dialect_of(source)))

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        write(dataset, self.holds, sink, report, dialect or self.dialects[0])


PART = Voc()
