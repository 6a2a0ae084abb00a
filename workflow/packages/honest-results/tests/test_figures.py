import json

import pandas as pd
import pytest

from honest_results.figure_style import format_axis, new_figure, use_style, wrap_words
from honest_results.figures import Figure, RecordList, mark_part, write_figure
from honest_results.provenance import Source
from human_files.errors import ResultError
from human_files.language import Labels

LABELS = Labels(
    {
        "provenance.stamp.simulated": {"en": "Simulated data", "es": "Datos simulados"},
        "draft.stamp": {"en": "Draft", "es": "Borrador"},
    }
)
DATA = pd.DataFrame({"x": [0, 1], "y": [0.5, 1.5]})


def draw(language):
    figure, axes = new_figure("column", 5)
    axes.plot(DATA["x"], DATA["y"])
    format_axis(axes, "y", "number", language, 1)
    return figure


FIGURE = Figure("demo", DATA, draw, {"en": "A line.", "es": "Una línea."})


def write(folder, *languages, level="simulated", **options):
    write_figure(
        FIGURE,
        folder,
        languages=languages or ["es"],
        labels=LABELS,
        rule="draw_demo",
        script="s.py",
        sources=[Source("data/a.csv", level)],
        **options,
    )


def test_a_language_is_drawn_the_same_whether_or_not_others_are(tmp_path):
    write(tmp_path / "both", "en", "es")
    for language in ("en", "es"):
        write(tmp_path / language, language)
        for file in (tmp_path / language).iterdir():
            assert file.read_bytes() == (tmp_path / "both" / file.name).read_bytes(), file.name


def test_two_drawings_are_the_same_bytes(tmp_path):
    for folder in ("a", "b"):
        write(tmp_path / folder)
    for ending in ("svg", "png", "csv", "json"):
        one, two = ((tmp_path / f / f"demo.es.{ending}").read_bytes() for f in ("a", "b"))
        assert one == two, ending


def test_the_description_and_the_data(tmp_path):
    write(tmp_path)
    described = json.loads((tmp_path / "demo.es.json").read_text())
    assert described["alt"] == "Una línea. Datos simulados." and described["level"] == "simulated"
    pd.testing.assert_frame_equal(
        pd.read_csv(tmp_path / "demo.es.csv"), DATA.assign(provenance="simulated")
    )


def test_what_is_observed_has_an_alternative_text_without_a_mark(tmp_path):
    write(tmp_path, level="observed")
    assert json.loads((tmp_path / "demo.es.json").read_text())["alt"] == "Una línea."
    assert set(pd.read_csv(tmp_path / "demo.es.csv")["provenance"]) == {"observed"}


def test_each_row_of_the_data_may_have_its_own_level(tmp_path):
    options = {"languages": ["es"], "labels": LABELS, "rule": "r", "script": "s"}
    sources = [Source("a", "simulated")]
    rows = ["observed", "simulated"]
    told = Figure("told", DATA, draw, FIGURE.alt, levels=rows)
    held = Figure("held", DATA.assign(provenance=["observed", ""]), draw, FIGURE.alt)
    for figure in (told, held):
        write_figure(figure, tmp_path, sources=sources, **options)
        assert pd.read_csv(tmp_path / f"{figure.id}.es.csv")["provenance"].tolist() == rows
    with pytest.raises(ResultError, match="is simulated, and says that it rests on"):
        write_figure(told, tmp_path, sources=[Source("a", "observed")], **options)
    with pytest.raises(ResultError, match="does not say which raw files"):
        write_figure(told, tmp_path, sources=None, **options)


def test_the_png_has_300_dots_per_inch(tmp_path):
    write(tmp_path)
    from PIL import Image

    with Image.open(tmp_path / "demo.es.png") as image:
        assert round(image.info["dpi"][0]) == 300
        assert image.width == pytest.approx(8.4 / 2.54 * 300, abs=2)


def test_a_figure_below_observed_is_stamped(tmp_path):
    write(tmp_path / "simulated")
    write(tmp_path / "observed", level="observed")
    sizes = [(tmp_path / f / "demo.es.png").read_bytes() for f in ("simulated", "observed")]
    assert sizes[0] != sizes[1]
    stamp = LABELS("provenance.stamp.simulated", "es")
    with pytest.raises(Exception, match="no label"):
        write(tmp_path / "x", level="illustrative")
    assert stamp


@pytest.mark.parametrize(
    ("level", "stamp"), [("simulated", "Borrador · Datos simulados"), ("observed", "Borrador")]
)
def test_a_drafts_figure_says_so_whatever_its_data(tmp_path, level, stamp):
    write(tmp_path, level=level, is_draft=True)
    assert f"<!-- {stamp} -->" in (tmp_path / "demo.es.svg").read_text(encoding="utf-8")
    assert not (tmp_path / "demo.es.png").exists()
    write(tmp_path / "result", level=level)
    assert "Borrador" not in (tmp_path / "result/demo.es.svg").read_text(encoding="utf-8")


def test_spanish_axes_have_decimal_commas():
    figure = draw("es")
    figure.canvas.draw()
    ticks = [tick.get_text() for tick in figure.axes[0].get_yticklabels()]
    assert any("," in tick for tick in ticks) and not any("." in tick for tick in ticks)


def test_lists_of_records_are_written_in_the_language(tmp_path):
    lists = {"es": [RecordList("Cribados (1)", ["Uno (2020)"], "screened", "Cribados (1)")]}

    def marked(language):
        drawn = draw(language)
        mark_part(drawn.axes[0].patch, "screened")
        return drawn

    figure = Figure("demo", DATA, marked, FIGURE.alt, lists)
    write_figure(
        figure,
        tmp_path,
        languages=["en", "es"],
        labels=LABELS,
        rule="r",
        script="s",
        sources=[Source("a", "observed")],
    )
    read = {k: json.loads((tmp_path / f"demo.{k}.json").read_text())["lists"] for k in ("en", "es")}
    item = {"heading": "Cribados (1)", "title": "Cribados (1)", "part": "screened"}
    assert read == {"en": [], "es": [{**item, "entries": ["Uno (2020)"]}]}
    left, top, width, height = json.loads((tmp_path / "demo.es.json").read_text())["areas"][
        "screened"
    ]
    assert 0 < left < left + width < 100 and 0 < top < top + height < 100
    assert 'id="part-screened"' in (tmp_path / "demo.es.svg").read_text()


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_words_are_wrapped_where_the_printed_line_ends(weight):
    """The same number of letters, narrow and wide: what counts is how wide they print."""
    from matplotlib.figure import Figure as Drawing

    use_style()
    narrow, wide = "illi till illi till", "MWMW MWMW MWMW MWMW"
    drawing = Drawing(figsize=(8, 2), dpi=1000)
    for text in (narrow, wide, "Vacíos señalados para futuras investigaciones: 22"):
        drawn = drawing.text(0, 0, text, fontsize=7.5, fontweight=weight)
        width = drawn.get_window_extent().width / 1000 * 2.54
        assert wrap_words(text, width * 1.02, 7.5, weight) == [text]
        assert len(wrap_words(text, width * 0.98, 7.5, weight)) == 2
    assert len(wrap_words(wide, 2.0, 7.5)) > len(wrap_words(narrow, 2.0, 7.5))
    assert wrap_words("", 2.0, 7.5) == []
    assert wrap_words("indivisible", 0.1, 7.5) == ["indivisible"]
