"""Sources: the bytes of a folder, an archive or a single file, by name, with bounds against hostile archives.

Links, devices and names that lead elsewhere are never followed: in an archive they refuse the whole archive, in
a folder they are passed over and listed in `skipped`.
"""

import bz2
import gzip
import lzma
import os
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct

from labelwright.core.errors import InvalidFile, NotFound, Problem, TooLarge
from labelwright.core.names import fault

SPOOLED = 8 << 20
_CHUNK = 1 << 20
_TAR_OFFSET = 257


class Bounds(Struct, frozen=True):
    """How much an archive may unfold to: members, bytes in all, and bytes as a multiple of the archive's own."""

    members: int = 1_000_000
    total: int = 256 << 30
    ratio: int = 200
    free: int = 64 << 20
    """Bytes that are allowed whatever the ratio: small archives of text compress well."""

    def check(self, name: str, members: int, total: int, packed: int) -> None:
        if members > self.members:
            raise TooLarge(f"The archive has more than {self.members} members.", where=name)
        if total > self.total or total > max(self.free, packed * self.ratio):
            raise TooLarge(
                f"The archive of {packed} bytes unfolds to {total} or more, which is not believable.",
                where=name,
            )


class _Base:
    """What all sources share: names in a sorted table."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.skipped: list[Problem] = []
        self._sizes: dict[str, int] = {}

    def names(self) -> Iterator[str]:
        return iter(self._sizes)

    def has(self, name: str) -> bool:
        return name in self._sizes

    def size(self, name: str) -> int:
        if name not in self._sizes:
            raise NotFound(f"There is no “{name}” in {self.name}.")
        return self._sizes[name]

    def scratch(self) -> BinaryIO:
        return scratch()

    def close(self) -> None:
        """Let go of what is open."""

    def _sort(self) -> None:
        self._sizes = dict(sorted(self._sizes.items()))


class FolderSource(_Base):
    """The files below a folder. Links are passed over."""

    def __init__(self, root: Path) -> None:
        super().__init__(root.name or str(root))
        self.root = root
        self._walk(root, "")
        self._sort()

    def open(self, name: str) -> BinaryIO:
        self.size(name)
        try:
            descriptor = os.open(self.root / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            raise InvalidFile(f"The file cannot be opened: {error.strerror}.", where=name) from error
        return os.fdopen(descriptor, "rb")

    def _walk(self, folder: Path, prefix: str) -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    self._walk(folder / entry.name, name + "/")
                elif not entry.is_file(follow_symlinks=False):
                    self.skipped.append(Problem("It is a link or no file, and was passed over.", name))
                elif bad := fault(name):
                    self.skipped.append(Problem(f"Its name {bad}.", ascii(name)))
                else:
                    self._sizes[name] = entry.stat(follow_symlinks=False).st_size


class FileSource(_Base):
    """One file, by its own name."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.path = path
        self._sizes = {path.name: path.stat().st_size}

    def open(self, name: str) -> BinaryIO:
        self.size(name)
        return self.path.open("rb")


class ZipSource(_Base):
    """The members of a zip archive, each unfolded to a temporary file when it is opened."""

    def __init__(self, path: Path, bounds: Bounds) -> None:
        super().__init__(path.name)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, OSError, UnicodeDecodeError) as error:
            raise InvalidFile(f"The zip archive is broken: {error}.", where=path.name) from error
        try:
            self._list(path, bounds)
        except (InvalidFile, TooLarge):
            self._zip.close()
            raise
        self._sort()

    def open(self, name: str) -> BinaryIO:
        self.size(name)
        spool = scratch()
        try:
            with self._zip.open(name) as member:
                _copy(cast(BinaryIO, member), spool, self.size(name))
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            NotImplementedError,
            OSError,
        ) as error:
            spool.close()
            raise InvalidFile(f"The archive's member cannot be unpacked: {error}.", where=name) from error
        spool.seek(0)
        return spool

    def close(self) -> None:
        self._zip.close()

    def _list(self, path: Path, bounds: Bounds) -> None:
        taken: set[str] = set()
        members = self._zip.infolist()
        bounds.check(path.name, len(members), sum(info.file_size for info in members), path.stat().st_size)
        for info in members:
            if info.is_dir():
                continue
            if (info.external_attr >> 16) & 0o170000 not in (0, 0o100000):
                raise _hostile(path.name, info.filename, "is a link or a device")
            _admit(path.name, info.orig_filename, taken)
            self._sizes[info.filename] = info.file_size


