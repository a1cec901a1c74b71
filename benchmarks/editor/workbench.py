"""The page that people label on, as the server serves it: the editor with its lists, panels and autosave."""

import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks import jobs
from benchmarks.command import Row
from benchmarks.editor.chromium import Chromium
from benchmarks.editor.measuring import acted, rounded
from benchmarks.server import Server, server

NAME = "workbench"
EARLIER = "earlier"
SAVING_MS = 2500
"""Within this time after a change it is sent."""


def measure(
    browser: Chromium, kind: str, count: int, corners: int, steps: int, built: Path | None = None
) -> Iterator[Row]:
    """One row for opening a task with so many shapes from its project's page, and one for each action.

    `built` is a folder with the pages as they were built from other sources, shown in place of the server's own.
    """
    scene: Row = {"by": EARLIER if built else NAME, "shapes": kind, "count": count, "corners": corners}
    with server() as running, _opened(browser, running, kind, count, corners, built) as (page, sent):
        before = browser.memory_mb(page)
        page.evaluate("window.recorder.quiet()")
        page.evaluate("window.recorder.begin()")
        began = page.evaluate("performance.now()")
        page.locator("a[href$='/label']").first.click()
        page.wait_for_selector("[data-testid=canvas][aria-busy=false]")
        shown = page.evaluate("window.recorder.quiet()") - began
        frames = page.evaluate("window.recorder.end()")
        scripts = [frame["script"] for frame in frames]
        now = browser.memory_mb(page)
        memory = {name: now[name] - before[name] for name in now}
        loaded = {"script": sum(scripts), "longest": max(scripts), "shown": shown, **memory}
        yield {**scene, "action": "load", **rounded(loaded)}
        page.evaluate("window.page.subject.take('select')")
        for row in acted(page, steps):
            if row["action"] == "drag":
                page.wait_for_timeout(SAVING_MS)
                row["saved_bytes"] = sent[-1]
            yield {**scene, **row}


@contextlib.contextmanager
def _opened(
    browser: Chromium, running: Server, kind: str, count: int, corners: int, built: Path | None
) -> Iterator[tuple[Any, list[int]]]:
    """The page of a project whose one task holds a draft of so many shapes, and the bytes of every save."""
    user = running.call("POST", "/users", {"email": "annotator@example.com"})
    with browser.page(user["link"], NAME, built=built) as page:
        page.get_by_role("heading", name="Projects", level=1).wait_for()
        address = page.evaluate("location.origin")
        project = _project(running, page, kind)
        running.call("PUT", f"/projects/{project}/members", {"user_id": user["id"], "role": "annotator"})
        annotations = page.evaluate("(scene) => window.page.annotations(...scene)", [kind, count, corners])
        bundle = _post(page, f"{address}/api/v1/projects/{project}/next", {"peek": 0})["bundle"]
        ops = [{"id": one["id"], "before": None, "after": one} for one in annotations]
        body = {"revision": 0, "patches": [{"ops": ops}]}
        held = bundle["assignment"]["id"]
        _post(page, f"{address}/api/v1/assignments/{held}/draft", body, "PATCH")
        page.goto(f"{address}/projects/{project}")
        page.evaluate("(scene) => window.page.shows(...scene)", [kind, count, corners])
        sent: list[int] = []
        page.on("request", lambda request: _note(sent, request))
        yield page, sent


def _project(running: Server, page: Any, kind: str) -> str:
    """A project with one picture of the size that the scenes have, and classes in their colours."""
    size, colors = page.evaluate("window.page.size"), page.evaluate("window.page.colors")
    type_ = page.evaluate("(kind) => window.page.type(kind)", kind)
    classes = [{"name": f"class {n}", "type": type_, "color": color} for n, color in enumerate(colors)]
    document = {"name": "Benchmark", "media": "image", "classes": classes}
    project: str = running.call("POST", "/projects", {"yaml": json.dumps(document)})["id"]
    picture = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").resize((size["width"], size["height"])).save(picture, "JPEG")
    jobs.import_file(running, project, "picture.jpg", picture.getvalue())
    return project


def _post(page: Any, url: str, body: Any, method: str = "POST") -> Any:
    reply = page.context.request.fetch(url, method=method, data=json.dumps(body), headers=_HEADERS)
    if not reply.ok:
        raise RuntimeError(f"{url}: {reply.status} {reply.text()[:500]}")
    return reply.json()


_HEADERS = {"x-csrf": "1", "content-type": "application/json"}


def _note(sent: list[int], request: Any) -> None:
    if request.method == "PATCH" and request.url.endswith("/draft"):
        sent.append(len(request.post_data_buffer or b""))
