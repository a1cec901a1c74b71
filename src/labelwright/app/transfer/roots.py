"""Local folders that an operator has opened for imports, and nothing beside them.

Every step of a path is opened without following links, from its root down, so that nothing can be swapped between
the look and the read. Only plain files with one name are read: no link, no device, no pipe.
"""

import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from labelwright.core.errors import Invalid, NotAllowed, NotFound, TooLarge
from labelwright.core.names import fault
from labelwright.core.report import Report

MAX_FILES = 5_000_000
MAX_DEPTH = 64

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_SPOOL = 16 * 1024 * 1024


class LocalFolder:
    """A `Source` over a folder below an allowed root. What may not be read is refused into the report, once."""

    def __init__(self, path: str, roots: Sequence[Path], report: Report | None = None) -> None:
        """Raises `NotAllowed` where the path is not below a root, `NotFound` where there is no such folder."""
        self.name = PurePosixPath(path).name
        self._report = report or Report()
        root, parts = _below(path, roots)
        self._root = _open_root(root)
        try:
            self._folder = _descend(self._root, parts, path)
        except BaseException:
            os.close(self._root)
            raise

    def __enter__(self) -> "LocalFolder":
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def close(self) -> None:
        for handle in (self._folder, self._root):
            with suppress(OSError):
                os.close(handle)

    def names(self) -> Iterator[str]:
        """Every plain file below the folder, sorted, hidden ones left out."""
        yield from self._walk(self._folder, "", 0)

    def has(self, name: str) -> bool:
        try:
            self.open(name).close()
        except (NotFound, NotAllowed):
            return False
        return True

    def size(self, name: str) -> int:
        with self.open(name) as file:
            return os.fstat(file.fileno()).st_size

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file. Raises `NotFound`, or `NotAllowed` for what is no plain file of its own."""
        *folders, last = _parts(name)
        handle = _descend(self._folder, folders, name)
        try:
            file = os.open(last, _FILE, dir_fd=handle)
        except FileNotFoundError as error:
            raise NotFound("There is no such file.", where=name) from error
        except OSError as error:
            raise NotAllowed("This is a link, or may not be read.", where=name) from error
        finally:
            os.close(handle)
        bad = _fault(os.fstat(file))
        if bad:
            os.close(file)
            raise NotAllowed(bad, where=name)
        return os.fdopen(file, "rb")

    def scratch(self) -> BinaryIO:
        return tempfile.SpooledTemporaryFile(_SPOOL)  # type: ignore[return-value]

    def _walk(self, handle: int, prefix: str, depth: int) -> Iterator[str]:
        if depth > MAX_DEPTH:
            raise TooLarge(f"Folders are nested more than {MAX_DEPTH} deep.", where=prefix)
        with os.scandir(handle) as entries:
            listed = sorted((e.name, e.is_dir(follow_symlinks=False)) for e in entries if e.name[0] != ".")
        for name, is_folder in listed:
            path = f"{prefix}{name}"
            if is_folder:
                yield from self._enter(handle, name, path, depth)
                continue
            bad = _fault(os.stat(name, dir_fd=handle, follow_symlinks=False))
            if fault(name):
                bad = f"Its name {fault(name)}."
            if bad:
                self._report.refuse(bad, ascii(path) if fault(name) else path)
            else:
                yield path

    def _enter(self, handle: int, name: str, path: str, depth: int) -> Iterator[str]:
        try:
            inner = os.open(name, _FOLDER, dir_fd=handle)
        except OSError as error:
            self._report.refuse(f"The folder cannot be opened: {error.strerror}.", path)
            return
        try:
            yield from self._walk(inner, f"{path}/", depth + 1)
        finally:
            os.close(inner)


def _below(path: str, roots: Sequence[Path]) -> tuple[Path, list[str]]:
    """The root that a path lies below, and the steps from there. No link on the way is looked at yet."""
    if "\x00" in path or not path.startswith("/"):
        raise Invalid("Give the folder’s whole path, from / on.", where=path.replace("\x00", "␀"))
    given = Path(path)
    if ".." in given.parts:
        raise NotAllowed("A path with “..” in it is not followed.", where=path)
    for root in roots:
        for form in (root, root.resolve()):
            if given.is_relative_to(form):
                return root.resolve(), list(given.relative_to(form).parts)
    remedy = "An operator opens folders with LABELWRIGHT_IMPORT_ROOTS."
    raise NotAllowed("This folder is not opened for imports.", where=path, remedy=remedy)


def _open_root(root: Path) -> int:
    try:
        return os.open(root, _FOLDER)
    except OSError as error:
        raise NotFound("The folder opened for imports is not there.", where=str(root)) from error


def _descend(handle: int, parts: Sequence[str], shown: str) -> int:
    current = os.dup(handle)
    for part in parts:
        try:
            inner = os.open(part, _FOLDER, dir_fd=current)
        except FileNotFoundError as error:
            raise NotFound("There is no such folder.", where=shown) from error
        except OSError as error:
            raise NotAllowed("This is a link, no folder, or may not be read.", where=shown) from error
        finally:
            os.close(current)
        current = inner
    return current


def _parts(name: str) -> list[str]:
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\x00" in part for part in parts):
        raise NotFound("There is no such file.", where=name.replace("\x00", "␀"))
    return parts


def _fault(facts: os.stat_result) -> str:
    if stat.S_ISLNK(facts.st_mode):
        return "This is a link, and links are not followed."
    if not stat.S_ISREG(facts.st_mode):
        return "This is no plain file but a device, a pipe or a socket."
    if facts.st_nlink > 1:
        return "This file has a second name elsewhere (a hard link), so it may lie outside of the folder."
    return ""
