"""Addresses of S3 requests, signed in their query (AWS Signature Version 4), and what a listing says.

Fetches nothing: a signed address is fetched like any other a stranger gave, so every connection and redirect is judged.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException
from msgspec import Struct

from labelwright.app.fetch import check_url
from labelwright.core.errors import Invalid, Unavailable

LASTS_S = 3600
_REGION = re.compile(r"[a-z0-9-]{1,40}")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


class Place(Struct, frozen=True):
    """A bucket at an endpoint, with the keys to it; without a key, requests are not signed."""

    endpoint: str
    bucket: str
    region: str
    key_id: str = ""
    secret: str = ""
    token: str = ""

    def url(self, name: str, now: datetime, query: Mapping[str, str] | None = None) -> str:
        """The address of a GET of an object, or of the bucket where the name is empty, good for an hour."""
        parts = urlsplit(self.endpoint)
        path = f"{parts.path.rstrip('/')}/{self.bucket}" + (f"/{quote(name, safe='/~')}" if name else "")
        given = dict(query or {})
        if self.key_id and self.secret:
            given = self._signed(parts.netloc, path, given, now.astimezone(UTC))
        written = _query(given)
        return f"{parts.scheme}://{parts.netloc}{path}" + (f"?{written}" if written else "")

    def _signed(self, host: str, path: str, query: dict[str, str], now: datetime) -> dict[str, str]:
        """The query with its signature: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html"""
        stamp, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
        scope = f"{day}/{self.region}/s3/aws4_request"
        query |= {
            "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
            "X-Amz-Credential": f"{self.key_id}/{scope}",
            "X-Amz-Date": stamp,
            "X-Amz-Expires": str(LASTS_S),
            "X-Amz-SignedHeaders": "host",
        }
        if self.token:
            query["X-Amz-Security-Token"] = self.token
        asked = "\n".join(("GET", path, _query(query), f"host:{host}", "", "host", "UNSIGNED-PAYLOAD"))
        said = "\n".join(("AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(asked.encode()).hexdigest()))
        key = f"AWS4{self.secret}".encode()
        for step in (day, self.region, "s3", "aws4_request"):
            key = hmac.digest(key, step.encode(), "sha256")
        return query | {"X-Amz-Signature": hmac.digest(key, said.encode(), "sha256").hex()}


class Listing(Struct, frozen=True):
    """A page of names with their sizes, and what asks for the next one, or "" at the end."""

    sizes: Mapping[str, int]
    following: str


def place_of(url: str, options: Mapping[str, str]) -> tuple[Place, str]:
    """The place and prefix of s3://bucket/prefix. Raises `Invalid` where a part of it could lead elsewhere."""
    parts = urlsplit(url)
    if parts.scheme != "s3" or not _BUCKET.fullmatch(parts.netloc):
        raise Invalid("The address is not of the form s3://bucket/prefix.", where=url[:200])
    region = options.get("region") or "us-east-1"
    if not _REGION.fullmatch(region):
        raise Invalid("A region has small letters, digits and dashes.", where="region")
    endpoint = options.get("endpoint") or f"https://s3.{region}.amazonaws.com"
    given = check_url(endpoint)
    if given.query or given.fragment:
        raise Invalid("An endpoint has no query and no fragment.", where="endpoint")
    scheme, netloc, path, *_ = given
    usual = {"http": ":80", "https": ":443"}[scheme]
    endpoint = f"{scheme}://{netloc.removesuffix(usual)}{path}"
    keys = [options.get(name) or "" for name in ("access_key_id", "secret_access_key", "session_token")]
    return Place(endpoint, parts.netloc, region, *keys), parts.path.strip("/")


def read_listing(document: bytes) -> Listing:
    """What ListObjectsV2 answered, names written with percent signs. Raises `Unavailable` where it is no listing."""
    try:
        root = defusedxml.ElementTree.fromstring(document, forbid_dtd=True)
        found = {_text(entry, "Key"): int(_text(entry, "Size")) for entry in root.iterfind("{*}Contents")}
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Unavailable("The server’s listing of the bucket cannot be read.") from error
    if not root.tag.endswith("ListBucketResult"):
        raise Unavailable("The server gave no listing of the bucket.")
    following = root.findtext("{*}NextContinuationToken") or ""
    return Listing({unquote(name): size for name, size in found.items()}, following)


def _text(entry: Element, name: str) -> str:
    return entry.findtext(f"{{*}}{name}") or ""


def _query(given: Mapping[str, str]) -> str:
    return "&".join(f"{quote(key, safe='~')}={quote(given[key], safe='~')}" for key in sorted(given))
