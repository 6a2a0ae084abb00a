from pathlib import Path

import pytest

from alianzas.config.literature_settings import BibliographicSource
from alianzas.config.study_files import load_study
from alianzas.literature.identification import import_facts, import_sources
from human_files.errors import DataError
from references.formats.recognition import UnknownFormatError
from references.importing import DamagedFileError, read_source, records_frame, rejected_frame

ROOT = Path(__file__).parents[3]
RIS = "TY  - JOUR\nTI  - Trust\nAU  - Ash, A.\nPY  - 2020\nER  - \n"
EMPTY = "TY  - JOUR\nAU  - Nobody, N.\nER  - \n"
BIB = "@article{x,\n title = {Networks of {SMEs}},\n year = 2021\n}\n"


def source(name, file):
    database = {"en": name, "es": name}
    fields = {"name": name, "file": file, "provenance": "observed", "database": database}
    return BibliographicSource.model_validate(fields)


def write(folder, **files):
    for name, content in files.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(raw)
    return [source(name, name) for name in files]


def test_formats_are_recognised_from_content_and_all_records_accounted_for(tmp_path):
    imports = import_sources(write(tmp_path, a=RIS + EMPTY + RIS, b=BIB), tmp_path)
    assert [(item.format, item.found) for item in imports] == [("RIS", 3), ("BibTeX", 1)]
    records, rejected = records_frame(imports), rejected_frame(imports)
    assert records[["source", "position"]].values.tolist() == [["a", 1], ["a", 3], ["b", 1]]
    assert rejected[["source", "position", "line", "reason"]].values.tolist() == [
        ["a", 2, 6, "neither title nor DOI"]
    ]


def test_records_are_counted_by_the_database_that_left_its_mark(tmp_path):
    marked = RIS.replace("ER  -", "DB  - Scopus\nER  -")
    sources = write(tmp_path, a=marked + RIS.replace("Trust", "Contracts"), b=BIB)
    settings = load_study("ecuador", ROOT).literature.model_copy(update={"sources": sources})
    facts = {
        fact.key: fact.value for fact in import_facts(import_sources(sources, tmp_path), settings)
    }
    scopus = sum(
        record.database == "Scopus"
        for item in import_sources(sources, tmp_path)
        for record in item.kept
    )
    assert scopus > 0
    assert facts["literature.database.scopus.n"] == scopus
    assert facts["literature.database.web_of_science.n"] == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("text", [RIS.replace("Trust", "Confianza «así»"), BIB.replace("N", "Ñ")])
def test_the_same_records_in_every_encoding(tmp_path, encoding, text):
    (expected,) = import_sources(write(tmp_path, a=text), tmp_path)
    (found,) = import_sources(write(tmp_path, a=text.encode(encoding)), tmp_path)
    assert found.kept == expected.kept


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        ((RIS + RIS)[:75], DamagedFileError, r"f, row 6: the file is cut off in the record"),
        ((BIB + BIB)[:90], DamagedFileError, r"f, row 5: .* cut off .* after 1 whole records"),
        (BIB[:30], DamagedFileError, r'f, row 1: .* cut off in the record "Netwo'),
        ("@article{x title={Bad}}\n" + BIB, DamagedFileError, r'row 1: the record "Bad" cannot be'),
        ("@comment{x}\n", DamagedFileError, "holds no record"),
        ("authors,title\n", DamagedFileError, "holds no record"),
        ("who,what\n", UnknownFormatError, "no bibliographic format is recognised"),
    ],
)
def test_damaged_files_are_refused_with_the_place(tmp_path, content, kind, words):
    (tmp_path / "f").write_text(content)
    with pytest.raises(kind, match=words):
        read_source("a", tmp_path / "f", "f")


def test_the_problems_of_all_files_come_together(tmp_path):
    sources = [*write(tmp_path, a=RIS[:30], b="nothing"), source("c", "missing.ris")]
    with pytest.raises(DataError) as caught:
        import_sources(sources, tmp_path)
    assert [problem.file for problem in caught.value.problems] == ["a", "b", "missing.ris"]


def test_half_of_each_shipped_file_is_refused(tmp_path):
    for file in ("akinson-sundara-rajan-2026.ris", "melendez-delgado-2026.bib"):
        content = (ROOT / "data/ecuador/literature" / file).read_bytes()
        (tmp_path / file).write_bytes(content[: len(content) // 2])
        with pytest.raises(DamagedFileError, match=r"line \d+: the file is cut off"):
            read_source("x", tmp_path / file, file)
