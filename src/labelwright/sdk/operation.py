"""Turns one generator into a method that blocks on a `Client` and is awaited on an `AsyncClient`.

The mark `M` of a resource is `Sync` or `Async`, and the type of each method follows from it.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, overload

from labelwright.sdk.wire import Page, Request, Steps

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M")


class Sync:
    """The mark of resources whose methods block."""


class Async:
    """The mark of resources whose methods are awaited."""


class Driver(Protocol):
    """What a client can do with an operation."""

    def run(self, steps: Steps[Any]) -> Any: ...

    def walk(self, page: Page) -> Any: ...


class Resource(Generic[M]):
    """A group of operations that go through one client."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver


class operation(Generic[P, T]):  # noqa: N801  (used as a decorator)
    """A method made of steps, which returns their result."""

    def __init__(self, steps: Callable[Concatenate[Any, P], Steps[T]]) -> None:
        self._steps = steps
        self.__doc__ = steps.__doc__
        self.__name__ = steps.__name__

    @overload
    def __get__(self, at: Resource[Sync], owner: Any) -> Callable[P, T]: ...
    @overload
    def __get__(self, at: Resource[Async], owner: Any) -> Callable[P, Awaitable[T]]: ...
    @overload
    def __get__(self, at: None, owner: Any) -> "operation[P, T]": ...

    def __get__(self, at: Resource[Any] | None, owner: Any) -> Any:
        if at is None:
            return self
        return lambda *args, **kwargs: at._driver.run(self._steps(at, *args, **kwargs))


class listing(Generic[P, T]):  # noqa: N801  (used as a decorator)
    """A method that iterates over all items of a paged list, fetching pages as it goes."""

    def __init__(self, kind: type[T], first: Callable[Concatenate[Any, P], Request]) -> None:
        self._kind = kind
        self._first = first
        self.__doc__ = first.__doc__
        self.__name__ = first.__name__

    @classmethod
    def of(cls, kind: type[T]) -> "Callable[[Callable[Concatenate[Any, P], Request]], listing[P, T]]":
        """The decorator for lists of this type of item."""
        return lambda first: cls(kind, first)

    @overload
    def __get__(self, at: Resource[Sync], owner: Any) -> Callable[P, Iterator[T]]: ...
    @overload
    def __get__(self, at: Resource[Async], owner: Any) -> Callable[P, AsyncIterator[T]]: ...
    @overload
    def __get__(self, at: None, owner: Any) -> "listing[P, T]": ...

    def __get__(self, at: Resource[Any] | None, owner: Any) -> Any:
        if at is None:
            return self
        return lambda *args, **kwargs: at._driver.walk(Page(self._first(at, *args, **kwargs), self._kind))
