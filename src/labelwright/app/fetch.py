"""Fetches bytes from an address that a stranger wrote, and from no place that the operator did not mean.

Only http and https; every address that a name has must be public, or in a network that the operator allows; the
connection goes to the address that was checked, so a name cannot change its mind in between; each redirect is
judged anew; size and time are bounded as a whole, so a server that drips gains nothing.
"""

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeAlias
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import httpcore2
from msgspec import Struct

from labelwright.core.errors import Invalid, LabelwrightError, NotAllowed, TooLarge, Unavailable

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver: TypeAlias = Callable[[str, int], Sequence[str]]

PORTS = frozenset({80, 443, 8080, 8443})
REDIRECTS = 5

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LOCAL = tuple(ipaddress.ip_network(n) for n in ("192.0.0.0/24", "fec0::/10", "64:ff9b:1::/48"))
"""Ranges for local use that some versions of the standard library take for public ones."""
_MOVED = (301, 302, 303, 307, 308)
_CHUNK = 64 * 1024
_HEADERS = ((b"Accept", b"*/*"), (b"Accept-Encoding", b"identity"), (b"User-Agent", b"labelwright"))
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Fetched(Struct, frozen=True):
    """What came: how many bytes, of which type, from which address in the end, and the file name it suggests."""

    size: int
    content_type: str
    url: str
    name: str


def resolve(host: str, port: int) -> Sequence[str]:
    """Every address of a name, as the system knows them. Raises `OSError` where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open Internet, whatever it is wrapped in.

    IPv4 inside IPv6 (mapped, NAT64 of RFC 6052, 6to4 of RFC 3056, Teredo of RFC 4380) is judged by what it wraps.
    """
    wrapped = _wrapped(address)
    if wrapped:
        return all(is_public(inner) for inner in wrapped)
    special = (
        address.is_loopback, address.is_private, address.is_link_local, address.is_multicast,
        address.is_reserved, address.is_unspecified, any(address in network for network in _LOCAL),
    )  # fmt: skip
    return address.is_global and not any(special)


def _wrapped(address: Address) -> Sequence[ipaddress.IPv4Address]:
    if not isinstance(address, ipaddress.IPv6Address):
        return ()
    if address in _NAT64:
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    if address.teredo is not None:
        return address.teredo
    return tuple(inner for inner in (address.ipv4_mapped, address.sixtofour) if inner is not None)


