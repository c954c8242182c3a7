"""``marketsim dashboard`` as a user starts it, in a process of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 180.0
FIRST_SCENE = "window.marketsim && window.marketsim.theatre.chunks.size > 0"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def report(text):
    """Say how long something took, beside the tests and on no account part of them."""
    sys.stdout.write(f"{text}\n")


class Server:
    """``marketsim dashboard`` in a process of its own, from which all outbound network is cut off by a dead proxy."""

    def __init__(self, *options, folder=None, program=("-m", "marketsim")):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        dead = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
        self.log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed when the server stops
        command = [
            sys.executable,
            *program,
            "dashboard",
            "--no-open",
            "--port",
            str(self.port),
            *options,
        ]
        self.process = subprocess.Popen(
            command, env={**os.environ, **dead}, stdout=subprocess.DEVNULL, stderr=self.log, cwd=folder
        )
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, self.told()
            assert time.monotonic() < until, "the dashboard did not start"
            time.sleep(0.2)

    def answers(self, path="readyz"):
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as reply:
                return reply.status == 200
        except OSError:
            return False

    def children(self):
        """The processes that the server has started."""
        found = subprocess.run(
            ["ps", "--ppid", str(self.process.pid), "-o", "pid=,stat="],
            capture_output=True,
            text=True,
            check=False,
        )
        return [line.split()[0] for line in found.stdout.splitlines() if " Z" not in line]

    def threads(self):
        """How many threads the server has."""
        status = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in status if line.startswith("Threads:"))

    def megabytes(self):
        """How much memory the server itself holds, MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS:"))

    def told(self):
        """What the server has said on its terminal."""
        self.log.seek(0)
        return self.log.read()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


@contextmanager
def running(*options, **how):
    """A server that is stopped in the end."""
    server = Server(*options, **how)
    try:
        yield server
    finally:
        server.stop()
