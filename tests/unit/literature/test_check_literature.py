"""The shipped review, and a broken copy of each of its inputs."""

import shutil
from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from alianzas.literature.check_literature import check_inputs
from alianzas.literature.identification import import_sources
from human_files.errors import DataError
from references.deduplication.merging import remove_duplicates
from references.importing import records_frame

ROOT = Path(__file__).parents[3]
RIS = "akinson-sundara-rajan-2026.ris"
BIB = "melendez-delgado-2026.bib"


@pytest.fixture(scope="module")
def study():
    return load_study("ecuador", ROOT)


@pytest.fixture
def copy(tmp_path):
    for folder in ("config/codebooks", "data/ecuador/literature"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_the_shipped_review_has_no_problems(study):
    assert check_inputs(study, ROOT) == []


def test_the_shipped_files_hold_the_two_lists(study):
    imports = import_sources(study.literature.sources, ROOT)
    assert [item.found for item in imports] == [76, 19]
    assert not any(item.rejected or item.repaired for item in imports)
    records = records_frame(imports)
    assert (records[["title", "authors"]] != "").all(axis=None)
    assert records["year"].notna().all()
    ids = set(remove_duplicates(records).records["record_id"])
    assert {"delagarza-2016-business", "institutonacionaldeestadisticaycensos-2023-ecuador"} <= ids


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("file", [RIS, BIB])
def test_another_encoding_gives_the_same_records(study, copy, file, encoding):
    path = copy / "data/ecuador/literature" / file
    path.write_bytes(path.read_bytes().decode().encode(encoding))
    sources = [source.model_copy(update={"encoding": "any"}) for source in study.literature.sources]
    expected = records_frame(import_sources(sources, ROOT))
    assert records_frame(import_sources(sources, copy)).equals(expected)


def halve(text):
    return text[: len(text) // 2]


def drop_row(number):
    return lambda text: "".join(
        line for place, line in enumerate(text.splitlines(keepends=True), 1) if place != number
    )


@pytest.mark.parametrize(
    ("file", "spoil", "words"),
    [
        (BIB, halve, "line 93: the file is cut off in the record"),
        (RIS, halve, "the file is cut off in the record"),
        (BIB, lambda text: text.replace("@", "#"), "no bibliographic format is recognised"),
        (BIB, lambda text: text.replace("title =", "title", 1), 'line 1: the record "'),
        ("screening-pass-1.csv", halve, "records have no decision"),
        ("screening-pass-1.csv", drop_row(4), "1 record has no decision: albats-2021-"),
        ("screening-pass-2.csv", lambda text: text.replace("include", "inclde", 1), "inclde"),
        (
            "screening-pass-2.csv",
            lambda text: text.replace(",reason,", ",", 1),
            "column is missing",
        ),
        ("coding-pass-1.csv", drop_row(3), "1 included record is not coded"),
        (
            "screening-pass-1.csv",
            lambda text: text.replace(",not_journal_article,", ",No es un artículo de revista,", 1),
            'Did you mean "not_journal_article"?',
        ),
        (
            "coding-pass-2.csv",
            lambda text: text.replace(
                "knowledge_based_view", "Teoría basada en el conocimiento", 1
            ),
            'Did you mean "knowledge_based_view"? Write the code',
        ),
        (
            "coding-pass-2.csv",
            lambda text: text.replace("strategic_alliance", "strategic_aliance", 1),
            'Did you mean "strategic_alliance"?',
        ),
        ("coding-consensus.csv", lambda text: text.replace("theory", "teory", 1), '"teory"'),
    ],
)
def test_a_broken_input_is_named(study, copy, file, spoil, words):
    path = copy / "data/ecuador/literature" / file
    path.write_text(spoil(path.read_bytes().decode()), newline="")
    problems = [str(problem) for problem in check_inputs(study, copy)]
    assert any(f"literature/{file}" in text and words in text for text in problems), problems


def test_a_file_saved_anew_in_another_encoding_is_refused_where_one_is_declared(tmp_path):
    from alianzas.config.literature_settings import BibliographicSource

    text = "TY  - JOUR\nTI  - Alliances\nAU  - Ruiz, A.\nPY  - 2020\nER  - \n"
    (tmp_path / "a.ris").write_bytes(text.encode("utf-16"))

    def source(encoding):
        return BibliographicSource.model_validate(
            {
                "name": "a",
                "file": "a.ris",
                "encoding": encoding,
                "provenance": "observed",
                "database": {"en": "A", "es": "A"},
            }
        )

    with pytest.raises(DataError, match="is saved as UTF-16; the study file declares UTF-8"):
        import_sources([source("UTF-8")], tmp_path)
    for encoding in ("any", "UTF-16"):
        (read,) = import_sources([source(encoding)], tmp_path)
        assert read.found == 1


def test_of_a_sheet_that_is_not_there_yet_the_command_that_makes_it_is_told(study, copy):
    """Once each, for a team that has not come so far: the advice is the next step, not a repair."""
    folder = copy / "data/ecuador/literature"
    for name in ("screening-pass-2.csv", "screening-consensus.csv", "coding-pass-1.csv"):
        (folder / name).unlink()
    problems = check_inputs(study, copy)
    assert [Path(problem.file).name for problem in problems] == [
        "screening-pass-2.csv",
        "screening-consensus.csv",
        "coding-pass-1.csv",
    ]
    commands = ("screening-sheet ecuador`", "consensus-sheet ecuador`", "coding-sheet ecuador`")
    for problem, command in zip(problems, commands, strict=True):
        assert f"`alianzas literature {command}" in problem.advice
