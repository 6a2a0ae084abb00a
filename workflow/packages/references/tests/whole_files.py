"""The same few references in every kind of file that is read, to be damaged by tests.

Each reference has a word of its own in its title and one in its abstract, so that a test can see
whether what still stands in a damaged file is somewhere in what was read of it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

import openpyxl

from references.formats.record_table import write_record_table
from references.record import Record, to_frame

LAYOUTS = Path(__file__).parent / "formats/layouts"
COUNT = 8


class Reference(NamedTuple):
    """A reference with its two words."""

    number: int

    @property
    def words(self) -> tuple[str, str]:
        """The word of its title and that of its abstract."""
        letter = "abcdefghijkl"[self.number]
        return f"qz{letter}tiqz", f"qz{letter}abqz"

    @property
    def title(self) -> str:
        """Its title."""
        return f"Alliances, {self.words[0]}, of small firms"

    @property
    def abstract(self) -> str:
        """Its abstract."""
        return f"We studied {self.words[1]} in Peru; trust, as a rule, pays for señores."

    @property
    def doi(self) -> str:
        """Its DOI."""
        return f"10.1000/{self.words[0]}"


REFERENCES = tuple(Reference(number) for number in range(COUNT))


def _ris() -> str:
    return "".join(
        f"TY  - JOUR\nTI  - {r.title}\nAU  - Ash, A.\nAU  - Bee, B.\nPY  - 2020\nAB  - {r.abstract}\n"
        f"T2  - J Trust\nDO  - {r.doi}\nER  - \n\n"
        for r in REFERENCES
    )


def _bibtex() -> str:
    return "".join(
        f"@article{{ash{r.number},\n  title = {{{r.title}}},\n  author = {{Ash, A. and Bee, B.}},\n"
        f"  year = 2020,\n  abstract = {{{r.abstract}}},\n  doi = {{{r.doi}}}\n}}\n\n"
        for r in REFERENCES
    )


def _wos() -> str:
    records = "".join(
        f"PT J\nAU Ash, A\n   Bee, B\nTI {r.title}\nSO J TRUST\nAB {r.abstract}\nPY 2020\nDI {r.doi}\n"
        f"UT WOS:{r.number:015}\nER\n\n"
        for r in REFERENCES
    )
    return f"FN Clarivate Analytics Web of Science\nVR 1.0\n{records}EF\n"


def _nbib() -> str:
    return "".join(
        f"PMID- {r.number + 100}\nOWN - NLM\nTI  - {r.title}\nAB  - {r.abstract}\nAU  - Ash A\n"
        f"DP  - 2020 Mar\nJT  - Journal of trust\nAID - {r.doi} [doi]\nSO  - J Trust. 2020.\n\n"
        for r in REFERENCES
    )


def _enw() -> str:
    return "".join(
        f"%0 Journal Article\n%T {r.title}\n%A Ash, A.\n%D 2020\n%X {r.abstract}\n%R {r.doi}\n\n"
        for r in REFERENCES
    )


def _endnote_xml() -> str:
    records = "".join(
        f'<record><ref-type name="Journal Article">17</ref-type><titles><title>{escape(r.title)}'
        f"</title></titles><dates><year>2020</year></dates><abstract>{escape(r.abstract)}</abstract>"
        f"<electronic-resource-num>{r.doi}</electronic-resource-num></record>\n"
        for r in REFERENCES
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><xml><records>\n{records}</records></xml>\n'


def _pubmed_xml() -> str:
    records = "".join(
        f'<PubmedArticle><MedlineCitation><PMID Version="1">{r.number + 100}</PMID><Article>'
        f"<ArticleTitle>{escape(r.title)}</ArticleTitle><Abstract><AbstractText>{escape(r.abstract)}"
        "</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>\n"
        for r in REFERENCES
    )
    return f'<?xml version="1.0" ?>\n<PubmedArticleSet>\n{records}</PubmedArticleSet>\n'


def _csl() -> str:
    return json.dumps(
        [
            {
                "id": f"k{r.number}",
                "type": "article-journal",
                "title": r.title,
                "abstract": r.abstract,
                "issued": {"date-parts": [[2020]]},
                "DOI": r.doi,
            }
            for r in REFERENCES
        ],
        indent=1,
        ensure_ascii=False,
    )


def _rows() -> Iterator[list[str]]:
    yield ["Authors", "Title", "Year", "Source title", "DOI", "Abstract", "EID"]
    for r in REFERENCES:
        eid = f"2-s2.0-{r.number + 1000}"
        yield ["Ash A., Bee B.", r.title, "2020", "J Trust", r.doi, r.abstract, eid]


def _table(separator: str, quoting: int) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, quoting=quoting, lineterminator="\n").writerows(_rows())
    return text.getvalue()


def _wos_tab() -> str:
    lines = ["PT\tAU\tTI\tSO\tAB\tPY\tDI\tUT"]
    lines += [
        f"J\tAsh, A; Bee, B\t{r.title}\tJ TRUST\t{r.abstract}\t2020\t{r.doi}\tWOS:{r.number:015}"
        for r in REFERENCES
    ]
    return "\n".join(lines) + "\n"


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in _rows():
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _own(folder: Path) -> bytes:
    records = [
        Record(title=r.title, abstract=r.abstract, doi=r.doi, year=2020, position=n, line=n)
        for n, r in enumerate(REFERENCES, start=1)
    ]
    write_record_table(to_frame(("s", "s.ris", record) for record in records), folder / "own.csv")
    return (folder / "own.csv").read_bytes()


TEXTS: dict[str, Callable[[], str]] = {
    "RIS": _ris,
    "BibTeX": _bibtex,
    "Web of Science": _wos,
    "nbib": _nbib,
    "EndNote": _enw,
    "EndNote XML": _endnote_xml,
    "PubMed XML": _pubmed_xml,
    "CSL-JSON": _csl,
    "CSV": lambda: _table(",", csv.QUOTE_ALL),
    "CSV with few quotation marks": lambda: _table(",", csv.QUOTE_MINIMAL),
    "semicolons": lambda: _table(";", csv.QUOTE_MINIMAL),
    "tabs": lambda: _table("\t", csv.QUOTE_MINIMAL),
    "Web of Science, tabs": _wos_tab,
}


def whole_files(folder: Path) -> dict[str, bytes]:
    """Return every kind of file by name, with those of ``layouts`` (one or two records each)."""
    files = {name: make().encode() for name, make in TEXTS.items()}
    files |= {"workbook": _workbook(), "own table": _own(folder)}
    return files | {path.name: path.read_bytes() for path in sorted(LAYOUTS.iterdir())}
