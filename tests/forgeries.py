"""Ways to forge published results, each of which `alianzas verify` has to find and to name.

python tests/forgeries.py PUBLISHED REBUILT prints what becomes of each: two folders of results of a
study with the documents article, appendix and claims in English and Spanish.
"""

from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alianzas.synthesis.published_colophon import colophon
from honest_results.verify.comparing import Comparison
from honest_results.verify.findings import Finding
from human_files.language.current import use_languages
from human_files.language.labels import load_labels


@dataclass(frozen=True)
class Forgery:
    """A way to forge: its name, the file it touches, and what does it to a folder of results."""

    name: str
    file: str
    forge: Callable[[Path], None]


FORGERIES: list[Forgery] = []


def forgery(file: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Register a function that forges ``file``, whose path it gets; its docstring is the name."""

    def register(function: Callable[[Path], None]) -> Callable[[Path], None]:
        name = (function.__doc__ or "").strip().rstrip(".")
        FORGERIES.append(Forgery(name, file, lambda folder: function(folder / file)))
        return function

    return register


def replace(path: Path, old: str, new: str, *, at: int = 0) -> None:
    """Replace one occurrence of a text, which has to be there."""
    text = path.read_text(encoding="utf-8")
    places = [found.start() for found in re.finditer(re.escape(old), text)]
    assert len(places) > at, f"{path.name} has no {old!r}"
    start = places[at]
    path.write_text(text[:start] + new + text[start + len(old) :], encoding="utf-8")


def number_in(path: Path, pattern: str) -> str:
    """Return the first match of a pattern in a text."""
    found = re.search(pattern, path.read_text(encoding="utf-8"))
    assert found is not None, f"{path.name} has no {pattern}"
    return found.group()


def change_json(path: Path, change: Callable[[Any], None]) -> None:
    """Change what a JSON file holds, written as the build writes it."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def first_fact(content: Any, fits: Callable[[str, dict[str, Any]], bool]) -> dict[str, Any]:
    """Return the first fact that fits."""
    return next(fact for key, fact in sorted(content["facts"].items()) if fits(key, fact))


def change_fact(
    path: Path, fits: Callable[[str, dict[str, Any]], bool], change: Callable[[Any], None]
) -> None:
    """Change the first fact that fits."""
    change_json(path, lambda content: change(first_fact(content, fits)))


def change_parts(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change the parts of a Word file."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def change_part(path: Path, name: str, pattern: bytes, new: bytes) -> None:
    """Replace the first match of a pattern in a part of a Word file."""

    def change(parts: dict[str, bytes]) -> None:
        changed, times = re.subn(pattern, new, parts[name], count=1)
        assert times == 1, f"{name} has no {pattern!r}"
        parts[name] = changed

    change_parts(path, change)


def painted(content: bytes, box: tuple[float, float, float, float] = (0.4, 0.4, 0.6, 0.6)) -> bytes:
    """Return a PNG file with a red box: left, top, right and bottom as shares of its size."""
    from PIL import Image, ImageDraw

    picture = Image.open(io.BytesIO(content)).convert("RGB")
    width, height = picture.size
    ends = (box[0] * width, box[1] * height, box[2] * width, box[3] * height)
    ImageDraw.Draw(picture).rectangle(ends, fill="red")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


# Tables -------------------------------------------------------------------------------------------


@forgery("tables/drivers.csv")
def cell_of_csv(path: Path) -> None:
    """A number in a table's CSV."""
    old = number_in(path, r"0\.\d{10,}")
    replace(path, old, f"0.9{old[3:]}")


@forgery("tables/drivers.csv")
def sign_flipped(path: Path) -> None:
    """The sign of a coefficient in a CSV."""
    old = number_in(path, r",0\.\d{10,}")
    replace(path, old, f",-{old[1:]}")


@forgery("tables/drivers.csv")
def fifth_digit(path: Path) -> None:
    """The fifth digit of a number in a CSV."""
    old = number_in(path, r"0\.[1-9]\d{10,}")
    digit = str((int(old[6]) + 5) % 10)
    replace(path, old, old[:6] + digit + old[7:])


@forgery("tables/ado.csv")
def row_removed(path: Path) -> None:
    """A row of a CSV taken out."""
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:4] + lines[5:]))


