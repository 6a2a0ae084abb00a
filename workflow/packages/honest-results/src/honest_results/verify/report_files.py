"""The report that a journal can file: JSON, Markdown, HTML, and a CODECHECK certificate to complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from honest_results.facts import write_json
from honest_results.verify import report_words as words
from honest_results.verify.certificate import Paper, certificate, codecheck
from honest_results.verify.report_model import Compared, Verification
from human_files.language.messages import message, message_language

_STYLE = """body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem;
  padding: 0 1rem; color: #1f2933; background: #fff; }
table { border-collapse: collapse; margin: 0 0 1.5rem; }
th, td { border-bottom: 1px solid #d5dae0; padding: .25rem .75rem .25rem 0; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
.counts td + td, .counts th + th { text-align: right; }
.verdict { border-left: .4rem solid #1d6b3a; font-size: 1.3rem; padding-left: 1rem; }
.minor { border-color: #8a5a00; } .partial, .not_able { border-color: #b03a00; }
.scroll { overflow-x: auto; }
@media print { body { margin: 0; max-width: none; } }"""

_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### "}

Rows = Iterable[Sequence[str]]


@dataclass(frozen=True)
class Sentence:
    """A heading ("h1" to "h3"), the verdict, or a paragraph ("p")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Listing:
    """A table, by the class of its look."""

    kind: str
    header: Sequence[str]
    rows: Rows


Part = Sentence | Listing


def write_report(verification: Verification, paper: Paper, folder: Path) -> list[Path]:
    """Write the report and the certificate into a folder; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "report.html": as_html(verification),
        "report.md": as_markdown(verification),
        "codecheck.yml": codecheck(verification, paper),
        "certificate.md": certificate(verification, paper),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    write_json(verification.model_dump(), folder / "report.json")
    return [folder / name for name in sorted([*files, "report.json"])]


def parts(verification: Verification) -> Iterator[Part]:
    """Yield the report, part by part."""
    yield Sentence("h1", message("Verification of published results"))
    yield Sentence("verdict", verification.sentence)
    yield Listing("about", ["", ""], words.about_rows(verification))
    for problem in verification.raw_problems:
        yield Sentence("p", problem)
    for compared in verification.compared():
        yield from _compared(compared)
    yield Sentence("h2", message("How near is near enough"))
    yield Listing("tolerances", words.tolerance_header(), words.tolerance_rows(verification))
    yield Sentence(
        "p", message("Pictures: no small square may differ in colour by more than 24 of 255.")
    )
    yield Sentence("h2", message("What is not verified"))
    for sentence in words.limits():
        yield Sentence("p", sentence)


def _compared(compared: Compared) -> Iterator[Part]:
    """Yield what was found in one comparison."""
    yield Sentence("h2", words.title_of(compared))
    yield Listing("counts", words.count_header(), words.count_rows(compared))
    if compared.differences:
        yield Sentence("h3", message("What differs"))
        yield Listing("differences", words.difference_header(), words.difference_rows(compared))
    if compared.unlisted:
        yield Sentence("p", message("({n} more differences in these files)", n=compared.unlisted))
    if compared.environment:
        yield Sentence("h3", message("Environment, which is no reason to fail"))
        yield Listing("environment", words.environment_header(), words.environment_rows(compared))
    if compared.uncompared:
        yield Sentence("h3", message("What could not be compared"))
        for sentence in compared.uncompared:
            yield Sentence("p", sentence)


def as_html(verification: Verification) -> str:
    """Return the report as one HTML page."""
    body = []
    for part in parts(verification):
        if isinstance(part, Listing):
            body.append(_table(part))
            continue
        tag = part.kind if part.kind in _HEADINGS else "p"
        look = f' class="verdict {verification.verdict}"' if part.kind == "verdict" else ""
        body.append(f"<{tag}{look}>{escape(part.text)}</{tag}>")
    title = escape(message("Verification of published results"))
    return (
        f'<!DOCTYPE html>\n<html lang="{message_language()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _table(listing: Listing) -> str:
    """Return a table of HTML."""
    header, rows = listing.header, listing.rows
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header) if any(header) else ""
    lines = ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    top = f"<thead><tr>{head}</tr></thead>\n" if head else ""
    inside = "\n".join(lines)
    table = f'<table class="{listing.kind}">\n{top}<tbody>\n{inside}\n</tbody></table>'
    return f'<div class="scroll">{table}</div>'


def as_markdown(verification: Verification) -> str:
    """Return the report as Markdown."""
    blocks = []
    for part in parts(verification):
        if isinstance(part, Listing):
            blocks.append(_pipes(part))
            continue
        text = cell_of(part.text)
        bold = part.kind == "verdict"
        blocks.append(f"**{text}**" if bold else _HEADINGS.get(part.kind, "") + text)
    return "\n\n".join(blocks) + "\n"


def _pipes(listing: Listing) -> str:
    """Return a pipe table of Markdown."""
    shown = [[cell_of(cell) for cell in row] for row in (listing.header, *listing.rows)]
    shown.insert(1, ["---"] * len(listing.header))
    return "\n".join(f"| {' | '.join(row)} |" for row in shown)


def cell_of(text: str) -> str:
    """Return words that Markdown takes as they are, on one line."""
    line = " ".join(text.split())
    for sign in "\\`*_[]<>|":
        line = line.replace(sign, "\\" + sign)
    return line if line.strip("-") or not line else f"\\{line}"
