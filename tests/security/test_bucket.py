"""A bucket whose server is hostile: it leads nowhere else, and its listing is judged like any other file."""

import http.server
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.transfer.conftest import IMAGES, House, house

from labelwright.app.transfer.s3 import place_of, read_listing
from labelwright.core.errors import Invalid, Unavailable
from labelwright.storage.database import Database

__all__ = ["house"]
KEYS = {
    "access_key_id": "AKIAIOSFODNN7EXAMPLE",
    "secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
}


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


class Answering:
    """A server that answers every GET as told, and remembers what was asked."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def elsewhere() -> Iterator[Answering]:
    """Where a bucket's server points instead: the metadata of a cloud."""
    server = Answering(302, {"Location": "http://169.254.169.254/latest/meta-data"})
    yield server
    server.close()


def test_a_bucket_that_redirects_inside_is_not_followed(house: House, elsewhere: Answering) -> None:
    source = {"kind": "s3", "url": "s3://bucket/photos", "endpoint": elsewhere.url}
    job = house.bring(house.project(IMAGES), source)
    assert (job.state, "public address" in job.error) == ("failed", True)
    assert len(elsewhere.asked) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"region": "evil.example/"},
        {"region": "a@127.0.0.1/"},
        {"region": "127.0.0.1#"},
        {"endpoint": "file:///etc/passwd"},
        {"endpoint": "http://user:pass@host"},
        {"endpoint": "http://host/?x="},
        {"url": "s3://evil.example@127.0.0.1/x"},
        {"url": "s3://a/../../x"},
        {"url": "s3://bucket:80/x"},
        {"url": "file:///etc"},
    ],
    ids=str,
)
def test_no_part_of_an_address_leads_elsewhere(change: dict[str, str]) -> None:
    given = {"url": "s3://bucket/x", **change}
    with pytest.raises(Invalid):
        place_of(given.pop("url"), given)


def test_a_signed_address_never_holds_the_secret() -> None:
    """What the signature is worth is shown against a real server, beside the other tests of imports."""
    place, prefix = place_of("s3://examplebucket/a/b", KEYS)
    url = place.url("test.txt", datetime(2013, 5, 24, tzinfo=UTC))
    assert prefix == "a/b"
    assert url.startswith(
        "https://s3.us-east-1.amazonaws.com/examplebucket/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
    )
    assert KEYS["secret_access_key"] not in url


def test_no_error_tells_the_keys(house: House) -> None:
    server = Answering(403, {})
    source = {"kind": "s3", "url": "s3://bucket", "endpoint": server.url, **KEYS}
    job = house.bring(house.project(IMAGES), source)
    server.close()
    assert [word for word in ("Signature", *KEYS.values()) if word in job.error] == []
    assert "cannot be listed" in job.error


_END = "<IsTruncated>false</IsTruncated></ListBucketResult>"


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<html>",
        b"<other/>",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ListBucketResult>&x;</ListBucketResult>',
        b'<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><ListBucketResult>&b;</ListBucketResult>',
        f"<ListBucketResult><Contents><Key>a</Key><Size>x</Size></Contents>{_END}".encode(),
        f"<ListBucketResult><Contents><Key>a</Key></Contents>{_END}".encode(),
    ],
)
def test_a_listing_that_is_none_is_refused(document: bytes) -> None:
    with pytest.raises(Unavailable):
        read_listing(document)


def test_names_that_lead_out_and_endless_listings_are_refused(house: House, tmp_path: Path) -> None:
    body = (
        "<ListBucketResult><Contents><Key>p/..%2F..%2Fevil.png</Key><Size>1</Size></Contents>"
        f"<Contents><Key>p/a%00.png</Key><Size>1</Size></Contents>{_END}"
    ).encode()
    server = Answering(200, {}, body)
    job = house.bring(house.project(IMAGES), {"kind": "s3", "url": "s3://bucket/p", "endpoint": server.url})
    server.close()
    assert len((job.report or {})["refused"]) == 2
    endless = Answering(
        200, {}, b"<ListBucketResult><NextContinuationToken>x</NextContinuationToken></ListBucketResult>"
    )
    lost = house.bring(house.project(IMAGES), {"kind": "s3", "url": "s3://bucket/p", "endpoint": endless.url})
    endless.close()
    assert (lost.state, len(endless.asked)) == ("failed", 1)
