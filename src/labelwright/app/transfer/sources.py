"""Where an import comes from: an upload, a folder below an allowed root, or a prefix in S3. Opens, and stores nothing.

An import's source is data: `{"kind": "upload", "blob", "name"}`, `{"kind": "uploads", "files": [{"blob", "name"}]}`,
`{"kind": "folder", "path"}` or `{"kind": "s3", "url", …}` with the options of `S3_OPTIONS`.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import obstore
from obstore.store import S3Store

from labelwright.app.fetch import check_url
from labelwright.app.transfer.loose import LooseFiles
from labelwright.app.transfer.roots import LocalFolder
from labelwright.app.transfer.tools import Tools
from labelwright.core.errors import Invalid, NotAllowed, NotFound, Unavailable
from labelwright.core.names import fault
from labelwright.core.ports import Source
from labelwright.core.report import Report
from labelwright.datasets.files import open_source, scratch
from labelwright.storage.blobs import Blobs

KINDS = ("upload", "uploads", "folder", "s3")
S3_OPTIONS = ("access_key_id", "secret_access_key", "session_token", "region", "endpoint")
MAX_OBJECT = 2 << 30


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
        parts = urlsplit(source.get("url", ""))
        if parts.scheme != "s3" or not parts.netloc:
            raise Invalid(
                "The address is not of the form s3://bucket/prefix.", where=str(source.get("url", ""))
            )
        options: dict[str, Any] = {key: source[key] for key in S3_OPTIONS if source.get(key)}
        if "access_key_id" not in options or "secret_access_key" not in options:
            options["skip_signature"] = True
        if "endpoint" in options:
            endpoint = check_url(options["endpoint"])
            port = endpoint.port or (443 if endpoint.scheme == "https" else 80)
            tools.fetcher.addresses(endpoint.hostname or "", port)
            options["client_options"] = {"allow_http": endpoint.scheme == "http"}
        options.setdefault("region", "us-east-1")
        prefix = parts.path.strip("/")
        self.name = prefix.rsplit("/", 1)[-1] or parts.netloc
        self._report = report
        self._store = S3Store(parts.netloc, prefix=prefix or None, **options)
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
            for chunk in obstore.get(self._store, name):
                file.write(chunk)
        except (obstore.exceptions.BaseError, OSError) as error:
            file.close()
            raise Unavailable("The object cannot be read.", where=name) from error
        file.seek(0)
        return file

    def scratch(self) -> BinaryIO:
        return scratch()

    def _listed(self) -> dict[str, int]:
        if self._sizes is None:
            try:
                found = {entry["path"]: entry["size"] for page in obstore.list(self._store) for entry in page}
            except (obstore.exceptions.BaseError, OSError) as error:
                raise Unavailable(
                    "The bucket cannot be listed.", remedy="Check its name and the keys."
                ) from error
            self._sizes = {name: size for name, size in sorted(found.items()) if self._admit(name, size)}
        return self._sizes

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
