"""Every figure draws in both languages; its data and alt text say what the study says."""

import re
from types import SimpleNamespace

import pytest

from alianzas.config.literature_settings import Window
from alianzas.literature.ado_figure import ado_figure
from alianzas.literature.evidence_map_figure import evidence_map_figure
from alianzas.literature.flow import trace_records
from alianzas.literature.flow_figure import flow_figure
from alianzas.literature.included_figures import years_figure
from alianzas.literature.included_studies import group_studies
from alianzas.literature.review_steps import review_values
from alianzas.literature.spar_figure import spar_figure
from alianzas.literature.study_coding import code_studies
from alianzas.literature.theory_context_method_figure import theory_context_method_figure
from drawn_words import read_drawing
from honest_results.figure_style import use_style
from honest_results.figures import write_figure
from honest_results.provenance import Source
from human_files.settings import Text
from unit.literature.test_results import SOURCE


@pytest.fixture
def studies(screened, passes, codebook, write_coding, tmp_path):
    write_coding()
    return group_studies(code_studies(screened, passes, codebook, root=tmp_path).codes, codebook)


@pytest.fixture
def silent(codebook):
    keys = [(d.id, code.id) for d in codebook.dimensions for code in d.codes]
    return {key: ["x"] if key[1] == "not_stated" else [] for key in keys}


@pytest.fixture
def draw(labels, tmp_path):
    def drawn(figure, language):
        write_figure(
            figure,
            tmp_path,
            languages=[language],
            labels=labels,
            rule="r",
            script="s",
            sources=[Source("f", "observed")],
        )
        return (tmp_path / f"{figure.id}.{language}.svg").read_bytes()

    return drawn


@pytest.mark.parametrize("language", ["en", "es"])
def test_flow(imported, screened, screening_codebook, labels, draw, language):
    nothing = imported.iloc[:0].assign(reason="", record_id="")
    flow = trace_records(imported, nothing, nothing, screened)
    figure = flow_figure(flow, screened, screening_codebook, [SOURCE], labels)
    lists = {part.heading: part.entries for part in figure.lists["en"]}
    assert len(lists["Records screened (5)"]) == 5
    assert lists["off_topic (1)"] == ["Dee et al. (2019). The price of bread"]
    assert len(figure.lists["es"]) == len(figure.lists["en"])
    assert draw(figure, language) == draw(figure, language)
    drawn = figure.draw(language)
    boxes = {artist.get_gid() for artist in drawn.axes[0].patches}
    assert {f"part-{item.part}" for item in figure.lists[language]} <= boxes
    boxes = figure.data.groupby("box")["n"].sum()
    assert boxes["identified"] == boxes["removed"] + boxes["screened"] == 5
    assert boxes["screened"] == boxes["excluded"] + boxes["included"]
    assert "Records identified: 5 (Database: 5)." in figure.alt["en"]
    assert "Estudios incluidos y codificados: 3" in figure.alt["es"]
    assert not re.search(r"[(;] ?[^;()]+: 0[;)]", figure.alt[language])


@pytest.mark.parametrize("language", ["en", "es"])
def test_years(screened, window, labels, draw, language):
    figure = years_figure(screened, window, Window(first=2020, last=2025), labels)
    draw(figure, language)
    assert figure.data["year"].tolist() == list(range(2014, 2026))
    assert figure.data["n"].sum() == 3
    assert "2021: 1" in figure.alt[language]
    assert ": 0" not in figure.alt[language]


@pytest.mark.parametrize("language", ["en", "es"])
def test_theory_context_and_method_are_counted_and_what_is_not_stated_first(
    studies, codebook, labels, draw, language
):
    figure = theory_context_method_figure(studies, codebook, labels)
    draw(figure, language)
    assert [*figure.data["dimension"].unique()] == [
        "theory",
        "method",
    ]  # the codebook has no context
    for dimension, rows in figure.data.groupby("dimension"):
        silent = len(studies.get((dimension, "not_stated"), ()))
        assert (rows["code"].iloc[0], rows["n"].iloc[0]) == ("not_stated", silent)
        assert rows["n"].iloc[1:].gt(0).all()
    assert figure.data["share"].tolist() == pytest.approx([n / 3 for n in figure.data["n"]])
    theories = figure.data[figure.data["dimension"] == "theory"]
    assert theories["n"].tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("language", ["en", "es"])
