"""What a reader of the PDF types is found: numbers of tables, printed numbers, pasted sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from honest_results.project import Document
from honest_results.tracing.asked import Asked, find
from honest_results.tracing.built_results import Built, Target, UntraceableError
from honest_results.tracing.printed_places import Places

ENGLISH = """---
title: "[survey.title]{.fact}"
abstract: |
  A survey of [survey.kept.n]{.fact} small firms.
lang: en
---

# Results

The coefficient of trust is [survey.trust.beta]{.fact} [survey.trust.beta]{.fact show="interval"},
which **does not** differ from that of “planning” (difference [survey.difference]{.fact}; @tbl-drivers
[@smith2020trust]).

Nothing in this paragraph was computed by anybody.

::: {#tbl-drivers table="drivers"}
Drivers.
:::

::: {#fig-both}
![One](figures/one){#fig-one}

![Two](figures/two){#fig-two}

Both.
:::
"""
SPANISH = """# Resultados

El coeficiente de la confianza es de [survey.trust.beta]{.fact}.

::: {#tbl-drivers table="drivers"}
Factores.
:::
"""
WORDS = {
    "en": {"tbl": "Table", "fig": "Figure", "sec": "Section"},
    "es": {"tbl": "Tabla", "fig": "Figura", "sec": "Sección"},
    "pt": {"tbl": "Tabela", "fig": "Figura", "sec": "Seção"},
}


def fact(value: float, english: str, spanish: str) -> dict[str, object]:
    return {"value": value, "kind": "number", "text": {"en": english, "es": spanish}}


@pytest.fixture
def built(tmp_path: Path) -> Built:
    facts = {
        "survey.title": fact(1, "Trust", "Confianza"),
        "survey.kept.n": fact(1150, "1,150", "1150"),
        "survey.trust.beta": fact(0.27, "0.27", "0,27")
        | {"interval_text": {"en": "[0.10, 0.44]", "es": "[0,10; 0,44]"}},
        "survey.difference": fact(-0.04, "−0.04", "−0,04"),
        "survey.share": fact(0.42, "42%", "42\u00a0%"),
        "survey.other": fact(0.27, "0.27", "0,27"),
    }
    files = {
        "results/demo/facts.json": json.dumps({"facts": facts}),
        "results/demo/tables/drivers.json": "{}",
        "results/demo/tables/drivers.en.md": "| a | b |\n|---|---|\n| x | 0.31 |\n"
        "\n::: {.table-note}\nIn brackets: 95% confidence intervals of 140 firms.\n:::\n",
        "results/demo/figures/one.en.json": "{}",
        "results/demo/figures/two.en.json": "{}",
        "manuscript/article.en.qmd": ENGLISH,
        "manuscript/article.es.qmd": SPANISH,
        "manuscript/appendix.en.qmd": ENGLISH.replace("-drivers", "-more").replace(
            "fig-", "fig-a-"
        ),
    }
    for language, words in WORDS.items():
        files[f"config/languages/{language}/labels/manuscript.yaml"] = "".join(
            f'manuscript.crossref.{kind}: "{word}"\n' for kind, word in words.items()
        )
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Built.open("demo", tmp_path)


def ask(built: Built, typed: str) -> Asked:
    documents = (Document(name="article"), Document(name="appendix", prefix="A"))
    return find(typed, built, Places(built, documents))


@pytest.mark.parametrize(
    ("typed", "kind", "keys"),
    [
        ("survey.trust.beta", "fact", ["survey.trust.beta"]),
        ("tbl-drivers", "table", ["drivers"]),
        ("Table 1", "table", ["drivers"]),
        ("Tabla 1", "table", ["drivers"]),
        ("tabela 1", "table", ["drivers"]),
        ("Quadro 1", "table", ["drivers"]),
        ("table A1", "table", ["drivers"]),
        ("Table\u00a01: Drivers.", "table", ["drivers"]),
        ("Figure 1", "figure", ["one", "two"]),
        ("Fig. 1 (b)", "figure", ["two"]),
        ("Figura 1a", "figure", ["one"]),
    ],
)
def test_what_the_article_calls_a_result(
    built: Built, typed: str, kind: str, keys: list[str]
) -> None:
    assert [*ask(built, typed).targets] == [Target(kind, key) for key in keys]


def test_a_number_that_no_table_has_is_told_with_those_there_are(built: Built) -> None:
    with pytest.raises(UntraceableError, match=r'no document has "Table 9".\n  There are: 1, A1'):
        ask(built, "Table 9")


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("0.27", ["survey.trust.beta", "survey.other"]),
        ("0,27", ["survey.trust.beta", "survey.other"]),
        ("42%", ["survey.share"]),
        ("42 %", ["survey.share"]),
        ("-0.04", ["survey.difference"]),
        ("1,150", ["survey.kept.n"]),
    ],
)
def test_a_printed_number_leads_to_all_that_print_it(
    built: Built, typed: str, keys: list[str]
) -> None:
    assert [target.key for target in ask(built, typed).targets] == keys


def test_a_number_in_a_table_alone_leads_there(built: Built) -> None:
    asked = ask(built, "0.31")
    assert not asked.targets and [*asked.cells] == [Target("table", "drivers")]
    with pytest.raises(UntraceableError, match="by no fact and no table"):
        ask(built, "0.99")


def keys_in(built: Built, typed: str) -> list[str]:
    return [target.key for target in ask(built, typed).targets]


def test_a_sentence_copied_from_the_pdf_gives_its_facts_in_order(built: Built) -> None:
    copied = (
        "The coe\ufb03cient of trust is 0.27\u2020 [0.10, 0.44]\u2020, which does not di\ufb00er from "
        'that of "plan-\nning" (di\ufb00erence \u22120.04\u2020; Table 1 (Smith, 2020)).'
    )
    asked = ask(built, copied)
    assert [target.key for target in asked.targets] == ["survey.trust.beta", "survey.difference"]
    assert asked.passage is not None
    assert (asked.passage.file, asked.passage.line) == ("manuscript/article.en.qmd", 10)


def test_a_part_of_a_sentence_gives_the_facts_in_that_part(built: Built) -> None:
    assert keys_in(built, "differ from that of planning (difference −0.04") == ["survey.difference"]
    assert keys_in(built, "A survey of 1,150 small firms.") == ["survey.kept.n"]


def test_a_sentence_in_spanish_is_found_in_the_spanish_text(built: Built) -> None:
    asked = ask(built, "El coeficiente de la confianza es de 0,27.")
    assert asked.passage is not None and asked.passage.file == "manuscript/article.es.qmd"
    assert [target.key for target in asked.targets] == ["survey.trust.beta"]


def test_a_sentence_without_results_is_found_and_has_none(built: Built) -> None:
    asked = ask(built, "Nothing in this paragraph was computed by anybody.")
    assert asked.passage is not None and not asked.targets


def test_a_note_leads_to_its_table(built: Built) -> None:
    asked = ask(built, "In brackets: 95% confi-\ndence intervals of 140 firms. §")
    assert [*asked.targets] == [Target("table", "drivers")]


def test_a_sentence_of_another_article_is_refused(built: Built) -> None:
    with pytest.raises(UntraceableError, match="is no sentence of the documents"):
        ask(built, "Ten blind mice ran after the farmer's wife.")


def test_an_unknown_key_gets_the_nearest(built: Built) -> None:
    with pytest.raises(UntraceableError, match=r'Did you mean "survey\.trust\.beta"'):
        ask(built, "survey.trst.beta")
    with pytest.raises(UntraceableError, match='Did you mean "tbl-drivers"'):
        ask(built, "tbl-driver")


def test_what_stands_in_a_studys_own_text_is_found_there(built: Built) -> None:
    own = built.root / "manuscript/demo/article.en.qmd"
    own.parent.mkdir()
    shared = built.root / "manuscript/article.en.qmd"
    shared.write_text(ENGLISH.replace("# Results", "# Results {#sec-results}"), encoding="utf-8")
    own.write_text(
        "# Ours {#sec-ours before='sec-results'}\n\n"
        "We asked in all [survey.other]{.fact} of the firms of our own.\n",
        encoding="utf-8",
    )
    places = Places(built, (Document(name="article"),))
    assert places.of(Target("fact", "survey.other")) == [("manuscript/demo/article.en.qmd", [3])]
    line = ENGLISH.split("\n").index('::: {#tbl-drivers table="drivers"}') + 1
    assert ("manuscript/article.en.qmd", [line]) in places.of(Target("table", "drivers"))
    asked = find("We asked in all 0.27 of the firms of our own.", built, places)
    assert [target.key for target in asked.targets] == ["survey.other"]
    assert asked.passage is not None
    assert (asked.passage.file, asked.passage.line) == ("manuscript/demo/article.en.qmd", 3)
