"""Items and classes that the tests of checks share, and a label type of stretches that says what was heard in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from labelwright.core.checks.checks import Checks
from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Check
from labelwright.core.geometry import Interval
from labelwright.core.label import AnyLabel, Label
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import LABELS, RULES
from labelwright.core.views import Segment, Text, View

PICTURE = Item("cells.png", "image", width=100, height=80)
TEXT = Item("note", "text", text="Ada Lovelace met  Bob Ross, in Łódź.")
CLIP = Item("talk.wav", "audio", duration=10.0)


class HeardValue(Struct, frozen=True):
    start: float
    end: float
    text: str = ""


class HeardLabel(Label[HeardValue]):
    """What rules for transcripts are tried on until the built-in types have these views."""

    name = "heard"
    title = "Heard"
    media = frozenset({"audio"})
    Value = HeardValue

    def geometry(self, value: HeardValue) -> Interval:
        return Interval(value.start, value.end)

    def views(self, value: HeardValue, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        return (Segment(value.start, value.end), Text(value.text))

    def from_view(self, view: View) -> HeardValue | None:
        return HeardValue(view.start, view.end) if isinstance(view, Segment) else None


TYPES: Mapping[str, AnyLabel] = {**LABELS, "heard": HeardLabel()}
ONTOLOGY = Ontology(
    classes=(
        Class("cell", "box"),
        Class("red", "box", parent="cell"),
        Class("white", "box", parent="cell", options={"rotated": True}),
        Class("nucleus", "polygon"),
        Class("spot", "ellipse"),
        Class("area", "mask"),
        Class("edge", "polyline"),
        Class("hand", "keypoints", options={"points": [{"name": "wrist"}, {"name": "thumb"}]}),
        Class("sharp", "tag"),
        Class("blurred", "tag"),
        Class("person", "span"),
        Class("place", "span"),
        Class("speech", "heard"),
        Class("noise", "heard"),
    )
)


def box(
    name: str, x: float, y: float, width: float, height: float, cls: str = "red", **more: Any
) -> Annotation:
    value = {"x": x, "y": y, "width": width, "height": height, **more}
    return Annotation(name, "box", cls, value)


def nucleus(name: str, *corners: tuple[float, float]) -> Annotation:
    return Annotation(name, "polygon", "nucleus", {"parts": [[[list(corner) for corner in corners]]]})


def square(name: str, x: float, y: float, side: float) -> Annotation:
    return nucleus(name, (x, y), (x + side, y), (x + side, y + side), (x, y + side))


def tag(name: str, cls: str) -> Annotation:
    return Annotation(name, "tag", cls)


def span(name: str, start: int, end: int, cls: str = "person") -> Annotation:
    return Annotation(name, "span", cls, {"start": start, "end": end})


def heard(name: str, start: float, end: float, text: str = "", cls: str = "speech") -> Annotation:
    return Annotation(name, "heard", cls, {"start": start, "end": end, "text": text})


def ready(*checks: Check) -> Checks:
    return Checks(checks, ONTOLOGY, TYPES, RULES)


def check(rule: str, *classes: str, **settings: Any) -> Check:
    return Check(rule, rule, classes, "", settings)


def findings(asked: Check, annotations: Sequence[Annotation], item: Item = PICTURE) -> list[Finding]:
    """What one check says of one answer."""
    checks = ready(asked)
    return checks.findings(checks.scene(annotations, item))
