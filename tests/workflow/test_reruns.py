"""A change reruns what it can change, and nothing else."""

import re

import openpyxl
import pytest

pytestmark = pytest.mark.slow


def rules_of(compendium, branch):
    """Return the rules of a branch: the names of its scripts."""
    return {path.stem for path in (compendium.folder / "workflow/scripts" / branch).glob("*.py")}


def change_one_answer(path, value):
    """Change the first whole-number answer to a question on the scale; return its cell."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    header = [str(cell.value or "") for cell in sheet[1]]
    column = next(i for i, name in enumerate(header) if name.rsplit("/", 1)[-1].upper() == "SC1")
    for row in sheet.iter_rows(min_row=2):
        cell = row[column]
        if cell.value is not None and str(cell.value) != str(value):
            cell.value = type(cell.value)(value)
            book.save(path)
            return cell.coordinate
    raise AssertionError("no answer to change")


def test_one_survey_answer(compendium):
    change_one_answer(compendium.folder / "data/ecuador/survey/responses.xlsx", 3)
    planned = compendium.planned()
    # The questionnaire's own tables rest on the questionnaire, not on the answers.
    assert rules_of(compendium, "survey") - {"describe_questionnaire"} <= planned
    assert planned <= (
        rules_of(compendium, "survey")
        | rules_of(compendium, "synthesis")
        | rules_of(compendium, "manuscript")
    )
    assert not planned & (rules_of(compendium, "literature") | rules_of(compendium, "cases"))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("document", ["article", "appendix"])
def test_prose(compendium, document, language):
    path = compendium.folder / f"manuscript/{document}.{language}.qmd"
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more word.\n", encoding="utf-8")
    # Every document says whether the source was edited, so a first edit changes all; not so here.
    done = compendium.run("-m", "snakemake", "--dry-run", "--rerun-triggers", "mtime")
    made = re.findall(
        r"^    output: results/ecuador/(.*)$", done.stdout + done.stderr, re.MULTILINE
    )
    name = f"{document}.{language}"
    assert sorted(made) == sorted(
        [f"manuscript/{name}.json", *(f"{name}.{form}" for form in ("html", "pdf", "docx"))]
    )


@pytest.mark.parametrize(
    ("module", "reached", "untouched"),
    [
        ("survey/drivers/model.py", {"fit_drivers"}, {"estimate_income", "import_literature"}),
        (
            "literature/duplicates/pairs.py",
            {"remove_duplicates"},
            {"import_literature", "fit_drivers"},
        ),
        ("results/figures.py", {"draw_survey_figures", "draw_cases_figures"}, {"import_cases"}),
    ],
)
def test_a_library_module(compendium, module, reached, untouched):
    path = compendium.folder / "workflow/alianzas" / module
    path.write_text(path.read_text(encoding="utf-8") + "\nADDED = 1\n", encoding="utf-8")
    planned = compendium.planned()
    assert reached <= planned
    assert not planned & untouched


def test_a_label_of_one_branch(compendium):
    path = compendium.folder / "config/i18n/cases.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "\nadded: {en: a, es: b}\n", encoding="utf-8"
    )
    planned = compendium.planned()
    assert "draw_cases_figures" in planned
    assert not planned & (rules_of(compendium, "literature") | rules_of(compendium, "survey"))


def test_a_setting_of_one_branch(compendium):
    compendium.edit(
        "config/studies/ecuador.yaml", "focus_window: {first: 2020", "focus_window: {first: 2019"
    )
    planned = compendium.planned()
    assert rules_of(compendium, "literature") & planned
    assert not planned & (rules_of(compendium, "cases") | rules_of(compendium, "survey"))
