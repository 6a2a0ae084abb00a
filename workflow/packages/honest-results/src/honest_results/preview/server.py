"""The page at a local address of this computer, and news about it as they arrive.

Nobody else is served: the address is the loopback address, and a request has to use that name, since
a page from elsewhere could point a name of its own here. What is served is the page, the figures and
data that it shows, and the study's other pages as they were built; no path from a request is ever
opened as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from honest_results.preview.state import Snapshot, State
from human_files.errors import ConfigurationError, Problem, UserError
from human_files.language.messages import message
from human_files.system_errors import reason_of

HOST = "127.0.0.1"
#: Names of this address; the port differs if SSH or an editor forwards it.
_OURS = re.compile(r"(?:127\.0\.0\.1|localhost)(?::\d+)?\Z")
#: A file of the results that pages show.
_FILE = re.compile(r"/files/((?:figures|tables)/[\w-][\w.-]*\.(svg|csv))\Z")
_TYPES = {
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
}
_CLIENT = {f"/preview.{end}": Path(__file__).with_name(f"client.{end}") for end in ("js", "css")}
#: Seconds after which a silent browser is asked whether it is still there.
_HEARTBEAT = 10.0
_EMPTY = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{name}</title></head><body><p>{words}</p></body></html>
"""


class Site:
    """What can be asked for: the document ``name`` (such as article.en), and what belongs to it.

    ``results`` is the study's folder of results; ``pages`` names the study's pages; ``words`` are those
    for the reader, in ``language``.
    """

    def __init__(
        self,
        name: str,
        language: str,
        state: State,
        results: Path,
        pages: Callable[[], Iterable[str]],
        words: Mapping[str, str],
    ) -> None:
        self.address = f"/{name}.html"
        self.state = state
        self._name, self._language, self._words = name, language, words
        self._results, self._pages = results, pages

    def find(self, path: str) -> tuple[bytes, str] | None:
        """Return the content and the media type of ``path``; None if there is no such thing."""
        if path == self.address:
            return self._page(self.state.now).encode(), _TYPES["html"]
        if path in _CLIENT:
            return _CLIENT[path].read_bytes(), _TYPES[path.rsplit(".", 1)[1]]
        asked = _FILE.match(path)
        if asked:
            return self._content(asked[1], asked[2])
        if path[1:] in self._other_pages():
            return self._content(path[1:], "html")
        return None

    def _other_pages(self) -> set[str]:
        """Return the names of the study's pages."""
        try:
            return {*self._pages()}
        except UserError:  # a mistake in the configuration, which the page shows
            return set()

    def _content(self, name: str, ending: str) -> tuple[bytes, str] | None:
        """Return a file of the results with its media type; None if it does not exist."""
        try:
            return (self._results / name).read_bytes(), _TYPES[ending]
        except OSError:
            return None

    def nothing_there(self) -> bytes:
        """Return the page that says that nothing was found."""
        return self._empty("elsewhere").encode()

    def _empty(self, word: str) -> str:
        """Return a page that says only one thing."""
        words = escape(self._words[word])
        return _EMPTY.format(language=self._language, name=escape(self._name), words=words)

    def _page(self, now: Snapshot) -> str:
        """Return the page with the script that makes it follow the text."""
        page = now.page if now.page is not None else self._empty("waiting")
        about = escape(json.dumps({"version": self.state.version(now), "words": {**self._words}}))
        ours = (
            '<link rel="stylesheet" href="preview.css">'
            f'<script src="preview.js" data-preview="{about}"></script>'
        )
        before, end, after = page.rpartition("</body>")
        return f"{before}{ours}{end}{after}"

    def news(self, now: Snapshot) -> bytes:
        """Return a snapshot as the browser is told about it."""
        content = {
            "version": self.state.version(now),
            "mistakes": now.mistakes,
            "working": now.working,
        }
        return f"data: {json.dumps(content)}\n\n".encode()


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    def __init__(self, site: Site, *arguments: object) -> None:
        self._site = site
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send what was asked for."""
        if not _OURS.match(self.headers.get("Host", "")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = urlsplit(self.path).path
        if path == "/":
            self._begin(HTTPStatus.FOUND, {"Location": self._site.address, "Content-Length": "0"})
        elif path == "/events":
            self._send_news()
        elif path == "/favicon.ico":  # browsers ask for it unprompted
            self._begin(HTTPStatus.NO_CONTENT, {})
        else:
            self._send(path)

    do_HEAD = do_GET  # noqa: N815 — the library's name

    def _begin(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        """Send the status and the headers."""
        self.send_response(status)
        headers = {
            **headers,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, path: str) -> None:
        """Send a page or file, or that there is none."""
        found = self._site.find(path)
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        content, media_type = found or (self._site.nothing_there(), _TYPES["html"])
        self._begin(status, {"Content-Type": media_type, "Content-Length": str(len(content))})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_news(self) -> None:
        """Send the present state and every later one, until the browser or the preview has gone."""
        self._begin(HTTPStatus.OK, {"Content-Type": "text/event-stream"})
        if self.command == "HEAD":
            return
        serial = -1
        while (now := self._site.state.wait(serial, _HEARTBEAT)) is not None:
            self.wfile.write(self._site.news(now) if now.serial != serial else b":\n\n")
            serial = now.serial

    def handle(self) -> None:
        """Answer; a browser that has gone is no mistake of ours."""
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        """Say nothing: the terminal belongs to the person who writes."""


class _Server(ThreadingHTTPServer):
    """A server whose threads end with the preview."""

    daemon_threads = True
    block_on_close = False


def listen(site: Site, port: int) -> ThreadingHTTPServer:
    """Return a server of ``site`` at ``port`` (0: any free one); it does not answer yet.

    Raises ConfigurationError where the port is taken or reserved.
    """
    try:
        return _Server((HOST, port), partial(_Handler, site))
    except (OSError, OverflowError) as error:
        reason = reason_of(error)
        raise ConfigurationError(
            Problem(
                f"--port {port}",
                message("nothing can be served there: {reason}.", reason=reason),
                message(
                    "Name another port, or leave the option out: then any that is free is taken."
                ),
            )
        ) from error
