"""One item that came in twice and was labelled in two ways: the same bytes or words, or nearly the same picture."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from labelwright.core.checks.alike import groups, identity
from labelwright.core.checks.finding import WARNING, Finding
from labelwright.core.checks.rule import Likeness, Rule, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.geometry import Bounds


class Twins(Struct, frozen=True, forbid_unknown_fields=True):
    """What counts as the same item, and what as another label."""

    near: Annotated[
        int,
        Meta(ge=0, le=10),
        told(
            "Looks may differ by",
            "Bits of 64 that the looks of two pictures may differ in; 0 is alike.",
            unit="bits",
            media=("image",),
        ),
    ] = 4
    iou: Annotated[Likeness, told("IoU at least", "The least overlap of what is marked on both.")] = 0.5


class Said(NamedTuple):
    """What an item was said to show: for each mark its class and its place, in shares of the item."""

    key: str
    marks: tuple[tuple[str, Bounds | None], ...]


class SameItem(Rule[Twins]):
    """Compares classes and how often they stand, and then places, scaled to the size of each item."""

    name = "same_item"
    title = "The same item, other labels"
    summary = "Finds one item that came in twice, or nearly the same picture, with other labels."
    Settings = Twins
    severity = WARNING
    usual = True
    looks = True

    def says(self, settings: Twins) -> str:
        near = ", or nearly" if settings.near else ""
        return f"alike where an item is there twice{near}, with an IoU of at least {settings.iou:g}"

    def survey(self, settings: Twins) -> "Compared":
        return Compared(settings)


class Compared:
    """The labels of all items by what the items are."""

    def __init__(self, settings: Twins) -> None:
        self._settings = settings
        self._same: dict[bytes, list[Said]] = defaultdict(list)
        self._looks: dict[int, list[Said]] = defaultdict(list)

    def see(self, scene: Scene, marks: Sequence[Seen]) -> None:
        said = Said(scene.key, tuple(sorted(_marks(scene, marks), key=repr)))
        known = identity(scene.item)
        if known:
            self._same[known].append(said)
        if scene.look is not None:
            self._looks[scene.look].append(said)

    def findings(self) -> Iterator[Finding]:
        told: set[tuple[str, str]] = set()
        for own in self._same.values():
            yield from self._differing(own, "the same", told)
        for looks in groups(list(self._looks), self._settings.near):
            alike = [said for look in looks for said in self._looks[look]]
            yield from self._differing(alike, "nearly the same", told)

    def _differing(self, own: Iterable[Said], how: str, told: set[tuple[str, str]]) -> Iterator[Finding]:
        first, *others = sorted(own)
        for other in others:
            difference = _difference(first, other, self._settings.iou)
            if difference and (first.key, other.key) not in told:
                yield Finding(
                    f"This item and another are {how}, but {difference}.", item=first.key, others=(other.key,)
                )
            told.add((first.key, other.key))


def _marks(scene: Scene, marks: Sequence[Seen]) -> Iterator[tuple[str, Bounds | None]]:
    item = scene.item
    wide = float(item.width or item.duration or len(item.text or "") or 1)
    high = float(item.height or 1)
    for mark in marks:
        if mark.geometry is None:
            yield mark.cls.name, None
        else:
            left, top, right, bottom = mark.geometry.bounds()
            yield mark.cls.name, (left / wide, top / high, right / wide, bottom / high)


def _difference(one: Said, other: Said, iou: float) -> str:
    """How two labellings differ, as the end of a sentence; empty where they do not."""
    counts = [Counter(name for name, _ in said.marks) for said in (one, other)]
    names = sorted(name for name in counts[0].keys() | counts[1].keys() if counts[0][name] != counts[1][name])
    if names:
        listed = ", ".join(f"{counts[0][name]} and {counts[1][name]} × “{name}”" for name in names[:3])
        return f"are labelled with {listed}"
    for name in sorted(counts[0]):
        places = [[b for cls, b in said.marks if cls == name and b is not None] for said in (one, other)]
        if not _same_places(places[0], places[1], iou):
            return f"“{name}” is marked in other places"
    return ""


def _same_places(ours: list[Bounds], theirs: list[Bounds], iou: float) -> bool:
    """Whether each place has one of the others that overlaps it enough; nearest pairs are matched first."""
    pairs = sorted(
        ((_iou(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)), reverse=True
    )
    left, right = set(range(len(ours))), set(range(len(theirs)))
    for overlap, i, j in pairs:
        if overlap < iou:
            break
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
    return not left and not right


def _iou(a: Bounds, b: Bounds) -> float:
    """Of bounds; those without an area are taken for one pixel in a thousand wide."""
    width = min(a[2], b[2]) - max(a[0], b[0]) + _LINE
    height = min(a[3], b[3]) - max(a[1], b[1]) + _LINE
    if width <= 0 or height <= 0:
        return 0.0
    sizes = [(c[2] - c[0] + _LINE) * (c[3] - c[1] + _LINE) for c in (a, b)]
    return width * height / (sum(sizes) - width * height)


_LINE = 1e-3

PART = SameItem()
