"""`labelwright serve`: the web server, with a worker for imports and exports beside it."""

import contextlib
import socket
import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from labelwright.cli.here import AsJson, DataDir, answer, settings_of
from labelwright.cli.reload import run_again

if TYPE_CHECKING:
    import uvicorn

    from labelwright.app.settings import Settings
    from labelwright.app.wiring import Installation

GRACE_S = 10
BACKLOG = 2048
Host = Annotated[str | None, typer.Option(help="The address to listen on. [default: 127.0.0.1]")]
Port = Annotated[int | None, typer.Option(help="The port to listen on; 0 takes a free one. [default: 8000]")]
Reload = Annotated[bool, typer.Option("--reload", help="For development: begin anew when the code changes.")]
BaseUrl = Annotated[str | None, typer.Option(help="The address people type, where a proxy stands in front.")]


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    data_dir: DataDir = None,
    host: Host = None,
    port: Port = None,
    base_url: BaseUrl = None,
    reload: Reload = False,
    as_json: AsJson = False,
) -> None:
    """Start the web server. On an empty installation, print the link that signs the first administrator in."""
    from labelwright.app.wiring import open_installation

    if reload:
        run_again(Path(__file__).parent.parent, sys.argv[1:])
        return
    settings = settings_of(data_dir, host=host, port=port, base_url=base_url)
    with contextlib.closing(listen(settings)) as listener:
        installation = open_installation(replace(settings, port=listener.getsockname()[1]))
        try:
            link = installation.first_link()
            url = installation.settings.url
            text = f"Labelwright is at {url}" + (f"\nSign in the first time with {link}" if link else "")
            answer({"url": url, "link": link}, text, as_json)
            sys.stdout.flush()
            run(installation, listener)
        finally:
            installation.close()


def listen(settings: "Settings") -> socket.socket:
    """The socket that the server answers on; who comes before it does waits. Raises `Unavailable`."""
    from labelwright.core.errors import Unavailable

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise Unavailable(
            f"Nobody can listen on {settings.host}:{settings.port}: {error.strerror}.",
            remedy="Stop what runs there, or take another --port.",
        ) from error
    return listener


def run(installation: "Installation", listener: socket.socket) -> None:
    """Serve until told to stop; open streams end, requests under way are answered."""
    import uvicorn

    from labelwright.api.app import create_app

    config = uvicorn.Config(
        create_app(installation),
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
        server_header=False,
        forwarded_allow_ips=list(installation.settings.trusted_proxies),
        timeout_graceful_shutdown=GRACE_S,
    )
    installation.supervisor.start()
    installation.upkeep.start()
    try:
        server_class(installation)(config).run(sockets=[listener])
    finally:
        installation.upkeep.close()
        installation.supervisor.close()


def server_class(installation: "Installation") -> "type[uvicorn.Server]":
    """uvicorn's server, which on a signal first ends the open streams: it would wait for them otherwise."""
    import uvicorn

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            installation.broadcaster.close()
            super().handle_exit(sig, frame)

    return Server
