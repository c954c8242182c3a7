"""Nobody from elsewhere is served, nothing of the program's insides leaves, and every answer binds the browser."""

import asyncio

import pytest

from marketsim_dashboards.serve.guard import TRACE, Guard, hostname

HERE = ("127.0.0.1", "localhost")


async def page(scope, receive, send):
    """A page that says what it was asked by, or breaks."""
    if scope["path"] == "/broken":
        raise RuntimeError("secret /home/somebody/file.py")
    body = b'<!doctype html>\n<html>\n<meta name="viewport" content="user-scalable=no">'
    if scope["path"] == "/told":
        body += TRACE.encode()
    headers = [(b"content-type", b"text/html")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def ask(path="/", method="GET", headers=(), app=page, query=b""):
    sent = []
    scope = {
        "type": "http", "path": path, "method": method, "scheme": "http", "query_string": query,
        "headers": [(b"host", b"127.0.0.1:8765"), *headers] if not dict(headers).get(b"host") else list(headers),
    }  # fmt: skip

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    asyncio.run(Guard(app, HERE)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], dict(sent[0]["headers"]), body


def talk(messages, headers=(), said=(), path="/jupyter/api/kernels/1/x", **limits):
    """What a page hears of what a kernel says, and what the kernel hears of what the page says."""
    heard, sent = [], []
    coming = iter([{"type": "websocket.connect"}, *said])

    async def kernel(scope, receive, send):
        heard.extend([await receive() for _ in range(len(said) + 1)])
        for message in messages:
            await send({"type": "websocket.send", "text": message})

    async def receive():
        return next(coming)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "websocket",
        "path": path,
        "scheme": "ws",
        "headers": [(b"host", b"localhost:1"), *headers],
    }
    asyncio.run(Guard(kernel, HERE, **limits)(scope, receive, send))
    return heard, sent


def test_a_page_comes_in_the_visitors_language_and_may_be_zoomed():
    status, headers, body = ask(headers=[(b"accept-language", b"da-DK")])
    assert status == 200
    assert b'<html lang="da"' in body
    assert b"user-scalable" not in body
    assert int(headers[b"content-length"]) == len(body)


@pytest.mark.parametrize(
    "header", [b"content-security-policy", b"x-content-type-options", b"x-frame-options"]
)
@pytest.mark.parametrize("path", ["/", "/broken", "/../etc/passwd"])
def test_every_answer_binds_the_browser(path, header):
    assert header in ask(path)[1]


@pytest.mark.parametrize(
    "host", [b"evil.example", b"127.0.0.1.evil.example", b"", b"[::1", b"localhost@evil.example:80"]
)
def test_a_name_that_is_not_ours_is_refused(host):
    assert ask(headers=[(b"host", host)])[0] == 421


@pytest.mark.parametrize(
    "origin", [b"http://evil.example", b"null", b"http://127.0.0.1:9", b"https://127.0.0.1:8765"]
)
def test_a_page_from_elsewhere_is_refused(origin):
    assert ask(headers=[(b"origin", origin)])[0] == 403
    heard, sent = talk([], headers=[(b"origin", origin)])
    assert heard == []
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("path", ["/../x", "/static/../../x", "/a\\b", "/a\0b", "/" + "a" * 3000])
def test_a_path_that_climbs_is_refused(path):
    assert ask(path)[0] == 400


@pytest.mark.parametrize("path", ["/resourcez", "/_solara/api/evict/1"])
def test_what_is_for_operators_is_not_there(path):
    assert ask(path)[0] == 404


def test_only_questions_are_asked_over_http():
    assert ask(method="POST")[0] == 405
    assert ask("/_solara/api/close/1", method="POST")[0] == 200


@pytest.mark.parametrize("path", ["/broken", "/told"])
def test_a_broken_page_says_nothing_of_why(path):
    status, _, body = ask(path)
    assert (status, body) == (500, b"")


def test_nobody_outside_moves_the_root():
    seen = {}

    async def look(scope, receive, send):
        seen.update(dict(scope["headers"]))
        await page(scope, receive, send)

    ask(app=look, headers=[(b"x-script-name", b"//evil.example"), (b"x-forwarded-host", b"evil.example")])
    assert b"x-script-name" not in seen
    assert b"x-forwarded-host" not in seen


def test_errors_of_the_program_are_kept_from_the_page():
    kept = ['{"msg_type": "error"}', '{"msg_type":"stream"}', f'{{"content": "{TRACE}"}}']
    _, sent = talk([*kept, '{"msg_type": "comm_msg"}'])
    assert [message["text"] for message in sent] == ['{"msg_type": "comm_msg"}']


def test_a_message_too_long_ends_the_conversation():
    heard, _ = talk([], said=[{"type": "websocket.receive", "text": "x" * 100_000}])
    assert heard[-1]["type"] == "websocket.disconnect"


def test_more_visitors_than_there_is_room_for_are_turned_away():
    heard, sent = talk(["hello"], most=0)
    assert (heard, sent) == ([], [{"type": "websocket.close", "code": 1008}])


def test_one_address_cannot_take_every_place():
    async def visits(guard, address, leave):
        """Whether somebody at an address is let in; who is stays until told to leave."""
        sent = []

        async def receive():
            return {"type": "websocket.connect"}

        async def send(message):
            sent.append(message["type"])

        scope = {"type": "websocket", "path": "/x", "scheme": "ws", "client": (address, 1),
                 "headers": [(b"host", b"localhost:1")]}  # fmt: skip
        talking = asyncio.create_task(guard(scope, receive, send))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return "websocket.close" not in sent, talking

    async def come():
        leave = asyncio.Event()

        async def kernel(scope, receive, send):
            await leave.wait()

        guard = Guard(kernel, HERE, most=5, most_from_one=3)
        came = [await visits(guard, "10.0.0.1", leave) for _ in range(4)]
        came += [await visits(guard, f"10.0.0.{one}", leave) for one in (2, 3, 4)]
        leave.set()
        await asyncio.gather(*(talking for _, talking in came))
        again, talking = await visits(guard, "10.0.0.1", leave)
        await talking
        return [let_in for let_in, _ in came], again, guard.connected

    let_in, again, left = asyncio.run(come())
    assert let_in == [True, True, True, False, True, True, False]
    assert again
    assert not left


def test_a_hosts_name_is_read_without_its_port():
    assert [hostname(host) for host in ("localhost:80", "[::1]:80", "a.b", "[::1")] == [
        "localhost",
        "::1",
        "a.b",
        "",
    ]
