"""From a URL to a store of blobs: `file:///folder` or `s3://bucket/prefix?endpoint=…`."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from obstore.store import S3Store

from labelwright.core.errors import Invalid
from labelwright.storage.blobs.blobs import Blobs
from labelwright.storage.blobs.bucket import BucketBlobs
from labelwright.storage.blobs.folder import FolderBlobs

S3_OPTIONS = (
    "endpoint",
    "region",
    "access_key_id",
    "secret_access_key",
    "session_token",
    "virtual_hosted_style_request",
)


def open_blobs(url: str) -> Blobs:
    """The store at a URL. Without keys in it, S3 looks for credentials where AWS's own tools do.

    Raises `Invalid` where the URL is of another kind or has an option that is not known.
    """
    parts = urlsplit(url)
    if parts.scheme == "file" and not parts.netloc and parts.path.strip("/"):
        return FolderBlobs(Path(unquote(parts.path)))
    if parts.scheme == "s3" and parts.netloc:
        return BucketBlobs(_bucket(parts.netloc, parts.path.strip("/"), dict(parse_qsl(parts.query))))
    raise Invalid(
        f"“{parts.scheme}” is no place for blobs that Labelwright can use.",
        where="blobs_url",
        remedy="Write file:///FOLDER or s3://BUCKET/PREFIX.",
    )


def _bucket(name: str, prefix: str, options: dict[str, str]) -> S3Store:
    strange = sorted(set(options) - set(S3_OPTIONS))
    if strange:
        known = ", ".join(S3_OPTIONS)
        raise Invalid(
            f"There is no option {strange[0]} for S3.", where="blobs_url", remedy=f"Known: {known}."
        )
    given: dict[str, Any] = dict(options)
    if given.get("endpoint", "").startswith("http://"):
        given["client_options"] = {"allow_http": True}
    return S3Store(name, prefix=prefix or None, **given)
