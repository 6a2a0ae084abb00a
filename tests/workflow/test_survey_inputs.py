"""Broken, thin and personal survey answers, through the survey branch's own rules."""

import contextlib
import json
import re
import subprocess

import openpyxl
import pandas as pd
import pytest

from alianzas.config.study_files import load_study
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.responses.response_import import import_responses
from compendium import copy_project
from cut_study.cutting import few_replicates, say_levels
from honest_results.project import record_file
from human_files.errors import DataError
from studies import change_study, read_study, write_study

RESPONSES = "data/ecuador/survey/responses.xlsx"


class Survey:
    """A copy of the project whose answers can be changed, and the survey's rules."""

    def __init__(self, compendium):
        self.compendium = compendium
        self.path = compendium.folder / RESPONSES
        self.book = openpyxl.load_workbook(self.path)
        self.sheet = self.book.worksheets[0]
        self.headers = [cell.value for cell in self.sheet[1]]

    def column(self, name):
        return self.headers.index(name) + 1

    def cell(self, row, name):
        return self.sheet.cell(row, self.column(name))

    def rows(self, **wanted):
        """Return the rows with these answers, keyed by the last part of the header."""
        places = {key: next(h for h in self.headers if h.split("/")[-1] == key) for key in wanted}
        return [
            row
            for row in range(2, self.sheet.max_row + 1)
            if all(self.cell(row, places[key]).value == value for key, value in wanted.items())
            and self.cell(row, "_validation_status").value is None
        ]

    def delete(self, rows):
        for row in sorted(rows, reverse=True):
            self.sheet.delete_rows(row)

    def add(self, header, values):
        self.headers.append(header)
        column = len(self.headers)
        self.sheet.cell(1, column).value = header
        for row, value in enumerate(values, start=2):
            self.sheet.cell(row, column).value = value

    def refusal(self) -> str:
        """Return what is said of the answers, which must be refused."""
        self.book.save(self.path)
        settings = load_study("ecuador", self.compendium.folder).survey
        codebook = self.compendium.folder / "config/codebooks/questionnaire.yaml"
        with pytest.raises(DataError) as refused, contextlib.chdir(self.compendium.folder):
            import_responses(RESPONSES, load_questionnaire(codebook, settings.lists), settings)
        return str(refused.value)

    def run(self, *rules) -> subprocess.CompletedProcess[str]:
        self.book.save(self.path)
        targets = [f"results/ecuador/facts/{rule}.json" for rule in rules or all_rules(self)]
        return self.compendium.run("-m", "snakemake", "--cores", "2", *targets)

    def records(self, name) -> pd.DataFrame:
        return pd.read_parquet(self.compendium.folder / record_file("ecuador", name))


def all_rules(survey):
    text = (survey.compendium.folder / "workflow/rules/survey.smk").read_text(encoding="utf-8")
    rules = re.findall(r'^    "(\w+)",$', text[text.index("EVIDENCE[") :], re.MULTILINE)
    return [rule for rule in rules if rule != "fit_outcomes"]  # Ecuador has one outcome


@pytest.fixture
def survey(tmp_path):
    """Replicates are few: what is tested is whether and what a step says, not how exactly."""
    return Survey(
        copy_project(tmp_path / "unbuilt", lambda folder: change_study(folder, few_replicates))
    )


def out_of_scale(survey):
    row = survey.rows(consent="yes", status="allied")[0]
    survey.cell(row, "compatibility/SC2").value = 7
    return [f"row {row}", "SC2", "7 is outside the 5-point scale (1–5)"]


def missing_item_column(survey):
    survey.sheet.delete_cols(survey.column("compatibility/SC2"))
    return ["compatibility/SC2", "this column is missing"]


def duplicate_ids(survey):
    survey.cell(9, "_id").value = survey.cell(5, "_id").value
    return ["row 9", "_id", "is in row 5 too"]


