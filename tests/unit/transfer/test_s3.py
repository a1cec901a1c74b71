"""Imports from a bucket of a real S3 server."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import obstore
import pytest
from obstore.store import S3Store
from tests.unit.transfer.conftest import IMAGES, House

Picture = Callable[..., bytes]


@pytest.fixture
def bucket(s3_url: str, picture: Picture) -> dict[str, str]:
    """An import's source: a prefix with two pictures and a text, and the keys to it."""
    parts = urlsplit(s3_url)
    options = dict(parse_qsl(parts.query))
    store = S3Store(
        parts.netloc, prefix=parts.path.strip("/"), client_options={"allow_http": True}, **options
    )
    for name, data in {"a.png": picture(), "deep/b.png": picture(shade=1), "read.me": b"hello"}.items():
        obstore.put(store, name, data)
    return {"kind": "s3", "url": f"s3://{parts.netloc}{parts.path}", **options}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_prefix_comes_in(house: House, bucket: dict[str, str]) -> None:
    job = house.bring(house.project(IMAGES), bucket)
    assert (job.state, job.report and job.report["imported"]) == ("done", 2), job.error
    assert house.rows("SELECT name FROM items ORDER BY seq") == [("a.png",), ("deep/b.png",)]
    assert [entry["where"] for entry in (job.report or {})["refused"]] == ["read.me"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_wrong_keys_are_told_and_an_endpoint_inside_is_not_reached(
    house: House, bucket: dict[str, str]
) -> None:
    project = house.project(IMAGES)
    wrong = house.bring(project, {**bucket, "secret_access_key": "wrong"})
    assert "cannot be listed" in wrong.error
    inside = house.bring(project, {**bucket, "endpoint": "http://169.254.169.254"})
    assert (inside.state, "public address" in inside.error) == ("failed", True)
