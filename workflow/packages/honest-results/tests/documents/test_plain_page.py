"""A page without a house style: values, signs, banner, and what is refused."""

from __future__ import annotations

from html import unescape

import pytest

from honest_results.documents.plain_page import plain_page
from honest_results.documents.source import Manuscript
from human_files.errors import ManuscriptError


def fact(level="observed", **more):
    return {
        "value": 3,
        "kind": "count",
        "level": level,
        "rule": "count_firms",
        "script": "s.py",
        "sources": [{"file": "data/a.csv", "level": level}],
        "text": {"en": "3", "es": "3"},
        **more,
    }


def page(text, facts, language="en"):
    return plain_page(Manuscript(f"paper.{language}.md", language, text), facts)


def test_observed_data_bear_no_sign():
    html = page("There are [a.n]{.fact} firms.", {"a.n": fact()})
    assert ">3</span> firms." in html.replace("\n", " ")
    assert "banner" not in html


def test_other_data_do_in_the_language_of_the_text():
    html = page("Hay [a.n]{.fact} empresas.", {"a.n": fact("illustrative")}, "es")
    assert "‡" in html and "Datos ilustrativos: escritos a mano" in html.replace("\n", " ")
    assert "<code>data</code>" in html
    assert 'lang="es"' in html


def test_interval_and_n():
    facts = {"a.n": fact(interval_text={"en": "[1, 5]", "es": "[1; 5]"}, n=1200)}
    html = page('[a.n]{.fact show="interval"} of [a.n]{.fact show="n"}', facts)
    assert ">[1, 5]</span> of" in html.replace("\n", " ")
    assert ">1,200</span>" in html.replace("\n", " ")


def test_only_what_is_shown_is_told():
    text = ':::: {when="a.state=shown"}\n[b.n]{.fact}\n::::\n\n[a.n]{.fact} *words* [x]{.other}\n'
    facts = {"a.n": fact(), "b.n": fact("simulated"), "a.state": fact(value="hidden")}
    html = page(text, facts)
    assert "banner" not in html and html.count("title=") == 1
    assert "<em>words</em>" in html


def test_words_of_a_fact_are_not_markdown():
    html = page("[a.n]{.fact}", {"a.n": fact(text={"en": '*a* "b" <c>', "es": ""})})
    assert '*a* "b" <c></span>' in unescape(html)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a.x]{.fact}", 'there is no fact "a.x"'),
        ("There are 3 firms.", 'the number "3" is typed by hand'),
        ("![Flow](figures/flow){#fig-flow}", 'there is no figure "figures/flow"'),
        ("As [@smith] says.", "@smith is not in the bibliography"),
    ],
)
def test_what_is_refused_is_told_with_its_line(text, found):
    with pytest.raises(ManuscriptError, match=rf"line 3: {found}"):
        page(f"First.\n\n{text}\n", {"a.n": fact()})
