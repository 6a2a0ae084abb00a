"""Terms of the studies, their network and themes."""

import pandas as pd
import pytest

from alianzas.literature.analysis import networks
from alianzas.literature.analysis.field_coverage import count_fields
from alianzas.literature.analysis.network_figure import network_figure, strongest
from alianzas.literature.analysis.networks import Network, Theme, build_network, quadrants, themes
from alianzas.literature.analysis.study_terms import study_terms, term_facts, term_key
from alianzas.literature.analysis.thematic_map import thematic_map_figure, themes_table
from honest_results.figure_style import use_style
from honest_results.tables import to_markdown


@pytest.fixture
def terms(included):
    return study_terms(included, count_fields(included, 0.5))


@pytest.fixture
def network(terms):
    return build_network(terms.by_study.values(), terms.printed, 40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Open-Innovation", "open innovations"),
        ("Strategies", "strategy"),
        ("PYMEs", "pyme"),
        ("Gestión", "gestion"),
    ],
)
def test_spellings_of_a_term_are_one(one, other):
    assert term_key(one) == term_key(other)
    assert term_key("business") == "business"


def test_keywords_are_joined_and_printed_in_their_commonest_form(terms):
    assert terms.basis == "author_keywords"
    assert terms.by_study["author-00"] == {"alliance", "trust"}
    assert terms.printed["open innovation"] in ("open innovation", "open-innovation")
    assert terms.printed["sme"] == "SMEs"


def test_titles_stand_in_and_shared_pairs_are_one_term(bare):
    bare["title"] = [
        "The role of supply chain finance in SMEs",
        "Supply chains of small firms",
        "Supply chain: a review",
        *["Bread and butter"] * 9,
    ]
    terms = study_terms(bare, count_fields(bare, 0.5))
    assert terms.basis == "titles"
    assert terms.by_study["author-00"] == {"supply chain", "finance", "sme"}
    assert terms.by_study["author-02"] == {"supply chain"}
    assert terms.by_study["author-03"] == {"bread", "butter"}


def test_words_of_a_portuguese_title_that_say_nothing_are_no_terms(bare):
    bare["title"] = [
        "A influência da confiança nas alianças: um estudo com pequenas empresas do Brasil",
        *["Pão e manteiga"] * 11,
    ]
    terms = study_terms(bare, count_fields(bare, 0.5))
    printed = {terms.printed[term] for term in terms.by_study["author-00"]}
    assert printed == {"confiança", "alianças", "pequenas", "empresas", "brasil"}
    assert len(terms.by_study["author-01"]) == 2


def test_the_network_counts_studies(network):
    counts = dict(zip(network.nodes["node"], network.nodes["n"], strict=True))
    assert counts == {
        "alliance": 6,
        "network": 4,
        "open innovation": 4,
        "performance": 2,
        "sme": 6,
        "trust": 4,
    }
    links = {(r.first, r.second): r.n for r in network.links.itertuples()}
    assert links["alliance", "trust"] == 4
    assert links["network", "sme"] == 2


def test_few_terms_are_left_by_a_higher_threshold():
    names = [f"t{n:02}" for n in range(12)]
    network = build_network([names[:n] for n in range(1, 13)], dict.fromkeys(names, "x"), 6)
    assert sorted(network.nodes["n"]) == [7, 8, 9, 10, 11, 12]
    assert network.least == 7


def test_too_little_is_an_empty_network():
    network = build_network([{"a", "b"}, {"a", "b"}], {"a": "a", "b": "b"}, 40)
    assert len(network.nodes) == len(network.links) == 0
    assert themes(network) == quadrants([]) == []


