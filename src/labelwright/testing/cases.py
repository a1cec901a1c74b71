"""`cases.json`, the data that both halves of a label type are run against, as typed records.

| key | a case | holds when |
| --- | --- | --- |
| `item`, `class` | an `Item`, a `Class` | what the other cases stand on |
| `valid` | a value | it decodes, obeys the schema, and encodes to itself |
| `invalid` | `why`, `value` | it is refused |
| `checks` | `why`, `value`, `says`, `options` | one sentence holds `says`, or none is said where it is null |
| `sets` | `why`, `marks`, `wrong` | exactly the marks at the positions `wrong` are faulted |
| `geometry` | `value`, `bounds`, `area` | bounds are left, top, right, bottom; null without a place |
| `hit` | `why`, `value`, `point`, `reach`, `hit` | it contains the point or is at most `reach` > 0 away |
| `distance` | `a`, `b`, `distance` | either way round |
| `fuse` | `why`, `values`, `weights`, `value` | weights are 1 where left out |
| `transform` | `why`, `value`, `affine`, `result` | `affine` is the six numbers of `Affine` |
| `between` | `a`, `b`, `t`, `value` | |
| `views` | `value`, `views` | a view is its fields and its `type`; the truest is first |
| `strangers` | `why`, `view`, `value` | `from_view`; null where the type cannot hold it |
| `gestures` | `why`, `events`, `commit` | the last value the tool commits, or null |
| `commands` | `why`, `command`, `values`, `after` | what a command of the type makes of values, or null |

`options` replace those of the class; a mark is `value`, `class`, `options`. Gestures and commands are for the editor
half alone, on a picture of 640 × 480 pixels, and may say what they stand on: `options`, `settings` of the tool, the
`selected` value, the `handle` below the pointer, the values of `others`. An event is one of its tools' events with
the defaults left out: `type` (down, move, up, key, cancel), `point` [x, y] in image pixels or `offset` (and `floor`,
`ceil`, which default to it), `key`, `clicks`, and `modifiers` as a list of names.
All numbers hold to 1e-9.
"""

from importlib import resources
from typing import Any

import msgspec
from msgspec import Struct, field

from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Class
from labelwright.core.records import Item

Raw = dict[str, Any]


class Refused(Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    value: Any


class Checked(Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    value: Raw
    says: str | None
    options: Raw | None = None


class Marked(Struct, frozen=True, forbid_unknown_fields=True):
    value: Raw
    cls: str = field(name="class", default="")
    options: Raw = {}


class Together(Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    marks: list[Marked]
    wrong: list[int]


class Placed(Struct, frozen=True, forbid_unknown_fields=True):
    value: Raw
    bounds: tuple[float, float, float, float] | None
    area: float | None


class Hit(Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    value: Raw
    point: tuple[float, float]
    reach: float
    hit: bool


class Apart(Struct, frozen=True, forbid_unknown_fields=True):
    a: Raw
    b: Raw
    distance: float


class Fused(Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    values: list[Raw]
    value: Raw
    weights: list[float] | None = None


class Moved(Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    value: Raw
    affine: tuple[float, float, float, float, float, float]
    result: Raw


class Between(Struct, frozen=True, forbid_unknown_fields=True):
    a: Raw
    b: Raw
    t: float
    value: Raw


class Viewed(Struct, frozen=True, forbid_unknown_fields=True):
    value: Raw
    views: list[Raw]


class Stranger(Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    view: Raw
    value: Raw | None


class Bench(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a gesture or a command stands on."""

    options: Raw = {}
    settings: Raw = {}
    selected: Raw | None = None
    handle: str | None = None
    others: list[Raw] = []


class Gesture(Bench, frozen=True, forbid_unknown_fields=True):
    why: str
    events: list[Raw]
    commit: Raw | None


class Commanded(Bench, frozen=True, forbid_unknown_fields=True):
    why: str
    command: str
    values: list[Raw]
    after: list[Raw | None] | None


class Cases(Struct, frozen=True, forbid_unknown_fields=True):
    """All that `cases.json` says. Only the first four must be there."""

    label: str
    item: Item
    cls: Class = field(name="class")
    valid: list[Raw]
    invalid: list[Refused] = []
    checks: list[Checked] = []
    sets: list[Together] = []
    geometry: list[Placed] = []
    hit: list[Hit] = []
    distance: list[Apart] = []
    fuse: list[Fused] = []
    transform: list[Moved] = []
    between: list[Between] = []
    views: list[Viewed] = []
    strangers: list[Stranger] = []
    gestures: list[Gesture] = []
    commands: list[Commanded] = []


def load_cases(label: AnyLabel) -> Cases:
    """The cases in the folder of a label type, beside the package that declares it."""
    text = resources.files(type(label).__module__).joinpath("cases.json").read_bytes()
    return msgspec.json.decode(text, type=Cases)
