"""All that an operator can choose, read once from the environment and the command line, then passed on.

Nothing else in Labelwright looks at the environment.
"""

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from labelwright.core.errors import Invalid, Problem

PREFIX = "LABELWRIGHT_"
TESTS = "LABELWRIGHT_TEST_"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds that protect the installation. Sizes are bytes, times are seconds."""

    body: int = 16 * MEGABYTE
    upload: int = 64 * 1024 * MEGABYTE
    picture: int = 10 * MEGABYTE
    page: int = 500
    session_s: int = 30 * 24 * 3600
    login_link_s: int = 24 * 3600
    password_hashes: int = 2


@dataclass(frozen=True)
class Settings:
    """The choices of one installation; every field but `limits` is `LABELWRIGHT_<FIELD>` in the environment.

    `import_roots` are the only folders that imports may read; `fetch_networks` are the private ranges that
    outgoing requests may reach; `durable` is "normal" (an acknowledged write survives a killed process) or
    "full" (and a power cut); `trusted_proxies` are addresses whose `X-Forwarded-For` is believed.
    """

    data_dir: Path
    database_url: str
    blobs_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    import_roots: tuple[Path, ...] = ()
    fetch_networks: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ("127.0.0.1",)
    durable: str = "normal"
    workers: int = 1
    secure_cookies: bool | None = None
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def read(cls, environment: Mapping[str, str], home: Path, here: Path, **options: object) -> Self:
        """Settings from `LABELWRIGHT_*` variables, overridden by options that are not None.

        Raises `Invalid` with every fault found, an unknown variable among them.
        """
        problems: list[Problem] = []
        given = _from_environment(environment, problems)
        given.update({name: value for name, value in options.items() if value is not None})
        data_dir = Path(given.pop("data_dir", None) or default_data_dir(home, here)).expanduser().absolute()
        given.setdefault("database_url", f"sqlite:///{data_dir / 'labelwright.db'}")
        given.setdefault("blobs_url", (data_dir / "blobs").as_uri())
        problems.extend(_faults(given))
        if problems:
            raise Invalid("The settings are wrong.", problems=problems)
        return cls(data_dir=data_dir, **given)

    @property
    def url(self) -> str:
        """Where a browser finds this installation, without a slash at the end."""
        shown = "localhost" if is_local(self.host) else self.host
        return (self.base_url or f"http://{shown}:{self.port}").rstrip("/")

    @property
    def scratch(self) -> Path:
        """Where archives are unfolded while a job reads them."""
        return self.data_dir / "scratch"

    @property
    def cookie_secure(self) -> bool:
        """Whether the session cookie is sent over HTTPS alone: as set, else as the base URL says."""
        return self.url.startswith("https:") if self.secure_cookies is None else self.secure_cookies

    def environment(self) -> dict[str, str]:
        """The variables from which another process reads these settings."""
        written = {f.name: _WRITERS.get(f.name, str)(getattr(self, f.name)) for f in fields(self)}
        del written["limits"]
        return {f"{PREFIX}{name.upper()}": value for name, value in written.items() if value}


def default_data_dir(home: Path, here: Path) -> Path:
    """`.labelwright` beside the working directory where there is one, else in the home directory."""
    local = here / ".labelwright"
    return local if local.is_dir() else home / ".labelwright"


def is_local(host: str) -> bool:
    """Whether the address is this machine's own, or stands for all of its addresses."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _from_environment(environment: Mapping[str, str], problems: list[Problem]) -> dict[str, Any]:
    known = {f.name for f in fields(Settings)} - {"limits"}
    given: dict[str, Any] = {}
    for variable, text in environment.items():
        if not variable.startswith(PREFIX) or variable.startswith(TESTS) or not text:
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name not in known:
            remedy = f"Known: {', '.join(sorted(known))}."
            problems.append(Problem("There is no such setting.", variable, remedy))
            continue
        try:
            given[name] = _READERS.get(name, str)(text)
        except ValueError as error:
            problems.append(Problem(f"“{text}” cannot be read: {error}.", variable))
    return given


def _faults(given: Mapping[str, Any]) -> list[Problem]:
    problems = []
    if given.get("durable", "normal") not in ("normal", "full"):
        problems.append(Problem("It is “normal” or “full”.", "durable"))
    base = given.get("base_url", "")
    if base and (urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).netloc):
        problems.append(Problem(f"“{base}” is no address of a web site.", "base_url", "Write https://host."))
    if not 0 <= given.get("port", 0) <= 65535:
        problems.append(Problem("A port is a number from 0 to 65535.", "port"))
    for network in given.get("fetch_networks", ()):
        try:
            ipaddress.ip_network(network)
        except ValueError as error:
            problems.append(Problem(f"{error}.", "fetch_networks", "Write it like 10.0.0.0/8."))
    return problems


def _paths(text: str) -> tuple[Path, ...]:
    return tuple(Path(part).expanduser().absolute() for part in text.split(":") if part)


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _switch(text: str) -> bool:
    if text.lower() in ("1", "true", "yes", "on"):
        return True
    if text.lower() in ("0", "false", "no", "off"):
        return False
    raise ValueError("it is true or false")


_READERS: Mapping[str, Callable[[str], Any]] = {
    "data_dir": Path,
    "port": int,
    "workers": int,
    "import_roots": _paths,
    "fetch_networks": _words,
    "trusted_proxies": _words,
    "secure_cookies": _switch,
}

_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "import_roots": lambda paths: ":".join(str(path) for path in paths),
    "fetch_networks": ",".join,
    "trusted_proxies": ",".join,
    "secure_cookies": lambda wanted: "" if wanted is None else str(wanted),
}