@forgery("tables/ado.csv")
def row_added(path: Path) -> None:
    """A row of a CSV added."""
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]))


@forgery("tables/ado.csv")
def columns_swapped(path: Path) -> None:
    """The names of two columns of a CSV swapped."""
    replace(path, "n,percent", "percent,n")


@forgery("tables/ado.csv")
def level_of_row(path: Path) -> None:
    """A row of a CSV said to be observed."""
    replace(path, "reconstructed", "observed", at=2)


@forgery("tables/ado.csv")
def other_digits(path: Path) -> None:
    """A digit of a CSV in Arabic-Indic signs."""
    replace(path, ",5,", ",٥,")


@forgery("tables/ado.en.md")
def cell_of_markdown(path: Path) -> None:
    """A number in a Markdown table."""
    replace(path, "| 5 | 10% |", "| 5 | 40% |")


@forgery("tables/drivers.en.md")
def note_of_table(path: Path) -> None:
    """A note below a table."""
    text = path.read_text()
    start = text.index("{.table-note}") + len("{.table-note}\n")
    path.write_text(text[:start] + "All differences are causal. " + text[start:])


@forgery("tables/drivers.en.md")
def mark_removed(path: Path) -> None:
    """The mark of simulated data taken from a table."""
    text = path.read_text()
    cut = re.sub(r"\n::: \{\.table-provenance\}\n.*?\n:::\n", "", text, flags=re.DOTALL)
    assert cut != text
    path.write_text(cut)


@forgery("tables/drivers.json")
def level_of_table(path: Path) -> None:
    """A table said to rest on observed data."""
    change_json(path, lambda content: content.update(level="observed"))