def test_centrality_and_density_of_callon():
    nodes = pd.DataFrame(
        [("a", "A", 4, 1), ("b", "B", 4, 1), ("c", "C", 2, 2), ("d", "D", 2, 2)],
        columns=["node", "label", "n", "community"],
    )
    links = pd.DataFrame(
        [("a", "b", 2), ("c", "d", 1), ("b", "c", 2)], columns=["first", "second", "n"]
    )
    first, second = themes(Network(nodes, links, 2))
    # e(ab) = 4/16, e(cd) = 1/4, e(bc) = 4/8.
    assert (first.centrality, first.density) == pytest.approx((5, 12.5))
    assert (second.centrality, second.density) == pytest.approx((5, 12.5))
    assert quadrants([first, second._replace(centrality=1, density=99)]) == ["basic", "niche"]


def test_a_theme_at_the_median_counts_as_above_it():
    first = Theme(1, ["a", "b"], 9, centrality=1, density=3)
    middle, last = first._replace(centrality=2, density=2), first._replace(centrality=3, density=1)
    assert quadrants([first, middle, last]) == ["niche", "motor", "basic"]


def test_communities_rest_on_the_association_strength(monkeypatch):
    """Together ÷ (the one × the other), van Eck and Waltman (2009): not on the bare counts."""
    seen = {}

    def communities(nodes, strength):
        seen.update(strength)
        return [set(nodes)]

    monkeypatch.setattr(networks, "communities", communities)
    groups = [{"a", "b"}, {"a", "b"}, {"a", "c", "d", "e"}, {"a", "c", "d", "e"}]
    build_network(groups, dict.fromkeys("abcde", "x"), 40)
    assert seen["a", "b"] == pytest.approx(2 / (4 * 2))
    assert seen["c", "d"] == pytest.approx(2 / (2 * 2))


def test_facts_and_table(terms, network, labels):
    facts = {fact.key: fact for fact in term_facts(terms, network, labels)}
    assert facts["literature.keywords.state"].value == "shown"
    assert facts["literature.keywords.terms.n"].value == 6
    assert facts["literature.keywords.top.n"].value == 6
    table = themes_table(network)
    assert len(table.frame) == facts["literature.keywords.themes.n"].value
    assert "Centralidad" in to_markdown(table, labels, "es", "observed")


def test_the_same_network_each_time(terms, network):
    again = build_network(reversed(list(terms.by_study.values())), terms.printed, 40)
    assert again.nodes.equals(network.nodes)
    assert again.links.equals(network.links)


@pytest.mark.parametrize("language", ["en", "es"])
def test_figures_draw(network, labels, language):
    use_style()
    figure = network_figure("keywords", network.nodes, network.links, "keywords", labels)
    texts = [text.get_text() for text in figure.draw(language).axes[0].texts]
    assert {"alliances", "trust", "SMEs"} & {*texts}
    assert len(thematic_map_figure(network, labels).draw(language).axes) == 1
    empty = build_network([], {}, 40)
    for figure in (
        network_figure("keywords", empty.nodes, empty.links, "keywords", labels),
        thematic_map_figure(empty, labels),
    ):
        assert figure.draw(language).axes[0].texts[0].get_text() in figure.alt[language]


def test_of_each_node_the_strongest_links_are_drawn(network):
    drawn = strongest(network.links)
    assert {side for one, other, _ in drawn for side in (one, other)} == set(network.nodes["node"])
    assert len(drawn) <= len(network.links)


def test_whom_indexers_say_was_studied_is_no_term_and_shouting_is_lowered(included):
    cells = ["Humans; Female; TOTAL REFLECTION; trust].", "No terms assigned; PLS-SEM; Trust"] * 5
    frame = included.head(10).assign(author_keywords=cells[: len(included.head(10))])
    terms = study_terms(frame, count_fields(frame, 0.5))
    assert set(terms.printed.values()) == {"total reflection", "trust", "PLS-SEM"}


def test_names_of_themes_cover_no_other(network, labels):
    use_style()
    figure = thematic_map_figure(network, labels).draw("en")
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts if text.get_text()]
    named = [box for box in boxes if box.width > 30]
    crossing = [
        (one, other)
        for place, one in enumerate(named)
        for other in named[place + 1 :]
        if one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1
    ]
    assert crossing == []
    assert figure.axes[0].get_ylim()[0] > -10
