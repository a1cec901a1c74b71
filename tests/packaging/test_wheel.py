"""The wheel carries the built UI, needs no Node to install, and `labelwright demo` works from it alone."""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).with_name("uv")
NODE_TOOLS = {"node", "nodejs", "npm", "npx", "corepack"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wheel")


@pytest.fixture(scope="module")
def bare_environment(folder: Path) -> dict[str, str]:
    """An environment with the machine's programs but no Node, and nothing of this checkout."""
    programs = folder / "bin"
    programs.mkdir()
    for directory in ("/usr/local/bin", "/usr/bin", "/bin"):
        for program in Path(directory).iterdir():
            link = programs / program.name
            if program.name not in NODE_TOOLS and not link.is_symlink():
                link.symlink_to(program)
    ours = ("PATH", "PYTHON", "VIRTUAL_ENV", "LABELWRIGHT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PATH": str(programs)}


@pytest.fixture(scope="module")
def wheel(folder: Path, bare_environment: dict[str, str]) -> Path:
    """A wheel built in isolation from the tracked files alone, on a machine without Node."""
    checkout = folder / "checkout"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    for name in filter(None, tracked.stdout.split("\0")):
        if (ROOT / name).is_file():
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, checkout / name)
    command = [UV, "build", "--wheel", "--python", sys.executable, "--out-dir", folder / "dist", checkout]
    subprocess.run(command, env=bare_environment, check=True, timeout=900)
    (built,) = (folder / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(folder: Path, wheel: Path, bare_environment: dict[str, str]) -> Path:
    """The `labelwright` command of an environment that holds the wheel and what it asks for, nothing else."""
    environment = folder / "environment"
    subprocess.run(
        [UV, "venv", "-q", "--python", sys.executable, environment], env=bare_environment, check=True
    )
    install = [UV, "pip", "install", "-q", "--python", environment / "bin" / "python", wheel]
    subprocess.run(install, env=bare_environment, check=True, timeout=600)
    return environment / "bin" / "labelwright"


def test_the_wheel_holds_the_ui_and_both_kinds_of_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "labelwright/static/index.html" in names
    assert any(name.startswith("labelwright/static/assets/") and name.endswith(".js") for name in names)
    assert "labelwright/labels/box/cases.json" in names
    assert [name for name in names if name.endswith(".ts")] == []


def test_the_environment_stays_below_400_megabytes(program: Path) -> None:
    environment = program.parents[1]
    size = sum(
        path.stat().st_size for path in environment.rglob("*") if path.is_file() and not path.is_symlink()
    )
    assert size < 400e6


@pytest.fixture(scope="module")
def address(program: Path, folder: Path, bare_environment: dict[str, str]) -> Iterator[str]:
    command = [program, "demo", "--port", "0", "--data-dir", folder / "data"]
    with subprocess.Popen(
        command, env=bare_environment, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout is not None
        printed = []
        for line in server.stdout:
            printed.append(line)
            if "/link/" in line:
                yield line[line.index("http") :].strip()
                break
        else:
            pytest.fail("No sign-in link was printed:\n" + "".join(printed))
        server.terminate()


def test_the_demo_serves_its_first_page(address: str) -> None:
    base = address.split("/link/", maxsplit=1)[0]
    with urllib.request.urlopen(f"{base}/", timeout=30) as page:
        html = page.read().decode()
    assert '<div id="root">' in html
    script = html.split('type="module"', 1)[1].split('src="', 1)[1].split('"', 1)[0]
    with urllib.request.urlopen(f"{base}{script}", timeout=30) as asset:
        assert asset.headers["content-type"].startswith("text/javascript")


def test_the_printed_link_signs_in_to_the_demo_projects(address: str) -> None:
    base, token = address.split("/link/")
    request = urllib.request.Request(
        f"{base}/api/v1/session/link",
        data=json.dumps({"token": token}).encode(),
        headers={"content-type": "application/json", "origin": base, "x-csrf": "1"},
    )
    with urllib.request.urlopen(request, timeout=30) as reply:
        cookie = reply.headers["set-cookie"].split(";", 1)[0]
    asked = urllib.request.Request(f"{base}/api/v1/projects", headers={"cookie": cookie})
    with urllib.request.urlopen(asked, timeout=30) as reply:
        names = {project["name"] for project in json.load(reply)["items"]}
    assert {"Blood smears", "Assistant requests"} <= names
