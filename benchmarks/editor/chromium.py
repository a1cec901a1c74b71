"""A real Chromium on the page that is measured: what it was told to load, where its processes are."""

import contextlib
import functools
import http.server
import mimetypes
import shutil
import subprocess
import tempfile
import threading
import urllib.parse
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = Path(__file__).parent / "page"
SCRIPTS = ("recorder", "workbench")
SERVERS = ("/api/", "/link/")
"""Addresses that the server itself answers."""
VIEW = {"width": 1600, "height": 900}
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Chromium:
    """A browser that opens the page anew for each subject, so that none inherits from the one before."""

    def __init__(self, browser: Any, address: str, scripts: Path) -> None:
        self.version: str = browser.version
        self._browser = browser
        self._address = address
        self._scripts = scripts

    @contextlib.contextmanager
    def page(self, address: str = "", *scripts: str, built: Path | None = None) -> Iterator[Any]:
        """The page of the scenes or the one at an address, with the recorder in it and further scripts.

        Where a folder of built pages is given, what it holds is shown in place of what the server has.
        Raises `RuntimeError` where the page had a fault.
        """
        context = self._browser.new_context(viewport=VIEW)
        context.set_default_timeout(120_000)
        for script in ("recorder", *scripts):
            context.add_init_script(path=self._scripts / f"{script}.js")
        if built:
            context.route("**/*", functools.partial(_from_folder, built))
        faults: list[str] = []
        with contextlib.closing(context):
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.goto(address or self._address)
            page.wait_for_function("window.page !== undefined")
            yield page
        if faults:
            raise RuntimeError(f"The page had faults: {faults}")

    def memory_mb(self, page: Any) -> dict[str, float]:
        """What the page holds: the heap of its scripts with their buffers, and the process that draws it."""
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")
        session.detach()
        return {
            "heap_mb": (heap["usedSize"] + heap.get("backingStorageSize", 0)) / 1e6,
            "renderers_mb": self._renderers_mb(),
        }

    def _renderers_mb(self) -> float:
        session = self._browser.new_browser_cdp_session()
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        session.detach()
        return sum(_resident_mb(one["id"]) for one in processes if one["type"] == "renderer")


@contextlib.contextmanager
def chromium() -> Iterator[Chromium]:
    """A Chromium beside a server of the page, which is built from the sources as they are now."""
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("The program `chromium` is not installed: scripts/setup browser")
    with tempfile.TemporaryDirectory(prefix="labelwright-bench-") as folder:
        built = Path(folder)
        vite: list[str | Path] = [
            ROOT / "scripts" / "npm",
            "exec",
            "--silent",
            "--",
            "vite",
            "build",
            "--logLevel",
            "error",
        ]
        vite += ["--config", PAGE / "vite.config.ts", "--outDir", built]
        for mode in ("page", *SCRIPTS):
            subprocess.run([*vite, "--mode", mode], check=True)
        with (
            _served(built) as address,
            _playwright() as playwright,
            contextlib.closing(
                playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            ) as browser,
        ):
            yield Chromium(browser, address, built)


@contextlib.contextmanager
def _playwright() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # playwright itself uses what newer Pythons deprecate
        from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        yield playwright


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def _from_folder(folder: Path, route: Any) -> None:
    """Answers with a file of the folder, and for pages with its `index.html`; the rest is the server's."""
    path = urllib.parse.urlsplit(route.request.url).path
    file = folder / path.lstrip("/")
    if file.is_file():
        route.fulfill(path=file, content_type=mimetypes.guess_type(file.name)[0] or "")
    elif route.request.resource_type == "document" and not path.startswith(SERVERS):
        route.fulfill(path=folder / "index.html", content_type="text/html")
    else:
        route.continue_()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *_: Any) -> None:  # noqa: A002
        """Nothing: the standard output is for the rows."""


def _resident_mb(pid: int) -> float:
    fields = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in fields if line.startswith("Pss:")) / 1024
