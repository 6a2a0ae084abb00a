"""Studies whose answers come from the field: through our own forms, as their tools export them.

Each is added to a copy of the project without data. ``alianzas instruments`` writes its form there; the
form is filled in through pyxform's definition; the export is the study's only data.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import yaml

from alianzas.config.study_files import load_study
from alianzas.survey.form_names import form_names
from alianzas.survey.questionnaire import Questionnaire, load_questionnaire
from alianzas.survey.simulation.submissions import draw_submissions
from compendium import Compendium
from fieldwork.answering import draw
from fieldwork.exports import central_csv, kobo_csv, kobo_xlsx
from fieldwork.xform import XForm
from studies import read_study, write_study
from worlds.added_studies import STUDIES, secondary_answers, short_answers

HERE = Path(__file__).parent
Answers = Iterator[dict[str, str]]
#: How each study's answers are exported: the name of the file, and its writer.
EXPORTS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "field": ("responses.xlsx", kobo_xlsx),
    "short": ("responses.csv", kobo_csv),
    "secondary": ("responses.csv", central_csv),
    "odd": ("responses.csv", kobo_csv),
}


def add_fielded_study(project: Compendium, name: str) -> None:
    """Add a study to a copy of the project, with its answers from the field."""
    folder = project.folder
    add_settings(folder, name)
    done = project.alianzas("instruments", name)
    assert done.returncode == 0, done.stderr
    form = XForm((folder / f"instruments/{name}/survey/xlsform.xlsx").read_bytes())
    questionnaire = questionnaire_of(folder, name)
    names = {form: question for question, form in form_names(questionnaire).items()}
    filled = []
    if name == "odd":
        filled = [form.fill(draw(form, questionnaire, seed)) for seed in range(400)]
    else:
        for given in answers_of(folder, name):
            filled.append(form.fill(_answering(given, names, form)))
    file, export = EXPORTS[name]
    target = folder / "data" / name / "survey" / file
    shutil.rmtree(target.parent, ignore_errors=True)
    target.parent.mkdir(parents=True)
    target.write_bytes(export(form, filled))
    told = f"# Data of the study {name}\n\nMade for tests.\n\nProvenance level: **observed**\n"
    (folder / "data" / name / "README.md").write_text(told, encoding="utf-8")
    done = project.alianzas("describe", name)
    assert done.returncode == 0, done.stderr


def add_settings(folder: Path, name: str) -> None:
    """Write the settings of a study; the answers are in an export."""
    place = folder / "config/studies" / name
    if name in ("short", "secondary"):
        shutil.copytree(STUDIES / name, place)
    else:
        content = read_study(STUDIES.parents[2], "ecuador")
        short = yaml.safe_load((STUDIES / "short/study.yaml").read_text("utf-8"))
        survey = content["survey"]
        survey |= {"provenance": "observed"}
        for part in ("simulation", "robustness"):
            survey.pop(part)
        survey["drivers"] |= {"replicates": 300, "imputations": 2}
        survey["income"] |= {"replicates": 300}
        if name == "odd":
            drivers = {"outcome": "deals", "predictors": ["care", "share"], "replicates": 300}
            survey = {"provenance": "observed", "drivers": drivers | {"imputations": 2}}
        write_study(folder, {**short, "survey": survey}, name)
        if name == "odd":
            shutil.copy(HERE / "odd_questionnaire.yaml", place / "questionnaire.yaml")
    path = place / "survey.yaml"
    settings = yaml.safe_load(path.read_text("utf-8"))
    settings["responses"] = {"file": f"data/{name}/survey/{EXPORTS[name][0]}"}
    path.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8")


def questionnaire_of(folder: Path, name: str) -> Questionnaire:
    """Return the questionnaire of a study in a copy of the project."""
    own = folder / "config/studies" / name / "questionnaire.yaml"
    shared = folder / "config/codebooks/questionnaire.yaml"
    settings = load_study(name, folder).survey
    assert settings is not None
    return load_questionnaire(own if own.is_file() else shared, settings.lists)


def answers_of(folder: Path, name: str) -> Answers:
    """Yield what each firm answers: code or number by question."""
    if name == "field":
        settings = load_study("ecuador", STUDIES.parents[2]).survey
        assert settings is not None
        for submission in draw_submissions(settings, questionnaire_of(folder, name)):
            yield {key: _told(value) for key, value in submission.answers.items()}
        return
    {"short": short_answers, "secondary": secondary_answers}[name](folder)
    questionnaire = questionnaire_of(folder, name)
    columns = {q.export_column: q.id for q in questionnaire.questions}
    source = next((folder / "data" / name / "survey").glob("*.csv"))
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {columns[key]: value for key, value in row.items() if key in columns}


def _told(value: object) -> str:
    if value is None or pd.isna(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _answering(given: dict[str, str], names: dict[str, str], form: XForm) -> Callable[..., str]:
    """Return a function that answers as a firm does; what the form does not offer is left out."""
    numbers = {field.name for field in form.fields if field.kind in ("int", "decimal")}

    def answer(name: str, choices: list[str]) -> str:
        value = given.get(names[name], "")
        if choices and not set(value.split()) <= set(choices):
            return ""
        return "" if name in numbers and not value.replace(".", "").lstrip("-").isdigit() else value

    return answer


def kept(results: Path) -> int:
    """Return how many firms a build keeps."""
    facts = json.loads((results / "facts.json").read_text("utf-8"))["facts"]
    return int(facts["survey.kept.n"]["value"])
