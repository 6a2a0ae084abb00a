"""A person's mistake: one message that names the place, exit code 1, earlier results untouched."""

import csv
import shutil

import openpyxl
import pytest

RESPONSES = "data/ecuador/survey/responses.xlsx"
RIS = "data/ecuador/literature/akinson-sundara-rajan-2026.ris"
BIB = "data/ecuador/literature/melendez-delgado-2026.bib"


def sheet_and_column(path, item):
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    header = [str(cell.value or "") for cell in sheet[1]]
    column = next(i for i, name in enumerate(header, 1) if name.rsplit("/", 1)[-1].upper() == item)
    return book, sheet, column


def out_of_scale(folder):
    path = folder / RESPONSES
    book, sheet, column = sheet_and_column(path, "SC2")
    row = next(r for r in range(2, sheet.max_row) if sheet.cell(r, column).value is not None)
    sheet.cell(row, column).value = 9
    book.save(path)
    return [RESPONSES, f"row {row}", "SC2", "9"]


def missing_column(folder):
    path = folder / RESPONSES
    book, sheet, column = sheet_and_column(path, "SC2")
    sheet.delete_cols(column)
    book.save(path)
    return [RESPONSES, "SC2"]


def misspelt_key(folder):
    file = "config/studies/ecuador/literature.yaml"
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace("\nfocus_window:", "\nfocus_windw:"), encoding="utf-8")
    return [file, "focus_windw", 'Did you mean "focus_window"']


def saved_as_utf16(folder):
    path = folder / RIS
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    return [RIS, "UTF-16", "UTF-8"]


def truncated_bibtex(folder):
    path = folder / BIB
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return [BIB]


def not_a_spreadsheet(folder):
    (folder / RESPONSES).write_bytes(b"These are no answers.")
    return [RESPONSES]


def empty_reference_file(folder):
    (folder / RIS).write_bytes(b"")
    return [RIS]


def missing_file(folder):
    (folder / BIB).unlink()
    return [BIB]


def missing_codebook(folder):
    (folder / "config/codebooks/ado_tcm.yaml").unlink()
    return ["config/codebooks/ado_tcm.yaml: is missing"]


def missing_text(folder):
    (folder / "manuscript/appendix.es.qmd").unlink()
    return ["manuscript/appendix.es.qmd: is missing"]


def rewrite(path, change):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def unknown_screening_reason(folder):
    name = "data/ecuador/literature/screening-pass-1.csv"

    def change(rows):
        next(row for row in rows if row["reason"])["reason"] = "not_alliance"

    rewrite(folder / name, change)
    return [name, "not_alliance", 'Did you mean "not_alliances"']


def unknown_theory(folder):
    name = "data/ecuador/literature/coding-pass-2.csv"

    def change(rows):
        rows[0]["theory"] = "resource_base_view"

    rewrite(folder / name, change)
    return [name, "resource_base_view", 'Did you mean "resource_based_view"']


def passage_not_in_text(folder):
    name = "data/ecuador/cases/coding-coder-1.csv"

    def change(rows):
        next(row for row in rows if row["passage"])["passage"] = "Esto no lo dice nadie."

    rewrite(folder / name, change)
    return [name, "Esto no lo dice nadie."]


def unknown_fact(folder):
    path = folder / "manuscript/article.en.qmd"
    text = path.read_text(encoding="utf-8") + "\n\nThere are [literature.includd.n]{.fact}.\n"
    path.write_text(text, encoding="utf-8")
    line = text.count("\n")
    return ["manuscript/article.en.qmd", str(line), "literature.included.n"]


def unknown_reference(folder):
    path = folder / "manuscript/article.es.qmd"
    text = path.read_text(encoding="utf-8") + "\n\nVéase @fig-flwo y @nadie2020.\n"
    path.write_text(text, encoding="utf-8")
    return ["manuscript/article.es.qmd", "fig-flwo", "nadie2020"]


def broken_bibliography(folder):
    path = folder / "manuscript/references.bib"
    text = path.read_text(encoding="utf-8")
    line = 1 + text.count("\n", 0, text.index("@"))
    path.write_text(text.replace("},\n", "}\n", 1), encoding="utf-8")
    return [f"manuscript/references.bib, line {line}: ", "a comma is missing"]