def text_in_a_number(survey):
    row = survey.rows(consent="yes", status="independent")[0]
    survey.cell(row, "firm/employees").value = "doce"
    return [f"row {row}", "firm/employees", '"doce" is text where a number belongs']


def decimal_comma(survey):
    row = survey.rows(consent="yes", status="independent")[0]
    survey.cell(row, "income/income_before").value = "1250,50"
    return [f"row {row}", "income/income_before", "decimal comma", "1250.50"]


def label_in_another_language(survey):
    row = survey.rows(consent="yes", status="allied")[0]
    survey.cell(row, "compatibility/SC2").value = "D'accord"
    return [f"row {row}", "SC2", "D'accord", "is not an answer on the 5-point scale"]


@pytest.mark.parametrize(
    "breaks",
    [
        out_of_scale,
        missing_item_column,
        duplicate_ids,
        text_in_a_number,
        decimal_comma,
        label_in_another_language,
    ],
    ids=lambda function: function.__name__,
)
def test_one_clear_message(survey, breaks):
    """What is raised is what a build prints: test_broken_inputs.py has two of these."""
    words = breaks(survey)
    told = survey.refusal()
    for word in [RESPONSES, *words]:
        assert word in told, told
    assert told.count(RESPONSES) == 1


def all_missing_construct(survey):
    for name in ("TR1", "TR2", "TR3"):
        for row in range(2, survey.sheet.max_row + 1):
            survey.cell(row, f"trust/{name}").value = None
    return "Trust"


def single_sector(survey):
    for row in survey.rows(consent="yes"):
        survey.cell(row, "firm/sector").value = "commerce"
    return "sector"


def no_independent_firm(survey):
    survey.delete(survey.rows(consent="yes", status="independent"))
    return "too few independent firms"


def twelve_firms(survey):
    kept = survey.rows(consent="yes", status="allied")[:7]
    kept += survey.rows(consent="yes", status="independent")[:5]
    survey.delete([row for row in range(2, survey.sheet.max_row + 1) if row not in kept])
    return "too few firms"


@pytest.mark.parametrize(
    "thins",
    [all_missing_construct, single_sector, no_independent_firm, twelve_firms],
    ids=lambda function: function.__name__,
)
def test_a_stated_limitation(survey, thins):
    limitation = thins(survey)
    done = survey.run()
    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    assert "Traceback" not in told
    tables = survey.compendium.folder / "results/ecuador/tables"
    shown = "\n".join(p.read_text(encoding="utf-8") for p in sorted(tables.glob("*.en.md")))
    assert limitation in shown
    assert not re.search(r"\b(nan|inf|NaN)\b", shown)


def test_official_margins_bring_weighted_specifications(survey):
    study = read_study(survey.compendium.folder)
    study["survey"]["weighting"] = {
        "margins": {
            "sector": {
                "source": {"en": "Census of firms.", "es": "Censo de empresas."},
                "shares": {"commerce": 0.5, "services": 0.2, "manufacturing": 0.3},
            }
        }
    }
    few = {"exclusion": ["study", "all_paces"], "controls": [["size"]], "outcome": ["mean"]}
    robustness = study["survey"]["robustness"]
    robustness["drivers"] |= few | {"missing": ["answered"]}
    robustness["income"] |= few | {"missing": ["complete"], "outcome": ["growth"]}
    write_study(survey.compendium.folder, study)
    done = survey.run("fit_driver_specifications", "fit_income_specifications")
    assert done.returncode == 0, done.stdout + done.stderr
    results = survey.compendium.folder / "results/ecuador"
    for name, group in (("driver", "compatibility_vs_contract"), ("income", "allied")):
        made = survey.records(f"{name}_specifications")
        estimates = made[made["target"] == group].groupby("weights")["estimate"]
        assert set(estimates.groups) == {"unweighted", "weighted"}
        assert abs(estimates.mean().diff().iloc[-1]) > 1e-4
        note = (results / f"tables/{name}_specifications.es.md").read_text(encoding="utf-8")
        assert "Ponderadores de la encuesta (2)" in note
        assert "dan por iguales a las empresas" in note
    facts = json.loads((results / "facts/weigh_responses.json").read_text("utf-8"))["facts"]
    assert facts["survey.weights.choice.phrase"]["value"] == "both"


