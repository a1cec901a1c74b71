"""What a rule is: a kind of check, found by its name. A check is a rule with settings, as a project asks for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Generic, Protocol, TypeAlias, TypeVar

import msgspec
from msgspec import Meta, Struct, structs

from labelwright.core.checks.finding import ERROR, Finding
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.label import AnyLabel
from labelwright.core.views import ViewKinds

CLASS = "class"
"""The JSON Schema format of a text that names a class of the project."""
SHARE = "share"
"""The JSON Schema format of a number from 0 to 1 that people read as per cent."""

ClassName = Annotated[str, Meta(min_length=1, max_length=200, extra_json_schema={"format": CLASS})]
Share = Annotated[float, Meta(ge=0, le=1, extra_json_schema={"format": SHARE})]
Likeness = Annotated[float, Meta(ge=0, le=1)]
"""From 0, nothing in common, to 1, identical: an IoU or its like."""

S = TypeVar("S", bound=Struct)


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """Settings of a rule that has none."""


class Survey(Protocol):
    """A walk over many items, for what no item shows by itself."""

    def see(self, scene: Scene, marks: Sequence[Seen]) -> None:
        """Take in one item; `marks` are those that the check is about."""
        ...

    def findings(self) -> Iterator[Finding]:
        """What is wrong with all that was seen. The same for any order, but where the order is the time."""
        ...


class Rule(Generic[S]):
    """A file of `checks/rules`, or an entry point of the group `labelwright.rules`. Pure, and knows no label type.

    `name` is its stable id; `title` and `summary` tell people what it is for; `Settings` is a frozen `msgspec.Struct`
    whose fields are its settings, with their bounds and how a form shows them (`told`); `severity` what a finding is
    unless the project says otherwise. `views` are the kinds of view of which a mark needs one for the rule to look at
    it, any mark where none is named. `usual` says that it makes sense without a setting, so that it is run where nobody
    chose rules; `looks` that its survey wants to know how pictures look. `needs` are modules that it imports beyond the
    base install.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str] = ""
    Settings: type[S]
    views: ClassVar[ViewKinds] = frozenset()
    severity: ClassVar[str] = ERROR
    usual: ClassVar[bool] = False
    looks: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ()

    @property
    def compares(self) -> bool:
        """Whether it holds items against one another, so that no single answer shows what it finds."""
        return type(self).survey is not Rule.survey

    def fits(self, label: AnyLabel) -> bool:
        """Whether it looks at marks of a label type; True where either does not say."""
        return not self.views or not label.shows or not self.views.isdisjoint(label.shows)

    def says(self, settings: S) -> str:
        """What it asks with these settings, as the end of a sentence that begins with the classes it is about."""
        return ", ".join([_small(self.title), *_given(self, settings)])

    def faults(self, settings: S) -> Iterator[str]:
        """Sentences on settings that do not go together."""
        yield from ()

    def find(self, settings: S, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        """What is wrong with the marks of one item; `marks` are those of the classes that the check is about."""
        yield from ()

    def survey(self, settings: S) -> Survey | None:
        """A walk over all items, where the rule is about more than one."""
        return None


AnyRule: TypeAlias = Rule[Any]


class Check(Struct, frozen=True, omit_defaults=True):
    """A rule as a project asks for it.

    `name` tells it from other checks; `classes` are what it is about, each with those below it, all where none is
    named; `severity` is the rule's own where it is empty; `settings` are JSON-able.
    """

    rule: str
    name: str = ""
    classes: tuple[str, ...] = ()
    severity: str = ""
    settings: Mapping[str, Any] = {}


def sentence(check: Check, rule: AnyRule) -> str:
    """What a check asks, in plain words: “car”: at least 8 pixels across."""
    about = quoted(check.classes, "or") or "All annotations"
    return f"{about}: {rule.says(msgspec.convert(check.settings, rule.Settings))}."


def quoted(names: Iterable[str], joint: str) -> str:
    """Names inside a sentence: “car” or “van”."""
    return f" {joint} ".join(f"“{name}”" for name in names)


def told(title: str, description: str, *, unit: str = "", media: Sequence[str] = ()) -> Meta:
    """How a form shows a setting: its label and explanation, the unit behind a number, and the media it is for.

    Without `media` it is for all of them.
    """
    extra: dict[str, Any] = {"unit": unit} if unit else {}
    if media:
        extra["media"] = list(media)
    return Meta(title=title, description=description, extra_json_schema=extra)


def settings_schema(rule: AnyRule) -> dict[str, Any]:
    """JSON Schema of the settings of a rule. What may be left out needs no null."""
    _, components = msgspec.json.schema_components([rule.Settings], ref_template="#/$defs/{name}")
    schema: dict[str, Any] = components[rule.Settings.__name__]
    properties = {key: _without_null(value) for key, value in schema.get("properties", {}).items()}
    return {"type": "object", "properties": properties, "required": schema.get("required", [])}


def _without_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in schema.items() if key not in ("anyOf", "default")}
    for choice in schema.get("anyOf", ()):
        if choice.get("type") != "null":
            kept |= choice
    if schema.get("default") not in (None, ()):
        kept["default"] = schema["default"]
    return kept


def _given(rule: AnyRule, settings: Struct) -> Iterator[str]:
    """The settings that say something, each with its name and unit."""
    schemas = settings_schema(rule)["properties"]
    for key, value in structs.asdict(settings).items():
        if value is not None and value is not False and value != () and value != "":
            schema = schemas[key]
            yield f"{_small(schema.get('title', key))} {_shown(value)} {schema.get('unit', '')}".strip()


def _small(title: str) -> str:
    """A title as it stands inside a sentence."""
    return f"{title[:1].lower()}{title[1:]}"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " and ".join(_shown(part) for part in value)
    return f"{value:g}" if isinstance(value, float) else "" if value is True else str(value)


def asked_of(one_of: Mapping[str, object]) -> Iterator[str]:
    """A sentence where none of these settings is given, for rules that want at least one of them."""
    if all(value is None for value in one_of.values()):
        yield f"It needs one of {', '.join(f'“{name}”' for name in one_of)}."
