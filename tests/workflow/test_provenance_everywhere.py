"""One raw file of another level among observed ones: every output that rests on it says so.

One build of the cut study, whose raw files are called observed but for three: a coding sheet of the
review is simulated, the cases are illustrative, the answers are reconstructed.
"""

import json
import re
import zipfile

import pandas as pd
import pypdf
import pytest

from compendium import copy_project
from cut_study.cutting import cut, say_levels
from honest_results.project import record_file
from honest_results.provenance import SIGNS
from honest_results.records import sources_of
from labels import load_labels
from shared_builds import build_once, succeeded
from studies import change_study, read_study

RESULTS = "results/ecuador"
SHEET = "data/ecuador/literature/coding-pass-2.csv"
#: What rests on each of the three, and is shown in the article: a fact, a record, a table, a figure.
PLANTED = {
    "simulated": ("literature.coding.kappa", "study_codes", "code_agreement", "joint_display"),
    "illustrative": (
        "cases.agreement.kappa",
        "case_codings",
        "case_agreement",
        "cross_case_matrix",
    ),
    "reconstructed": ("survey.drivers.contract.beta", "scores", "drivers", "drivers"),
}
LANGUAGES = ("en", "es")
COMMON = load_labels("common")
MANUSCRIPT = load_labels("manuscript")


def plant(folder):
    cut(folder)

    def change(study):
        literature = study["literature"]
        for part in ("screening", "coding"):
            for entry in (*literature[part]["passes"], literature[part]["consensus"]):
                is_planted = entry["file"] == SHEET
                entry["provenance"] = "simulated" if is_planted else "observed"
        for entry in literature["sources"]:
            entry["provenance"] = "observed"
        study["survey"]["provenance"] = "reconstructed"
        del study["survey"]["simulation"]

    change_study(folder, change)
    say_levels(folder, "ecuador")
    readme = folder / "data/ecuador/literature/README.md"
    text = re.sub(r"(Provenance level: \*\*)\w+", r"\g<1>observed", readme.read_text("utf-8"))
    said = "\n\nProvenance level of `coding-pass-2.csv`: **simulated**\n"
    readme.write_text(text + said, encoding="utf-8")
    for document in folder.glob("manuscript/article.*.qmd"):
        text = document.read_text(encoding="utf-8")
        more = r"[survey.drivers.contract.beta]{.fact}\n\n\1"
        document.write_text(re.sub(r"(# Refer(?:ences|encias) )", more, text), encoding="utf-8")


@pytest.fixture(scope="module")
def planted(shared):
    """The planted study, built with all formats. Not to be changed, nor to be built in."""
    return succeeded(build_once(shared / "planted", lambda folder: copy_project(folder, plant)))


@pytest.fixture(scope="module")
def results(planted):
    return planted.folder / RESULTS


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def sentence(level, language):
    return COMMON(f"provenance.stamp.{level}", language) + "."


def meaning(level, language):
    return MANUSCRIPT(f"manuscript.meaning.{level}", language)


def facts_json(results, level, language):
    entry = read_json(results / "facts.json")["facts"][PLANTED[level][0]]
    return entry["level"] == level and level in {each["level"] for each in entry["sources"]}


def facts_of_a_rule(results, level, language):
    key = PLANTED[level][0]
    found = (read_json(path)["facts"] for path in (results / "facts").glob("*.json"))
    return next(facts[key]["level"] for facts in found if key in facts) == level


def records(results, level, language):
    path = results.parents[1] / record_file(results.name, PLANTED[level][1])
    return level in {source.level for source in sources_of(path)}


def table_csv(results, level, language):
    data = pd.read_csv(results / f"tables/{PLANTED[level][2]}.csv")
    return data.columns[-1] == "provenance" and set(data["provenance"]) == {level}


def table_json(results, level, language):
    found = read_json(results / f"tables/{PLANTED[level][2]}.json")
    return found["level"] == level and found["marked"] == [level]


def table_markdown(results, level, language):
    text = (results / f"tables/{PLANTED[level][2]}.{language}.md").read_text(encoding="utf-8")
    return f"{SIGNS[level]} {sentence(level, language)}" in text


def figure_csv(results, level, language):
    data = pd.read_csv(results / f"figures/{PLANTED[level][3]}.{language}.csv")
    return data.columns[-1] == "provenance" and level in set(data["provenance"])


def figure_json(results, level, language):
    found = read_json(results / f"figures/{PLANTED[level][3]}.{language}.json")
    return found["level"] == level and found["alt"].endswith(sentence(level, language))


def figure_stamp(results, level, language):
    drawing = (results / f"figures/{PLANTED[level][3]}.{language}.svg").read_text(encoding="utf-8")
    return sentence(level, language)[:-1] in drawing


def page_of(results, language):
    return (results / f"article.{language}.html").read_text(encoding="utf-8")


