"""The fetcher reaches what is allowed, and nothing else, whatever a server answers."""

import gzip
import io
import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest

from labelwright.app.fetch import Fetched, Fetcher, check_url, is_public, resolve
from labelwright.core.errors import Invalid, NotAllowed, TooLarge, Unavailable


class Site(BaseHTTPRequestHandler):
    """Answers by path; remembers the Host headers that it saw."""

    hosts: list[str] = []  # noqa: RUF012 (one list for the class, emptied by the fixture)

    def do_GET(self) -> None:
        self.hosts.append(self.headers["Host"])
        getattr(self, f"answer_{self.path.split('/')[1].split('?')[0]}")()

    def answer_cat(self) -> None:
        self._body(b"meow", ("Content-Type", "image/png; x=1"))

    def answer_moved(self) -> None:
        self._head(302, ("Location", self.path.split("?to=")[1]), ("Content-Length", "0"))

    def answer_circle(self) -> None:
        self._head(302, ("Location", "/circle"), ("Content-Length", "0"))

    def answer_missing(self) -> None:
        self._head(404, ("Content-Length", "0"))

    def answer_bomb(self) -> None:
        self._body(gzip.compress(b"0" * 1_000_000), ("Content-Encoding", "gzip"))

    def answer_zipped(self) -> None:
        self._body(gzip.compress(b"meow"), ("Content-Encoding", "gzip"))

    def answer_torn(self) -> None:
        self._body(gzip.compress(b"meow" * 100)[:-9], ("Content-Encoding", "gzip"))

    def answer_strange(self) -> None:
        self._body(b"meow", ("Content-Encoding", "br"))

    def answer_liar(self) -> None:
        self._head(200, ("Content-Length", "1000"))
        self.wfile.write(b"short")
        self.close_connection = True

    def answer_huge(self) -> None:
        self._head(200, ("Content-Length", "100000"))

    def answer_endless(self) -> None:
        self._head(200, ("Connection", "close"))
        try:
            while True:
                self.wfile.write(b"0" * 10_000)
        except OSError:
            self.close_connection = True

    def _body(self, body: bytes, *headers: tuple[str, str]) -> None:
        self._head(200, *headers, ("Content-Length", str(len(body))))
        self.wfile.write(body)

    def _head(self, status: int, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def local(**bounds: object) -> Fetcher:
    return Fetcher.allowing(["127.0.0.0/8"], **bounds)


def test_an_allowed_network_is_reached(port: int) -> None:
    sink = io.BytesIO()
    fetched = local().fetch(f"http://127.0.0.1:{port}/cat/a%20b.png", sink)
    assert sink.getvalue() == b"meow"
    assert fetched == Fetched(4, "image/png", f"http://127.0.0.1:{port}/cat/a%20b.png", "a b.png")


def test_the_checked_address_is_connected_to_and_the_name_is_kept(port: int) -> None:
    Site.hosts.clear()
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    fetcher = local(resolver=lambda host, port: next(answers))
    fetcher.fetch(f"http://cats.example:{port}/cat", io.BytesIO())
    assert Site.hosts == [f"cats.example:{port}"]


def test_without_leave_the_loopback_is_refused(port: int) -> None:
    with pytest.raises(NotAllowed, match="does not lead to a public address"):
        Fetcher().fetch(f"http://127.0.0.1:{port}/cat", io.BytesIO())


def test_a_redirect_is_followed_and_judged_anew(port: int) -> None:
    sink = io.BytesIO()
    local().fetch(f"http://127.0.0.1:{port}/moved?to=/cat", sink)
    assert sink.getvalue() == b"meow"
    for target in ("http://10.0.0.1/", "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/"):
        with pytest.raises(NotAllowed):
            local().fetch(f"http://127.0.0.1:{port}/moved?to={target}", sink)
    for target in ("file:///etc/passwd", "gopher://x/", "data:,x", "http://u:p@127.0.0.1/"):
        with pytest.raises(Invalid):
            local().fetch(f"http://127.0.0.1:{port}/moved?to={target}", sink)


def test_a_name_with_one_private_address_is_refused_whole() -> None:
    fetcher = Fetcher(resolver=lambda host, port: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(NotAllowed):
        fetcher.addresses("both.example", 80)


def test_a_port_outside_the_set_is_refused_on_public_addresses() -> None:
    fetcher = Fetcher(resolver=lambda host, port: ["93.184.216.34"])
    assert fetcher.addresses("x.example", 443) == ["93.184.216.34"]
    with pytest.raises(NotAllowed, match="Port 22"):
        fetcher.addresses("x.example", 22)


@pytest.mark.parametrize("host", ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "localhost", "0"])
def test_hosts_written_as_numbers_are_what_the_system_makes_of_them(host: str) -> None:
    with pytest.raises((NotAllowed, Unavailable)):
        Fetcher().addresses(host, 80)
    assert all(not is_public(ipaddress.ip_address(address)) for address in resolve(host, 80))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe", "::127.0.0.1", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://x/", "gopher://x/", "data:,x", "//x/", "x", "", "http://", "http:///a",
        "http://u@x/", "http://u:p@x/", "http://x:99999/", "http://x:0/", "http://x\\@y/", "http://x/\r\nA: b",
        "http://x/ y", "http://[::1/", "http://x/" + "a" * 9000,
    ],
)  # fmt: skip
def test_addresses_of_the_wrong_form_are_refused(url: str) -> None:
    with pytest.raises(Invalid):
        check_url(url)


@pytest.mark.parametrize("page", ["missing", "circle", "liar", "torn", "strange"])
def test_what_is_not_whole_is_unavailable(port: int, page: str) -> None:
    with pytest.raises(Unavailable):
        local().fetch(f"http://127.0.0.1:{port}/{page}", io.BytesIO())


@pytest.mark.parametrize("page", ["huge", "endless", "bomb"])
def test_what_is_too_large_is_refused_and_never_held(port: int, page: str) -> None:
    sink = io.BytesIO()
    with pytest.raises(TooLarge):
        local(max_bytes=50_000).fetch(f"http://127.0.0.1:{port}/{page}", sink)
    assert len(sink.getvalue()) <= 50_000


def test_compression_that_was_not_asked_for_is_undone(port: int) -> None:
    sink = io.BytesIO()
    local().fetch(f"http://127.0.0.1:{port}/zipped", sink)
    assert sink.getvalue() == b"meow"


def test_the_time_is_bounded_as_a_whole_and_not_by_each_read(port: int) -> None:
    ticks = count(step=0.1)
    with pytest.raises(Unavailable, match="within 2 s"):
        local(total_s=2, clock=lambda: next(ticks)).fetch(f"http://127.0.0.1:{port}/endless", io.BytesIO())


def test_a_name_without_an_address_and_a_closed_port_are_unavailable() -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(Unavailable, match="has no address"):
        Fetcher(resolver=nowhere).fetch("http://nowhere.example/", io.BytesIO())
    with pytest.raises(Unavailable):
        local(connect_s=2).fetch("http://127.0.0.1:1/", io.BytesIO())
