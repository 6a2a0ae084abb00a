"""The analysis on exports: whatever fields they have, every result or its absence is stated."""

import pytest

from alianzas.literature.analysis.citations import (
    citation_facts,
    cocitation,
    most_cited_table,
    references_table,
)
from alianzas.literature.analysis.field_coverage import count_fields
from alianzas.literature.analysis.journal_counts import count_journals
from alianzas.literature.analysis.network_figure import network_figure
from alianzas.literature.analysis.networks import build_network
from alianzas.literature.analysis.study_countries import count_countries, country_facts
from alianzas.literature.analysis.study_terms import study_terms, term_facts
from honest_results.tables import to_markdown
from labels import load_labels
from reference_files import EXPORTS, MORE_EXPORTS
from references.importing import read_source, records_frame

#: Their records have no year, so no study is left to analyse.
WITHOUT_YEARS = (
    "faulty_year.ris",
    "ris_faulty_year_asreview.ris",
    "ris_many_authors_asreview.ris",
    "rispy_bom.ris",
    "rispy_multiline.ris",
)
FILES = sorted(
    path
    for folder in (EXPORTS / "literature", MORE_EXPORTS / "literature")
    for path in folder.glob("*.*")
    if path.name not in WITHOUT_YEARS and path.suffix in (".ris", ".bib", ".txt", ".csv")
)


@pytest.fixture(scope="module")
def labels():
    return load_labels("common", "literature")


def read(path):
    """Return the records with a year, as the analysis gets them."""
    frame = records_frame([read_source("one", path)])
    frame.insert(0, "record_id", [str(number) for number in range(len(frame))])
    return frame[frame["year"].notna()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_result_is_shown_or_said_to_be_missing(path, labels):
    included = read(path)
    fields = count_fields(included, 0.5)
    terms = study_terms(included, fields)
    network = build_network(terms.by_study.values(), terms.printed, 40)
    cited = cocitation(included, fields)
    facts = {
        fact.key: fact
        for fact in (
            *term_facts(terms, network, labels),
            *citation_facts(included, fields, cited, labels),
            *country_facts(count_countries(included, fields), fields.n, labels),
        )
    }
    assert sum(journal.n for journal in count_journals(included)) == fields.given["journal"]
    assert facts["literature.keywords.terms.n"].value <= 40
    for key, table in (
        ("citations", most_cited_table(included, fields, 5, labels)),
        ("cocitation", references_table(included, fields, 5, labels)),
    ):
        state = facts[f"literature.{key}.state"].value
        if key == "citations":
            assert (len(table.frame) > 0) == (state == "shown")
        assert to_markdown(table, labels, "es", "observed")


def test_a_scopus_export_has_all_of_it(labels):
    included = read(EXPORTS / "literature" / "scopus_references.ris")
    fields = count_fields(included, 0.5)
    assert fields.suffices("author_keywords") and fields.suffices("cited_references")
    assert count_countries(included, fields).basis == "countries"
    cited = cocitation(included, fields)
    assert len(cited.nodes) > 5
    assert network_figure("cocitation", cited.nodes, cited.links, "cocitation", labels).draw("en")
