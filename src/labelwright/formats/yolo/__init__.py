"""YOLO text files: a line an object, coordinates as shares of the picture's sides.

`detect`, `obb`, `segment` and `pose` are the folders of Ultralytics (`data.yaml`, `images/`, `labels/`); `darknet` is
YOLO 1.1 (`obj.data`, `obj.names`, pictures and texts side by side). Sizes come from the pictures, so that reading
needs them. Facts: https://docs.ultralytics.com/datasets/
"""

from msgspec import structs

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset
from labelwright.core.losses import Difference
from labelwright.core.ontology import Class, Ontology
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.report import Report
from labelwright.core.skeletons import UNDECLARED
from labelwright.core.views import Box, Keypoints, Polygon
from labelwright.formats.yolo.reading import COLUMNS, POSE, dialect_of, samples
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
        UNDECLARED: Difference.SHAPE,
        UNSPLIT: Difference.SPLIT,
        LINES: Difference.CLASS,
    },
)
_HOLDS = {
    "detect": _DETECT,
    "obb": structs.replace(_DETECT, angle=True),
    "segment": structs.replace(_DETECT, views=frozenset({Polygon})),
    POSE: structs.replace(_DETECT, views=frozenset({Keypoints})),
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
        dialect = dialect or dialect_of(source, tree)
        pose = tree.pose if dialect == POSE else None
        classes = (pose.cls(i, name) if pose else Class(name, "") for i, name in enumerate(tree.classes))
        return Dataset(Ontology(tuple(classes)), samples(source, tree, dialect, report))

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        dialect = dialect or self.dialects[0]
        write(dataset, _HOLDS[dialect], sink, report, dialect)


PART = Yolo()
