"""Facts and tables of the branch, from the small review."""

import json

import pandas as pd
import pytest

from alianzas.config.literature_settings import BibliographicSource, Window
from alianzas.literature.coding_reliability import reliability_by_code
from alianzas.literature.coding_results import agreement_table, code_agreement_table, coding_facts
from alianzas.literature.flow import count_flow, trace_records
from alianzas.literature.included_facts import study_facts
from alianzas.literature.included_studies import group_studies
from alianzas.literature.included_tables import ado_table, codes_table, included_table
from alianzas.literature.naming import Naming
from alianzas.literature.screening import Screening, compared_decisions, screen
from alianzas.literature.screening_results import (
    included_facts,
    reasons_table,
    rest_on_records,
    screening_facts,
    sources_table,
)
from alianzas.literature.study_coding import code_studies
from field_statistics.agreement import cohen_kappa
from honest_results.facts import Fact, write_facts
from honest_results.provenance import Source
from honest_results.tables import to_markdown, write_table
from unit.literature.conftest import IDS

SOURCE = BibliographicSource.model_validate(
    {
        "name": "one",
        "file": "one.ris",
        "provenance": "observed",
        "database": {"en": "Database", "es": "Base"},
    }
)


@pytest.fixture
def screening(
    records, passes, screening_codebook, window, write_screening, screening_rows, tmp_path
):
    change = {IDS[0]: {"decision": "exclude", "reason": "off_topic"}}
    write_screening(first=change, consensus=[screening_rows[IDS[0]]])
    return screen(records, passes, screening_codebook, window, root=tmp_path)


@pytest.fixture
def flow(imported, screening):
    nothing = imported.iloc[:0].assign(reason="", record_id="")
    return trace_records(imported, nothing, nothing, screening.records)


@pytest.fixture
def coding(screened, passes, codebook, write_coding, tmp_path):
    write_coding(first={IDS[3]: {"theory": "relational_view", "method": "case_study"}})
    return code_studies(screened, passes, codebook, root=tmp_path)


@pytest.fixture
def studies(coding, codebook):
    return group_studies(coding.codes, codebook)


def by_key(facts, tmp_path):
    write_facts(facts, tmp_path / "f.json", rule="r", script="s", sources=[Source("f", "observed")])
    return json.loads((tmp_path / "f.json").read_text())["facts"]


def write(table, labels, tmp_path):
    write_table(
        table,
        tmp_path,
        labels=labels,
        languages=["en", "es"],
        rule="r",
        script="s",
        sources=[Source("f", "observed")],
    )
    return to_markdown(table, labels.with_texts(table.labels), "es", "observed").replace(
        "\u00a0", " "
    )


def test_screening_facts(screening, flow, screening_codebook, labels, tmp_path):
    counts = count_flow(flow, [reason.id for reason in screening_codebook.reasons])
    facts = by_key(screening_facts(screening, counts, screening_codebook, labels, 0.9), tmp_path)
    assert facts["literature.included.n"]["value"] == 3
    assert facts["literature.excluded.percent"]["value"] == 0.4
    assert facts["literature.excluded.outside_window.n"]["value"] == 0
    top = facts["literature.excluded.top.label"]
    assert (top["value"], top["text"]["en"]) == ("no_article off_topic", "no_article; off_topic")
    kappa = facts["literature.screening.kappa"]
    assert kappa["confidence"] == 0.9
    assert kappa["interval"][0] < kappa["value"] == pytest.approx(8 / 13)
    assert facts["literature.screening.strength"]["text"]["es"] == "sustancial"
    assert facts["literature.screening.conflicts.n"]["value"] == 1
    assert facts["literature.screening.decision_conflicts.n"]["value"] == 1
    assert facts["literature.included.percent"]["value"] == 0.6
    counts = counts._replace(identified=8, duplicates=3)
    facts = by_key(screening_facts(screening, counts, screening_codebook, labels, 0.9), tmp_path)
    assert facts["literature.included.percent"]["value"] == 0.6  # of the screened, not the found


