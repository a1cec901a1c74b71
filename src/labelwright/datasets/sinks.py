"""Sinks: where written files go. Nothing shows under its final name before all of it is whole."""

import gzip
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, cast

from labelwright.core.errors import Conflict, Invalid, InvalidFile
from labelwright.core.names import extension, fault
from labelwright.core.ports import Sink
from labelwright.datasets.files import scratch

Media = Callable[[str], BinaryIO | None]
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MEMBER_MODE = 0o100644 << 16
_CHUNK = 1 << 20


def no_media(_: str) -> None:
    """Carry nothing along."""
    return


@contextmanager
def open_sink(target: Path, media: Media = no_media, *, replace: bool = False) -> Iterator[Sink]:
    """A sink for a target that appears when the block ends well, and not at all when it does not.

    A name ending in .zip, .tar or .tar.gz is an archive, one with another extension of letters a single file, any other
    a folder. Raises as `check_free` does.
    """
    check_free(target, replace=replace)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        part = beside / "part"
        writer = _writer_for(target, part)
        with writer:
            yield _Written(writer, media)
        writer.whole(target)
        _put(part, target, beside)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def check_free(target: Path, *, replace: bool) -> None:
    """Raise `Conflict` where a target exists already, is no empty folder, and is not to be replaced."""
    if target.exists() and not replace and not (target.is_dir() and not any(target.iterdir())):
        raise Conflict(f"{target} exists already.", remedy="Choose another name, or give --replace.")


def is_file(target: Path) -> bool:
    """Whether a target is to be a single file: not `out`, `out.zip`, `release-2.0`, or a folder that exists."""
    return target.suffix[1:].isalpha() and not target.is_dir() and not _is_archive(target)


class DiscardSink:
    """Takes everything and keeps nothing, for a dry run. `written` counts the bytes."""

    def __init__(self, media: Media = no_media) -> None:
        self.written = 0
        self._media = media

    def open(self, name: str) -> BinaryIO:
        _safe(name)
        return cast(BinaryIO, _Closing(scratch(), self._count))

    def scratch(self) -> BinaryIO:
        return scratch()

    def media(self, path: str) -> BinaryIO | None:
        return self._media(path)

    def _count(self, spool: BinaryIO) -> None:
        self.written += spool.tell()


class _Writer(Protocol):
    def open(self, name: str) -> BinaryIO: ...
    def whole(self, target: Path) -> None: ...
    def __enter__(self) -> "_Writer": ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class _Written:
    """The sink that formats see."""

    def __init__(self, writer: _Writer, media: Media) -> None:
        self._writer, self._media = writer, media
        self._names: set[str] = set()

    def open(self, name: str) -> BinaryIO:
        _safe(name)
        if name.casefold() in self._names:
            raise Invalid(f"“{name}” would be written twice.")
        self._names.add(name.casefold())
        return self._writer.open(name)

    def scratch(self) -> BinaryIO:
        return scratch()

    def media(self, path: str) -> BinaryIO | None:
        return self._media(path)


class _Folder:
    def __init__(self, part: Path) -> None:
        self.part = part

    def __enter__(self) -> "_Folder":
        self.part.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        return

    def open(self, name: str) -> BinaryIO:
        path = self.part / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")

    def whole(self, target: Path) -> None:
        return


class _Single:
    """One file, whatever name the format gives it, but with the extension by which readers know it."""

    def __init__(self, part: Path, target: Path) -> None:
        self.part, self.target = part, target
        self.count = 0

    def __enter__(self) -> "_Single":
        return self

    def __exit__(self, *_: object) -> None:
        return

    def open(self, name: str) -> BinaryIO:
        self.count += 1
        if self.count > 1:
            raise Invalid(
                "This dataset takes several files in that format, and the target is one.",
                where=name,
                remedy="Name a folder (without extension), or an archive ending in .zip.",
            )
        if extension(name) != self.target.suffix.lower():
            raise Invalid(
                f"Files of that format end in {extension(name)}, and the target does not.",
                where=self.target.name,
                remedy=f"Name {self.target.stem}{extension(name)}, or a folder.",
            )
        return self.part.open("xb")

    def whole(self, target: Path) -> None:
        if not self.count:
            raise InvalidFile("Nothing was written: no item fits the format.", where=target.name)


class _Zip:
    def __init__(self, part: Path) -> None:
        self._zip = zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED)

    def __enter__(self) -> "_Zip":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def open(self, name: str) -> BinaryIO:
        return cast(BinaryIO, _Closing(scratch(), lambda spool: self._add(name, spool)))

    def whole(self, target: Path) -> None:
        return

    def _add(self, name: str, spool: BinaryIO) -> None:
        spool.seek(0)
        info = zipfile.ZipInfo(name, _EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = _MEMBER_MODE
        with self._zip.open(info, "w", force_zip64=True) as member:
            shutil.copyfileobj(spool, member, _CHUNK)


class _Tar:
    def __init__(self, part: Path, packed: bool) -> None:
        self._file = part.open("xb")
        self._gzip = gzip.GzipFile("", "wb", fileobj=self._file, mtime=0) if packed else None
        self._tar = tarfile.TarFile(fileobj=self._gzip or self._file, mode="w", format=tarfile.PAX_FORMAT)

    def __enter__(self) -> "_Tar":
        return self

    def __exit__(self, *_: object) -> None:
        self._tar.close()
        if self._gzip is not None:
            self._gzip.close()
        self._file.close()

    def open(self, name: str) -> BinaryIO:
        return cast(BinaryIO, _Closing(scratch(), lambda spool: self._add(name, spool)))

    def whole(self, target: Path) -> None:
        return

    def _add(self, name: str, spool: BinaryIO) -> None:
        info = tarfile.TarInfo(name)
        info.size = spool.tell()
        spool.seek(0)
        self._tar.addfile(info, spool)


class _Closing:
    """A temporary file that hands itself over when it is closed, unless an error closes it."""

    def __init__(self, spool: BinaryIO, done: Callable[[BinaryIO], None]) -> None:
        self._spool, self._done = spool, done

    def __enter__(self) -> "_Closing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._spool.close()

    def write(self, data: bytes) -> int:
        return self._spool.write(data)

    def tell(self) -> int:
        return self._spool.tell()

    def close(self) -> None:
        if not self._spool.closed:
            self._done(self._spool)
            self._spool.close()


def _writer_for(target: Path, part: Path) -> _Writer:
    name = target.name.lower()
    if name.endswith(".zip"):
        return _Zip(part)
    if _is_archive(target):
        return _Tar(part, not name.endswith(".tar"))
    return _Single(part, target) if is_file(target) else _Folder(part)


def _is_archive(target: Path) -> bool:
    return target.name.lower().endswith((".zip", ".tar", ".tar.gz", ".tgz"))


def _put(part: Path, target: Path, beside: Path) -> None:
    """Move what was written to its place in one step; what stood there goes with the temporary folder."""
    if target.is_dir():
        target.rename(beside / "old")
    part.replace(target)


def _safe(name: str) -> None:
    if bad := fault(name):
        raise Invalid(f"A file cannot be written as {name!a}: the name {bad}.")
