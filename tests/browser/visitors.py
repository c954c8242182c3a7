"""A visitor without a browser: says over HTTP and the websocket what a page says, so that many can come at once.

On the server nothing differs: the guard, solara's kernel with all its widgets, the visit and the stages are the same
code on the same path; only drawing is left out.
"""

import json
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from uuid import uuid4

from websockets.sync.client import connect

# A first picture may have the whole program compiled before it.
PATIENCE = 180.0
LARGEST = 64 * 1024 * 1024
COOKIE = "solara-session-id"


class Visitor:
    """Somebody with a page open.

    Attributes
    ----------
    html : the page itself
    widgets : comm → what the server said of a widget when it made it, with what it said since
    said : everything the server said in words, as it came
    chunks : story and size in bytes of every scene that came
    """

    def __init__(self, server, path="/"):
        self.server, self.path = server, path
        self.kernel, self.page, self.session = str(uuid4()), str(uuid4()), str(uuid4())
        self.widgets, self.chunks, self.said = {}, [], []
        where = f"127.0.0.1:{server.port}/jupyter/api/kernels/{self.kernel}/channels?session_id={self.page}"
        with urllib.request.urlopen(self.request(self.path.lstrip("/")), timeout=PATIENCE) as page:
            self.html = page.read().decode()
        self.closing = ExitStack()
        self.socket = self.closing.enter_context(connect(
            f"ws://{where}", additional_headers={"Cookie": f"{COOKIE}={self.session}"}, max_size=LARGEST,
            open_timeout=PATIENCE, max_queue=None, origin=f"http://127.0.0.1:{server.port}",
        ))  # fmt: skip
        control = str(uuid4())
        self.say("comm_open", {"comm_id": control, "target_name": "solara.control", "data": {}})
        route, _, search = self.path.partition("?")
        path = f"{route}?{search}" if search else route
        run = {
            "method": "run",
            "args": {"path": path, "appName": None, "themes": {"light": {}, "dark": {}}, "dark": False},
        }
        self.say("comm_msg", {"comm_id": control, "data": run})
        self.listen(lambda said: said["content"].get("data", {}).get("method") == "finished")

    def request(self, path, method="GET"):
        """A request as the browser makes it."""
        headers = {"Cookie": f"{COOKIE}={self.session}"}
        return urllib.request.Request(self.server.url + path, method=method, headers=headers)

    def say(self, kind, content):
        """Say something to the kernel."""
        header = {
            "msg_id": str(uuid4()), "msg_type": kind, "username": "", "session": self.page,
            "date": datetime.now(UTC).isoformat(), "version": "5.3",
        }  # fmt: skip
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
        }
        self.socket.send(json.dumps({**message, "buffers": []}))

    def listen(self, until, patience=PATIENCE):
        """Hear what the server says until something is said."""
        end = time.monotonic() + patience
        while True:
            message = self.socket.recv(max(0.01, end - time.monotonic()))
            said = read(message)
            if isinstance(message, str):
                self.said.append(message)
            content = said["content"]
            if said["header"]["msg_type"] == "comm_open":
                self.widgets[content["comm_id"]] = dict(content["data"].get("state", {}))
            if said["header"]["msg_type"] == "comm_msg":
                data = content["data"]
                if data.get("method") == "update":
                    self.widgets.setdefault(content["comm_id"], {}).update(data["state"])
                if data.get("method") == "custom" and data["content"].get("method") == "chunk":
                    self.chunks.append((data["content"]["args"][0], len(said["buffers"][0])))
            if until(said):
                return said

    def player(self):
        """The widget that plays a story."""
        return next(comm for comm, state in self.widgets.items() if isinstance(state.get("story"), dict))

    def ask(self, widget, event, data):
        """What a template asks of the server."""
        self.say(
            "comm_msg",
            {"comm_id": widget, "data": {"method": "custom", "content": {"event": event, "data": data}}},
        )

    def see(self, index):
        """Ask for a chunk of the story on the page, and wait until it is there; returns its size in bytes."""
        player = self.player()
        self.ask(player, "want", {"story": self.widgets[player]["story"]["key"], "index": index})
        before = len(self.chunks)
        self.listen(lambda _: len(self.chunks) > before)
        return self.chunks[-1][1]

    def leave(self):
        """Close the page, as a browser does."""
        where = f"_solara/api/close/{self.kernel}?session_id={self.page}"
        with urllib.request.urlopen(self.request(where, "POST"), timeout=PATIENCE):
            self.closing.close()


def read(message):
    """A message of the kernel with its buffers."""
    if isinstance(message, str):
        return {"buffers": [], **json.loads(message)}
    many = int.from_bytes(message[:4], "big")
    places = [int.from_bytes(message[4 * one : 4 * one + 4], "big") for one in range(1, many + 1)]
    parts = [message[begin:end] for begin, end in zip(places, [*places[1:], len(message)], strict=True)]
    return {**json.loads(parts[0]), "buffers": parts[1:]}


@contextmanager
def visiting(server, path="/"):
    """Somebody who comes, and goes in the end."""
    here = Visitor(server, path)
    try:
        yield here
    finally:
        here.leave()