def test_ado(studies, codebook, labels, draw, language):
    figure = ado_figure(studies, codebook, labels)
    draw(figure, language)
    pairs = figure.data[figure.data["with_code"] != ""]
    found = dict(zip(zip(pairs["code"], pairs["with_code"], strict=True), pairs["n"], strict=True))
    assert found == {
        ("trust", "alliance"): 2,
        ("alliance", "performance"): 1,
        ("alliance", "innovation"): 1,
    }
    assert "Trust – Alliance: 2" in figure.alt["en"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_evidence_map(studies, codebook, labels, draw, language):
    rows, columns = codebook.by_id["theory"], codebook.by_id["outcomes"]
    figure = evidence_map_figure("evidence_map", studies, rows, columns, labels)
    draw(figure, language)
    assert figure.data["n"].sum() == 3
    assert "3 of 6 cells" in figure.alt["en"]


def test_figures_without_anything_stated_say_so(silent, codebook, labels, draw):
    rows, columns = codebook.by_id["theory"], codebook.by_id["method"]
    assert draw(evidence_map_figure("evidence_map", silent, rows, columns, labels), "es")
    assert draw(ado_figure(silent, codebook, labels), "en")
    assert draw(theory_context_method_figure(silent, codebook, labels), "en")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_six_steps(imported, screened, screening_codebook, codebook, labels, draw, language):
    nothing = imported.iloc[:0].assign(reason="", record_id="")
    flow = trace_records(imported, nothing, nothing, screened)
    facts = {
        "literature.coding.percent": {"value": 0.912},
        "literature.coding.kappa": {"value": 0.8},
        "literature.gaps.n": {"value": 7},
    }
    settings = SimpleNamespace(sources=[SOURCE], window=Window(first=2014, last=2025))
    values = review_values(flow, settings, screening_codebook, codebook, facts)
    figure = spar_figure(values, labels)
    assert draw(figure, language) == draw(figure, language)
    numbers = figure.data.set_index(["step", "name"])["value"]
    assert numbers["acquisition", "identified"] == 5
    assert numbers["purification", "excluded"] == 2
    assert numbers["evaluation", "included"] == 3
    assert list(dict.fromkeys(figure.data["step"])) == [
        "identification",
        "acquisition",
        "organisation",
        "purification",
        "evaluation",
        "reporting",
    ]
    lists = flow_figure(flow, screened, screening_codebook, [SOURCE], labels).lists
    listed = spar_figure(values, labels, lists)
    marked = {artist.get_gid() for artist in listed.draw(language).axes[0].patches} - {None}
    assert marked == {f"part-{item.part}" for item in listed.lists[language]}
    evaluated = [item for item in listed.lists["en"] if item.part == "evaluation"]
    assert sum(len(item.entries) for item in evaluated) == 3
    assert evaluated[0].title == "5. Evaluation"
    assert "Records read: 5" in figure.alt["en"]
    assert "91,2 %" in figure.alt["es"].replace("\u00a0", " ")


def test_the_steps_of_a_review_with_full_texts_add_up(
    imported, screened, screening_codebook, codebook, labels
):
    """Of the records screened, each is excluded, not retrieved, excluded as a report, or included."""
    read = ["", "include", "exclude", "not_retrieved", ""]
    final = ["exclude", "include", "exclude", "exclude", "exclude"]
    reason = ["off_topic", "", "off_topic", "not_retrieved", "off_topic"]
    staged = screened.assign(full_text_decision=read, decision=final, reason=reason)
    nothing = imported.iloc[:0].assign(reason="", record_id="")
    flow = trace_records(imported, nothing, nothing, staged)
    facts = {
        "literature.coding.percent": {"value": 1.0},
        "literature.coding.kappa": {"value": 1.0},
        "literature.gaps.n": {"value": 0},
    }
    settings = SimpleNamespace(sources=[SOURCE], window=Window(first=2014, last=2025))
    figure = spar_figure(review_values(flow, settings, screening_codebook, codebook, facts), labels)
    purified = figure.data[figure.data["step"] == "purification"].set_index("name")["value"]
    assert purified.drop("reasons").to_dict() == {
        "screened": 5,
        "excluded": 2,
        "sought": 3,
        "not_retrieved": 1,
        "excluded_reports": 1,
    }
    assert "3 buscados, 1 no obtenidos, 1 excluidos" in figure.alt["es"]


def _boxes_of_texts(figure):
    """Return the places of everything printed, in dots."""
    figure.draw_without_rendering()
    axes = figure.axes[0]
    texts = [*axes.texts, *axes.get_xticklabels(), *(t for g in figure.legends for t in g.texts)]
    return [text.get_window_extent() for text in texts if text.get_text()]


def _overlapping(boxes):
    return sum(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


@pytest.mark.parametrize(("first", "last"), [(2014, 2025), (1960, 2026), (2005, 2026)])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_word_of_the_years_stands_on_another(screened, labels, language, first, last):
    """Of a long window not every year can be named."""
    use_style()
    focus = Window(first=last - 5, last=last)
    figure = years_figure(screened, Window(first=first, last=last), focus, labels)
    assert _overlapping(_boxes_of_texts(figure.draw(language))) == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_names_and_numbers_of_codes_keep_apart_with_all_of_them_in_use(
    codebook, labels, draw, tmp_path, language
):
    """Where texts are read in full, studies may have any code, and in large numbers."""
    names = [f"study-{number}" for number in range(1200)]
    studies = {(d.id, code.id): names for d in codebook.dimensions for code in d.codes}
    for figure in (
        theory_context_method_figure(studies, codebook, labels),
        ado_figure(studies, codebook, labels),
    ):
        draw(figure, language)
        drawing = read_drawing(tmp_path / f"{figure.id}.{language}.svg")
        assert drawing.outside() == [] and drawing.overlapping() == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_codes_that_meet_no_other_are_named_below_the_map(
    studies, codebook, labels, draw, tmp_path, language
):
    rows, columns = codebook.by_id["theory"], codebook.by_id["outcomes"]
    figure = evidence_map_figure("evidence_map", studies, rows, columns, labels)
    draw(figure, language)
    drawing = read_drawing(tmp_path / f"evidence_map.{language}.svg")
    data = figure.data
    empty = [
        code.label.by_language()[language]
        for dimension in (rows, columns)
        for code in dimension.codes
        if code.id in set(data[dimension.id]) and not data[data[dimension.id] == code.id]["n"].any()
    ]
    said = " ".join(words.text for words in drawing.words)
    assert all(name in said for name in empty)
    cells = [words.text for words in drawing.words if words.text in {"·", "1", "2", "3"}]
    assert cells and len(cells) <= len(data)
    assert drawing.overlapping() == [] and drawing.outside() == []


@pytest.mark.parametrize("number", [2, 5, 7])
def test_no_name_above_the_map_is_cut_in_two(codebook, labels, draw, tmp_path, number):
    rows, columns = codebook.by_id["theory"], codebook.by_id["outcomes"]
    names = [f"{letter}nternationalization" for letter in "ABCDEFG"[:number]]
    codes = [
        columns.codes[0].model_copy(update={"id": name, "label": Text(en=name)}) for name in names
    ]
    studies = {
        ("theory", code.id): ["x"] if code.id == "relational_view" else [] for code in rows.codes
    }
    studies |= {("outcomes", name): ["x"] for name in names}
    columns = columns.model_copy(update={"codes": codes})
    draw(evidence_map_figure("evidence_map", studies, rows, columns, labels), "en")
    drawing = read_drawing(tmp_path / "evidence_map.en.svg")
    assert {*names} <= {words.text for words in drawing.words}
    assert drawing.overlapping() == [] and drawing.outside() == []
