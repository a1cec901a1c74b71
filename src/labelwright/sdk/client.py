"""The two clients. They share every operation and differ only in how a step is carried out."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import Any, Self

import httpx2
import msgspec

from labelwright.core.errors import LabelwrightError, Unavailable
from labelwright.sdk.account import Account
from labelwright.sdk.calibrations import Calibrations
from labelwright.sdk.gold import Gold
from labelwright.sdk.jobs import Exports, Imports, Jobs
from labelwright.sdk.operation import Async, M, Sync
from labelwright.sdk.projects import Projects
from labelwright.sdk.tasks import Tasks
from labelwright.sdk.uploads import Uploads
from labelwright.sdk.wire import Page, Pause, Reply, Request, Step, Steps, error_of
from labelwright.sdk.work import Work

PREFIX = "/api/v1"
TRIES = 4
TIMEOUT_S = 60.0


class _Resources(Work[M]):
    """Everything that a client offers; the queue's operations, such as `next`, lie directly on it."""

    def __init__(self, url: str, token: str) -> None:
        super().__init__(self)  # type: ignore[arg-type]  # a client drives itself
        self._options: dict[str, Any] = {
            "base_url": url.rstrip("/") + PREFIX,
            "headers": {"Authorization": f"Bearer {token}"},
            "timeout": TIMEOUT_S,
        }
        self.projects: Projects[M] = Projects(self._driver)
        self.tasks: Tasks[M] = Tasks(self._driver)
        self.imports: Imports[M] = Imports(self._driver)
        self.exports: Exports[M] = Exports(self._driver)
        self.jobs: Jobs[M] = Jobs(self._driver)
        self.uploads: Uploads[M] = Uploads(self._driver)
        self.account: Account[M] = Account(self._driver)
        self.gold: Gold[M] = Gold(self._driver)
        self.calibrations: Calibrations[M] = Calibrations(self._driver)


class Client(_Resources[Sync]):
    """A connection to one installation, for programs that wait for each answer.

    >>> with Client("http://localhost:8000", token) as client:  # doctest: +SKIP
    ...     for project in client.projects.list(): print(project.name)
    """

    def __init__(self, url: str, token: str, transport: httpx2.BaseTransport | None = None) -> None:
        super().__init__(url, token)
        self._http = httpx2.Client(transport=transport, **self._options)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def run(self, steps: Steps[Any]) -> Any:
        """Carry out the steps of an operation."""
        try:
            step = next(steps)
            while True:
                try:
                    reply = self._pause(step) if isinstance(step, Pause) else self._send(step)
                except LabelwrightError as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(reply)
        except StopIteration as end:
            return end.value

    def walk(self, page: Page) -> Iterator[Any]:
        """Every item of a list, page after page."""
        request: Request | None = page.request
        while request is not None:
            items, request = _unpack(page, request, self._send(request))
            yield from items

    def _pause(self, step: Pause) -> Reply:
        time.sleep(step.seconds)
        return _NOTHING

    def _send(self, request: Request) -> Reply:
        for attempt in range(TRIES):
            try:
                response = self._http.request(request.method, request.path, **_arguments(request))
            except httpx2.TransportError as error:
                wait = _wait_or_raise(request, attempt, error)
            else:
                if response.status_code != 503 or not _again(request, attempt):
                    return _reply(response.status_code, response.headers, response.content)
                wait = _backoff(attempt)
            time.sleep(wait)
        raise AssertionError("the last attempt returns or raises")


class AsyncClient(_Resources[Async]):
    """The same connection for asynchronous programs: every method is awaited, every list is an `async for`."""

    def __init__(self, url: str, token: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        super().__init__(url, token)
        self._http = httpx2.AsyncClient(transport=transport, **self._options)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def run(self, steps: Steps[Any]) -> Any:
        """Carry out the steps of an operation."""
        try:
            step: Step = next(steps)
            while True:
                try:
                    reply = await self._pause(step) if isinstance(step, Pause) else await self._send(step)
                except LabelwrightError as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(reply)
        except StopIteration as end:
            return end.value

    async def walk(self, page: Page) -> AsyncIterator[Any]:
        """Every item of a list, page after page."""
        request: Request | None = page.request
        while request is not None:
            items, request = _unpack(page, request, await self._send(request))
            for item in items:
                yield item

    async def _pause(self, step: Pause) -> Reply:
        await asyncio.sleep(step.seconds)
        return _NOTHING

    async def _send(self, request: Request) -> Reply:
        for attempt in range(TRIES):
            try:
                response = await self._http.request(request.method, request.path, **_arguments(request))
            except httpx2.TransportError as error:
                wait = _wait_or_raise(request, attempt, error)
            else:
                if response.status_code != 503 or not _again(request, attempt):
                    return _reply(response.status_code, response.headers, response.content)
                wait = _backoff(attempt)
            await asyncio.sleep(wait)
        raise AssertionError("the last attempt returns or raises")


_NOTHING = Reply(204, {}, b"")


def _arguments(request: Request) -> dict[str, Any]:
    params = {name: value for name, value in request.params.items() if value is not None}
    headers = dict(request.headers)
    content = request.body
    if request.json is not None:
        content = msgspec.json.encode(request.json)
        headers["Content-Type"] = "application/json"
    return {"params": params, "headers": headers, "content": content}


def _reply(status: int, headers: httpx2.Headers, body: bytes) -> Reply:
    if status >= 400:
        raise error_of(status, body)
    return Reply(status, {name.lower(): value for name, value in headers.items()}, body)


def _unpack(page: Page, request: Request, reply: Reply) -> tuple[list[Any], Request | None]:
    """The items of a reply, and the request for the page after it."""
    listed = reply.read(dict[str, Any])
    items = msgspec.convert(listed["items"], type=list[page.kind])  # type: ignore[name-defined]
    cursor = listed.get("next")
    if cursor is None:
        return items, None
    return items, msgspec.structs.replace(request, params={**request.params, "cursor": cursor})


def _again(request: Request, attempt: int) -> bool:
    return request.repeatable and attempt + 1 < TRIES


def _backoff(attempt: int) -> float:
    return 0.2 * 2.0**attempt


def _wait_or_raise(request: Request, attempt: int, error: httpx2.TransportError) -> float:
    if not _again(request, attempt):
        raise Unavailable(
            f"The server does not answer: {type(error).__name__}.",
            remedy="Is its address right, and is it running?",
        ) from error
    return _backoff(attempt)
