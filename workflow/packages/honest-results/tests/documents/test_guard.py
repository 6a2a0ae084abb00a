import pytest

from honest_results.documents.guard import AllowedLiteral, check_literals, read_allowed
from honest_results.documents.source import Manuscript
from human_files.errors import ConfigurationError


def found(text, language="en", allowed=()):
    manuscript = Manuscript(f"manuscript/article.{language}.qmd", language, text)
    return check_literals([manuscript], list(allowed))


def words(problems):
    return [problem.found.split('"')[1] for problem in problems]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("We asked 150 firms.", ["150"]),
        ("It rose by 12.5 %, and 1,234 left.", ["12.5 %", "1,234"]),
        ("The slope $\\beta = 0.4$ says so.", ["0.4"]),
        ("Ten regional cases.", ["Ten"]),
        ("About two thirds agreed.", ["two thirds"]),
        ("Planning matters more for success than contracts.", ["more for success than"]),
        ("The effect is significant.", ["significant"]),
        ("Most firms agreed.", ["Most"]),
        ("Allied firms outperform others.", ["outperform"]),
        ("![Answers of 150 firms.](figures/a){#fig-a}", ["150"]),
    ],
)
def test_english(text, typed):
    assert words(found(text)) == typed


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Respondieron 150 empresas, un 12,5 %.", ["150", "12,5 %"]),
        ("Diez casos.", ["Diez"]),
        ("La mitad aceptó.", ["mitad"]),
        ("Importa más que el contrato.", ["más que"]),
        ("Un efecto mayor en las pymes que en otras.", ["mayor en las pymes que"]),
        ("La mayoría aceptó.", ["mayoría"]),
        ("Fue significativo.", ["significativo"]),
        ("Es superior al contrato.", ["superior al"]),
    ],
)
def test_spanish(text, typed):
    assert words(found(text, "es")) == typed


@pytest.mark.parametrize(
    "text",
    [
        "We asked [survey.n]{.fact} firms, and two of them wrote.",
        "See [@dyer1998, p. 12] and @porter1980 in @sec-part-2.",
        "`code 3`\n\n```\n4 > 3\n```\n\n<!-- 5 -->",
        "# Part {#sec-part-2}",
        '::: {#tbl-2 table="t2"}\nCaption.\n:::',
        "1. First\n2. Second",
        "A note.[^1]\n\n[^1]: The note.",
        "A [link](https://example.org/2024/3).",
        "---\nlang: en\nversion: 3\n---\n\nText.",
        "Planning matters more than contracts [@melendez2026].",
    ],
)
def test_what_is_let_pass(text):
    assert found(text) == []


def test_the_header_is_guarded_where_it_is_printed():
    text = "---\ntitle: Ten cases\nabstract: |\n  We asked 150 firms.\nversion: 3\n---\n\nText.\n"
    problems = found(text)
    assert words(problems) == ["Ten", "150"]
    assert [problem.row for problem in problems] == [2, 4]


def test_results_need_facts_even_with_a_citation():
    claim = "It is larger than theirs [@x].\n\n"
    text = f"# Results {{#sec-results}}\n\n## A\n\n{claim}# End\n\n{claim}"
    assert [problem.row for problem in found(text)] == [5]


def test_effects_are_claims_in_the_results_only():
    claim = "Trust increases success.\n\n"
    text = f"# Theory\n\n{claim}# Results {{#sec-results-a}}\n\n{claim}"
    problems = found(text)
    assert words(problems) == ["increases"] and problems[0].row == 7


def test_allowed_phrases_pass_and_unneeded_ones_are_named():
    entries = [
        AllowedLiteral(text="SPAR-4-SLR", reason="name"),
        AllowedLiteral(text="HC3", reason="name"),
    ]
    (problem,) = found("The SPAR-4-SLR\nprotocol.", allowed=entries)
    assert '"HC3" is allowed, but no document needs it' in str(problem)


def test_an_allowed_phrase_frees_whole_words_only():
    entries = [AllowedLiteral(text="HC3", reason="name")]
    assert words(found("HC3 and HC31.", allowed=entries)) == ["31"]


def test_an_allowed_phrase_of_one_language():
    entries = [AllowedLiteral(text="Agenda 2030", reason="name", language="es")]
    assert found("Agenda 2030.", "es", entries) == []
    assert len(found("Agenda 2030.", "en", entries)) == 2


def test_the_message_says_what_to_do():
    (problem,) = found("Text.\n\nWe asked 150 firms.")
    assert problem.row == 3
    assert "{.fact}" in problem.advice and "allowed-literals.yaml" in problem.advice


def test_the_file_of_allowed_phrases(tmp_path):
    assert read_allowed(tmp_path) == []
    path = tmp_path / "manuscript/allowed-literals.yaml"
    path.parent.mkdir()
    path.write_text("- text: HC3\n  raeson: name\n")
    with pytest.raises(ConfigurationError, match="reason"):
        read_allowed(tmp_path)
    path.write_text("- text: HC3\n  reason: name\n")
    assert read_allowed(tmp_path)[0].text == "HC3"
