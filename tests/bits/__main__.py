"""Compute the golden scenarios in every setting, or in those named: ``python -m tests.bits [PART OF A NAME …]``.

Environments are made with uv and kept in ``.nox/bits``. What is found is kept in ``tests/bits/found.json``, so that
settings can be computed a few at a time, and shown in ``docs/bits.md``.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bits.axes import REFERENCE, SETTINGS, Setting
from tests.bits.page import page

HOUSE = Path(__file__).parents[2]
FOUND = Path(__file__).with_name("found.json")
PAGE = HOUSE / "docs" / "bits.md"
PLACES = HOUSE / ".nox" / "bits"
PATH = "import sys; print(sys.executable)"


def interpreter(wanted: str) -> str:
    """Return a Python of this version, also where a shim answers to its name that wants to be told the version."""
    for told in ({}, {"PYENV_VERSION": wanted}):
        try:
            found = subprocess.run(
                [f"python{wanted}", "-c", PATH],
                capture_output=True,
                text=True,
                check=True,
                env={**os.environ, **told},
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return found.stdout.strip()
    raise SystemExit(f"python{wanted} is not here")


def environment(setting: Setting) -> Path:
    """Return the Python of an environment with the packages of a setting, made if need be."""
    place = PLACES / setting.place
    python = place / "bin" / "python"
    if python.exists():
        return python
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "--quiet", "--python", interpreter(setting.python), str(place)], check=True)
    chosen = ["--resolution", setting.resolution, "-r", str(HOUSE / "pyproject.toml"), *setting.packages]
    done = subprocess.run([*uv, "pip", "install", "--quiet", "--python", str(python), *chosen], check=False)
    if done.returncode:
        python.unlink()
        raise SystemExit(f"{setting.key}: the packages cannot be installed")
    return python


def copied(desk: Path) -> Path:
    """Return a copy of what is computed, so that whoever works on the house meanwhile changes nothing."""
    for folder in ("src", "tests/golden", "tests/bits"):
        shutil.copytree(HOUSE / folder, desk / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return desk


def computed(setting: Setting, house: Path) -> dict[str, Any]:
    """Compute the scenarios in a setting."""
    python = environment(setting)
    told = {"PYTHONPATH": str(house / "src"), "PYTHONDONTWRITEBYTECODE": "1", **setting.environment}
    done = subprocess.run(
        [str(python), str(house / "tests" / "bits" / "digests.py"), *setting.arguments],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, **told},
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def written(found: dict[str, Any]) -> dict[str, Any]:
    """Write down what has been found so far, in the order of the settings, and the page that shows it."""
    order = [setting.key for setting in SETTINGS]
    told = {
        "machine": f"{platform.system()} {platform.machine()}",
        "reference": REFERENCE.key,
        "settings": {key: found["settings"][key] for key in order if key in found["settings"]},
    }
    FOUND.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    PAGE.write_text(page(told), "utf-8")
    return told


def main(parts: list[str]) -> int:
    """Compute, write down and say how it went; 1 when any setting differs from the reference."""
    found = json.loads(FOUND.read_text("utf-8")) if FOUND.exists() else {"settings": {}}
    chosen = [one for one in SETTINGS if not parts or any(part.lower() in one.key.lower() for part in parts)]
    if REFERENCE not in chosen:
        chosen.insert(0, REFERENCE)  # everything is held against it, from the same source
    with TemporaryDirectory() as desk:
        house = copied(Path(desk))
        for setting in chosen:
            sys.stderr.write(f"{setting.key} …\n")
            found["settings"][setting.key] = computed(setting, house)
            found = written(found)
    sys.stdout.write(PAGE.read_text("utf-8"))
    reference = found["settings"][REFERENCE.key]
    return int(any(found["settings"][one.key]["digests"] != reference["digests"] for one in chosen))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
