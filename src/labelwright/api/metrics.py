"""Figures for Prometheus: requests by route, method and status, and how long they took."""

import time

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """ASGI middleware that counts. Addresses are counted by their route, never by the ids in them."""

    def __init__(self, app: ASGIApp, *, registry: CollectorRegistry) -> None:
        self._app = app
        labels = ("method", "route", "status")
        self._requests = Counter(
            "labelwright_requests_total", "Requests answered.", labels, registry=registry
        )
        self._seconds = Histogram(
            "labelwright_request_seconds",
            "Time to the first byte.",
            ("route",),
            buckets=BUCKETS,
            registry=registry,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", "page")
                self._requests.labels(scope["method"], route, str(message["status"])).inc()
                self._seconds.labels(route).observe(time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, counted)
