import ast
import os
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import app
from tests.apart import wait_for
from tests.serving import LOOPBACK, ROOT, serving

FRAME = ROOT / "pages" / "frame.py"
LISTED = ROOT / "pages" / "parts" / "every_page.py"
CALLS = (node for node in ast.walk(ast.parse(LISTED.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
DECLARED = [call for call in CALLS if ast.unparse(call.func) == "st.Page"]
PAGES = [ast.literal_eval(call.args[0]) for call in DECLARED]
ADDRESSES = {
    page: {word.arg: ast.unparse(word.value).strip("'") for word in call.keywords}.get("url_path")
    or ("" if page == "start.py" else page.removesuffix(".py"))
    for page, call in zip(PAGES, DECLARED, strict=True)
}
LISTEN = """
import os, sys
def heard(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        host = args[0] if event == "socket.getaddrinfo" else args[1][0]
        with open(os.environ["HEARD"], "a") as heard:
            print(host, file=heard)
sys.addaudithook(heard)
"""
WARM = """
import app, asyncio, gc, sys
async def go():
    async with app.warmed_up(app.app):
        print(gc.get_freeze_count(), "altair" in sys.modules)
asyncio.run(go())
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("data")) as url:
        yield url


def get(url, path, *, host=None):
    connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    answer.body = answer.read().decode()
    connection.close()
    return answer


def web_socket(url, *, host=None, origin=None):
    port = urlsplit(url).port
    return connect(
        f"ws://{host or '127.0.0.1'}:{port}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", port)),
        origin=origin,
        subprotocols=["streamlit"],
        proxy=None,
        max_size=None,
    )


def opened(url, page):
    """Open a page as a browser does that comes by a link, and give all that the server says."""
    asks = BackMsg()
    asks.rerun_script.page_name = page
    said = []
    with web_socket(url, origin=url) as talk:
        talk.send(asks.SerializeToString())
        while not said or not is_done(said[-1]):
            said.append(ForwardMsg.FromString(talk.recv(timeout=60)))
    return said


def is_done(message):
    """Tell the end of a run from the end of one that another follows at once."""
    is_end = message.WhichOneof("type") == "script_finished"
    return is_end and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


@pytest.mark.parametrize("path", ["/", "/targets", "/ready", "/_stcore/health"])
def test_every_answer_says_what_a_browser_may_do_with_it(server, path):
    headers = get(server, path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert {"default-src 'none'", "connect-src 'self'", "frame-ancestors 'self'"} < set(
        headers["Content-Security-Policy"].split("; ")
    )


def test_no_script_may_come_from_elsewhere_or_out_of_a_text():
    allowed = dict(part.split(" ", 1) for part in app.content_security_policy().split("; "))

    assert allowed["script-src"].startswith("'self' 'sha256-")
    assert "unsafe" not in allowed["script-src"]
    assert "http" not in app.content_security_policy()


def test_a_host_that_shows_apps_in_a_frame_can_be_named(monkeypatch):
    monkeypatch.setenv("GOALPOST_FRAME_ANCESTORS", "https://host.example")

    assert app.content_security_policy().endswith("frame-ancestors https://host.example")


def test_a_page_is_not_kept_on_the_way_and_its_code_is(server):
    page = get(server, "/objectives")
    script = re.search(r'src="\.?(/static/js/index[^"]+)"', page.body).group(1)

    assert page.headers["Cache-Control"] == "no-store"
    assert "immutable" in get(server, script).headers["Cache-Control"]


def test_a_download_is_not_kept_on_the_way():
    headers = MutableHeaders({"Content-Type": "text/csv", "Cache-Control": "public"})

    app.secure(headers, "/media/5f3a.csv")

    assert headers["Cache-Control"] == "no-store"


def test_the_server_says_when_it_can_work(server):
    answer = get(server, "/ready")

    assert (answer.status, answer.body) == (200, '{"ready":true}')


def test_a_server_without_its_store_is_not_ready(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "")
    (tmp_path / "file").touch()
    monkeypatch.setenv("GOALPOST_DATA", str(tmp_path / "file" / "data"))

    answer = wait_for(app.ready(app.store_keeps).endpoint(Request({"type": "http"})))

    assert (answer.status_code, answer.body) == (503, b'{"ready":false}')


def test_a_store_that_is_still_to_be_made_is_no_obstacle(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("GOALPOST_DATA", str(tmp_path / "new" / "data"))

    assert app.store_keeps()


@pytest.mark.parametrize("path", ["/", "/targets", "/_stcore/host-config", "/x/ready"])
def test_a_foreign_host_gets_no_page(server, path):
    assert get(server, path, host="evil.example").status == 403
    assert get(server, path, host="localhost").status in {200, 404}


def test_a_probe_needs_no_host(server):
    assert get(server, "/ready", host="10.0.0.7").status == 200


@pytest.mark.parametrize(
    ("host", "origin"), [("evil.example", "{}"), ("evil.example", None), ("127.0.0.1", "http://evil.example")]
)
def test_a_foreign_host_or_origin_gets_no_socket(server, host, origin):
    port = urlsplit(server).port
    with (
        pytest.raises(InvalidStatus) as refused,
        web_socket(server, host=host, origin=origin and origin.format(f"http://{host}:{port}")),
    ):
        pass

    assert refused.value.response.status_code == 403


def test_the_server_asks_no_other_host_whatever_comes(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(LISTEN)
    heard = tmp_path / "heard"
    heard.touch()
    listening = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)]), "HEARD": str(heard)}

    with serving(tmp_path, options=(), environment=listening) as url:
        opened(url, "")
        with pytest.raises(InvalidStatus), web_socket(url, origin="http://evil.example"):
            pass

    assert set(heard.read_text().split()) <= {"127.0.0.1", "localhost", "::1", "None"}


def test_the_listener_of_the_last_test_hears(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(LISTEN)
    knock = "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"

    subprocess.run(
        [sys.executable, "-c", knock],
        env=os.environ | {"PYTHONPATH": str(tmp_path), "HEARD": str(tmp_path / "heard")},
        check=True,
    )

    assert (tmp_path / "heard").read_text() == "192.0.2.1\n"


def test_who_leaves_in_the_middle_of_an_upload_leaves_no_error_behind():
    said, heard = [], iter([{"type": "http.request", "body": b"half", "more_body": True}, {"type": "http.disconnect"}])

    async def take(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    async def receive() -> Message:
        return next(heard)

    async def send(message: Message) -> None:
        said.append(message)

    server = Starlette(routes=[Route("/", take, methods=["PUT"])], middleware=[Middleware(app.Guard)])
    asked = {"type": "http", "method": "PUT", "path": "/", "query_string": b"", "headers": [(b"host", b"localhost")]}

    wait_for(server(asked, receive, send))

    assert said == []
    assert next(heard, None) is None


def test_pages_opened_first_and_at_once_on_a_fresh_server_run(tmp_path):
    with serving(tmp_path) as url, ThreadPoolExecutor(len(PAGES)) as visitors:
        answers = {page: visitors.submit(get, url, f"/{ADDRESSES[page]}") for page in PAGES}
        said = {page: visitors.submit(opened, url, ADDRESSES[page]) for page in PAGES}

    for page in PAGES:
        shown = [one.delta.new_element.WhichOneof("type") for one in said[page].result() if one.HasField("delta")]
        assert answers[page].result().status == 200
        assert not [message for message in said[page].result() if message.HasField("page_not_found")], page
        assert shown, page
        assert "exception" not in shown, page


def test_an_address_that_is_no_page_is_told_from_one(server):
    assert [message for message in opened(server, "no-such-page") if message.HasField("page_not_found")]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_frame_runs(page, monkeypatch, tmp_path):
    monkeypatch.setenv("GOALPOST_DATA", str(tmp_path))
    frame = AppTest.from_file(str(FRAME), default_timeout=60).run()

    if page != "start.py":
        frame.switch_page(page).run()

    assert not frame.exception
    assert len(frame.main) > 0


def test_the_frame_lists_every_page():
    assert set(PAGES) == {page.name for page in FRAME.parent.glob("*.py")} - {"frame.py", "shared.py"}


def test_what_pages_import_is_imported_before_the_first_visitor_and_spared_from_collection():
    said = subprocess.run([sys.executable, "-c", WARM], capture_output=True, text=True, check=True, cwd=ROOT).stdout

    frozen, altair = said.split()
    assert int(frozen) > 100_000
    assert altair == "True"


def test_make_run_listens_where_the_tests_do():
    assert " ".join(LOOPBACK) in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_a_page_brings_its_stylesheets_within_what_it_says_it_is_long(server):
    page = get(server, "/management")

    assert page.body.count('<style media="print">') == 1
    assert page.body.count("[data-variant=") == 1
    assert "size: A4 portrait" in page.body
    assert page.headers["Content-Length"] == str(len(page.body.encode()))
    assert page.body.endswith("</html>\n")
    assert not {"ETag", "Last-Modified"} & set(page.headers)


def test_only_the_page_is_put_in_its_place(server):
    assert get(server, "/_stcore/health").body == "ok"
    assert "print" not in get(server, "/nowhere/_stcore/host-config").body


def test_whoever_asks_for_the_head_alone_gets_no_body(server):
    connection = HTTPConnection(urlsplit(server).netloc, timeout=30)
    connection.request("HEAD", "/targets")
    answer = connection.getresponse()

    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) == len(app.PAGE)
    assert answer.read() == b""
    connection.close()


def test_the_stylesheet_for_paper_fetches_nothing():
    assert [word for word in ("url(", "@import", "http", "</") if word in app.PAPER] == []
