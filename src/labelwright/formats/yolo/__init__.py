"""YOLO text files: a line an object, coordinates as shares of the picture's sides.

`detect`, `obb` and `segment` are the folders of Ultralytics (`data.yaml`, `images/`, `labels/`); `darknet` is YOLO 1.1
(`obj.data`, `obj.names`, pictures and texts side by side). Sizes come from the pictures, so reading needs them.
Facts: https://docs.ultralytics.com/datasets/
"""

from msgspec import structs

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset
from labelwright.core.losses import Difference
from labelwright.core.ontology import Class, Ontology
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.report import Report
from labelwright.core.views import Box, Polygon
from labelwright.formats.yolo.reading import COLUMNS, KEYPOINTS, dialect_of, samples
from labelwright.formats.yolo.tree import Tree
from labelwright.formats.yolo.writing import LINES, OUTSIDE, RINGS, SIZELESS, UNSPLIT, write

_DETECT = Holds(
    media=frozenset({"image"}),
    views=frozenset({Box}),
    splits=True,
    classes=True,
    unanswered=True,
    own_losses={
        OUTSIDE: Difference.PLACE,
        SIZELESS: Difference.ITEM,
        RINGS: Difference.SHAPE,
        COLUMNS: Difference.CONFIDENCE,
        KEYPOINTS: Difference.SHAPE,
        UNSPLIT: Difference.SPLIT,
        LINES: Difference.CLASS,
    },
)
_HOLDS = {
    "detect": _DETECT,
    "obb": structs.replace(_DETECT, angle=True),
    "segment": structs.replace(_DETECT, views=frozenset({Polygon})),
    "darknet": _DETECT,
}


class Yolo:
    """A text without objects says that nothing is there; a picture without a text was not answered."""

    name = "yolo"
    title = "YOLO"
    needs: tuple[str, ...] = ()
    dialects = tuple(_HOLDS)
    holds = _DETECT

    def sniff(self, source: Source) -> Guess | None:
        tree = Tree(source)
        if not tree.classes:
            return None
        return Guess(0.9, dialect_of(source, tree), f"{tree.document} lists classes")

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        tree = Tree(source)
        if not tree.classes:
            raise InvalidFile(
                "No file here lists classes.", where=source.name, remedy="Add a data.yaml or an obj.names."
            )
        ontology = Ontology(tuple(Class(name, "") for name in tree.classes))
        return Dataset(ontology, samples(source, tree, dialect or dialect_of(source, tree), report))

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        dialect = dialect or self.dialects[0]
        write(dataset, _HOLDS[dialect], sink, report, dialect)


PART = Yolo()
