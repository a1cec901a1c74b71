"""A tag: the whole item is of a class. Its class says everything, so its value is empty."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Tag, View


class TagValue(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing: a tag is its class."""


class TagLabel(Label[TagValue]):
    """Two tags of one class never differ; how far two classes lie apart, their hierarchy says, not their type."""

    name = "tag"
    title = "Tag"
    media = frozenset({"image", "text", "audio", "video"})
    Value = TagValue
    shows = frozenset({Tag})

    def check_set(self, marks: Sequence[tuple[TagValue, Class]], item: Item) -> Iterator[tuple[int, str]]:
        seen: set[str] = set()
        for index, (_, cls) in enumerate(marks):
            if cls.name in seen:
                yield index, f"The tag “{cls.name}” is given twice."
            seen.add(cls.name)

    def distance(self, a: TagValue, b: TagValue, item: Item) -> float:
        return 0.0

    def views(self, value: TagValue, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        return (Tag(cls.group, path),)

    def from_view(self, view: View) -> TagValue | None:
        return TagValue() if isinstance(view, Tag) else None


PART = TagLabel()
