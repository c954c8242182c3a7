"""What is installed is everything one needs: the package works far away from its checkout."""

import json
import os
import subprocess
import sys

import pytest

CARRIED = {".py", ".toml", ".csv", ".typed", ".vue", ".css", ".js", ".html", ".json"}


@pytest.fixture(scope="module")
def installed(house, tmp_path_factory):
    """A folder into which the wheel made from this checkout was installed."""
    folder = tmp_path_factory.mktemp("installed")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(folder),
        str(house),
    ]
    subprocess.run(command, check=True)
    return folder


@pytest.mark.slow
def test_the_wheel_carries_every_file_of_the_package(installed, house):
    package = house / "src/marketsim"
    kept = [path for path in package.rglob("*") if path.suffix in CARRIED or path.name == "NOTICE"]
    missing = [
        path.name for path in kept if not (installed / "marketsim" / path.relative_to(package)).is_file()
    ]
    assert kept
    assert missing == []


@pytest.mark.slow
def test_the_command_line_works_outside_the_checkout(installed, tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "marketsim", "policies", "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "as_today" in {policy["name"] for policy in json.loads(told.stdout)}
