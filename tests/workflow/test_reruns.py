"""A change reruns what it can change, and nothing else."""

import re
import subprocess

import openpyxl
import pytest


@pytest.fixture
def compendium(linked):
    """Here nothing is built: what a build would do is enough."""
    return linked


def rules_of(compendium, branch):
    """Return the rules of a branch: the names of its scripts, but for one of other studies."""
    scripts = (compendium.folder / "workflow/scripts" / branch).glob("*.py")
    return {path.stem for path in scripts} - {"fit_outcomes"}


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


def made(compendium):
    """Return the files under results/ecuador/ that a build would make."""
    done = compendium.run("-m", "snakemake", "--dry-run")
    assert done.returncode == 0, done.stderr
    lines = re.findall(r"^ +output: (.*)$", done.stdout + done.stderr, re.MULTILINE)
    return {
        name.strip().removeprefix("results/ecuador/") for line in lines for name in line.split(",")
    }


def all_of(*documents):
    """Return the files that the check and the rendering of documents in three formats make."""
    endings = ("html", "pdf", "docx")
    return {f"{name}.{ending}" for name in documents for ending in endings} | {
        f"manuscript/{name}.{ending}" for name in documents for ending in ("json", "content.json")
    }


#: What names the commit: nothing else is made anew for it.
SOURCE = {"source.json", "facts/describe_source.json"} | all_of("article.en", "article.es")


@pytest.mark.parametrize("name", ["article.en", "appendix.es"])
def test_prose(compendium, name):
    path = compendium.folder / f"manuscript/{name}.qmd"
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more word.\n", encoding="utf-8")
    assert made(compendium) == SOURCE | all_of(name)


def test_a_commit(compendium):
    (compendium.folder / "note.txt").write_text("Nothing that a build reads.")
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    for command in (("add", "note.txt"), (*identity, "commit", "-m", "A note")):
        subprocess.run(["git", *command], cwd=compendium.folder, check=True, capture_output=True)
    assert made(compendium) == SOURCE


@pytest.mark.parametrize(
    ("module", "reached", "untouched"),
    [
        (
            "alianzas/survey/drivers/driver_model.py",
            {"fit_drivers"},
            {"estimate_income", "import_literature"},
        ),
        (
            "packages/references/src/references/deduplication/pairs.py",
            {"remove_duplicates"},
            {"import_literature", "fit_drivers"},
        ),
        (
            "packages/honest-results/src/honest_results/figures.py",
            {"draw_survey_figures", "draw_cases_figures"},
            {"import_cases"},
        ),
    ],
)
def test_a_library_module(compendium, module, reached, untouched):
    path = compendium.folder / "workflow" / module
    path.write_text(path.read_text(encoding="utf-8") + "\nADDED = 1\n", encoding="utf-8")
    planned = compendium.planned()
    assert reached <= planned
    assert not planned & untouched


def test_a_label_of_one_branch(compendium):
    path = compendium.folder / "config/languages/es/labels/cases.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nadded: b\n", encoding="utf-8")
    planned = compendium.planned()
    assert "draw_cases_figures" in planned
    assert not planned & (rules_of(compendium, "literature") | rules_of(compendium, "survey"))


def test_a_setting_of_one_branch(compendium):
    compendium.edit(
        "config/studies/ecuador/literature.yaml",
        "focus_window: {first: 2020",
        "focus_window: {first: 2019",
    )
    planned = compendium.planned()
    assert rules_of(compendium, "literature") & planned
    assert not planned & (rules_of(compendium, "cases") | rules_of(compendium, "survey"))
