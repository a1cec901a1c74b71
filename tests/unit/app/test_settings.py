"""Settings: read once from the environment and the options, with every fault said."""

from pathlib import Path
from typing import Any

import pytest

from labelwright.app.settings import Settings, default_data_dir
from labelwright.core.errors import Invalid


def read(folder: Path, environment: dict[str, str] | None = None, **options: Any) -> Settings:
    return Settings.read(environment or {}, folder / "home", folder / "here", **options)


def test_the_folder_beside_the_working_directory_wins_over_the_one_at_home(tmp_path: Path) -> None:
    assert default_data_dir(tmp_path / "home", tmp_path) == tmp_path / "home" / ".labelwright"
    (tmp_path / ".labelwright").mkdir()
    assert default_data_dir(tmp_path / "home", tmp_path) == tmp_path / ".labelwright"


def test_database_and_blobs_lie_in_the_data_folder_unless_told(tmp_path: Path) -> None:
    settings = read(tmp_path, data_dir=tmp_path / "d")
    assert settings.database_url == f"sqlite:///{tmp_path}/d/labelwright.db"
    assert settings.blobs_url == f"file://{tmp_path}/d/blobs"


def test_an_option_wins_over_the_environment(tmp_path: Path) -> None:
    assert read(tmp_path, {"LABELWRIGHT_PORT": "1"}).port == 1
    assert read(tmp_path, {"LABELWRIGHT_PORT": "1"}, port=2).port == 2
    assert read(tmp_path, {"LABELWRIGHT_PORT": "1"}, port=None).port == 1


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    wrong = {
        "LABELWRIGHT_PORT": "eighty",
        "LABELWRIGHT_DURABLE": "half",
        "LABELWRIGHT_FETCH_NETWORKS": "10.0.0.0/99",
        "LABELWRIGHT_BASE_URL": "example.org",
        "LABELWRIGHT_SECRET": "x",
    }
    with pytest.raises(Invalid) as raised:
        read(tmp_path, wrong)
    assert {problem.where for problem in raised.value.problems} == {
        "LABELWRIGHT_PORT",
        "durable",
        "fetch_networks",
        "base_url",
        "LABELWRIGHT_SECRET",
    }


@pytest.mark.parametrize(
    ("options", "url", "secure"),
    [
        ({}, "http://localhost:8000", False),
        ({"host": "0.0.0.0", "port": 80}, "http://localhost:80", False),
        ({"host": "10.1.2.3"}, "http://10.1.2.3:8000", False),
        ({"base_url": "https://label.example.org/"}, "https://label.example.org", True),
        (
            {"base_url": "https://label.example.org", "secure_cookies": False},
            "https://label.example.org",
            False,
        ),
    ],
)
def test_the_address_and_the_cookie_follow_the_base_url(
    tmp_path: Path, options: dict[str, Any], url: str, secure: bool
) -> None:
    settings = read(tmp_path, **options)
    assert (settings.url, settings.cookie_secure) == (url, secure)


def test_another_process_reads_the_same_settings_from_their_variables(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        port=8123,
        import_roots=(tmp_path / "a", tmp_path / "b"),
        fetch_networks=("10.0.0.0/8",),
        secure_cookies=True,
        durable="full",
    )
    assert read(tmp_path / "elsewhere", settings.environment()) == settings
