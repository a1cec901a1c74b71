"""What may differ between what was written and what is read back, and the names under which it is reported lost.

The suite for formats holds every writer to this: whatever differs must be counted under a name of its kind.
"""

from collections.abc import Mapping
from enum import StrEnum


class Difference(StrEnum):
    """A kind of difference between a dataset and what came back of it."""

    ITEM = "an item is gone"
    NAME = "the name of an item"
    TEXT = "the text of an item"
    SIZE = "the size of an item"
    METADATA = "the metadata of an item"
    URL = "the address of an item"
    SPLIT = "the split of an item"
    ANSWERED = "whether an item was answered"
    ANSWER = "an answer is gone"
    ANNOTATOR = "who answered"
    TRUTH = "which answer is the truth"
    TIMING = "when and how long someone answered"
    MARK = "an annotation is gone"
    CLASS = "the class of an annotation"
    ANGLE = "the angle of a box"
    SHAPE = "the shape of an area, within its box"
    PLACE = "the place of an annotation, by at most a pixel, to the end of a token, or to the border"
    GROUP = "the group of a tag"
    ATTRIBUTE = "an attribute"
    CONFIDENCE = "a confidence"
    NOTE = "a note"
    COMPOUND = "which annotations belong together"
    ID = "the id of an annotation"
    VALUE = "the type and value of an annotation"
    UNUSED = "a class that no annotation has"
    PARENT = "the parent of a class"
    SETTINGS = "the settings of a class"


NAMES = "names of items"
ANGLES = "angles of boxes"
SHAPES = "shapes of areas (their box is kept)"
ROUNDNESS = "curves of ellipses (their corners are kept as an area)"
SILHOUETTES = "faces of cuboids (their silhouette is kept as an area)"
JOINTS = "points of skeletons (their box is kept)"
CORNERS = "angles of boxes (their corners are kept as an area)"
ATTRIBUTES = "attributes"
CONFIDENCE = "confidence"
NOTES = "notes"
COMPOUNDS = "which annotations belong together (compounds)"
IDS = "ids of annotations"
ANNOTATORS = "who answered (names, and whether a model or a crowd)"
ANSWERS = "further answers"
TRUTH = "which answer is the truth"
TIMING = "when answers were given and how long they took"
METADATA = "metadata of items"
URLS = "addresses of items"
SPLITS = "splits"
EMPTY = "items without annotations"
UNANSWERED = "which items nobody has answered"
OVERLAPS = "overlapping spans"
HIERARCHY = "parents of classes"
CLASSES = "classes without annotations"
SETTINGS = "settings of classes (colours, keys, descriptions, attributes, options, groups)"

EXPLAINS: Mapping[str, Difference] = {
    NAMES: Difference.NAME,
    ANGLES: Difference.ANGLE,
    SHAPES: Difference.SHAPE,
    ROUNDNESS: Difference.SHAPE,
    SILHOUETTES: Difference.SHAPE,
    JOINTS: Difference.SHAPE,
    CORNERS: Difference.ANGLE,
    ATTRIBUTES: Difference.ATTRIBUTE,
    CONFIDENCE: Difference.CONFIDENCE,
    NOTES: Difference.NOTE,
    COMPOUNDS: Difference.COMPOUND,
    IDS: Difference.ID,
    ANNOTATORS: Difference.ANNOTATOR,
    ANSWERS: Difference.ANSWER,
    TRUTH: Difference.TRUTH,
    TIMING: Difference.TIMING,
    METADATA: Difference.METADATA,
    URLS: Difference.URL,
    SPLITS: Difference.SPLIT,
    EMPTY: Difference.ITEM,
    UNANSWERED: Difference.ANSWERED,
    OVERLAPS: Difference.MARK,
    HIERARCHY: Difference.PARENT,
    CLASSES: Difference.UNUSED,
    SETTINGS: Difference.SETTINGS,
}


def items_of(media: str) -> str:
    """The name of the loss of items of a medium."""
    return f"{media} items"


def marks_of(kind: str) -> str:
    """The name of the loss of annotations of a type."""
    return f"annotations of type {kind}"


def explained(name: str, own: Mapping[str, Difference]) -> Difference | None:
    """The difference that a loss accounts for: one of these names, or one of a format's own."""
    named = own.get(name) or EXPLAINS.get(name)
    if named is None and name.startswith(marks_of("")):
        return Difference.MARK
    if named is None and name.endswith(items_of("")):
        return Difference.ITEM
    return named
