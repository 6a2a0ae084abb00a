"""Pages, Word files and PDF files are compared by what they hold, seen and unseen."""

from __future__ import annotations

import base64
import io
import zipfile
from functools import partial

import pytest
import typst
from compared import findings, listed

from honest_results.verify.comparing import Reader
from honest_results.verify.findings import FileFindings, Findings
from honest_results.verify.pages import read_page
from honest_results.verify.pdf_files import compare_pdf_files
from honest_results.verify.reading import UnreadableError
from honest_results.verify.surroundings import Surroundings
from honest_results.verify.word_documents import compare_word_files
from honest_results.verify.words import Allowed, folded

CSV = base64.b64encode(b"a,b\n1,2\n").decode()
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>T</title>
<style>p {{ color: black }}</style></head>
<body><main id="text"><h1>Trust</h1><p class="fact long">It is <a href="#card">0.35</a> [0.1, 0.6].</p>
<table><tr><td>Sector</td><td>12</td></tr></table>
<a download="x.csv" href="data:text/csv;base64,{CSV}">data</a></main>
<script>var a = 1;</script></body></html>"""


def page_told(published: str, *, by_words: bool = False) -> list[tuple[str, str]]:
    reader = Reader(Surroundings(), Allowed(), by_words, False)
    compare = partial(reader.compare, "x.html", published.encode(), PAGE.encode())
    return [(status, kind) for status, kind, _ in listed(compare)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Trust", "Distrust", ("different", "word")),
        ("0.35", "0.53", ("different", "number")),
        ("It is", "It is <b hidden>not</b>", ("extra", "word")),
        ('class="fact long"', 'class="fact" style="opacity:0"', ("different", "markup")),
        ("color: black", "display: none", ("different", "markup")),
        ("var a = 1;", "document.body.innerHTML = ''", ("different", "markup")),
        ("<td>12</td>", "<td>21</td>", ("different", "number")),
        ('lang="en"', 'lang="en" onload="f()"', ("different", "markup")),
        (CSV, base64.b64encode(b"a,b\n1,3\n").decode(), ("different", "cell")),
        (CSV, base64.b64encode(b"a,b\n1\n").decode(), ("different", "cell")),
        ("<h1>", "<!-- seen by nobody --><h1>", ("extra", "markup")),
        ("<body>", '<body><img src="https://example.org/x.png">', ("extra", "markup")),
    ],
)
def test_pages_of_one_engine_are_compared_in_all_they_hold(
    old: str, new: str, found: tuple[str, str]
) -> None:
    assert page_told(PAGE) == page_told(PAGE.replace("fact long", "fact")) == []
    assert found in page_told(PAGE.replace(old, new, 1))


def test_pages_of_two_engines_are_compared_by_their_words() -> None:
    other = PAGE.replace("<p class", "<section><div><p data-x='1' class").replace("color", "margin")
    assert page_told(other, by_words=True) == []
    assert page_told(other)
    assert page_told(other.replace("0.35", "0.53"), by_words=True) == [("different", "number")]
    hidden = other.replace("0.35", '<i style="display: none">0.35</i> 0.35')
    assert ("extra", "markup") in page_told(hidden, by_words=True)


@pytest.mark.parametrize(
    "text", ["", "plain words", "<p>half", "<html><style>p {", "<html></html>"]
)
def test_what_is_no_page_is_not_read(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_page(text)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = (
    f'<w:document {_W}><w:body><w:p><w:r><w:t>Trust is</w:t></w:r><w:r><w:t xml:space="preserve"> 0.35'
    '</w:t></w:r></w:p><w:p><w:r><w:drawing><wp:docPr xmlns:wp="x" descr="A plot of 5 firms"/>'
    "</w:drawing></w:r></w:p></w:body></w:document>"
)


INSERTED = "<w:p><w:ins><w:r><w:t>Yes</w:t></w:r></w:ins></w:p>"


def docx(document: str = DOCUMENT, **more: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        for name, content in more.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def docx_told(published: bytes, *, by_words: bool = False) -> list[tuple[str, str]]:
    found = listed(lambda sink: compare_word_files(published, docx(), sink, Allowed(), by_words))
    return [(status, kind) for status, kind, _ in found]


@pytest.mark.parametrize("by_words", [False, True])
@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Trust", "Doubt", ("different", "word")),
        ("0.35", "0.53", ("different", "number")),
        ("5 firms", "50 firms", ("different", "alt")),
        ("<w:r><w:t>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>", ("extra", "markup")),
        ("</w:body>", f"{INSERTED}</w:body>", ("extra", "word")),
    ],
)
def test_word_files_are_compared(
    old: str, new: str, found: tuple[str, str], by_words: bool
) -> None:
    told = docx_told(docx(DOCUMENT.replace(old, new, 1)), by_words=by_words)
    assert found in told
    assert docx_told(docx(), by_words=by_words) == []


def test_parts_of_word_files_are_compared() -> None:
    words = "<w:p><w:r><w:t>Fine</w:t></w:r></w:p>"
    comment = f"<w:comments {_W}><w:comment>{words}</w:comment></w:comments>"
    assert docx_told(docx(comments=comment.encode())) == [("extra", "file")]
    assert docx_told(docx(comments=comment.encode()), by_words=True) == [("extra", "word")]
    for content in (b"", b"PK\x03\x04", docx()[:200], docx('<!DOCTYPE a [<!ENTITY b "c">]><a/>')):
        with pytest.raises(UnreadableError):
            docx_told(content)


def pdf(text: str, *, more: str = "", title: str = "Trust") -> bytes:
    source = (
        f'#set document(title: "{title}")\n#set page(height: 10cm, width: 12cm)\n{text}\n\n'
        "#rect(width: 40pt, height: 20pt, fill: blue)\n\n#table(columns: 2)[Sector][12]\n"
        f'{more}#pagebreak()\nLast page with #link("https://example.org")[a link].\n'
    )
    return bytes(typst.compile(source.encode(), timestamp=0, ignore_system_fonts=True))


TEXT = "Trust matters by 0.35, as 150 firms say."


def pdf_told(
    published: bytes, allowed: Allowed | None = None, *, by_words: bool = False
) -> Findings:
    return findings(
        lambda sink: compare_pdf_files(published, pdf(TEXT), sink, allowed or Allowed(), by_words)
    )


@pytest.mark.parametrize("by_words", [False, True])
@pytest.mark.parametrize(
    ("published", "kind"),
    [
        (pdf(TEXT.replace("0.35", "0.53")), "number"),
        (pdf(TEXT.replace("Trust", "Doubt")), "word"),
        (pdf(TEXT + " #text(fill: white)[Not so.]"), "word"),
        (pdf(TEXT, title="Proof"), "word"),
        (pdf(TEXT).replace(b"https://example.org", b"https://example.com"), "markup"),
    ],
)
def test_words_of_pdf_files_are_compared(published: bytes, kind: str, by_words: bool) -> None:
    assert kind in {one.kind for one in pdf_told(published, by_words=by_words).listed}


def test_pages_of_pdf_files_are_looked_at() -> None:
    assert pdf_told(pdf(TEXT)).listed == []
    box = pdf(TEXT, more="#place(top, rect(width: 60pt, height: 30pt, fill: red))\n")
    assert [one.kind for one in pdf_told(box).listed] == ["picture"]


def test_a_page_whose_commit_has_a_longer_name_is_compared_by_its_shapes() -> None:
    name = "archive of 0a1b2c3d4e; later changes are not known, as far as anybody can say here"
    allowed = Allowed(pairs={(folded("c"), "150")}, phrases=[("c", name, "")])
    longer = TEXT.replace("150", name)
    assert pdf_told(pdf(longer), allowed).listed == []
    box = pdf(longer, more="#place(top, rect(width: 60pt, height: 30pt, fill: red))\n")
    [one] = pdf_told(box, allowed).listed
    assert (one.status, one.kind) == ("extra", "picture") and "60 × 30" in one.published


@pytest.mark.parametrize("content", [b"", b"garbage" * 99, b"%PDF-1.7\n%%EOF\n", pdf(TEXT)[:3000]])
def test_what_is_no_pdf_file_is_not_read(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        compare_pdf_files(content, pdf(TEXT), FileFindings(Findings(), "x"), Allowed(), False)