COLOPHON = (
    "ecuador/source.json",
    "ecuador/facts/describe_source.json",
    *(f"ecuador/manuscript/article.{language}.content.json" for language in ("en", "es")),
)

#: Each mistake, and a result of the first step that must refuse it: what else a build would make is no
#: concern here. None is named where already the plan of the build fails.
BROKEN = [
    (out_of_scale, "facts/import_responses.json"),
    (missing_column, "facts/import_responses.json"),
    (misspelt_key, None),
    (saved_as_utf16, "facts/import_literature.json"),
    (truncated_bibtex, "facts/import_literature.json"),
    (not_a_spreadsheet, "facts/import_responses.json"),
    (empty_reference_file, "facts/import_literature.json"),
    (missing_file, None),
    (missing_codebook, None),
    (missing_text, None),
    (unknown_screening_reason, "facts/screen_records.json"),
    (unknown_theory, "facts/code_records.json"),
    (passage_not_in_text, "facts/import_cases.json"),
    (unknown_fact, "manuscript/article.en.content.json"),
    (unknown_reference, "manuscript/article.es.content.json"),
    (broken_bibliography, "manuscript/bibliography.json"),
]


@pytest.mark.parametrize(
    ("breaks", "result"), BROKEN, ids=[breaks.__name__ for breaks, _ in BROKEN]
)
def test_a_mistake_is_told_and_nothing_is_lost(compendium, breaks, result):
    before = compendium.hashes()
    words = breaks(compendium.folder)
    done = compendium.build(*([f"results/ecuador/{result}"] if result else []))
    told = done.stdout + done.stderr
    assert done.returncode != 0
    for word in words:
        assert word in told, told
    assert "Traceback" not in told, told
    after = compendium.hashes()
    gone = sorted(before.keys() - after.keys())
    assert gone == [], "files of the earlier build are gone"
    # The colophon says that files were edited since the commit: it is all that may have changed.
    changed = [file for file in before if before[file] != after[file] and file not in COLOPHON]
    assert changed == [], "earlier results changed"


@pytest.mark.parametrize(
    ("breaks", "place"),
    [
        (out_of_scale, f"{RESPONSES}, row"),
        (broken_bibliography, "manuscript/references.bib, line"),
    ],
    ids=["out_of_scale", "broken_bibliography"],
)
def test_a_whole_build_tells_a_mistake_once_and_keeps_what_it_made(cut_study, breaks, place):
    before = cut_study.hashes()
    breaks(cut_study.folder)
    done = cut_study.build()
    assert done.returncode != 0
    assert (done.stdout + done.stderr).count(place) == 1
    after = cut_study.hashes()
    assert {file for file in before if before[file] != after.get(file)} <= set(COLOPHON)


def test_a_mistake_is_told_again_by_the_next_build_until_it_is_mended(cut_study):
    path = cut_study.folder / "data/ecuador/literature/coding-pass-2.csv"
    kept = path.with_suffix(".kept")
    shutil.copy2(path, kept)
    before = cut_study.hashes()
    unknown_theory(cut_study.folder)
    assert cut_study.build().returncode != 0
    assert cut_study.build().returncode != 0, "a failed step must not pass for up to date"
    shutil.copy2(kept, path)
    done = cut_study.build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert cut_study.hashes() == before


def test_a_reference_file_in_utf16_is_read_where_that_is_declared(compendium):
    """The same records in another encoding give the same results; `check` says the file changed."""
    before = compendium.hashes()
    saved_as_utf16(compendium.folder)
    compendium.edit("config/studies/ecuador/literature.yaml", "encoding: UTF-8", "encoding: UTF-16")
    checked = compendium.alianzas("check")
    assert checked.returncode != 0
    assert RIS in checked.stdout + checked.stderr
    studies = "ecuador/tables/included_studies.csv"
    done = compendium.build(f"results/{studies}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Read the references of every bibliographic file" in done.stderr, "the test is void"
    assert compendium.hashes()[studies] == before[studies]