def test_observed_answers_of_a_few_firms_give_no_recovery_study_and_it_is_said(survey):
    """Nothing simulated them, and they are too few to fit a generator to."""
    study = read_study(survey.compendium.folder)
    study["survey"]["provenance"] = "observed"
    del study["survey"]["simulation"]
    write_study(survey.compendium.folder, study)
    say_levels(survey.compendium.folder, "ecuador")
    twelve_firms(survey)
    done = survey.run("summarise_recovery", "fit_income_specifications", "leave_out_groups")
    assert done.returncode == 0, done.stdout + done.stderr
    results = survey.compendium.folder / "results/ecuador"
    facts = json.loads((results / "facts/summarise_recovery.json").read_text("utf-8"))["facts"]
    assert facts["survey.robustness.recovery.basis.phrase"]["value"] == "not_made"
    assert facts["survey.robustness.recovery.coverage.phrase"]["value"] == "unknown"
    table = (results / "tables/recovery_income.es.md").read_text(encoding="utf-8")
    assert "al menos 10" in table


PLANTED = {
    "Nombre del contacto": "Zoraida Quimbiulco",
    "Correo electrónico": "zoraida@quimbiulco.ec",
    "Teléfono": "0991234567",
    "RUC": "1790011674001",
    "Cédula": "1710034065",
    "IP address": "190.152.44.18",
    "Ubicación GPS": "-0.180653, -78.467834",
    "comentario": "Soy Ana, 099 876 5432, ana@quimbiulco.ec, cédula 171003406-5",
}
SECRETS = [
    *list(PLANTED.values())[:-1],
    "099 876 5432",
    "ana@quimbiulco.ec",
    "171003406-5",
]


def test_no_planted_personal_data_in_results_or_records(survey):
    """Personal columns, and free text of which the questionnaire asks, leave nothing behind."""
    count = survey.sheet.max_row - 1
    for header, value in PLANTED.items():
        survey.add(header, [value] * count)
    codebook = "config/codebooks/questionnaire.yaml"
    question = (
        "  - id: comentario\n    section: income\n    column: comentario\n    type: text\n"
        "    wording: {en: Comment, es: Comentario}\n"
    )
    place = survey.compendium.folder / codebook
    place.write_text(place.read_text(encoding="utf-8").rstrip() + "\n" + question, "utf-8")
    refused = survey.rows(consent="no")
    for row in refused:
        survey.cell(row, "comentario").value = None
    done = survey.run()
    assert done.returncode == 0, done.stdout + done.stderr
    files = survey.compendium.made()
    assert len(files) > 10
    for path in files:
        content = path.read_bytes()
        if path.suffix == ".parquet":
            content += pd.read_parquet(path).to_csv().encode()
        for secret in SECRETS:
            assert secret.encode() not in content, (path, secret)
    kept = survey.records("answers")["comentario"].dropna()
    assert kept.str.fullmatch(r"Soy Ana, \[phone\], \[email\], cédula \[cedula\]").all()
    assert len(kept) > 100
    log = (survey.compendium.folder / "logs/ecuador/import_responses.log").read_text("utf-8")
    for header in PLANTED:
        assert header in log
    written = (survey.compendium.folder / "results/ecuador/facts/import_responses.json").read_text(
        "utf-8"
    )
    facts = json.loads(written)["facts"]
    assert facts["survey.personal_data.columns.n"]["value"] == len(PLANTED) - 1
    assert facts["survey.personal_data.answers.n"]["value"] == count - len(refused)