def html_fact(results, level, language):
    key = PLANTED[level][0]
    return f'class="fact {level}" href="#card-{key}"' in page_of(results, language)


def html_alt(results, level, language):
    alts = re.findall(r'<img[^>]* alt="([^"]*)"', page_of(results, language))
    return any(alt.endswith(sentence(level, language)) for alt in alts)


def html_card(results, level, language):
    return f'<div class="card {level}" id="card-{PLANTED[level][0]}">' in page_of(results, language)


def html_banner_and_notes(results, level, language):
    return page_of(results, language).count(meaning(level, language)) >= 3


def word(results, language):
    with zipfile.ZipFile(results / f"article.{language}.docx") as file:
        return file.read("word/document.xml").decode()


def docx_fact(results, level, language):
    return f">{SIGNS[level]}</w:t>" in word(results, language)


def docx_alt(results, level, language):
    alts = re.findall(r'descr="([^"]*)"', word(results, language))
    return any(alt.endswith(sentence(level, language)) for alt in alts)


def pdf_text(results, level, language):
    pages = pypdf.PdfReader(results / f"article.{language}.pdf").pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    return SIGNS[level] in text and meaning(level, language)[:20] in text


def pdf_alt(results, level, language):
    reader = pypdf.PdfReader(results / f"article.{language}.pdf")
    waiting, alts = [reader.trailer["/Root"]["/StructTreeRoot"]], []
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            waiting += node
        elif isinstance(node, pypdf.generic.DictionaryObject):
            alts.append(str(node.get("/Alt", "")))
            waiting += [node["/K"]] if "/K" in node else []
    return any(alt.endswith(sentence(level, language)) for alt in alts)


def claims_json(results, level, language):
    claims = read_json(results / "claims.json")["claims"]
    return level in {fact["level"] for claim in claims for fact in claim["facts"]}


def claims_page(results, level, language):
    keys = re.findall(
        r"\[([\w.-]+)\]\{\.fact",
        (results / f"inserts/claims.{language}.md").read_text(encoding="utf-8"),
    )
    facts = read_json(results / "facts.json")["facts"]
    return level in {facts[key].get("level") for key in keys}


def statement(results, level, language):
    facts = read_json(results / "facts.json")["facts"]
    branch = PLANTED[level][0].split(".")[0]
    return facts[f"{branch}.provenance.statement"]["value"] == level


def data_package(results, level, language):
    package = read_json(results.parents[1] / "data/ecuador/datapackage.json")
    return level in {entry["provenance"] for entry in package["resources"]}


OUTPUTS = [
    facts_json,
    facts_of_a_rule,
    records,
    table_csv,
    table_json,
    table_markdown,
    figure_csv,
    figure_json,
    figure_stamp,
    html_fact,
    html_alt,
    html_card,
    html_banner_and_notes,
    docx_fact,
    docx_alt,
    pdf_text,
    pdf_alt,
    claims_json,
    claims_page,
    statement,
    data_package,
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", PLANTED)
@pytest.mark.parametrize("is_marked", OUTPUTS, ids=lambda output: output.__name__)
def test_every_output_says_what_it_rests_on(results, is_marked, level, language):
    assert is_marked(results, level, language)


def test_what_does_not_rest_on_them_stays_observed(results):
    facts = read_json(results / "facts.json")["facts"]
    assert facts["literature.screened.n"]["level"] == "observed"
    assert read_json(results / "tables/exclusion_reasons.json")["marked"] == []
    for language in LANGUAGES:
        alt = read_json(results / f"figures/keywords.{language}.json")["alt"]
        assert not any(sentence(level, language) in alt for level in SIGNS)
        assert 'class="fact observed" href="#card-literature.screened.n"' in page_of(
            results, language
        )


def test_no_result_is_stronger_than_its_weakest_raw_file(results):
    """Every fact, table and figure, against the study file alone."""
    study = read_study(results.parents[1])
    assert study["cases"]["provenance"] == "illustrative"
    ranks = ["observed", "reconstructed", "illustrative", "simulated"]
    facts = read_json(results / "facts.json")["facts"].values()
    entries = [fact for fact in facts if "design" not in fact]
    entries += [read_json(path) for path in (results / "tables").glob("*.json")]
    entries += [read_json(path) for path in (results / "figures").glob("*.json")]
    for entry in entries:
        files = [s["file"] if isinstance(s, dict) else s[0] for s in entry["sources"]]
        expected = 0
        for file in files:
            expected = max(
                expected,
                3 if file == SHEET else 2 if "/cases/" in file else 1 if "/survey/" in file else 0,
            )
        assert entry["level"] == ranks[expected], entry
    for path in (results / "tables").glob("*.csv"):
        assert pd.read_csv(path).columns[-1] == "provenance"