@forgery("tables/ado.csv")
def truncated(path: Path) -> None:
    """A CSV cut off in the middle."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 - 3])


@forgery("tables/ado.csv")
def emptied(path: Path) -> None:
    """A file made empty."""
    path.write_bytes(b"")


@forgery("tables/ado.en.md")
def letters_alike(path: Path) -> None:
    """A word with a letter of another script."""
    replace(path, "Alliance", "Allіance")


# Facts and claims ---------------------------------------------------------------------------------


@forgery("facts.json")
def value_of_fact(path: Path) -> None:
    """The value and the text of a number in facts.json."""

    def change(fact: dict[str, Any]) -> None:
        fact["value"] += 0.1
        fact["text"] = dict.fromkeys(fact["text"], "0.99")

    change_fact(path, lambda key, fact: fact["kind"] == "coefficient" and fact["value"], change)


@forgery("facts.json")
def text_of_fact(path: Path) -> None:
    """The text of a number, its value untouched."""

    def change(fact: dict[str, Any]) -> None:
        fact["text"]["es"] = fact["text"]["es"].replace("0", "6")

    fits = lambda key, fact: fact["kind"] == "coefficient" and "0" in fact["text"]["es"]  # noqa: E731
    change_fact(path, fits, change)


@forgery("facts.json")
def interval_wider(path: Path) -> None:
    """An interval made wider."""
    change_fact(
        path,
        lambda key, fact: bool(fact.get("interval")),
        lambda fact: fact["interval"].__setitem__(1, fact["interval"][1] + 0.05),
    )


@forgery("facts.json")
def number_of_units(path: Path) -> None:
    """The n behind a result."""
    change_fact(path, lambda key, fact: "n" in fact, lambda fact: fact.update(n=fact["n"] + 1000))


@forgery("facts.json")
def observed(path: Path) -> None:
    """A simulated result said to be observed."""
    change_fact(
        path,
        lambda key, fact: fact.get("level") == "simulated",
        lambda fact: fact.update(level="observed"),
    )


@forgery("facts.json")
def phrase(path: Path) -> None:
    """The words of a comparison turned around."""
    change_fact(
        path,
        lambda key, fact: fact["kind"] == "phrase" and "not" in fact.get("text", {}).get("en", ""),
        lambda fact: fact["text"].update(en=fact["text"]["en"].replace("not", "indeed")),
    )


@forgery("facts.json")
def fact_removed(path: Path) -> None:
    """A fact taken out of facts.json."""
    change_json(path, lambda content: content["facts"].pop(sorted(content["facts"])[10]))


@forgery("facts.json")
def key_twice(path: Path) -> None:
    """A key of facts.json that stands there twice."""
    replace(path, '"kind": "count"', '"kind": "count", "kind": "count"')


@forgery("facts.json")
def sources_of_fact(path: Path) -> None:
    """The raw file behind a result taken away."""
    change_fact(
        path, lambda key, fact: len(fact["sources"]) > 1, lambda fact: fact["sources"].pop()
    )


@forgery("facts/fit_drivers.json")
def fact_of_rule(path: Path) -> None:
    """A number in the facts of one rule."""
    change_fact(
        path,
        lambda key, fact: isinstance(fact["value"], float),
        lambda fact: fact.update(value=fact["value"] * 1.01),
    )


@forgery("claims.json")
def verdict(path: Path) -> None:
    """A verdict turned to "supported"."""
    change_json(path, lambda content: content["claims"][3].update(verdict="supported"))


@forgery("claims.json")
def counted_verdicts(path: Path) -> None:
    """The number of supported claims."""
    change_json(path, lambda content: content["counts"].update(supported=12))


@forgery("inserts/claims.es.md")
def verdict_of_insert(path: Path) -> None:
    """A verdict in the text of the ledger."""
    replace(path, ".not_testable}", ".supported}", at=2)


@forgery("source.json")
def forged_commit(path: Path) -> None:
    """The colophon's commit turned into a sentence."""
    change_fact(
        path,
        lambda key, fact: key == "colophon.commit",
        lambda fact: fact["text"].update(en="verified independently by the journal"),
    )


@forgery("facts.json")
def forged_engine(path: Path) -> None:
    """The colophon's engine with more words than an engine has."""
    change_fact(
        path,
        lambda key, fact: key == "colophon.engine",
        lambda fact: fact["text"].update(en=fact["text"]["en"] + "; all results were audited"),
    )


@forgery("facts.json")
def forged_version(path: Path) -> None:
    """The version of a library turned into a claim."""
    change_fact(
        path,
        lambda key, fact: key == "colophon.pandas",
        lambda fact: fact.update(value="3, certified", text={"en": "3, certified"}),
    )


# Figures ------------------------------------------------------------------------------------------


@forgery("figures/drivers.en.png")
def red_box(path: Path) -> None:
    """A red box in a figure (PNG)."""
    path.write_bytes(painted(path.read_bytes()))