@dataclass(frozen=True)
class Fetcher:
    """How far outgoing requests may go. `networks` are allowed though private; sizes are bytes, times seconds."""

    networks: tuple[Network, ...] = ()
    max_bytes: int = 512 * 1024 * 1024
    total_s: float = 300.0
    connect_s: float = 10.0
    ports: frozenset[int] = PORTS
    resolver: Resolver = resolve
    clock: Callable[[], float] = time.monotonic
    ssl_context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    @classmethod
    def allowing(cls, networks: Iterable[str], **bounds: Any) -> "Fetcher":
        """A fetcher that may also reach these networks, written like `10.0.0.0/8`."""
        return cls(networks=tuple(ipaddress.ip_network(network) for network in networks), **bounds)

    def fetch(self, url: str, sink: BinaryIO) -> Fetched:
        """Write what the address gives into `sink`.

        Raises `Invalid` for an address of the wrong form, `NotAllowed` for one that may not be reached, `TooLarge`
        beyond the bound, and `Unavailable` where nothing whole came in time.
        """
        deadline = self.clock() + self.total_s
        for _ in range(REDIRECTS + 1):
            parts = check_url(url)
            backend = _CheckedBackend(self, deadline)
            with httpcore2.ConnectionPool(ssl_context=self.ssl_context, network_backend=backend) as pool:
                moved = self._attempt(pool, url, parts, sink)
            if isinstance(moved, Fetched):
                return moved
            url = moved
        raise Unavailable(f"The address redirects more than {REDIRECTS} times.", where=url)

    def _attempt(
        self, pool: httpcore2.ConnectionPool, url: str, parts: SplitResult, sink: BinaryIO
    ) -> Fetched | str:
        """What came, or the address that the server points to instead."""
        timeouts = {"connect": self.connect_s, "read": self.total_s, "write": self.total_s}
        try:
            with pool.stream(
                "GET", _ascii(url), headers=_HEADERS, extensions={"timeout": timeouts}
            ) as response:
                found = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
                if response.status in _MOVED and "location" in found:
                    return urljoin(url, found["location"])
                if response.status != 200:
                    raise Unavailable(f"The server answered with status {response.status}.", where=url)
                size = self._save(response.iter_stream(), found, url, sink)
        except (httpcore2.TimeoutException, TimeoutError) as error:
            raise Unavailable(f"Nothing whole came within {self.total_s:g} s.", where=url) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            raise Unavailable("The server could not be reached, or broke off.", where=url) from error
        kind = found.get("content-type", "").split(";")[0].strip().lower()
        return Fetched(size, kind, url, unquote(parts.path.rsplit("/", 1)[-1]))

    def _save(self, chunks: Iterable[bytes], headers: Mapping[str, str], url: str, sink: BinaryIO) -> int:
        announced = headers.get("content-length", "")
        if announced.isdigit() and int(announced) > self.max_bytes:
            raise TooLarge(f"It is larger than {self.max_bytes:,} bytes.", where=url)
        size = 0
        for chunk in _decoded(chunks, headers.get("content-encoding", "identity").lower(), url):
            size += len(chunk)
            if size > self.max_bytes:
                raise TooLarge(f"It is larger than {self.max_bytes:,} bytes.", where=url)
            sink.write(chunk)
        return size

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host, all of them allowed. Raises `NotAllowed` where one is not."""
        try:
            found = [ipaddress.ip_address(text.split("%")[0]) for text in self.resolver(host, port)]
        except (OSError, UnicodeError) as error:
            raise Unavailable(f"The name “{host}” has no address.") from error
        if not found:
            raise Unavailable(f"The name “{host}” has no address.")
        for address in found:
            inside = any(address in network for network in self.networks)
            if not inside and not is_public(address):
                raise NotAllowed(
                    f"“{host}” does not lead to a public address.",
                    remedy="An operator may allow its network with LABELWRIGHT_FETCH_NETWORKS.",
                )
            if not inside and port not in self.ports:
                raise NotAllowed(f"Port {port} of “{host}” may not be reached.")
        return [str(address) for address in found]


def check_url(url: str) -> SplitResult:
    """The parts of an address that is fit to be fetched. Raises `Invalid`."""
    if len(url) > 8192 or "\\" in url or any(ord(char) <= 32 or ord(char) == 127 for char in url):
        raise Invalid(
            "The address is too long, or holds spaces, backslashes or control characters.", where=url[:200]
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Invalid("This is no address.", where=url) from error
    if parts.scheme not in ("http", "https"):
        raise Invalid("Only http and https addresses are fetched.", where=url)
    if parts.username is not None or parts.password is not None:
        raise Invalid("An address with a name and password in it is not fetched.", where=parts.hostname or "")
    if not parts.hostname or port == 0:
        raise Invalid("The address names no host.", where=url)
    return parts


def _ascii(url: str) -> str:
    """The address with a host in Punycode and everything else in percent signs."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise Invalid("The host’s name cannot be written in Punycode.", where=url) from error
    host = f"[{host}]" if ":" in host else host
    netloc = host if parts.port is None else f"{host}:{parts.port}"
    rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    quoted = "".join(char if char.isascii() else _percent(char) for char in rest)
    return f"{parts.scheme}://{netloc}{quoted}"


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def _decoded(chunks: Iterable[bytes], encoding: str, url: str) -> Iterator[bytes]:
    """The body without its compression, never more than one chunk in memory."""
    if encoding in ("identity", ""):
        yield from chunks
        return
    if encoding not in _WINDOW_BITS:
        raise Unavailable(f"The server compresses with “{encoding}”, which was not asked for.", where=url)
    inflate = zlib.decompressobj(_WINDOW_BITS[encoding])
    try:
        for chunk in chunks:
            data = chunk
            while data:
                yield inflate.decompress(data, _CHUNK)
                data = inflate.unconsumed_tail
        yield inflate.flush(_CHUNK)
    except zlib.error as error:
        raise Unavailable("The compressed body is broken.", where=url) from error
    if not inflate.eof:
        raise Unavailable("The compressed body breaks off.", where=url)


class _CheckedBackend(httpcore2.NetworkBackend):
    """Opens connections to checked addresses alone, and lets nothing wait beyond the deadline."""

    def __init__(self, fetcher: Fetcher, deadline: float) -> None:
        self._fetcher = fetcher
        self._deadline = deadline
        self._tcp = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        last: LabelwrightError | httpcore2.ConnectError | httpcore2.ConnectTimeout | None = None
        for address in self._fetcher.addresses(host, port):
            try:
                stream = self._tcp.connect_tcp(
                    address, port, self._left(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
                continue
            return _BoundedStream(stream, self._left)
        raise last or httpcore2.ConnectError()

    def connect_unix_socket(self, path: str, *args: Any, **options: Any) -> httpcore2.NetworkStream:
        raise httpcore2.ConnectError(f"{path} is no network address")

    def sleep(self, seconds: float) -> None:
        raise httpcore2.ConnectError("a request is never repeated")

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - self._fetcher.clock()
        if left <= 0:
            raise httpcore2.ReadTimeout
        return left if timeout is None else min(left, timeout)


class _BoundedStream(httpcore2.NetworkStream):
    """A connection whose every step ends by the deadline of the whole."""

    def __init__(self, stream: httpcore2.NetworkStream, left: Callable[[float | None], float]) -> None:
        self._stream = stream
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _BoundedStream(secured, self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
