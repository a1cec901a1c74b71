"""`serve --reload`: the server that answers is a new process after a file has changed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from labelwright.cli import reload

PARENT = """
import sys
from pathlib import Path
from labelwright.cli.reload import run_again
run_again(Path(sys.argv[1]), sys.argv[2:])
"""


def test_a_change_of_the_code_begins_the_server_anew(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text("1")
    arguments = ["serve", "--reload", "--port", "0", "--json", "--data-dir", str(tmp_path / "data")]
    command = [sys.executable, "-c", PARENT, str(tmp_path), *arguments]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stderr is not None
    try:
        first = _said(parent)
        code.write_text("2")
        os.utime(code, (1, 1))
        assert parent.stderr.readline() == "· code.py has changed: beginning anew\n".encode()
        second = _said(parent)
        assert first["url"].startswith("http://localhost:")
        assert second["url"].startswith("http://localhost:")
    finally:
        parent.send_signal(signal.SIGTERM)
        parent.wait(30)
        parent.stdout.close()
        parent.stderr.close()
    assert parent.returncode == 0


def test_the_file_that_changed_is_named(tmp_path: Path) -> None:
    assert reload._changed({Path("a.py"): 1, Path("b.py"): 1}, {Path("a.py"): 1, Path("b.py"): 2}) == "b.py"


def _said(process: "subprocess.Popen[bytes]") -> dict[str, str]:
    text = b""
    assert process.stdout is not None
    while not text.endswith(b"}\n"):
        line = process.stdout.readline()
        assert line, "the server has ended"
        text += line
    said: dict[str, str] = json.loads(text)
    return said