@forgery("figures/drivers.en.png")
def small_dot(path: Path) -> None:
    """A point of a plot taken away (PNG)."""
    from PIL import Image

    picture = Image.open(path).convert("RGB")
    part = picture.crop((0, 0, 30, 30))
    picture.paste(part, (picture.width * 6 // 10, picture.height // 2))
    dark = next(
        (x, y)
        for y in range(picture.height // 3, picture.height, 7)
        for x in range(picture.width // 2, picture.width, 7)
        if sum(picture.getpixel((x, y))) < 400  # type: ignore[arg-type]
    )
    picture.paste(part, (dark[0] - 12, dark[1] - 12))
    picture.save(path)


@forgery("figures/drivers.en.png")
def stretched(path: Path) -> None:
    """A figure stretched (PNG)."""
    from PIL import Image

    picture = Image.open(path)
    wide = picture.resize((picture.width * 11 // 10, picture.height))
    left = (wide.width - picture.width) // 2
    wide.crop((left, 0, left + picture.width, picture.height)).save(path)


@forgery("figures/drivers.en.png")
def other_picture(path: Path) -> None:
    """The figure of the other language in the place of a figure."""
    shutil.copyfile(path.with_name("drivers.es.png"), path)


@forgery("figures/drivers.en.svg")
def red_box_in_drawing(path: Path) -> None:
    """A red box in a figure (SVG)."""
    replace(path, "</svg>", '<rect x="60" y="60" width="80" height="60" fill="red"/></svg>')


@forgery("figures/drivers.en.svg")
def shape_moved(path: Path) -> None:
    """A point of a plot moved (SVG)."""
    text = path.read_text()
    uses = [*re.finditer(r'<use xlink:href="#m[^"]*" x="([\d.]+)"', text)]
    found = uses[len(uses) // 2]
    moved = f"{float(found[1]) - 25:.6f}"
    path.write_text(text[: found.start(1)] + moved + text[found.end(1) :])


@forgery("figures/drivers.en.svg")
def script_in_drawing(path: Path) -> None:
    """A script in a figure (SVG)."""
    replace(path, "</svg>", "<script>alert(1)</script></svg>")


@forgery("figures/drivers.en.svg")
def words_of_drawing(path: Path) -> None:
    """What a label of a figure says (SVG)."""
    old = number_in(path, r"<!-- [^>]{4,} -->")
    replace(path, old, "<!-- Significant -->")


@forgery("figures/drivers.en.csv")
def plotted(path: Path) -> None:
    """A plotted value."""
    old = number_in(path, r"0\.\d{10,}")
    replace(path, old, f"0.9{old[3:]}")


@forgery("figures/drivers.en.json")
def alternative(path: Path) -> None:
    """A number in an alternative text."""
    old = number_in(path, r"0\.\d\d")
    replace(path, old, "0.98")


# Documents ----------------------------------------------------------------------------------------


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


@forgery("article.en.docx")
def words_of_docx(path: Path) -> None:
    """Words in the article (DOCX)."""
    change_part(path, "word/document.xml", rb"alliances", rb"miracles")


@forgery("article.en.docx")
def number_of_docx(path: Path) -> None:
    """A number in the article (DOCX)."""
    change_part(path, "word/document.xml", rb">0\.\d\d<", rb">0.97<")


@forgery("article.en.docx")
def picture_of_docx(path: Path) -> None:
    """A red box in a figure inside the article (DOCX)."""

    def change(parts: dict[str, bytes]) -> None:
        name = next(name for name in parts if name.endswith(".png"))
        parts[name] = painted(parts[name])

    change_parts(path, change)


@forgery("article.es.docx")
def comment_of_docx(path: Path) -> None:
    """A comment in the article (DOCX)."""
    words = (
        b'<w:comment w:id="9" w:author="E"><w:p><w:r><w:t>Accepted</w:t></w:r></w:p></w:comment>'
    )
    change_part(path, "word/comments.xml", rb"(<w:comments\b[^>]*?)/?>", rb"\1>" + words)
    change_part(path, "word/comments.xml", rb"\Z", b"</w:comments>")


@forgery("article.es.docx")
def hidden_in_docx(path: Path) -> None:
    """A paragraph made invisible (DOCX)."""
    change_part(
        path,
        "word/document.xml",
        rb"(<w:r>)(<w:t[ >])",
        rb"\1<w:rPr><w:vanish/></w:rPr>\2",
    )


@forgery("article.es.docx")
def alt_of_docx(path: Path) -> None:
    """An alternative text (DOCX)."""
    change_part(path, "word/document.xml", rb'descr="[^"]{20}', rb'descr="A great success. ')


@forgery("article.en.docx")
def part_of_docx(path: Path) -> None:
    """A part added to a Word file (DOCX)."""
    change_parts(path, lambda parts: parts.update({"word/vbaProject.bin": b"macro"}))


@forgery("article.en.docx")
def truncated_docx(path: Path) -> None:
    """A Word file cut off in the middle (DOCX)."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


@forgery("article.en.pdf")
def garbage(path: Path) -> None:
    """A PDF replaced by garbage."""
    path.write_bytes(b"\x00garbage\xff" * 5000)


@forgery("article.en.pdf")
def truncated_pdf(path: Path) -> None:
    """A PDF cut off in the middle."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def change_pdf(path: Path, change: Callable[[Any], None]) -> None:
    """Change a PDF file through pypdf."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(path))
    change(writer)
    writer.write(path)


def digit_codes(font: Any) -> dict[str, bytes]:
    """Return the codes of the digits in a font of a PDF file."""
    cmap = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    pairs = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>", cmap)
    signs = {chr(int(sign, 16)): bytes.fromhex(code) for code, sign in pairs}
    return {sign: code for sign, code in signs.items() if sign in "0123456789"}


@forgery("article.en.pdf")
def digit_of_pdf(path: Path) -> None:
    """A digit in the article (PDF)."""
    from pypdf.generic import ByteStringObject, ContentStream, NameObject

    def change(writer: Any) -> None:
        page = writer.pages[8]
        stream = ContentStream(page["/Contents"], writer)
        fonts = page["/Resources"]["/Font"]
        codes: dict[str, bytes] = {}

        def turned(text: Any) -> Any:
            given = text.original_bytes
            pairs = [given[at : at + 2] for at in range(0, len(given), 2)]
            signs = {code: sign for sign, code in codes.items()}
            for at, pair in enumerate(pairs):
                others = [code for sign, code in codes.items() if code != pair and sign != "0"]
                if pair in signs and others:
                    pairs[at] = others[0]
                    return ByteStringObject(b"".join(pairs))
            return None

        for operands, operator in stream.operations:
            if operator == b"Tf":
                codes = digit_codes(fonts[operands[0]])
            texts = operands[0] if operator == b"TJ" else operands if operator == b"Tj" else []
            for at, text in enumerate(texts):
                other = turned(text) if hasattr(text, "original_bytes") else None
                if other is not None:
                    texts[at] = other
                    page[NameObject("/Contents")] = writer._add_object(stream)
                    return
        raise AssertionError("no digit on the page")

    change_pdf(path, change)


@forgery("article.es.pdf")
def red_box_in_pdf(path: Path) -> None:
    """A red box on a page (PDF)."""
    from pypdf.generic import ContentStream, NameObject

    def change(writer: Any) -> None:
        page = writer.pages[5]
        stream = ContentStream(page["/Contents"], writer)
        stream.set_data(stream.get_data() + b"\nq 1 0 0 rg 200 300 120 90 re f Q\n")
        page[NameObject("/Contents")] = writer._add_object(stream)

    change_pdf(path, change)


@forgery("article.es.pdf")
def page_removed(path: Path) -> None:
    """A page taken out (PDF)."""
    change_pdf(path, lambda writer: writer.remove_page(6))


@forgery("appendix.en.pdf")
def note_on_page(path: Path) -> None:
    """A note laid over a page (PDF)."""
    from pypdf.annotations import FreeText

    note = FreeText(text="Replicated by the editor", rect=(50, 550, 300, 650))
    change_pdf(path, lambda writer: writer.add_annotation(page_number=2, annotation=note))


@forgery("article.en.pdf")
def attachment(path: Path) -> None:
    """A file attached (PDF)."""
    change_pdf(path, lambda writer: writer.add_attachment("data.csv", b"a,b\n"))


@forgery("article.en.pdf")
def title_of_pdf(path: Path) -> None:
    """The title that a file says it has (PDF)."""
    change_pdf(path, lambda writer: writer.add_metadata({"/Title": "A confirmatory study"}))


@forgery("appendix.es.pdf")
def other_pdf(path: Path) -> None:
    """The appendix in another language in its place (PDF)."""
    shutil.copyfile(path.with_name("appendix.en.pdf"), path)


# Files --------------------------------------------------------------------------------------------


@forgery("tables/extra.csv")
def extra_file(path: Path) -> None:
    """A file more."""
    path.write_text("a,b\n1,2\n")


@forgery("sheets/unknown.bin")
def unknown_file(path: Path) -> None:
    """A file more, of no known kind."""
    path.write_bytes(b"\x01\x02")


@forgery("figures/ado.es.csv")
def missing_file(path: Path) -> None:
    """A file less."""
    path.unlink()


@forgery("figures/ado.en.svg")
def link(path: Path) -> None:
    """A link to a file elsewhere in the place of a file."""
    path.unlink()
    path.symlink_to("/etc/passwd")


@forgery("tables/claims.en.md")
def swapped_files(path: Path) -> None:
    """Two files swapped."""
    other = path.with_name("claims.es.md")
    first, second = path.read_bytes(), other.read_bytes()
    path.write_bytes(second)
    other.write_bytes(first)


@forgery("manuscript/article.en.content.json")
def content_of_manuscript(path: Path) -> None:
    """A condition of the text that decides what it says."""

    def change(content: Any) -> None:
        name = sorted(content["conditions"])[0]
        content["conditions"][name] = not content["conditions"][name]

    change_json(path, change)


def forged(published: Path, one: Forgery, folder: Path) -> None:
    """Copy published results to ``folder`` and forge one file; what is not touched is linked."""
    place = Path(one.file)

    def copy(source: str, target: str) -> None:
        inside = Path(source).relative_to(published)
        near = inside.parent == place.parent and inside.suffix == place.suffix
        (shutil.copyfile if near else os.link)(source, target)

    shutil.copytree(published, folder, copy_function=copy)
    before = _content(folder / place)
    one.forge(folder)
    assert _content(folder / place) != before, f"{one.name}: nothing was forged"


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def found_in(published: Path, rebuilt: Path) -> list[Finding]:
    """Return what a comparison finds in results in English and Spanish."""
    use_languages(["en", "es"], "EC")
    surroundings = colophon(load_labels("synthesis", languages=["en", "es"]))
    return Comparison(published, rebuilt, surroundings).run(count=False).listed


def main() -> int:
    """Print a table of all forgeries, with how each was found; return 1 if one was not."""
    published, rebuilt = (Path(folder).resolve() for folder in sys.argv[1:3])
    honest = {*found_in(published, rebuilt)}
    print("| forgery | file | found | named as |\n|:--|:--|:--|:--|")
    lost = 0
    for one in FORGERIES:
        with tempfile.TemporaryDirectory(dir=published.parent) as temporary:
            mine, theirs = Path(temporary, "published"), Path(temporary, "rebuilt")
            forged(published, one, mine)
            shutil.copytree(rebuilt, theirs)
            _without_others(mine, one)
            _without_others(theirs, one)
            found = found_in(mine, theirs)
        said = [each for each in found if each.file == one.file and each not in honest]
        lost += not said
        print(f"| {one.name} | `{one.file}` | {'yes' if said else '**no**'} | {_how(said)} |")
        sys.stdout.flush()
    print(f"\n{len(FORGERIES) - lost} of {len(FORGERIES)} found and named.")
    return 1 if lost else 0


def _without_others(folder: Path, one: Forgery) -> None:
    """Keep, of a copy of results, the facts and what lies beside the forged file: so it takes less."""
    place = Path(one.file)
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        near = inside.parent == place.parent and inside.suffix == place.suffix
        if not near and not path.is_dir() and inside.name not in ("facts.json", "source.json"):
            path.unlink()


def _how(said: list[Finding]) -> str:
    """Return how a forgery was named, in a cell of a table."""
    if not said:
        return ""
    one = said[0]
    words = f"{one.status} {one.kind}: {one.place}: {one.published} → {one.rebuilt} {one.note}"
    return " ".join(words.replace("|", "/").split())[:150]


if __name__ == "__main__":
    sys.exit(main())
