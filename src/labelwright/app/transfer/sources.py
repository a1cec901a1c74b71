"""Where an import comes from: an upload, a folder below an allowed root, or a prefix in S3. Opens, and stores nothing.

An import's source is data: `{"kind": "upload", "blob", "name"}`, `{"kind": "uploads", "files": [{"blob", "name"}]}`,
`{"kind": "folder", "path"}` or `{"kind": "s3", "url", …}` with the options of `S3_OPTIONS`.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from labelwright.app.transfer.loose import LooseFiles
from labelwright.app.transfer.roots import LocalFolder
from labelwright.app.transfer.s3 import Listing, place_of, read_listing
from labelwright.app.transfer.tools import Tools
from labelwright.core.errors import Invalid, LabelwrightError, NotAllowed, NotFound, TooLarge, Unavailable
from labelwright.core.names import fault
from labelwright.core.ports import Source
from labelwright.core.report import Report
from labelwright.datasets.files import open_source, scratch
from labelwright.storage.blobs import Blobs

KINDS = ("upload", "uploads", "folder", "s3")
S3_OPTIONS = ("access_key_id", "secret_access_key", "session_token", "region", "endpoint")
MAX_OBJECT = 2 << 30
MAX_OBJECTS = 5_000_000
MAX_LISTING = 16 << 20


@contextmanager
def open_import(source: Mapping[str, Any], tools: Tools, report: Report) -> Iterator[Source]:
    """The source, open until the block ends. Raises `Invalid`, `NotFound` or `NotAllowed` where it cannot be."""
    kind = source.get("kind")
    if kind == "upload":
        with tempfile.TemporaryDirectory(dir=tools.scratch) as folder:
            path = Path(folder) / _safe_name(source["name"])
            _copy(tools.blobs, source["blob"], path)
            yield from _opened(path, report)
    elif kind == "uploads":
        yield LooseFiles(source["files"], tools.blobs)
    elif kind == "folder":
        yield from _local(source["path"], tools, report)
    elif kind == "s3":
        yield Bucket(source, tools, report)
    else:
        raise Invalid(f"An import cannot come from “{kind}”.", remedy=f"Possible are: {', '.join(KINDS)}.")


class Bucket:
    """A `Source` over the objects below a prefix, with credentials given for this import."""

    def __init__(self, source: Mapping[str, Any], tools: Tools, report: Report) -> None:
        options = {key: str(source[key]) for key in S3_OPTIONS if source.get(key)}
        self._place, prefix = place_of(str(source.get("url", "")), options)
        self._prefix = f"{prefix}/" if prefix else ""
        self.name = prefix.rsplit("/", 1)[-1] or self._place.bucket
        self._tools = tools
        self._report = report
        self._sizes: dict[str, int] | None = None

    def names(self) -> Iterator[str]:
        return iter(self._listed())

    def has(self, name: str) -> bool:
        return name in self._listed()

    def size(self, name: str) -> int:
        if name not in self._listed():
            raise NotFound("There is no such object.", where=name)
        return self._listed()[name]

    def open(self, name: str) -> BinaryIO:
        self.size(name)
        file = scratch()
        try:
            self._fetch(self._place.url(self._prefix + name, datetime.now(UTC)), file, MAX_OBJECT)
        except LabelwrightError as error:
            file.close()
            raise Unavailable(f"The object cannot be read: {error.message}", where=name) from error
        file.seek(0)
        return file

    def scratch(self) -> BinaryIO:
        return scratch()

    def _listed(self) -> dict[str, int]:
        if self._sizes is None:
            found: dict[str, int] = {}
            page = self._page("")
            found |= page.sizes
            while page.following:
                if not page.sizes or len(found) > MAX_OBJECTS:
                    raise TooLarge(f"The listing has no end, or more than {MAX_OBJECTS:,} objects.")
                page = self._page(page.following)
                found |= page.sizes
            names = {name.removeprefix(self._prefix): size for name, size in found.items()}
            self._sizes = {
                name: size
                for name, size in sorted(names.items())
                if name and not name.endswith("/") and self._admit(name, size)
            }
        return self._sizes

    def _page(self, following: str) -> Listing:
        query = {"list-type": "2", "encoding-type": "url", "prefix": self._prefix}
        if following:
            query["continuation-token"] = following
        document = BytesIO()
        try:
            self._fetch(self._place.url("", datetime.now(UTC), query), document, MAX_LISTING)
        except Unavailable as error:
            remedy = "Check its name and the keys."
            raise Unavailable("The bucket cannot be listed.", remedy=remedy) from error
        return read_listing(document.getvalue())

    def _fetch(self, url: str, target: BinaryIO, most: int) -> None:
        """Through the fetcher that every other address goes through; an error names no signed address."""
        try:
            replace(self._tools.fetcher, max_bytes=most).fetch(url, target)
        except LabelwrightError as error:
            raise type(error)(error.message, remedy=error.remedy) from None

    def _admit(self, name: str, size: int) -> bool:
        bad = f"Its name {fault(name)}." if fault(name) else ""
        if size > MAX_OBJECT:
            bad = f"The object is larger than {MAX_OBJECT:,} bytes."
        if bad:
            self._report.refuse(bad, ascii(name))
        return not bad


def _local(path: str, tools: Tools, report: Report) -> Iterator[Source]:
    """A folder below a root as it lies there; a single file through a copy, so that it cannot be swapped."""
    folder = _folder(path, tools, report)
    if folder is not None:
        with folder:
            yield folder
        return
    parent, name = str(PurePosixPath(path).parent), PurePosixPath(path).name
    with tempfile.TemporaryDirectory(dir=tools.scratch) as kept:
        copy = Path(kept) / _safe_name(name)
        with LocalFolder(parent, tools.roots) as beside, beside.open(name) as file, copy.open("wb") as target:
            shutil.copyfileobj(file, target)
        yield from _opened(copy, report)


def _folder(path: str, tools: Tools, report: Report) -> LocalFolder | None:
    """The folder at a path below a root, or None where a file may be meant; that is judged when it is opened."""
    try:
        return LocalFolder(path, tools.roots, report)
    except NotAllowed:
        LocalFolder(str(PurePosixPath(path).parent), tools.roots).close()
        return None


def _opened(path: Path, report: Report) -> Iterator[Source]:
    source = open_source(path)
    try:
        for problem in source.skipped:
            report.refuse(problem.message, problem.where)
        yield source
    finally:
        source.close()


def _copy(blobs: Blobs, blob_hash: str, path: Path) -> None:
    with path.open("wb") as file:
        for chunk in blobs.open_range(blob_hash):
            file.write(chunk)


def _safe_name(name: str) -> str:
    """The last part of a name, fit for a file of ours; its ending is kept, for formats look at it."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return last if last and not fault(last) else f"file{PurePosixPath(last).suffix[:20] or '.bin'}"
