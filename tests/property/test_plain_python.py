"""Machine code computes what the plain Python that people read computes, bit for bit."""

import os
import subprocess
import sys
from pathlib import Path

from markets import STORM, digest, market

BUSY_FROM = 12 * 12
SCALE = 0.06


def night_and_noon():
    """What a thinned, stormy market comes to in its first hour, and in an hour by day reached by a jump."""
    here = market(STORM, scale=SCALE)
    here.ticks(14)
    found = [digest(here)]
    here.now[:] = 0
    here.driver = None
    here.world.people.arrives[:] = here.world.tick
    here.tick()
    here.now[1] = BUSY_FROM * here.tick_seconds
    here.ticks(40)
    return [*found, digest(here)]


def test_plain_python_gives_the_same_bits_as_machine_code():
    script = "from test_plain_python import night_and_noon; print(*night_and_noon())"
    here = Path(__file__).parent
    paths = os.pathsep.join([str(here), str(here.parent / "unit"), *sys.path])
    plain = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert plain.stdout.split() == night_and_noon()
