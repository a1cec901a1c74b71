"""Label Studio JSON: a list of tasks, each with the annotations of people and the predictions of models.

Places are percent of the picture; a rectangle turns about its top-left corner, an ellipse about its centre; offsets in
texts are code points. Masks are what a brush has painted. Answers to attributes are regions of the same id; the points
of a skeleton are children of the rectangle around them, and what belongs together are children of the first of them.
Facts: https://labelstud.io/guide/task_format
"""

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset
from labelwright.core.losses import Difference
from labelwright.core.ontology import Ontology
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.report import Report
from labelwright.core.views import Box, Ellipse, Keypoints, Mask, Polygon, Span, Tag
from labelwright.formats.labelstudio.reading import DRAFTS, SCORES, files, samples
from labelwright.formats.labelstudio.regions import FURTHER
from labelwright.formats.labelstudio.writing import CROWD, GROUPS, KINDS, RINGS, SIZELESS, TAGS_APART, write


class LabelStudio:
    """Streams task by task; a broken task is refused and the rest goes on."""

    name = "labelstudio"
    title = "Label Studio JSON"
    needs: tuple[str, ...] = ()
    dialects: tuple[str, ...] = ()
    holds = Holds(
        media=frozenset({"image", "text"}),
        views=frozenset({Box, Polygon, Mask, Ellipse, Keypoints, Span, Tag}),
        angle=True,
        attributes=True,
        confidence=True,
        notes=True,
        compounds=True,
        annotator=True,
        several_answers=True,
        metadata=True,
        overlapping_spans=True,
        unanswered=True,
        ids=True,
        timing=True,
        urls=True,
        own_losses={
            KINDS: Difference.ATTRIBUTE,
            SIZELESS: Difference.MARK,
            CROWD: Difference.ANNOTATOR,
            RINGS: Difference.SHAPE,
            GROUPS: Difference.GROUP,
            TAGS_APART: Difference.COMPOUND,
            DRAFTS: Difference.ANSWER,
            FURTHER: Difference.MARK,
            SCORES: Difference.CONFIDENCE,
        },
    )

    def sniff(self, source: Source) -> Guess | None:
        name = next(files(source), "")
        return Guess(0.9, why=f"{name} is a list of tasks with data") if name else None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        names = list(files(source)) or [name for name in source.names() if name.lower().endswith(".json")]
        if not names:
            raise InvalidFile("There is no .json file.", where=source.name)
        return Dataset(Ontology(), samples(source, names, report))

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        write(dataset, self.holds, sink, report)


PART = LabelStudio()
