"""The analysis on real exports: whatever fields they have, every result or its absence is stated."""

from pathlib import Path

import pytest

from alianzas.errors import DataError
from alianzas.language import Labels
from alianzas.literature.analysis.citations import (
    citation_facts,
    cocitation,
    most_cited_table,
    references_table,
)
from alianzas.literature.analysis.countries import count_countries, country_facts
from alianzas.literature.analysis.fields import count_fields
from alianzas.literature.analysis.journals import count_journals
from alianzas.literature.analysis.network_figure import network_figure
from alianzas.literature.analysis.networks import build_network
from alianzas.literature.analysis.terms import study_terms, term_facts
from alianzas.literature.importing import read_source, records_frame
from alianzas.results.tables import to_markdown

ROOT = Path(__file__).parents[2]
EXPORTS = ROOT.parent / "shared/exports/literature"
pytestmark = pytest.mark.skipif(not EXPORTS.exists(), reason="../shared/exports is not here")

FILES = sorted(
    path.name for path in EXPORTS.glob("*.*") if path.suffix in (".ris", ".bib", ".txt", ".csv")
)


@pytest.fixture(scope="module")
def labels():
    return Labels.load(ROOT / "config/i18n/common.yaml", ROOT / "config/i18n/literature.yaml")


def read(name):
    try:
        frame = records_frame([read_source("one", EXPORTS / name)])
    except DataError:
        pytest.skip("no reader for this file, or it is damaged")
    frame.insert(0, "record_id", [str(number) for number in range(len(frame))])
    frame = frame[frame["year"].notna()]
    if not len(frame):
        pytest.skip("no record with a year")
    return frame


@pytest.mark.parametrize("name", FILES)
def test_every_result_is_shown_or_said_to_be_missing(name, labels):
    included = read(name)
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
        assert to_markdown(table, labels, "es")


def test_a_scopus_export_has_all_of_it(labels):
    included = read("scopus_asreview.ris")
    fields = count_fields(included, 0.5)
    assert fields.suffices("author_keywords") and fields.suffices("cited_references")
    assert count_countries(included, fields).basis == "countries"
    cited = cocitation(included, fields)
    assert len(cited.nodes) > 5
    assert network_figure("cocitation", cited.nodes, cited.links, "cocitation", labels).draw("en")
