"""Names of files inside sources and sinks: which are safe, and how an unsafe one is made so."""

import re
import unicodedata

LONGEST = 200
"""Characters a part of a name may have; most file systems allow 255 bytes."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\\\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_CONTROL = re.compile(r"[\x00-\x1f\ud800-\udfff]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def fault(name: str) -> str:
    """What makes a name in an archive or folder dangerous, as the end of a sentence, or "" where it is safe."""
    parts = name.split("/")
    if not name or len(name) > 4096:
        return "is empty or too long"
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "is an absolute path"
    if "\\" in name or any(part in ("", ".", "..") for part in parts):
        return "leads out of its folder"
    if _CONTROL.search(name):
        return "holds control characters"
    return ""


def tidy(name: str) -> str:
    """A relative name that every file system takes: the same, where it was one already."""
    parts = [_part(part) for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or "_"


def stem(name: str) -> str:
    """The name without its extension, with its folders."""
    folder, slash, last = name.rpartition("/")
    base, dot, _ = last.rpartition(".")
    return folder + slash + (base if dot and base else last)


def extension(name: str) -> str:
    """The extension in lower case with its dot, or ""."""
    last = name.rpartition("/")[2]
    base, dot, end = last.rpartition(".")
    return (dot + end).lower() if base else ""


class Names:
    """Gives each thing a name of its own, unlike all others even where case and Unicode forms do not count."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, name: str) -> str:
        """The tidy name, with a number before its extension where it is taken."""
        wanted = tidy(name)
        key = _key(wanted)
        if key not in self._taken:
            self._taken[key] = 1
            return wanted
        base, end = stem(wanted), extension(wanted)
        while True:
            self._taken[key] += 1
            other = f"{base}-{self._taken[key]}{end}"
            if _key(other) not in self._taken:
                self._taken[_key(other)] = 1
                return other


def _part(part: str) -> str:
    part = unicodedata.normalize("NFC", _FORBIDDEN.sub("_", part))
    if len(part) > LONGEST:
        part = part[: LONGEST - 16] + part[-16:]
    while len(part.encode()) > 255:
        part = part[: len(part) // 2] + part[-16:]
    if _RESERVED.match(part):
        part = "_" + part
    return re.sub(r"[. ]$", "_", part)


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
