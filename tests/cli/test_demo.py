"""`labelwright demo --reset`: what is thrown away, and what is not."""

import socket
from pathlib import Path

import pytest

from labelwright.cli import main

Capture = pytest.CaptureFixture[str]


def demo(folder: Path, port: int, capsys: Capture) -> str:
    """What a demo says that cannot begin."""
    with pytest.raises(SystemExit):
        main(["demo", "--reset", "--port", str(port), "--data-dir", str(folder)])
    return capsys.readouterr().err


def test_a_demo_that_runs_on_the_port_keeps_its_data(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "labelwright.db").write_bytes(b"")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        said = demo(tmp_path, other.getsockname()[1], capsys)
    assert "Address already in use" in said
    assert (tmp_path / "labelwright.db").exists()


def test_a_folder_that_holds_no_demo_is_left_alone(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    said = demo(tmp_path, 0, capsys)
    assert "holds no Labelwright demo" in said
    assert (tmp_path / "thesis.txt").exists()
