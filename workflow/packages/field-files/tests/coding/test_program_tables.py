"""Tables as other programs export them, made after their source code and manuals."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from field_files.coding.coding_report import report
from field_files.coding.importing import read_coding_file
from field_files.coding.passage_tables import is_table_of_passages

TRUST, PLAN = "We never signed anything.", "The plan was clear to all of us."

#: Program, columns, rows, and (case, source, coder, code, start, end, text) of what is read.
FORMS = {
    "taguette": (
        "Taguette",
        ["id", "document", "tag", "content"],
        [["1", "uno.txt", "conditions.trust", TRUST], ["2", "uno.txt", "plan", PLAN]],
        [
            ("", "uno.txt", "", "trust", None, None, TRUST),
            ("", "uno.txt", "", "plan", None, None, PLAN),
        ],
    ),
    "dedoose": (
        "Dedoose",
        [
            "Media Title",
            "Excerpt Range",
            "Excerpt Creator",
            "Excerpt Date",
            "Excerpt Copy",
            "Codes Applied Combined",
            "Code: Conditions\\trust Applied",
            "Code: plan Applied",
            "Code: plan Weight",
        ],
        [
            ["uno", "10-35", "ana", "1/2/2025", TRUST, "trust", "True", "False", ""],
            ["dos", "0-32", "bo", "1/2/2025", PLAN, "trust, plan", "true", "true", "3"],
        ],
        [
            ("", "uno", "ana", "trust", 10, 35, TRUST),
            ("", "dos", "bo", "trust", 0, 32, PLAN),
            ("", "dos", "bo", "plan", 0, 32, PLAN),
        ],
    ),
    "dedoose without columns of codes": (
        "Dedoose",
        ["Media Title", "Excerpt Creator", "Excerpt Copy", "Codes Applied Combined"],
        [["uno", "ana", TRUST, "trust, plan"]],
        [
            ("", "uno", "ana", "trust", None, None, TRUST),
            ("", "uno", "ana", "plan", None, None, TRUST),
        ],
    ),
    "qualcoder by file": (
        "QualCoder",
        ["File", "Coder", "Coded", "Id", "Codename", "Coded_Memo", "Category", "Category"],
        [
            ["uno.txt", "ana", TRUST, "ctid:1", "trust", "", "Conditions", "All"],
            ["uno.txt", "ana", PLAN, "ctid:2", "plan", "a memo", "", ""],
        ],
        [
            ("", "uno.txt", "ana", "trust", None, None, TRUST),
            ("", "uno.txt", "ana", "plan", None, None, PLAN),
        ],
    ),
    "qualcoder by case": (
        "QualCoder",
        ["Case", "Filename", "Coder", "Coded", "Id", "Codename", "Coded_Memo"],
        [["alpha", "uno.txt", "ana", TRUST, "ctid:1", "trust", ""]],
        [("alpha", "uno.txt", "ana", "trust", None, None, TRUST)],
    ),
    "qualcoder by segment": (
        "QualCoder",
        ["caseid", "case name", "fileid", "file name", "pos0", "pos1", "text", "trust", "plan"],
        [["1", "alpha", "4", "uno.txt", "10", "35", TRUST, "1", "0"]],
        [("alpha", "uno.txt", "", "trust", 10, 35, TRUST)],
    ),
    "requal": (
        "requal",
        [
            "doc_name",
            "doc_id",
            "segment_start",
            "segment_end",
            "code_name",
            "code_id",
            "segment_text",
            "user_name",
        ],
        [["uno", "1", "11", "35", "trust", "3", TRUST, "ana"]],
        [("", "uno", "ana", "trust", 10, 35, TRUST)],
    ),
    "rqda": (
        "RQDA",
        [
            "",
            "rowid",
            "cid",
            "fid",
            "codename",
            "filename",
            "index1",
            "index2",
            "coding",
            "CodingLength",
        ],
        [["1", "1", "2", "3", "trust", "uno", "10", "35", TRUST, "25"]],
        [("", "uno", "", "trust", 10, 35, TRUST)],
    ),
    "rqda without texts": (
        "RQDA",
        ["cid", "fid", "codename", "filename", "index1", "index2", "CodingLength"],
        [["2", "3", "trust", "uno", "10", "35", "25"]],
        [("", "uno", "", "trust", 10, 35, "")],
    ),
    "atlas.ti": (
        "ATLAS.ti",
        [
            "ID",
            "Document",
            "Quotation Name",
            "Quotation Content",
            "Codes",
            "Reference",
            "Created by",
        ],
        [
            ["1:1", "uno", "", TRUST, "Conditions: trust\nplan", "1 - 2", "ana"],
            ["1:2", "uno", "", PLAN, "", "3", "ana"],
        ],
        [
            ("", "uno", "ana", "trust", None, None, TRUST),
            ("", "uno", "ana", "plan", None, None, TRUST),
        ],
    ),
    "atlas.ti in spanish": (
        "ATLAS.ti",
        ["ID", "Documento", "Contenido de la cita", "Códigos", "Creado por"],
        [["1:1", "uno", TRUST, "trust", "ana"]],
        [("", "uno", "ana", "trust", None, None, TRUST)],
    ),
    "maxqda": (
        "MAXQDA",
        [
            "Color",
            "Comment",
            "Document group",
            "Document name",
            "Code",
            "Beginning",
            "End",
            "Weight score",
            "Segment",
            "Modified by",
            "Created by",
            "Coverage %",
        ],
        [["●", "", "Firms", "uno", "Conditions > trust", "3", "4", "0", TRUST, "bo", "ana", "1.2"]],
        [("", "uno", "ana", "trust", None, None, TRUST)],
    ),
    "maxqda in german": (
        "MAXQDA",
        ["Dokumentgruppe", "Dokumentname", "Code", "Anfang", "Ende", "Segment", "Erstellt von"],
        [["Firmen", "uno", "Bedingungen\\trust", "3", "4", TRUST, "ana"]],
        [("", "uno", "ana", "trust", None, None, TRUST)],
    ),
    "nvivo": (
        "NVivo",
        ["File Name", "Hierarchical Name", "Coded Text", "Coverage", "Coded By Initials"],
        [["Files\\\\uno", "Codes\\\\Conditions\\trust", TRUST, "0.01", "AN"]],
        [("", "uno", "AN", "trust", None, None, TRUST)],
    ),
    "of any program": (
        "",
        ["Document", "Code", "Quote", "Coder", "Start", "End"],
        [["uno", "trust", TRUST, "ana", "10", "35"]],
        [("", "uno", "ana", "trust", 10, 35, TRUST)],
    ),
}


def write(path, rows):
    if path.suffix == ".xlsx":
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    return path


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("form", FORMS)
def test_a_table_as_a_program_exports_it(tmp_path, form, ending):
    program, header, rows, expected = FORMS[form]
    path = write(tmp_path / f"t.{ending}", [header, *rows])
    assert is_table_of_passages(path)
    found = read_coding_file(path, "t")
    assert (found.format, found.program) == ("exported table of coded passages", program)
    assert [tuple(one[:7]) for one in found.passages] == expected
    assert all(one.value == 1 for one in found.passages)
    assert not found.explicit


def test_codes_have_their_path_and_stay_apart(tmp_path):
    rows = [
        ["1", "uno", "a.support", "one"],
        ["2", "uno", "b.support", "two"],
        ["3", "uno", "a", "Dr. No"],
    ]
    found = read_coding_file(
        write(tmp_path / "t.csv", [["id", "document", "tag", "content"], *rows])
    )
    assert [one.code for one in found.passages] == ["a > support", "b > support", "a"]
    assert found.of_code("b > support") == ("b",)


def test_categories_of_qualcoder_are_the_path_from_the_top(tmp_path):
    _, header, rows, _ = FORMS["qualcoder by file"]
    found = read_coding_file(write(tmp_path / "t.csv", [header, *rows]))
    assert found.of_code("trust") == ("All", "Conditions")


def test_every_row_is_read_or_set_aside(tmp_path):
    rows = [
        ["File", "Coder", "Coded", "Id", "Codename", "Coded_Memo"],
        ["uno", "ana", TRUST, "ctid:1", "trust", ""],
        ["uno", "ana", TRUST, "ctid:2", "trust", ""],
        ["uno", "ana", TRUST, "ctid:3", "", ""],
        ["uno", "ana", "", "ctid:4", "trust", ""],
        ["pic", "ana", "image", "imid:1", "trust", ""],
        ["rec", "ana", "a/v", "avid:1", "trust", ""],
    ]
    found = read_coding_file(write(tmp_path / "t.csv", rows))
    assert [one.row for one in found.passages] == [2]
    assert [one.why for one in found.set_aside] == [
        "is repeated",
        "has no code",
        "has no text",
        "an area of a picture has no text",
        "a stretch of a recording has no text; code its transcript",
    ]
    assert "  Passages: 6 found = 1 read + 5 set aside" in report(found)


def test_positions_that_count_no_characters_are_not_read(tmp_path):
    rows = [["Document", "Code", "Quote", "Start", "End"], ["uno", "trust", TRUST, "3", "4"]]
    found = read_coding_file(write(tmp_path / "t.csv", rows))
    assert (found.passages[0].start, found.passages[0].end) == (None, None)
    assert "the positions are not read" in found.notes[0]


def test_columns_that_are_not_read_are_told(tmp_path):
    _, header, rows, _ = FORMS["maxqda"]
    notes = read_coding_file(write(tmp_path / "t.csv", [header, *rows])).notes
    assert any("columns are not read" in note and '"Document group"' in note for note in notes)


def test_somebody_may_be_named_for_a_table_that_names_nobody(tmp_path):
    path = write(tmp_path / "t.csv", [FORMS["taguette"][1], *FORMS["taguette"][2]])
    assert "2 codings do not say who made them" in read_coding_file(path).warnings[0]
    found = read_coding_file(path, coder="Ana")
    assert (found.coders, found.warnings) == (["Ana"], [])


def test_commas_part_codes_only_where_the_codes_stand_alone_too(tmp_path):
    header = ["Document", "Quotation Content", "Codes"]
    together = [["uno", TRUST, "trust, in people"], ["uno", PLAN, "plan"]]
    found = read_coding_file(write(tmp_path / "a.csv", [header, *together]))
    assert [one.code for one in found.passages] == ["trust, in people", "plan"]
    parted = [["uno", TRUST, "trust, plan"], ["uno", PLAN, "plan"]]
    found = read_coding_file(write(tmp_path / "b.csv", [header, *parted]))
    assert [one.code for one in found.passages] == ["trust", "plan", "plan"]


words = st.text("ab ñ\U0001f60a,;\"'", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
filled = words.filter(lambda text: bool(text) and text[0] not in "'")
codes = st.text("abñ", min_size=1, max_size=5)


@given(st.lists(st.tuples(filled, codes, filled), min_size=1, max_size=8, unique=True))
def test_what_taguette_and_requal_write_is_read_again(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("t")
    tags = [[str(n), source, code, text] for n, (source, code, text) in enumerate(rows)]
    path = write(folder / "t.csv", [["id", "document", "tag", "content"], *tags])
    found = read_coding_file(path)
    assert [(one.source, one.code, one.text) for one in found.passages] == rows
    header = ["doc_name", "segment_start", "segment_end", "code_name", "segment_text"]
    table = [[source, 5, 4 + len(text), code, text] for source, code, text in rows]
    found = read_coding_file(write(folder / "r.csv", [header, *table]))
    assert [(one.source, one.code, one.text) for one in found.passages] == rows
    assert all((one.start, one.end) == (4, 4 + len(one.text)) for one in found.passages)
