"""The HTTP application: every module of `routes` mounted by name, errors, guard, pages."""

import importlib
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from labelwright.api import describe, errors, metrics, routes
from labelwright.api.guard import Guard
from labelwright.api.table import Table
from labelwright.api.ui import Ui
from labelwright.app import logs
from labelwright.app.wiring import Installation

PREFIX = "/api/v1"
STREAMED = (f"{PREFIX}/uploads/",)
THREADS = 24


def create_app(installation: Installation, static: Path | None = None) -> FastAPI:
    """The application of one installation; `static` is the folder of the built pages."""
    logs.configure()
    app = mounted()
    app.state.installation = installation
    app.router.default = Ui(static or default_static())
    errors.install(app)
    app.add_middleware(metrics.Metrics, registry=installation.metrics)
    app.add_middleware(
        Guard,
        origin=installation.settings.url,
        largest_body=installation.settings.limits.body,
        streamed=STREAMED,
    )
    return app


def mounted() -> FastAPI:
    """All routes, described, with nothing behind them yet."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=f"{PREFIX}/openapi.json", lifespan=_lifespan)
    app.router.redirect_slashes = False
    table = Table(PREFIX, _routes())
    app.router.routes.append(table)
    describe.install(app, table.routes)
    return app


def default_static() -> Path:
    """Where the built pages lie in an installed package."""
    return Path(__file__).parent.parent / "static"


def _routes() -> list[APIRoute]:
    """Every route of every module, below the prefix, in one flat list."""
    flat = APIRouter(prefix=PREFIX)
    for module in pkgutil.iter_modules(routes.__path__):
        for route in importlib.import_module(f"{routes.__name__}.{module.name}").ROUTER.routes:
            flat.add_api_route(
                route.path,
                route.endpoint,
                methods=route.methods,
                status_code=route.status_code,
                tags=[module.name],
                include_in_schema=route.include_in_schema,
                openapi_extra=route.openapi_extra,
            )
    return [route for route in flat.routes if isinstance(route, APIRoute)]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    installation: Installation = app.state.installation
    async with installation.broadcaster.running():
        yield
