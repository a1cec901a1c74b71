"""What every label type must fulfil: its own cases, and the laws that hold for all types.

`check_label(PART)` runs all; `LABEL_RULES` gives them one by one, for a test each. A broken rule raises
`AssertionError` with the sentence that it broke.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from hypothesis import given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from msgspec import structs

from labelwright.core.errors import InvalidAnswer
from labelwright.core.geometry import Affine
from labelwright.core.label import AnyLabel, Label
from labelwright.core.views import View
from labelwright.testing.cases import Cases, load_cases
from labelwright.testing.strategies import label_values

Rule = Callable[[AnyLabel, Cases], None]

EXACT = 1e-9
NEAR = 1e-6

# Maps that keep right angles: what any other does to a mark, a type shows in its cases.
_MAPS = (
    Affine.identity(),
    Affine.translate(3, -7),
    Affine.scale(2),
    Affine.flip_horizontally(100),
    Affine.flip_vertically(80),
    Affine.rotate(90),
    Affine.rotate(180, about=(50, 40)),
)


def check_label(label: AnyLabel, cases: Cases | None = None) -> None:
    """Raise `AssertionError` where the type breaks a rule or one of its cases."""
    cases = cases or load_cases(label)
    for rule in LABEL_RULES.values():
        rule(label.of(cases.cls), cases)


def _it_is_declared(label: AnyLabel, cases: Cases) -> None:
    assert label.name == cases.label == cases.cls.type
    assert label.title, f"{label.name} has no title"
    assert cases.item.media in label.media, f"{label.name} cannot be drawn on its own item"
    assert issubclass(label.Value, msgspec.Struct), f"{label.name}.Value is no msgspec.Struct"
    assert label.Value.__struct_config__.frozen, f"{label.name}.Value is not frozen"
    for schema in (label.schema(), label.options_schema()):
        _obeys(schema, Draft202012Validator.META_SCHEMA)
    _obeys(dict(cases.cls.options), label.options_schema())
    assert list(label.check_options(cases.cls.options)) == [], f"{label.name} finds its own options wrong"


def _valid_values_come_back(label: AnyLabel, cases: Cases) -> None:
    assert cases.valid, f"{label.name} shows no valid value"
    for raw in cases.valid:
        value = label.decode(raw)
        _obeys(raw, label.schema())
        assert _same(label.encode(value), raw), f"{raw} encodes to {label.encode(value)}"
        assert list(label.check(value, cases.item, cases.cls)) == [], f"{raw} is not right on its item"


def _drawn_values_come_back(label: AnyLabel, cases: Cases) -> None:
    def comes_back(value: Any) -> None:
        encoded = label.encode(value)
        assert label.decode(msgspec.json.decode(msgspec.json.encode(encoded))) == value

    _for_all(label, cases, comes_back)


def _invalid_values_are_refused(label: AnyLabel, cases: Cases) -> None:
    for case in cases.invalid:
        _refuses(label, case.value, case.why)


def _numbers_are_finite(label: AnyLabel, cases: Cases) -> None:
    for raw in cases.valid:
        for strange in (math.nan, math.inf, -math.inf):
            for broken in _each_number_replaced(raw, strange):
                _refuses(label, broken, "a number must be finite")


def _checks_hold(label: AnyLabel, cases: Cases) -> None:
    for case in cases.checks:
        options = cases.cls.options if case.options is None else case.options
        cls = structs.replace(cases.cls, options=options)
        said = list(label.check(label.decode(case.value), cases.item, cls))
        if case.says is None:
            assert said == [], f"{case.why}: {said}"
        else:
            assert len(said) == 1, f"{case.why}: {said}"
            assert case.says in said[0], f"{case.why}: {said[0]}"


def _sets_hold(label: AnyLabel, cases: Cases) -> None:
    for case in cases.sets:
        marks = [
            (
                label.decode(m.value),
                structs.replace(cases.cls, name=m.cls or cases.cls.name, options=m.options),
            )
            for m in case.marks
        ]
        faults = list(label.check_set(marks, cases.item))
        assert sorted(index for index, _ in faults) == sorted(case.wrong), f"{case.why}: {faults}"
        assert all(text for _, text in faults), f"{case.why}: a fault says nothing"


def _geometry_holds(label: AnyLabel, cases: Cases) -> None:
    for case in cases.geometry:
        place = label.geometry(label.decode(case.value))
        found = (place.bounds(), place.area()) if place is not None else (None, None)
        assert _same(found, (case.bounds, case.area)), f"{case.value} lies at {found}"


def _geometry_is_finite(label: AnyLabel, cases: Cases) -> None:
    def is_finite(value: Any) -> None:
        place = label.geometry(value)
        if place is None:
            return
        left, top, right, bottom = place.bounds()
        assert all(map(math.isfinite, (left, top, right, bottom, place.area())))
        assert left <= right
        assert top <= bottom
        assert place.area() >= 0
        assert math.isclose(place.iou(place), 1.0, abs_tol=EXACT) or place.area() == 0

    _for_all(label, cases, is_finite)


def _hits_hold(label: AnyLabel, cases: Cases) -> None:
    for case in cases.hit:
        place = label.geometry(label.decode(case.value))
        assert place is not None, f"{case.why}: {case.value} has no place"
        near = case.reach > 0 and place.gap(*case.point) <= case.reach
        assert (place.contains(*case.point) or near) == case.hit, case.why


def _distances_hold(label: AnyLabel, cases: Cases) -> None:
    for case in cases.distance:
        a, b = label.decode(case.a), label.decode(case.b)
        for found in (label.distance(a, b, cases.item), label.distance(b, a, cases.item)):
            assert _same(found, case.distance), f"{case.a} and {case.b} are {found} apart"


def _distance_is_a_distance(label: AnyLabel, cases: Cases) -> None:
    def is_a_distance(a: Any, b: Any) -> None:
        apart = label.distance(a, b, cases.item)
        assert 0.0 <= apart <= 1.0, f"{a} and {b} are {apart} apart"
        assert _same(label.distance(b, a, cases.item), apart), f"{a} and {b}: not the same both ways"
        assert label.distance(a, a, cases.item) == 0.0, f"{a} is not 0 from itself"
        candidate = (0, 0) in set(label.candidates([a], [b]))
        assert candidate or apart == 1.0, f"{a} and {b} are {apart} apart and no candidates"

    _for_all(label, cases, is_a_distance, 2)


def _what_went_farthest_is_an_end_of_every_move(label: AnyLabel, cases: Cases) -> None:
    def is_an_end(a: Any, b: Any) -> None:
        far = label.farthest(a, b)
        assert _same(label.farthest(b, a), far), f"{a} and {b}: not as far both ways"
        assert label.farthest(a, a) in (0.0, None), f"{a} has gone somewhere from itself"
        places = [label.geometry(value) for value in (a, b)]
        if far is None or places[0] is None or places[1] is None:
            return
        sides = zip(places[0].bounds(), places[1].bounds(), strict=True)
        moved = max(abs(before - after) for before, after in sides)
        assert moved <= far * 1.01 + NEAR, f"{a} to {b}: a side went {moved}, and no point farther than {far}"

    _for_all(label, cases, is_an_end, 2)


def _fusions_hold(label: AnyLabel, cases: Cases) -> None:
    for case in cases.fuse:
        values = [label.decode(raw) for raw in case.values]
        fused = label.fuse(values, case.weights or [1.0] * len(values), cases.item)
        assert _same(label.encode(fused), case.value), f"{case.why}: {fused}"


def _fusion_is_a_mean(label: AnyLabel, cases: Cases) -> None:
    def is_a_mean(a: Any, b: Any) -> None:
        assert label.fuse([a], [1.0], cases.item) == a, f"{a} alone does not fuse to itself"
        copies = label.fuse([a, a, a], [1.0, 2.0, 0.5], cases.item)
        assert label.distance(copies, a, cases.item) <= NEAR, f"copies of {a} fuse to {copies}"
        label.decode(label.encode(label.fuse([a, b], [1.0, 1.0], cases.item)))

    _for_all(label, cases, is_a_mean, 2)


def _transforms_hold(label: AnyLabel, cases: Cases) -> None:
    for case in cases.transform:
        moved = label.transform(label.decode(case.value), Affine(*case.affine))
        assert _same(label.encode(moved), case.result), f"{case.why}: {moved}"


def _transforms_lead_back(label: AnyLabel, cases: Cases) -> None:
    def leads_back(value: Any) -> None:
        for affine in _MAPS:
            back = label.transform(label.transform(value, affine), affine.inverse())
            place, place_back = label.geometry(value), label.geometry(back)
            if place is None or place_back is None:
                assert back == value, f"{value} comes back from {affine} as {back}"
            else:
                assert _same(place_back.bounds(), place.bounds(), NEAR), f"{value} comes back as {back}"

    _for_all(label, cases, leads_back)


def _between_holds(label: AnyLabel, cases: Cases) -> None:
    for case in cases.between:
        found = label.between(label.decode(case.a), label.decode(case.b), case.t)
        assert _same(label.encode(found), case.value), f"{case.t} of the way is {found}"


def _between_meets_its_ends(label: AnyLabel, cases: Cases) -> None:
    def meets_its_ends(a: Any, b: Any) -> None:
        for t, end in ((0.0, a), (1.0, b)):
            found = label.between(a, b, t)
            assert label.distance(found, end, cases.item) <= NEAR, f"at {t} of {a} to {b} stands {found}"

    _for_all(label, cases, meets_its_ends, 2)


def _views_hold(label: AnyLabel, cases: Cases) -> None:
    for case in cases.views:
        found = label.views(label.decode(case.value), cases.cls, (cases.cls.name,))
        expected = [msgspec.convert(raw, View) for raw in case.views]
        assert _same([_plain(v) for v in found], [_plain(v) for v in expected]), f"{case.value}: {found}"
    for stranger in cases.strangers:
        value = label.from_view(msgspec.convert(stranger.view, View))
        encoded = None if value is None else label.encode(value)
        assert _same(encoded, stranger.value), f"{stranger.why}: {value}"


def _views_are_of_the_kinds_that_it_shows(label: AnyLabel, cases: Cases) -> None:
    def is_shown(value: Any) -> None:
        found = {type(view) for view in label.views(value, cases.cls, (cases.cls.name,))}
        assert found <= label.shows, f"{value} has views that {label.name} does not say it shows: {found}"

    if label.shows:
        _for_all(label, cases, is_shown)


def _views_lead_back(label: AnyLabel, cases: Cases) -> None:
    def leads_back(value: Any) -> None:
        views = label.views(value, cases.cls, (cases.cls.name,))
        for place, view in enumerate(views):
            back = label.from_view(view)
            if place == 0:
                assert back is not None, f"{value} does not come back from {view}"
                assert _same(label.encode(back), label.encode(value)), f"{value} comes back as {back}"
            elif back is not None:
                assert label.distance(back, value, cases.item) <= NEAR, f"{value} comes back as {back}"

    if type(label).views is not Label.views:
        _for_all(label, cases, leads_back)


def _for_all(label: AnyLabel, cases: Cases, holds: Callable[..., None], count: int = 1) -> None:
    """Run a law on many drawn values, as hypothesis does."""
    values = label_values(label, cases.valid)
    settings(max_examples=100, deadline=None, database=None)(given(*[values] * count)(holds))()


def _each_number_replaced(data: Any, by: float) -> Iterator[Any]:
    """The data with one of its numbers replaced, for each number in it."""
    if isinstance(data, Mapping):
        for key, entry in data.items():
            yield from ({**data, key: other} for other in _each_number_replaced(entry, by))
    elif isinstance(data, list | tuple):
        for place, entry in enumerate(data):
            yield from (
                [*data[:place], other, *data[place + 1 :]] for other in _each_number_replaced(entry, by)
            )
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield by


def _refuses(label: AnyLabel, raw: Any, why: str) -> None:
    try:
        label.decode(raw)
    except InvalidAnswer:
        return
    raise AssertionError(f"{label.name} takes {raw}: {why}")


def _obeys(data: Any, schema: Mapping[str, Any]) -> None:
    faults = [error.message for error in Draft202012Validator(schema).iter_errors(data)]
    assert faults == [], f"{data} breaks its schema: {faults}"


def _plain(view: View) -> dict[str, Any]:
    return {"type": type(view).__name__, **structs.asdict(view)}


def _same(found: Any, expected: Any, tolerance: float = EXACT) -> bool:
    """Whether two JSON-like things are alike, numbers within a tolerance."""
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        return found.keys() == expected.keys() and all(
            _same(found[key], expected[key], tolerance) for key in found
        )
    if isinstance(found, list | tuple) and isinstance(expected, list | tuple):
        return len(found) == len(expected) and all(
            _same(f, e, tolerance) for f, e in zip(found, expected, strict=True)
        )
    if isinstance(found, int | float) and isinstance(expected, int | float):
        return math.isclose(found, expected, rel_tol=tolerance, abs_tol=tolerance)
    return bool(found == expected)


LABEL_RULES: Mapping[str, Rule] = {
    rule.__name__.strip("_").replace("_", " "): rule
    for rule in (
        _it_is_declared,
        _valid_values_come_back,
        _drawn_values_come_back,
        _invalid_values_are_refused,
        _numbers_are_finite,
        _checks_hold,
        _sets_hold,
        _geometry_holds,
        _geometry_is_finite,
        _hits_hold,
        _distances_hold,
        _distance_is_a_distance,
        _what_went_farthest_is_an_end_of_every_move,
        _fusions_hold,
        _fusion_is_a_mean,
        _transforms_hold,
        _transforms_lead_back,
        _between_holds,
        _between_meets_its_ends,
        _views_hold,
        _views_are_of_the_kinds_that_it_shows,
        _views_lead_back,
    )
}
