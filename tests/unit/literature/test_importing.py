from pathlib import Path

import pytest

from alianzas.config.literature_settings import BibliographicSource
from alianzas.config.study_files import load_study
from alianzas.literature.identification import import_facts, import_sources
from human_files.errors import DataError
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


def test_a_study_without_any_record_to_use_is_one_message(tmp_path):
    """A record without title and DOI, alone in its file."""
    with pytest.raises(DataError, match="none of its records has a title or a DOI"):
        import_sources(write(tmp_path, a=EMPTY), tmp_path)
    assert len(import_sources(write(tmp_path, a=EMPTY, b=BIB), tmp_path)) == 2
