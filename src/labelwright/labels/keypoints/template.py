"""What a class of keypoints declares: its points, what joins them, which are left and right, how exact each is."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

POINTS_MAX = 500
SIGMA = 0.067
"""The tolerance of a point for which none is declared: the mean of the 17 that COCO measured on people."""

SIGMA_MAX = 0.5

Name = Annotated[str, Meta(min_length=1, max_length=100)]
Share = Annotated[float, Meta(ge=0, le=1)]


class TemplatePoint(Struct, frozen=True, forbid_unknown_fields=True):
    """A named point. `sigma` is its tolerance as COCO counts it; `at` its place in a box around all, from 0 to 1."""

    name: Name
    color: Annotated[str, Meta(pattern="^(#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}))?$")] = ""
    sigma: Annotated[float, Meta(gt=0, le=SIGMA_MAX)] = SIGMA
    at: tuple[Share, Share] | None = None


class Template(Struct, frozen=True, forbid_unknown_fields=True):
    """The points in their order, the pairs joined by a line, and the pairs that change places in a mirror."""

    points: Annotated[tuple[TemplatePoint, ...], Meta(min_length=1, max_length=POINTS_MAX)]
    skeleton: tuple[tuple[str, str], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(point.name for point in self.points)

    @property
    def sigmas(self) -> dict[str, float]:
        return {point.name: point.sigma for point in self.points}

    @property
    def swaps(self) -> dict[str, str]:
        """The name that each left or right point has in a mirror."""
        return {a: b for pair in self.pairs for a, b in (pair, pair[::-1])}

    def faults(self) -> Iterator[str]:
        """Sentences on names that are used twice, are not declared, or stand where they mean nothing."""
        names = self.names
        for name in sorted({n for n in names if names.count(n) > 1}):
            yield f"there are two points named “{name}”."
        for what, couples in (("skeleton", self.skeleton), ("pairs", self.pairs)):
            for a, b in couples:
                unknown = [name for name in (a, b) if name not in names]
                if unknown:
                    yield f"{what} names “{unknown[0]}”, which is none of its points."
                elif a == b:
                    yield f"{what} joins “{a}” to itself."
        paired = [name for pair in self.pairs for name in pair]
        for name in sorted({n for n in paired if paired.count(n) > 1}):
            yield f"“{name}” is in two pairs."
        if len({point.at is None for point in self.points}) > 1:
            yield "some points have a place (“at”) and others have none."


def template_of(options: Mapping[str, Any]) -> Template:
    """What options declare. Raises `msgspec.ValidationError` where they declare no template."""
    return msgspec.convert(dict(options), Template)


OPTIONS_SCHEMA: dict[str, Any] = {
    "type": "object",
    "format": "template",
    "properties": {
        "points": {
            "type": "array",
            "minItems": 1,
            "maxItems": POINTS_MAX,
            "description": "List its named points in order, such as `- {name: nose, sigma: 0.026, at: [0.5, 0.1]}`.",
            "items": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "minLength": 1, "maxLength": 100},
                    "color": {"type": "string", "description": "Its own colour, such as #e53e3e."},
                    "sigma": {
                        "type": "number",
                        "exclusiveMinimum": 0,
                        "maximum": SIGMA_MAX,
                        "description": "Its tolerance as COCO counts it: 0.025 for an eye, 0.107 for a hip.",
                    },
                    "at": {
                        "type": "array",
                        "items": {"type": "number", "minimum": 0, "maximum": 1},
                        "minItems": 2,
                        "maxItems": 2,
                        "description": "Where it lies in a box drawn around all points: shares of width and height.",
                    },
                },
                "required": ["name"],
                "additionalProperties": False,
            },
        },
        "skeleton": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
            "description": "Pairs of points that a line joins.",
        },
        "pairs": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
            "description": "Left and right points, which change places when a picture is mirrored.",
        },
    },
    "required": ["points"],
    "additionalProperties": False,
}
