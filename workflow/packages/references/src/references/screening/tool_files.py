"""Writing records for screening in Rayyan or ASReview, as RIS or CSV.

Columns and tags are those of the tools' instructions: Rayyan's sample CSV (Ouzzani et al., 2016) and
ASReview's "Data format" (van de Schoot et al., 2021).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from human_files.formula_cells import harmless
from human_files.text.folding import clean
from references.record import split_cell
from references.screening.tools import ASREVIEW, ID_COLUMN, RAYYAN, mark

if TYPE_CHECKING:
    import pandas as pd

#: Column → field of a record; "" for a column that the tool wants but records do not have.
CSV_COLUMNS: Mapping[str, Mapping[str, str]] = {
    RAYYAN: {
        "key": "record_id",
        "title": "title",
        "year": "year",
        "month": "",
        "day": "",
        "journal": "journal",
        "issn": "issn",
        "volume": "volume",
        "issue": "issue",
        "pages": "pages",
        "authors": "authors",
        "url": "url",
        "language": "language",
        "publisher": "publisher",
        "location": "",
        "abstract": "abstract",
        "notes": "mark",
        "doi": "doi",
        "keywords": "keywords",
        "pubmed_id": "",
        "pmc_id": "",
    },
    ASREVIEW: {
        ID_COLUMN: "record_id",
        "title": "title",
        "abstract": "abstract",
        "authors": "authors",
        "year": "year",
        "journal": "journal",
        "keywords": "keywords",
        "doi": "doi",
        "url": "url",
    },
}
#: What separates the authors in a cell.
_AUTHORS = {RAYYAN: " and ", ASREVIEW: "; "}
_TYPES = {
    "article": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "conference paper": "CONF",
    "report": "RPRT",
    "thesis": "THES",
    "web page": "ELEC",
    "preprint": "UNPB",
    "data set": "DATA",
}
_TAGS = (
    ("TI", "title"),
    ("PY", "year"),
    ("JO", "journal"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("DO", "doi"),
    ("SN", "issn"),
    ("LA", "language"),
    ("PB", "publisher"),
    ("UR", "url"),
    ("AB", "abstract"),
)


def export_csv(records: pd.DataFrame, tool: str) -> str:
    """Return the records as the CSV that ``tool`` imports; see :func:`export_ris` for columns."""
    columns = CSV_COLUMNS[tool]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for record in _records(records):
        fields = {
            **record,
            "authors": _AUTHORS[tool].join(record["authors"]),
            "keywords": "; ".join(record["keywords"]),
        }
        cells = [fields[name] if name else "" for name in columns.values()]
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return file.getvalue()


def export_ris(records: pd.DataFrame) -> str:
    """Return the records as RIS, which both tools import.

    ``records`` has record_id and the columns of :mod:`references.record`.
    """
    lines: list[str] = []
    for record in _records(records):
        lines += [f"TY  - {record['type']}", f"ID  - {record['record_id']}"]
        lines += [f"AU  - {name}" for name in record["authors"]]
        lines += [f"{tag}  - {record[name]}" for tag, name in _TAGS if record[name]]
        first, _, last = record["pages"].partition("-")
        lines += [f"{tag}  - {page}" for tag, page in (("SP", first), ("EP", last)) if page]
        lines += [f"KW  - {word}" for word in record["keywords"]]
        lines += [f"N1  - {record['mark']}", "ER  - ", ""]
    return "\n".join(lines)


def _records(records: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield the records with each field as plain text on one line; authors and keywords as lists."""
    for row in records.to_dict("records"):
        kind = _TYPES.get(row["document_type"], "JOUR" if row["journal"] else "GEN")
        fields = {
            name: clean(str(row[name]))
            for name in (
                *("record_id", "title", "journal", "issn", "volume", "issue", "pages", "doi"),
                *("url", "language", "publisher", "abstract"),
            )
        }
        year = row["year"]
        yield {
            **fields,
            "pages": fields["pages"] or clean(str(row["article_number"])),
            # A missing number is not equal to itself; pandas.NA is neither true nor false.
            "year": ""
            if year is None or not isinstance(year, int | float) or year != year
            else str(int(year)),
            "authors": [clean(name) for name in split_cell(row["authors"])],
            "keywords": [
                clean(word)
                for cell in (row["author_keywords"], row["index_keywords"])
                for word in split_cell(cell)
            ],
            "type": kind,
            "mark": mark(row["record_id"]),
        }
