"""The server, asked over HTTP: the page and its news, and nothing else of this computer."""

from __future__ import annotations

import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from honest_results.preview.server import HOST, Site, listen
from honest_results.preview.state import State
from human_files.errors import ConfigurationError, Problem

PAGE = "<!DOCTYPE html><html><title>t</title><body><main id='text'>one</main></body></html>"
WORDS = {name: f"{name} words" for name in ("wrong", "nothing", "waiting", "gone", "elsewhere")}


@pytest.fixture
def state() -> State:
    return State()


@pytest.fixture
def results(tmp_path: Path) -> Path:
    folder = tmp_path / "results/demo"
    for name, text in {
        "figures/flow.es.svg": "<svg/>",
        "tables/drivers.csv": "a,b\n",
        "facts.json": "{}",
        "appendix.es.html": "appendix",
        "secret.html": "secret",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (tmp_path / "passwd.svg").write_text("secret")
    return folder


@pytest.fixture
def port(state: State, results: Path) -> Iterator[int]:
    pages = ["article.es.html", "appendix.es.html", "claims.es.html"]
    server = listen(Site("article.es", "es", state, results, lambda: pages, WORDS), 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    state.end()
    server.shutdown()
    server.server_close()
    thread.join(10)


def ask(
    port: int, path: str, host: str | None = None, method: str = "GET"
) -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.putrequest(method, path, skip_host=host is not None)
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    return answer, answer.read().decode()


def about(page: str) -> dict[str, str]:
    found = re.search(r'data-preview="([^"]*)"', page)
    assert found
    return json.loads(unescape(found[1]))


def test_the_page_follows_and_the_file_of_it_would_not(port: int, state: State) -> None:
    state.show_page(PAGE)
    answer, page = ask(port, "/article.es.html")
    assert answer.status == 200 and answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert page.startswith(PAGE.removesuffix("</body></html>")) and page.endswith("</body></html>")
    assert about(page) == {"version": state.version(state.now), "words": WORDS}
    assert state.now.page == PAGE, "what follows the text is in what is served only"
    for path in ("/preview.js", "/preview.css"):
        answer, client = ask(port, path)
        assert answer.status == 200 and "preview" in client
    assert ask(port, "/article.es.html?x=1")[0].status == 200
    answer, nothing = ask(port, "/article.es.html", method="HEAD")
    assert answer.status == 200 and nothing == "" and int(answer.headers["Content-Length"]) > 100


def test_before_there_is_a_page_it_says_so_and_follows(port: int) -> None:
    _, page = ask(port, "/article.es.html")
    assert "waiting words" in page and about(page)["version"] == ""
    answer, _ = ask(port, "/")
    assert answer.status == 302 and answer.headers["Location"] == "/article.es.html"
    assert ask(port, "/favicon.ico")[0].status == 204


def test_news_come_as_they_happen(port: int, state: State) -> None:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"

    def news() -> dict[str, object]:
        while not (line := answer.readline().decode()).startswith("data: "):
            assert line, "the news ended"
        return json.loads(line.removeprefix("data: "))

    assert news() == {"version": "", "mistakes": [], "working": ""}
    state.show_page(PAGE)
    assert news()["version"] == state.version(state.now)
    state.show_mistakes_in_text([('a "quoted" mistake\nof two lines', "Mend it.")])
    assert news()["mistakes"] == [['a "quoted" mistake\nof two lines', "Mend it."]]
    state.show_work("one of two")
    assert news()["working"] == "one of two"
    state.end()
    assert answer.read().decode().strip() == ""


def test_a_browser_that_goes_is_forgotten(
    port: int, state: State, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("honest_results.preview.server._HEARTBEAT", 0.02)
    before = threading.active_count()
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", "/events")
    connection.getresponse().readline()
    assert threading.active_count() == before + 1
    connection.sock.close() if connection.sock else None
    connection.close()
    for number in range(500):
        state.show_work(str(number))
        if threading.active_count() == before:
            break
        threading.Event().wait(0.02)
    assert threading.active_count() == before
    assert capfd.readouterr().err == ""


def test_figures_data_and_the_other_pages_are_served(port: int, results: Path) -> None:
    answer, drawing = ask(port, "/files/figures/flow.es.svg?123")
    assert (answer.status, drawing) == (200, "<svg/>")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert ask(port, "/files/tables/drivers.csv")[1] == "a,b\n"
    assert ask(port, "/appendix.es.html")[1] == "appendix"
    answer, words = ask(port, "/claims.es.html")
    assert answer.status == 404 and "elsewhere words" in words


@pytest.mark.parametrize(
    "path",
    [
        "/facts.json",
        "/files/facts.json",
        "/secret.html",
        "/files/../secret.html",
        "/files/figures/../../../../passwd.svg",
        "/files/figures/..%2f..%2f..%2f..%2fpasswd.svg",
        "/files/figures/.svg",
        "/files/figures/",
        "/files/figures",
        "//etc/passwd",
        "/../../../etc/passwd",
        "/client.js",
        "/server.py",
        "/files/figures/flow.es.svg\x00.csv".replace("\x00", "%00"),
    ],
)
def test_nothing_else_is(port: int, path: str) -> None:
    answer, words = ask(port, path)
    assert answer.status == 404
    assert "secret" not in words and "root:" not in words


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("localhost:41234", 200),
        ("localhost", 200),
        ("evil.example", 421),
        ("evil.example:{port}", 421),
        ("localhost.evil.example:{port}", 421),
        ("127.0.0.1.evil.example", 421),
        ("127.0.0.1:{port}@evil.example", 421),
        ("", 421),
    ],
)
def test_only_who_asks_for_this_computer_is_answered(
    port: int, state: State, host: str, status: int
) -> None:
    state.show_page(PAGE)
    answer, page = ask(port, "/article.es.html", host=host.format(port=port) or " ")
    assert answer.status == status
    assert ("one" in page) == (status == 200)


def test_nobody_else_on_the_network_is_served(port: int) -> None:
    """Another address of this computer, if it has one, is not listened to."""
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", port), timeout=5).close()


def test_a_mistake_in_the_configuration_hides_other_pages_and_no_more(
    state: State, results: Path
) -> None:
    def wrong() -> list[str]:
        raise ConfigurationError(Problem("config/config.yaml", "wrong.", "Mend it."))

    site = Site("article.es", "es", state, results, wrong, WORDS)
    assert site.find("/appendix.es.html") is None
    assert site.find("/article.es.html") is not None


def test_a_port_that_is_taken_is_told(port: int, state: State, results: Path) -> None:
    site = Site("article.es", "es", state, results, list, WORDS)
    for number in (port, 70000):
        with pytest.raises(ConfigurationError, match="Name another port"):
            listen(site, number)