def test_a_review_that_excludes_nothing_names_no_reason(
    imported, screened, screening_codebook, labels, tmp_path
):
    """The text names the most frequent reason: the fact is there, and says that there is none."""
    kept = screened.assign(
        decision="include", decision_1="include", decision_2="include", reason=""
    )
    kept = kept.assign(settled="agreed")
    nothing = imported.iloc[:0].assign(reason="", record_id="")
    flow = trace_records(imported, nothing, nothing, kept)
    counts = count_flow(flow, screening_codebook.reasons_at("title_abstract"))
    agreement = cohen_kappa(["include"] * 5, ["include"] * 5)
    given = screening_facts(Screening(kept, agreement), counts, screening_codebook, labels, 0.95)
    facts = {fact.key: fact for fact in given}
    top = facts["literature.excluded.top.label"]
    assert (top.value, top.text["es"]) == ("none", "ninguno")
    assert facts["literature.excluded.top.n"].value == 0
    assert facts["literature.excluded.top.percent"].value is None


def test_without_full_texts_the_article_says_so(
    screening, flow, screening_codebook, labels, tmp_path
):
    counts = count_flow(flow, screening_codebook.reasons_at("title_abstract"))
    facts = by_key(screening_facts(screening, counts, screening_codebook, labels, 0.95), tmp_path)
    assert facts["literature.screening.stages.phrase"]["value"] == "one"
    assert facts["literature.full_text.statement"]["value"] == "none"
    assert "none was sought" in facts["literature.full_text.statement"]["text"]["en"]
    told = {key for key, fact in facts.items() if fact["value"] is not None}
    assert {key for key in told if key.startswith("literature.full_text")} == {
        "literature.full_text.statement"
    }


@pytest.fixture
def read(
    records,
    passes,
    full_text_passes,
    screening_codebook,
    window,
    write_screening,
    write_full_text,
    tmp_path,
):
    """The review after a second stage: three reports, one lost to a reader, one excluded."""
    write_screening()
    write_full_text(
        second={IDS[3]: {"decision": "not_retrieved"}}, consensus={IDS[3]: ("include", "")}
    )
    return screen(records, passes, screening_codebook, window, 0.95, tmp_path, full_text_passes)


def test_facts_and_tables_of_full_texts(imported, read, screening_codebook, labels, tmp_path):
    nothing = imported.iloc[:0].assign(reason="", record_id="")
    flow = trace_records(imported, nothing, nothing, read.records)
    reasons = (screening_codebook.reasons_at(name) for name in ("title_abstract", "full_text"))
    counts = count_flow(flow, *reasons)
    facts = by_key(screening_facts(read, counts, screening_codebook, labels, 0.95), tmp_path)
    values = {key.removeprefix("literature."): fact["value"] for key, fact in facts.items()}
    assert values["screening.stages.phrase"] == "two"
    assert values["full_text.statement"] == "read"
    assert values["excluded.n"] == 2
    assert values["full_text.sought.n"] == values["full_text.assessed.n"] == 3
    assert values["full_text.not_retrieved.n"] == 0
    assert values["full_text.excluded.n"] == values["full_text.excluded.off_topic.n"] == 1
    assert values["full_text.excluded.no_findings.n"] == 0
    assert "full_text.excluded.no_article.n" not in values
    assert values["full_text.conflicts.n"] == 1
    assert facts["literature.full_text.percent"]["n"] == 2
    kappa = facts["literature.full_text.kappa.phrase"]["text"]
    assert kappa == {"en": "κ = 1.00, [1.00, 1.00]", "es": "κ = 1,00, [1,00; 1,00]"}
    assert values["included.n"] == 2
    text = write(sources_table(flow, [SOURCE]), labels, tmp_path)
    assert "| Base | 5 | 0 | 0 | 5 | 2 | 3 | 0 | 3 | 1 | 2 |" in text
    text = write(reasons_table(counts, screening_codebook), labels, tmp_path)
    assert text.index("**Cribado de registros**") < text.index("**Evaluación de textos completos**")
    assert text.count("| Total |") == 2