class TarSource(_Base):
    """The members of a tar archive. A compressed one is first unfolded to a temporary file, within bounds."""

    _whole = False

    def __init__(self, path: Path, bounds: Bounds) -> None:
        super().__init__(path.name)
        self._members: dict[str, tarfile.TarInfo] = {}
        self._file = self._plain(path, bounds)
        try:
            self._tar = tarfile.TarFile(fileobj=self._file)
            self._list(path, bounds)
        except (tarfile.TarError, EOFError, UnicodeError, ValueError) as error:
            raise InvalidFile(f"The tar archive is broken: {error}.", where=path.name) from error
        finally:
            if not self._whole:
                self._file.close()
        self._sort()

    def open(self, name: str) -> BinaryIO:
        self.size(name)
        member = self._tar.extractfile(self._members[name])
        if member is None:
            raise NotFound(f"There is no “{name}” in {self.name}.")
        return cast(BinaryIO, member)

    def close(self) -> None:
        self._tar.close()
        self._file.close()

    def _list(self, path: Path, bounds: Bounds) -> None:
        taken: set[str] = set()
        total = count = 0
        for member in self._tar:
            count, total = count + 1, total + member.size
            bounds.check(path.name, count, total, path.stat().st_size)
            if member.isdir():
                continue
            if not member.isreg():
                raise _hostile(path.name, member.name, "is a link or a device")
            _admit(path.name, member.name, taken)
            self._sizes[member.name] = member.size
            self._members[member.name] = member
        self._whole = True

    @staticmethod
    def _plain(path: Path, bounds: Bounds) -> BinaryIO:
        opener = _compression(path)
        if opener is None:
            return path.open("rb")
        packed = path.stat().st_size
        spool = scratch()
        try:
            with opener(path) as stream:
                while chunk := stream.read(_CHUNK):
                    spool.write(chunk)
                    bounds.check(path.name, 0, spool.tell(), packed)
        except TooLarge:
            spool.close()
            raise
        except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError) as error:
            spool.close()
            raise InvalidFile(f"The archive cannot be unpacked: {error}.", where=path.name) from error
        spool.seek(0)
        return spool


AnySource = FolderSource | FileSource | ZipSource | TarSource


def open_source(path: Path, bounds: Bounds = Bounds()) -> AnySource:  # noqa: B008 - frozen
    """The source at a path: a folder, a zip or tar archive (known by its bytes), or a single file.

    Raises `NotFound` where there is nothing, `InvalidFile` or `TooLarge` for a broken or hostile archive.
    """
    if path.is_dir():
        return FolderSource(path)
    if not path.is_file():
        raise NotFound(f"There is no file or folder at {path}.")
    with path.open("rb") as stream:
        head = stream.read(512)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return ZipSource(path, bounds)
    if head[_TAR_OFFSET : _TAR_OFFSET + 5] == b"ustar" or _compression(path) is not None:
        return TarSource(path, bounds)
    return FileSource(path)


def scratch() -> BinaryIO:
    """A temporary file, in memory while it is small."""
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=SPOOLED))


def _admit(archive: str, name: str, taken: set[str]) -> None:
    if bad := fault(name):
        raise _hostile(archive, name, bad)
    if name.casefold() in taken:
        raise _hostile(archive, name, "is there twice, or differs from another in case only")
    taken.add(name.casefold())


def _hostile(archive: str, name: str, how: str) -> InvalidFile:
    return InvalidFile(
        f"The archive's member {name!a} {how}.", where=archive, remedy="Pack the files anew, without it."
    )


def _copy(source: BinaryIO, target: BinaryIO, most: int) -> None:
    copied = 0
    while chunk := source.read(_CHUNK):
        copied += len(chunk)
        if copied > most:
            raise zipfile.BadZipFile("it is larger than the directory says")
        target.write(chunk)


def _compression(path: Path) -> Callable[[Path], BinaryIO] | None:
    with path.open("rb") as stream:
        head = stream.read(6)
    for magic, opener in _COMPRESSIONS:
        if head.startswith(magic):
            return opener
    return None


_COMPRESSIONS: tuple[tuple[bytes, Callable[[Path], BinaryIO]], ...] = (
    (b"\x1f\x8b", lambda path: cast(BinaryIO, gzip.open(path))),  # noqa: SIM115 - the caller closes it
    (b"BZh", lambda path: cast(BinaryIO, bz2.open(path))),  # noqa: SIM115
    (b"\xfd7zXZ\x00", lambda path: cast(BinaryIO, lzma.open(path))),  # noqa: SIM115
)
