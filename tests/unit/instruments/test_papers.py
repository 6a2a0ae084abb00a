"""Papers: what stands in them, that nothing is invented, that they are the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader

from alianzas.cases.case_codes import load_case_codes
from alianzas.config.codebook import Codebook
from alianzas.config.study_files import load_study
from alianzas.config.study_model import Author
from alianzas.instruments.coding_handbook import coding_handbook
from alianzas.instruments.consent_paper import interview_consent, survey_consent
from alianzas.instruments.firms_needed import firms_needed
from alianzas.instruments.interview_guide import interview_guide
from alianzas.instruments.markdown import plain, prose
from alianzas.instruments.papers import Paper
from alianzas.instruments.pre_registration import pre_registration
from alianzas.instruments.questionnaire_paper import questionnaire_paper
from alianzas.instruments.search_protocol import search_protocol
from alianzas.instruments.survey_plan import SurveyPlan
from alianzas.instruments.words import PaperWords
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.responses.response_validation import validate
from field_files.survey.recognition import read_answers
from fieldwork.answering import draw, expected
from fieldwork.forms import QUESTIONNAIRES, ROOT, book_of, hints_of, labels, questionnaire_named
from fieldwork.xform import XForm
from honest_results.claims.statement_models import Propositions
from human_files.settings_files import load_model
from references.screening.codebook import ScreeningCodebook

CODEBOOKS = ROOT / "config/codebooks"
OPEN = {"en": "[To be filled in:", "es": "[Por completar:"}


@pytest.fixture(scope="module")
def study():
    return load_study("ecuador", ROOT)


def words(language="en"):
    return PaperWords(labels(), language)


def text_of(markdown):
    """Return the words of Markdown without its signs."""
    text = re.sub(r"(?<!\\)\*|^:+.*$|\{\.mark\}", "", markdown, flags=re.MULTILINE)
    return " ".join(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text).split())


def on_paper(name, language="en"):
    hints = hints_of(questionnaire_named(name))
    return questionnaire_paper(hints.form, hints, words(language))


def documented(markdown, language="en"):
    paper = Paper("A questionnaire & more", "A study of $x_1$", "A study", language, markdown)
    return {name.rsplit(".", 1)[1]: content for name, content in paper.files("p", "docx", "pdf")}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_every_question_and_answer_is_on_paper(name, language):
    questionnaire = questionnaire_named(name)
    text = text_of(on_paper(name, language))
    office = {q.id for q in hints_of(questionnaire).form.office}
    for question in questionnaire.questions:
        if question.id in office:
            continue
        assert " ".join(question.wording.words(language).split()) in text
        for answer in questionnaire.answers(question).values():
            assert answer.words(language) in text


def test_who_skips_a_part_is_told_where_to_go_on():
    text = text_of(on_paper("shared"))
    told = (
        "Answer this part only if you marked “Allied” in question 3. Otherwise go to question 37."
    )
    assert text.count(told) == 8
    asked = "37. Income from sales in the base year The year 2021. Currency: Peruvian soles (PEN)."
    assert asked in text
    assert "If you marked “No”: please stop here and hand the form back." in text
    odd = text_of(on_paper("odd", "es"))
    assert "solo si marcó «Clientes, en el país» en la pregunta" in odd
    assert "si marcó «Empresa familiar (50 % o más)» o «Cooperativa» en la pregunta" in odd


def test_names_of_many_points_stand_above_the_grid():
    grid = next(line for line in on_paper("short").split("\n") if line.startswith("| Statement"))
    assert [cell.strip() for cell in grid.strip("|").split("|")] == ["Statement", *"1234567"]
    assert "1 Strongly disagree; 2 Disagree; 3 Rather disagree" in text_of(on_paper("short"))


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_answers_keyed_in_as_the_key_says_are_read(name, tmp_path):
    questionnaire = questionnaire_named(name)
    form = XForm(book_of(questionnaire))
    filled = [form.fill(draw(form, questionnaire, seed)) for seed in range(20)]
    key = on_paper(name).split("Key for data entry")[1]
    columns = re.findall(
        r"`(\w+)`", "\n".join(line.split("|")[2] for line in key.split("\n") if "|" in line)
    )
    by_name = [{path.rsplit("/", 1)[-1]: value for path, value in one.items()} for one in filled]
    assert sorted(columns) == sorted(by_name[0])
    path = tmp_path / "keyed-in.csv"
    lines = ["\t".join(columns), *("\t".join(one[c] for c in columns) for one in by_name)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    frame = validate(read_answers(path), questionnaire, []).frame
    for given, (_, row) in zip(filled, frame.iterrows(), strict=True):
        consent = questionnaire.consent
        wanted = expected(questionnaire, given)
        if consent is None or wanted[consent.question] in consent.agrees:
            assert {k: None if v != v else v for k, v in row.items()} == wanted


@pytest.fixture(scope="module")
def files():
    return documented(on_paper("odd"))


def test_a_paper_is_the_same_bytes_every_time(files):
    assert documented(on_paper("odd")) == files


def test_the_word_file_is_a4_and_splits_no_row_of_a_table(files):
    document = Document(io.BytesIO(files["docx"]))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.core_properties.title == "A questionnaire & more"
    assert document.tables
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as archive:
        xml = archive.read("word/document.xml").decode()
        assert b" PAGE " in archive.read("word/header1.xml")
    rows = re.findall(r"<w:tr\b.*?</w:tr>", xml, re.DOTALL)
    assert rows and all("<w:cantSplit/>" in row for row in rows)
    for grid in document.tables[:-1]:  # of the key for data entry, which may run on
        kept = [[p.style.name for c in row.cells for p in c.paragraphs] for row in grid.rows]
        assert {name for row in kept[1:-1] for name in row} <= {"Table Line Kept"}
        assert set(kept[-1]) == {"Table Line"}
    assert "${start}" in "\n".join(
        p.text for t in document.tables for c in t._cells for p in c.paragraphs
    )


def test_the_pdf_is_a4_tagged_numbered_and_in_its_language(files):
    pdf = PdfReader(io.BytesIO(files["pdf"]))
    box = pdf.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    assert pdf.metadata.title == "A questionnaire & more"
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    pages = [page.extract_text() for page in pdf.pages]
    assert all(f"{k} / {len(pages)}" in text for k, text in enumerate(pages, start=1))
    assert "☐" in pages[0]
    assert "<b>Tell us</b> & them" in " ".join("\n".join(pages).split())


def test_a_grid_is_never_split_between_pages():
    content = {"lists": {}, "scales": {"s": {1: "a", 2: "b"}}}
    questions = [
        {
            "id": f"x{k}",
            "type": "rating",
            "scale": "s",
            "wording": f"Statement number {k} stands here",
        }
        for k in range(60)
    ]
    questionnaire = load_any({**content, "questions": questions})
    hints = hints_of(questionnaire)
    markdown = questionnaire_paper(hints.form, hints, words()).split("```{=typst}")[0]
    pdf = PdfReader(io.BytesIO(documented(markdown)["pdf"]))
    seen = []
    for page in pdf.pages:
        numbers = [int(n) for n in re.findall(r"Statement number (\d+)", page.extract_text())]
        seen += numbers
        assert len(numbers) % 10 == 0, numbers  # grids of ten
    assert seen == list(range(60))


def load_any(content):
    import tempfile
    from pathlib import Path

    import yaml

    path = Path(tempfile.mkdtemp()) / "questionnaire.yaml"
    path.write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")
    return load_questionnaire(path)


@pytest.mark.parametrize("language", ["en", "es"])
def test_consent_leaves_open_what_only_the_team_knows(study, language):
    survey = text_of(survey_consent(study, words(language), 37, invited=True))
    interview = text_of(interview_consent(study, words(language)))
    assert survey.count(OPEN[language]) == 9
    assert interview.count(OPEN[language]) == 9
    assert "37" in survey
    assert study.article.title.words(language) in survey
    figures = set(re.findall(r"\d+", survey)) - {"37"}
    assert figures <= set(re.findall(r"\d+", study.article.title.words(language)))


def test_consent_names_the_researchers_that_the_study_names(study):
    authors = [
        Author(name="Ana Paz", affiliation={"en": "University of Lima"}, email="ana@example.org"),
        Author(name="Luis Vega"),
    ]
    article = study.article.model_copy(update={"authors": authors})
    named = text_of(
        survey_consent(study.model_copy(update={"article": article}), words(), 9, invited=False)
    )
    assert "Ana Paz (University of Lima); Luis Vega" in named
    assert "ana@example.org" in named
    assert named.count(OPEN["en"]) == 7
    assert "invitation" not in named


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_guide_covers_every_code_that_is_judged_and_every_entry_of_the_profile(language):
    codes = load_case_codes(CODEBOOKS / "case_codes.yaml")
    text = text_of(interview_guide(codes, words(language)))
    for dimension in codes.codebook.dimensions:
        for code in dimension.codes:
            asked = code.assignable or dimension.id in ("model", "sector")
            assert (code.label.words(language) in text) or not asked
    assert text.count("☐") == len(codes.judged) + 3 + 5  # the models and the sectors


@pytest.mark.parametrize(
    ("name", "commands"), [("case_codes", ("a", "b")), ("ado_tcm", ("c", "d"))]
)
def test_the_handbook_has_every_code_with_definition_and_example(name, commands):
    codebook = load_model(CODEBOOKS / f"{name}.yaml", Codebook)
    text = text_of(coding_handbook(codebook, words("es"), 2, commands)).replace("`", "")
    for dimension in codebook.dimensions:
        for code in dimension.codes:
            assert code.id in text
            assert " ".join(code.definition.words("es").replace("`", "").split()) in text
    for rule in codebook.rules:
        assert " ".join(rule.words("es").replace("`", "").split()) in text
    assert f"versión {codebook.version}" in text


def protocol(study, **source):
    review = study.literature
    first = review.sources[0].model_copy(update=source)
    review = review.model_copy(update={"sources": [first, *review.sources[1:]]})
    screening = load_model(CODEBOOKS / "screening.yaml", ScreeningCodebook)
    codes = load_model(CODEBOOKS / "ado_tcm.yaml", Codebook)
    return text_of(search_protocol(review, screening, codes, words())), screening


def test_the_protocol_says_what_is_set_and_leaves_open_what_is_not(study):
    text, screening = protocol(study)
    assert "2014 to 2025; the years 2020 to 2025 are reported separately." in text
    for one in (*screening.criteria, *screening.reasons):
        assert one.label.words("en") in text
    assert text.count("the query as typed") == 2
    assert "Full texts | Not read." in text


def test_the_protocol_quotes_a_query_with_the_day_of_the_search(study):
    from datetime import date

    query = 'TITLE-ABS-KEY("strategic alliance*" AND SME) | LIMIT-TO(DOCTYPE, "ar")'
    text, _ = protocol(study, query=query, searched=date(2026, 3, 4))
    assert f"{query} (searched on 4 March 2026)" in text
    assert text.count("the query as typed") == 1


def plan(study, name, settings, language="en"):
    questionnaire = questionnaire_named(name)
    return SurveyPlan(settings, questionnaire, words(language), 0.95)


def test_the_plan_names_hypotheses_models_and_what_is_not_decided(study):
    propositions = load_model(CODEBOOKS / "propositions.yaml", Propositions)
    survey = plan(study, "shared", study.survey)
    text = text_of(pre_registration(study, words(), survey, propositions))
    assert (
        "1. The coefficient of strategic compatibility is larger than that of formal contracts "
        "(outcome: alliance success)." in text
    )
    assert "(strategic compatibility and rigorous planning: 4 or more each)" in text
    assert "With 199 firms in the model a partial correlation of 0.2" in text
    assert "mean of CF1, CF2, CF3 (reversed)" in text
    assert "more than 25% of the questions unanswered" in text
    assert "simulated answers" in text
    assert text.count(OPEN["en"]) == 7
    for one in propositions.propositions:
        assert one.text.words("en") in text


def test_a_plan_without_income_or_groups_speaks_of_neither(study):
    settings = load_model(ROOT / "tests/worlds/studies/short/survey.yaml", type(study.survey))
    alone = study.model_copy(
        update={"literature": None, "cases": None, "synthesis": None, "survey": settings}
    )
    text = text_of(pre_registration(alone, words(), plan(study, "short", settings), None))
    assert "simulated" not in text
    for never in ("ncome", "Groups compared", "cases", "Propositions", "review"):
        assert never not in text
    assert "The coefficient of reciprocity is larger than that of leadership" in text


def test_firms_needed_are_those_of_fishers_z():
    # ((1.959964 + 0.841621) / atanh(0.3))² + 3 = 84.93; Cohen's tables give 84 or 85.
    assert firms_needed(0.3, 0.8, 0.95, 0) == 85
    assert firms_needed(0.2, 0.8, 0.95, 0) == 194
    assert firms_needed(0.2, 0.8, 0.95, 5) == 199


def test_signs_of_markdown_are_shown_as_they_are():
    assert plain("*a* | b_c <d> `e` $f$ #1 @x [y](z)") == (
        r"\*a\* \| b\_c \<d\> \`e\` \$f\$ \#1 \@x \[y\]\(z\)"
    )
    assert prose("Use `not_stated` | alone") == r"Use `not_stated` \| alone"