def test_numbers_of_the_first_stage_do_not_rest_on_full_texts():
    first, last = Source("titles.csv", "observed"), Source("texts.csv", "illustrative")
    facts = [
        Fact(f"literature.{key}.n", 1, "count", sources=(first, last))
        for key in ("screened", "excluded.off_topic", "screening.conflicts")
    ]
    others = [
        Fact(f"literature.{key}.n", 1, "count", sources=(first, last))
        for key in ("included", "full_text.sought", "full_text.excluded")
    ]
    assert {fact.sources for fact in rest_on_records(facts, [first])} == {(first,)}
    assert rest_on_records(others, [first]) == others


def test_agreement_on_full_texts_has_a_row_of_its_own(
    read, codebook, write_coding, passes, labels, tmp_path
):
    compared = compared_decisions(read.records)
    assert compared["full_text"].records == [IDS[0], IDS[1]]
    assert (compared["title_abstract"].settled, compared["full_text"].settled) == (0, 1)
    write_coding()
    for name in ("a", "b", "consensus"):
        path = tmp_path / f"{name}.csv"
        kept = [line for line in path.read_text().splitlines(keepends=True) if IDS[1] not in line]
        path.write_text("".join(kept))
    coding = code_studies(read.records, passes, codebook, root=tmp_path)
    text = write(agreement_table(coding, read.records, codebook, 0.95), labels, tmp_path)
    assert "| Incluir o excluir, texto completo | 2 | 2 | 100,0 % | 1,00 |" in text


def test_included_facts_know_ties(screening, labels, tmp_path):
    focus = Window(first=2020, last=2025)
    facts = by_key(included_facts(screening.records, [SOURCE], focus, labels), tmp_path)
    assert facts["literature.included.first_year"]["value"] == 2015
    assert facts["literature.included.focus.n"]["value"] == 2
    assert facts["literature.included.one.n"]["value"] == 3
    assert facts["literature.included.one.first_year"]["value"] == 2015
    assert facts["literature.included.one.last_year"]["value"] == 2021
    assert facts["literature.included.peak_year"]["text"]["es"] == "2015, 2020 y 2021"
    assert facts["literature.included.peak.phrase"]["text"]["en"] == (
        "2015, 2020, and 2021 were the fullest years, with one study each"
    )


def test_a_source_of_which_nothing_was_included_has_no_years(screening, labels, tmp_path):
    other = SOURCE.model_copy(update={"name": "other"})
    focus = Window(first=2020, last=2025)
    facts = by_key(included_facts(screening.records, [other], focus, labels), tmp_path)
    assert facts["literature.included.other.n"]["value"] == 0
    assert facts["literature.included.other.first_year"]["value"] is None


def test_tables_of_screening(flow, screening_codebook, labels, tmp_path):
    text = write(sources_table(flow, [SOURCE]), labels, tmp_path)
    assert "| Base | 5 | 0 | 0 | 5 | 2 | 3 |" in text
    assert "| Total | 5 | 0 | 0 | 5 | 2 | 3 |" in text
    counts = count_flow(flow, [reason.id for reason in screening_codebook.reasons])
    text = write(reasons_table(counts, screening_codebook), labels, tmp_path)
    assert "(es) | 1 | 50 % |" in text


