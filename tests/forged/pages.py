"""Forgeries of documents as web pages."""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path

from forged.changes import forgery, replace


def in_body(path: Path, pattern: str, new: str) -> None:
    """Replace the first match of a pattern in the text of a page."""
    text = path.read_text(encoding="utf-8")
    start = text.index("<main")
    changed, times = re.subn(pattern, new, text[start:], count=1)
    assert times == 1, f"{path.name} has no {pattern}"
    path.write_text(text[:start] + changed, encoding="utf-8")


@forgery("article.en.html")
def words_of_page(path: Path) -> None:
    """Words in the article (HTML)."""
    in_body(path, r"</p>", " This proves the claim beyond doubt.</p>")


@forgery("article.en.html")
def number_of_page(path: Path) -> None:
    """A number in the article (HTML)."""
    in_body(path, r'(<a class="fact simulated"[^>]*>)[0-9]+', r"\g<1>97")


@forgery("article.es.html")
def hidden_words(path: Path) -> None:
    """White words in the article (HTML)."""
    in_body(path, r"</p>", ' <span style="color:#fff">Todo es cierto.</span></p>')


@forgery("article.es.html")
def style_of_page(path: Path) -> None:
    """A style that hides the banner (HTML)."""
    replace(path, "</style>", ".banner { display: none; }</style>")


@forgery("article.es.html")
def script_of_page(path: Path) -> None:
    """A script that changes words when the page opens (HTML)."""
    replace(path, "</body>", "<script>document.title = 'x';</script></body>")


@forgery("article.en.html")
def picture_of_page(path: Path) -> None:
    """A red box in a figure inside the article (HTML)."""
    text = path.read_text(encoding="utf-8")
    found = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', text)
    assert found is not None
    drawing = base64.b64decode(found[1]).decode()
    drawing = drawing.replace(
        "</svg>", '<rect x="50" y="50" width="90" height="60" fill="red"/></svg>'
    )
    coded = base64.b64encode(drawing.encode()).decode()
    path.write_text(text[: found.start(1)] + coded + text[found.end(1) :], encoding="utf-8")


@forgery("article.en.html")
def data_of_page(path: Path) -> None:
    """A number in the data that the article offers (HTML)."""
    text = path.read_text(encoding="utf-8")
    found = [*re.finditer(r'data:text/csv[^,"]*;base64,([^"]+)"', text)][1]
    table = base64.b64decode(found[1]).decode()
    changed = re.sub(r",(\d)", ",9\\1", table, count=1)
    assert changed != table
    coded = base64.b64encode(changed.encode()).decode()
    path.write_text(text[: found.start(1)] + coded + text[found.end(1) :], encoding="utf-8")


@forgery("article.en.html")
def card_of_page(path: Path) -> None:
    """The checksum of a raw file on a card (HTML)."""
    text = path.read_text(encoding="utf-8")
    start = text.index('id="cards"')
    found = re.search(r"<code>[0-9a-f]{12}</code>", text[start:])
    assert found is not None
    path.write_text(
        text[:start] + text[start:].replace(found.group(), "<code>000000000000</code>", 1)
    )


@forgery("article.en.html")
def colophon_of_page(path: Path) -> None:
    """A sentence more in the colophon (HTML)."""
    in_body(path, r"State of the source:", "Checked by the journal. State of the source:")


@forgery("appendix.en.html")
def caption(path: Path) -> None:
    """The caption of a table (HTML)."""
    in_body(path, r"(Table.A1: )", r"\1Confirmed: ")


@forgery("appendix.en.html")
def row_of_page(path: Path) -> None:
    """A row taken out of a table of the appendix (HTML)."""
    in_body(path, r"(?s)<tbody>\s*<tr.*?</tr>", "<tbody>")


@forgery("claims.en.html")
def verdict_of_page(path: Path) -> None:
    """A verdict in the ledger of claims (HTML)."""
    in_body(path, r"(?s)(claim-articles.*?)Not testable here", r"\1Supported")


@forgery("article.en.html")
def other_language(path: Path) -> None:
    """The article in another language in its place (HTML)."""
    shutil.copyfile(path.with_name("article.es.html"), path)
