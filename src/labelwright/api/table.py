"""Finds the route of an address at once, however many routes there are. Matches nothing itself: each route does."""

from collections import defaultdict
from collections.abc import Iterable

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send


class Table(BaseRoute):
    """Routes below one prefix, by their number of segments and the first of them, which must be fixed.

    Asking one route after another costs more than the rest of the way to the endpoint, once there are some eighty.
    """

    def __init__(self, prefix: str, routes: Iterable[APIRoute]) -> None:
        self._depth = prefix.count("/") + 1
        self.routes = tuple(routes)
        self._alike: dict[tuple[int, str], list[APIRoute]] = defaultdict(list)
        for route in self.routes:
            self._alike[self._shape(route.path)].append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The first route for this address; where only the method is another, that route will say so."""
        found: tuple[Match, Scope] = Match.NONE, {}
        if scope["type"] != "http":
            return found
        for route in self._alike.get(self._shape(scope["path"]), ()):
            match, child = route.matches(scope)
            if match == Match.FULL:
                return match, child
            if found[0] == Match.NONE:
                found = match, child
        return found

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["route"].handle(scope, receive, send)

    def _shape(self, path: str) -> tuple[int, str]:
        segments = path.split("/")
        return len(segments), segments[self._depth] if len(segments) > self._depth else ""
