"""How a part is found: a built-in by its file name, a stranger's by its entry point.

This is the one file of the core that touches the installation. Listing names imports no part; a part is
imported when it is first asked for.
"""

import difflib
import functools
import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Generic, TypeVar

from labelwright.core.errors import MissingLibrary, UnknownPart

if TYPE_CHECKING:
    from labelwright.core.aggregation.method import Method
    from labelwright.core.checks.rule import AnyRule
    from labelwright.core.label import AnyLabel
    from labelwright.core.ports import Format
    from labelwright.core.stage import Stage

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Family(Mapping[str, T_co], Generic[T_co]):
    """All parts of one kind: a read-only mapping from name to part.

    A built-in is a module or package below `package` that assigns `PART`; its file name is its name. A
    stranger's is an entry point of group `labelwright.<name>`. A built-in wins over a stranger of the
    same name, so that an installed package can never change what a name means.
    """

    def __init__(self, name: str, package: str) -> None:
        self.name = name
        self.package = package
        self.group = f"labelwright.{name}"
        self._loaded: dict[str, T_co] = {}

    def __getitem__(self, name: str) -> T_co:
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._builtin(), *self._strangers()}))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return name in self._loaded or name in self._builtin() or name in self._strangers()

    def origin(self, name: str) -> str:
        """Where the part comes from: "built-in", or the name of the package that brings it."""
        if name in self._builtin():
            return "built-in"
        point = self._strangers().get(name)
        if point is None:
            raise self._unknown(name)
        return point.dist.name if point.dist else point.value

    def _load(self, name: str) -> T_co:
        if name not in self:
            raise self._unknown(name)
        try:
            return self._import(name)
        except ModuleNotFoundError as error:
            if error.name is None or error.name.startswith("labelwright"):
                raise
            raise MissingLibrary(f"{self.name}/{name}", [error.name]) from error

    def _import(self, name: str) -> T_co:
        if name in self._builtin():
            part: T_co = importlib.import_module(f"{self.package}.{name}").PART
        else:
            part = self._strangers()[name].load()
        missing = [need for need in getattr(part, "needs", ()) if not _installed(need)]
        if missing:
            raise MissingLibrary(f"{self.name}/{name}", missing, getattr(part, "extra", ""))
        return part

    def _unknown(self, name: str) -> UnknownPart:
        return UnknownPart(self.name, name, difflib.get_close_matches(name, list(self), n=3))

    def _builtin(self) -> set[str]:
        if importlib.util.find_spec(self.package) is None:
            return set()
        paths = importlib.import_module(self.package).__path__
        return {m.name for m in pkgutil.iter_modules(paths) if not m.name.startswith("_")}

    def _strangers(self) -> dict[str, EntryPoint]:
        return {point.name: point for point in _entry_points(self.group, tuple(sys.path))}


def whole(family: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    """The parts that are installed whole, by their names: those without a library that they need are left out."""
    for name in family:
        try:
            yield name, family[name]
        except MissingLibrary:
            continue


@functools.cache
def _entry_points(group: str, _path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    """The entry points of a group; reading them asks every package, so they are kept while the path is the same."""
    return tuple(entry_points(group=group))


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


LABELS: "Family[AnyLabel]" = Family("labels", "labelwright.labels")
FORMATS: "Family[Format]" = Family("formats", "labelwright.formats")
STAGES: "Family[Stage]" = Family("stages", "labelwright.workflow.stages")
METHODS: "Family[Method]" = Family("methods", "labelwright.core.aggregation.methods")
RULES: "Family[AnyRule]" = Family("rules", "labelwright.core.checks.rules")
FAMILIES: Mapping[str, Family[object]] = {
    family.name: family for family in (LABELS, FORMATS, STAGES, METHODS, RULES)
}
