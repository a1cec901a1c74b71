"""What a check asks, in plain words, and what a form is told of its rule."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import pytest
from hypothesis import given, settings
from msgspec import Struct
from tests.unit.core.checks.scenes import TYPES, findings
from tests.unit.core.checks.test_properties import SETTINGS, scenes

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import (
    CLASS,
    SHARE,
    Check,
    ClassName,
    Rule,
    Share,
    sentence,
    settings_schema,
    told,
)
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import LABELS, RULES
from labelwright.core.views import Keypoints


class Near(Struct, frozen=True, forbid_unknown_fields=True):
    """Settings as a stranger may have them."""

    pixels: Annotated[float, told("Nearer than", "Of two corners.", unit="px", media=("image",))]
    pairs: tuple[tuple[ClassName, ClassName], ...] = ()
    part: Share | None = None


class Stranger(Rule[Near]):
    """A rule that says no more than it must."""

    name = "near"
    title = "Near enough"
    Settings = Near

    def find(self, settings: Near, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        yield from ()


@pytest.mark.parametrize(
    ("rule", "classes", "asked", "said"),
    [
        ("bounds", (), {}, "All annotations: inside the item."),
        ("bounds", ("car",), {"pixels": 2}, "“car”: inside the item; up to 2 pixels beyond it still pass."),
        ("count", ("car",), {"min": 1}, "“car”: at least 1 on each item."),
        ("count", ("car", "van"), {"min": 1, "max": 4}, "“car” or “van”: at least 1 and at most 4 on each item."),
        ("count", ("car",), {"min": 2, "max": 2}, "“car”: exactly 2 on each item."),
        ("drift", (), {}, "All annotations: on as many of each 200 items as before, give or take 10 %."),
        ("exclusive", ("sharp", "blurred"), {}, "“sharp” or “blurred”: only one of these classes on an item."),
        ("inside", ("plate",), {"of": ["car"]}, "“plate”: inside “car”, with at least 90 % of it."),
        ("max_size", ("car",), {"share": 0.25}, "“car”: at most 25 % of the picture."),
        ("min_size", ("car",), {"pixels": 8}, "“car”: at least 8 pixels across."),
        (
            "min_size", ("car",), {"pixels": 8, "area": 100, "characters": 3, "seconds": 0.5},
            "“car”: at least 8 pixels across, at least 100 square pixels, at least 3 characters, at least 0.5 s.",
        ),
        (
            "no_duplicates", (), {},
            "All annotations: no two in the same place, of one class, from a likeness of 0.95 on.",
        ),
        (
            "no_duplicates", (), {"any_class": True},
            "All annotations: no two in the same place, whatever their classes, from a likeness of 0.95 on.",
        ),
        ("no_gaps", ("speech",), {}, "“speech”: no gap between them."),
        (
            "no_gaps", ("speech",), {"seconds": 2, "ends": True},
            "“speech”: no gap longer than 2 s from one end of the clip to the other.",
        ),
        ("no_overlap", ("cell",), {}, "“cell”: no two may overlap."),
        (
            "no_overlap", ("cell",), {"iou": 0.7, "share": 0.5},
            "“cell”: no two may overlap with an IoU above 0.7 or by more than 50 % of the smaller one.",
        ),
        ("no_overlap", ("cell",), {"against": ["edge"]}, "“cell”: none may overlap “edge”."),
        (
            "parts", ("face",), {"parts": ["eye", "nose"]},
            "“face”: each has “eye” and “nose”, with at least 50 % of it inside.",
        ),
        ("points", ("hand",), {}, "“hand”: all points must be placed."),
        (
            "points", ("hand",), {"points": ["wrist"], "visible": True},
            "“hand”: “wrist” must be placed, hidden ones do not do.",
        ),
        ("ratio", ("plate",), {"min": 2, "max": 6}, "“plate”: at least 2 and at most 6 times as wide as high."),
        (
            "same_item", (), {},
            "All annotations: alike where an item is there twice, or nearly, with an IoU of at least 0.5.",
        ),
        (
            "same_item", (), {"near": 0},
            "All annotations: alike where an item is there twice, with an IoU of at least 0.5.",
        ),
        (
            "span_edges", (), {"punctuation": ".,"},
            "All annotations: no white space at the edges, none of “.,” there, no word cut in two.",
        ),
        ("span_edges", (), {"space": False, "words": False}, "All annotations: any edges."),
        (
            "vocabulary", (), {"words": ["yes", "no"], "forbidden": ["uh"], "characters": "abc"},
            "All annotations: only words of the list, such as “yes”, “no”, never “uh”, only the characters “abc”.",
        ),
    ],
)  # fmt: skip
def test_a_check_says_what_it_asks(
    rule: str, classes: tuple[str, ...], asked: dict[str, object], said: str
) -> None:
    assert sentence(Check(rule, rule, classes, "", asked), RULES[rule]) == said


def test_a_rule_without_words_of_its_own_says_its_title_and_settings() -> None:
    asked = Check("near", "near", ("star",), "", {"pixels": 5, "pairs": [["a", "b"]]})
    assert sentence(asked, Stranger()) == "“star”: near enough, nearer than 5 px, pairs a and b."


def test_a_form_learns_units_media_classes_and_shares_from_the_schema() -> None:
    schema = settings_schema(Stranger())
    assert schema["required"] == ["pixels"]
    assert schema["properties"]["pixels"] == {
        "title": "Nearer than", "description": "Of two corners.", "unit": "px", "media": ["image"], "type": "number",
    }  # fmt: skip
    pair = schema["properties"]["pairs"]["items"]
    assert [kind["format"] for kind in pair["prefixItems"]] == [CLASS, CLASS]
    assert schema["properties"]["part"]["format"] == SHARE


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_rule_tells_what_it_is_for_and_names_its_settings(name: str) -> None:
    rule = RULES[name]
    assert rule.summary.endswith(".")
    assert [key for key, own in settings_schema(rule)["properties"].items() if not own.get("title")] == []


def test_only_what_walks_over_items_compares_them() -> None:
    assert [name for name in RULES if RULES[name].compares] == ["drift", "same_item"]


def test_a_rule_fits_the_label_types_that_have_its_views() -> None:
    fitting = {name: [label for label in LABELS if RULES[name].fits(LABELS[label])] for name in RULES}
    assert fitting["points"] == ["keypoints"]
    assert fitting["span_edges"] == ["span"]
    assert "tag" not in fitting["min_size"]
    assert fitting["no_overlap"] == ["box", "cuboid2d", "ellipse", "mask", "polygon", "span"]
    assert fitting["count"] == list(LABELS)


def test_where_either_does_not_say_a_rule_fits() -> None:
    assert Stranger().fits(LABELS["tag"])
    assert RULES["no_gaps"].fits(TYPES["heard"])
    assert not LABELS["tag"].shows & {Keypoints}


@given(scenes)
@settings(deadline=None)
def test_a_rule_finds_nothing_in_marks_that_it_does_not_fit(scene: tuple[Item, list[Annotation]]) -> None:
    item, marks = scene
    kinds = {mark.id: TYPES[mark.type] for mark in marks}
    for name, asked in SETTINGS.items():
        for finding in findings(Check(name, name, settings=asked), marks, item):
            assert all(RULES[name].fits(kinds[mark]) for mark in finding.annotations)
