"""The report of an import in both languages: nothing that readers say stays untranslated."""

import random
from pathlib import Path

import pytest

from human_files.errors import DataError
from human_files.language.labels import Labels
from references.completeness import FIELDS, GRADES
from references.import_report import LABELS, ImportReport
from references.importing import recover_source

LAYOUTS = Path(__file__).parent / "formats/layouts"
ENGLISH, SPANISH = (ImportReport(language) for language in ("en", "es"))
WOS = "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nTI Trust\nUT WOS:1\nER\n"
NBIB = "PMID- 1\nTI  - Trust\nSO  - J.\n\nTI  - Alone\nSO  - J.\n\nPMID- 2\nTI  - Half"
BIB = "@article{a, title={A}, title={B}}\n@article{a, title={C} x}\n@article{b title={D}\n"


def sentences(raw, path):
    """Return what a reader says of a file, as the report prints it."""
    path.write_bytes(raw)
    try:
        item = recover_source("s", path)
    except DataError:
        return []
    said = [remark.reason for remark in (*item.repaired, *item.rejected)]
    return [*said, *item.warnings, item.format]


def damaged():
    for text in (WOS, WOS[:-3], NBIB, BIB, "%A Ash, A\n%D 2020\n%R 10.1/x"):
        yield text.encode()
    for file in sorted(LAYOUTS.iterdir()):
        raw = file.read_bytes() + b"\n" + file.read_bytes()
        rng = random.Random(file.name)
        for _ in range(12):
            yield raw[: rng.randrange(1, len(raw))]
            flipped = bytearray(raw)
            flipped[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
            yield bytes(flipped)


def test_every_sentence_of_the_readers_has_its_spanish(tmp_path):
    said = {sentence for raw in damaged() for sentence in sentences(raw, tmp_path / "f")}
    names = {"RIS", "BibTeX", "CSL-JSON", "EndNote XML", "EBSCO XML", "PubMed XML", "Zotero RDF"}
    assert len(said) > 15
    assert [sentence for sentence in said - names if SPANISH.said(sentence) == sentence] == []
    assert all(ENGLISH.said(sentence) == sentence for sentence in said)


def test_several_reasons_are_translated_one_by_one():
    assert SPANISH.said('no ER line at its end; the key "a" occurs twice in the file') == (
        "le falta la línea ER al final; la clave «a» aparece dos veces en el archivo"
    )
    assert SPANISH.said("damaged: its XML is damaged; neither title nor DOI") == (
        "dañado: su XML está dañado; ni título ni DOI"
    )


def test_fields_and_grades_have_their_words():
    labels = Labels.load(LABELS)
    assert all(f"field.{field}" in labels for field in FIELDS)
    assert all(f"grade.{grade}" in labels for grade in GRADES)


@pytest.mark.parametrize(("report", "words"), [(ENGLISH, "12.5%"), (SPANISH, "12,5\u00a0%")])
def test_numbers_are_as_the_language_writes_them(report, words, tmp_path):
    text = "".join(
        f"TY  - JOUR\nTI  - T{n}\n{'AB  - x' if n else 'VL  - 1'}\nER  - \n" for n in range(8)
    )
    (tmp_path / "f").write_text(text)
    assert any(words in line for line in report.lines(recover_source("s", tmp_path / "f")))
