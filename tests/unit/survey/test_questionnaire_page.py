"""The examples of docs/questionnaire.md are read as they stand, by the models they are for."""

import re
from pathlib import Path

import yaml

from alianzas.config.simulation_settings import Draw
from alianzas.instruments.form_pages import form_of
from alianzas.survey.questionnaire import load_questionnaire

PAGE = Path(__file__).parents[3] / "docs/questionnaire.md"


def words(text):
    return {"en": text, "es": text}


def examples():
    """Return the examples by their first key."""
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [yaml.safe_load(block.replace(", …}", "}")) for block in blocks]


def question(name, kind, **more):
    return {"id": name, "type": kind, "wording": words(name)} | more


def test_roles_codes_and_derived_variables_are_read(tmp_path):
    roles, codes, derived, parts, _ = examples()
    lists = {
        "answer": {"si": words("sí"), "no": words("no")},
        "net": {c: words(c) for c in ("ninguna", "local")},
        "yes_no": {"yes": words("yes"), "no": words("no")},
        "sector": {c: words(c) for c in ("software", "finance", "trade")},
        "partner": {c: words(c) for c in ("client", "university", "rival")},
        "region": {c: words(c) for c in ("lima", "north")},
    }
    asked = [
        question("acepta", "select_one", list="answer"),
        question("codigo", "code"),
        question("red", "select_one", list="net"),
        question("giro", "select_one", list="sector"),
        question("provincia", "select_one", list="region"),
        *(question(name, "integer", minimum=100) for name in ("trabajadores", "fundacion")),
        question("exporta", "select_one", list="answer"),
        *(question(name, "decimal", minimum=100) for name in ("ventas_2021", "ventas_2024")),
        question("model", "select_one", list="sector"),
        *(question(name, "decimal", minimum=100) for name in ("factor", "sales", "research")),
        *(question(f"coop_{c}", "select_one", list="yes_no") for c in COOPERATION),
        question("partners", "select_multiple", list="partner"),
        question("sales_before_raw", "decimal", minimum=100),
        question("employees", "integer", minimum=100),
        question("sector", "select_one", list="sector"),
        question("kept_word", "select_one", list="yes_no", section="trust"),
        *({"wording": words(q["id"])} | q for q in codes["questions"]),
    ]
    before = {"label": words("before"), "log": "sales_before_raw"}
    content = roles | {
        "lists": lists,
        "missing": codes["missing"],
        "sections": parts["sections"],
        "questions": asked,
        "derived": {"log_sales_before": before} | derived["derived"],
    }
    path = tmp_path / "questionnaire.yaml"
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
    questionnaire = load_questionnaire(path)
    assert questionnaire.role("model") is None
    assert questionnaire.conditions(questionnaire["kept_word"]) == {"red": ["local"]}
    pages = form_of(questionnaire).pages
    assert [page.title is not None for page in pages if page.name == "trust"] == [True]
    assert questionnaire.group.reference == "ninguna"
    kinds = {name: questionnaire.variable(name).kind for name in derived["derived"]}
    assert kinds == {
        "openness": "count",
        "cooperates": "binary",
        "log_sales": "number",
        "growth": "number",
        "intensity": "number",
        "size": "category",
        "modern": "binary",
    }


COOPERATION = ("clients", "suppliers", "universities")


def test_the_variables_of_the_generator_are_read():
    drawn = examples()[-1]["simulation"]["variables"]
    assert [Draw.model_validate(one).how for one in drawn.values()] == [
        "shares",
        "median",
        "chance",
        "rate",
    ]