def test_coding_facts_and_tables(coding, screened, codebook, labels, tmp_path):
    facts = by_key(coding_facts(coding, codebook, labels, 0.95), tmp_path)
    assert facts["literature.coding.conflicts.n"]["value"] == 1
    assert facts["literature.coding.theory.identical"]["value"] == pytest.approx(2 / 3)
    assert facts["literature.coding.lowest.label"]["value"] == "method"
    assert facts["literature.coding.highest.label"]["value"] == "antecedents decisions outcomes"
    assert facts["literature.coding.codes.n"]["value"] == 16
    text = write(agreement_table(coding, screened, codebook, 0.95), labels, tmp_path)
    assert "| Incluir o excluir | 5 | 5 | 100,0 % | 1,00 |" in text
    assert "| Theory (es) | 3 | 9 |" in text
    codes = reliability_by_code(coding, 1, 0.95)
    text = write(code_agreement_table(coding, codes, codebook, 0.95), labels, tmp_path)
    assert "| Survey (es) | 66,7 % |" in text
    assert "a cada uno de los 3 estudios" in text
    assert "100,0 %" not in text and "solo figuran" in text.lower()
    data = pd.read_csv(tmp_path / "code_agreement.csv")
    assert len(data) > text.count(" %") and (data["percent"] == 1).any()


def test_study_facts(studies, codebook, labels, tmp_path):
    facts = by_key(study_facts(studies, codebook, Naming("titles", 3, labels)), tmp_path)
    assert facts["literature.theory.resources.n"]["value"] == 2
    assert facts["literature.theory.stated.percent"]["value"] == pytest.approx(2 / 3)
    assert facts["literature.theory.not_stated.n"]["value"] == 1
    assert facts["literature.method.case_study.n"]["value"] == 0
    assert facts["literature.method.top.label"]["text"] == {"en": "Survey", "es": "Survey (es)"}
    assert facts["literature.method.top.phrase"]["value"] == "one"
    theory = facts["literature.theory.top.label"]
    assert theory["text"]["en"] == "Resource_view; Capabilities; Relational_view"
    assert facts["literature.theory.top.phrase"]["value"] == "tied"
    assert facts["literature.theory.resources.top.words"]["text"]["es"] == (
        "resource_view (es) y capabilities (es)"
    )
    assert facts["literature.decisions.second.label"]["value"] == "network"
    assert "literature.method.second.label" not in facts
    # Three theories × one method in use, every one of them with that method.
    assert facts["literature.pairs.theory_method.n"]["value"] == 3
    assert facts["literature.pairs.theory_method.empty.percent"]["value"] == 0
    silent = {
        record
        for dimension in ("antecedents", "decisions", "outcomes")
        for record in studies.get((dimension, "not_stated"), ())
    }
    assert facts["literature.connected.n"]["value"] == 3 - len(silent)


def test_facts_where_no_title_states_anything(codebook, labels, tmp_path):
    silent = {
        (dimension.id, code.id): list(IDS[:2]) if code.id == "not_stated" else []
        for dimension in codebook.dimensions
        for code in dimension.codes
    }
    facts = by_key(study_facts(silent, codebook, Naming("titles", 2, labels)), tmp_path)
    assert facts["literature.theory.stated.n"]["value"] == 0
    assert facts["literature.theory.top.label"]["text"]["en"] == "none"
    assert facts["literature.theory.top.n"]["value"] == 0
    assert facts["literature.pairs.theory_method.empty.percent"]["value"] is None
    assert facts["literature.connected.n"]["value"] == 0


def test_tables_of_studies(studies, screened, codebook, labels, tmp_path):
    theory = codebook.by_id["theory"]
    text = write(codes_table("theories", studies, theory, codebook, screened), labels, tmp_path)
    assert "**Resources (es)**" in text
    assert "| Resource\\_view (es) | 1 | 33 % | Ash y Bo (2020) |" in text
    assert "| Not\\_stated (es) | 1 | 33 % | — |" in text
    assert "Ash and Bo (2020)" in (tmp_path / "theories.csv").read_text()
    text = write(ado_table(studies, codebook, 3), labels, tmp_path)
    assert text.index("**Antecedents (es)**") < text.index("**Outcomes (es)**")
    text = write(included_table(screened), labels, tmp_path)
    assert text.index("| Ash y Bo | 2020 |") < text.index("| Cruz | 2021 |") < text.index("| Gil |")
