import csv
import json

import numpy as np
import pandas as pd
import pypandoc
import pytest

from honest_results.provenance import Source
from honest_results.tables import Column, Table, to_markdown, write_table
from human_files.errors import ConfigurationError, ResultError
from human_files.language import Labels

LABELS = Labels(
    {
        "provenance.stamp.reconstructed": {"en": "Reconstructed data", "es": "Datos reconstruidos"},
        "provenance.stamp.illustrative": {"en": "Illustrative data", "es": "Datos ilustrativos"},
        "provenance.stamp.simulated": {"en": "Simulated data", "es": "Datos simulados"},
        "t.name": {"en": "Driver", "es": "Factor"},
        "t.beta": {"en": "β", "es": "β"},
        "t.p": {"en": "p", "es": "p"},
        "t.interval": {"en": "95% CI", "es": "IC 95 %"},
        "t.note": {"en": "n = {n}.", "es": "n = {n}."},
        "trust": {"en": "Trust | faith", "es": "Confianza"},
        "panel": {"en": "Panel A", "es": "Panel A"},
    }
)
FRAME = pd.DataFrame(
    {
        "name": ["trust", "trust"],
        "beta": [1 / 3, np.nan],
        "p": [0.0001, 0.5],
        "ci_low": [-0.1, np.nan],
        "ci_high": [0.5, np.nan],
        "part": ["panel", "panel"],
    }
)
NBSP = "\u00a0"
COLUMNS = [
    Column("name", "t.name", "label"),
    Column("beta", "t.beta", "coefficient"),
    Column("p", "t.p", "p_value"),
    Column("ci", "t.interval", "interval", of="coefficient"),
]


def table(**changes):
    options = {"notes": ["t.note"], "values": {"n": {"value": 1500, "kind": "count"}}, **changes}
    return Table("drivers", FRAME, COLUMNS, **options)


def cells(markdown):
    """Read the table back with Pandoc, an independent reader."""
    document = json.loads(pypandoc.convert_text(markdown, "json", format="markdown"))
    parsed = next(block["c"] for block in document["blocks"] if block["t"] == "Table")
    rows = parsed[4][0][3]
    return [
        [
            pypandoc.convert_text(
                json.dumps({**document, "blocks": cell[4]}), "plain", format="json"
            ).strip()
            for cell in row[1]
        ]
        for row in rows
    ]


def test_each_language_has_its_numbers_and_words():
    assert cells(to_markdown(table(), LABELS, "en", "observed")) == [
        ["Trust | faith", "0.33", f"<{NBSP}0.001", f"[−0.10,{NBSP}0.50]"],
        ["Trust | faith", "—", "0.500", "—"],
    ]
    assert cells(to_markdown(table(), LABELS, "es", "observed"))[0] == [
        "Confianza",
        "0,33",
        f"<{NBSP}0,001",
        f"[−0,10;{NBSP}0,50]",
    ]


def test_notes_are_filled_in_the_language():
    assert "n = 1,500." in to_markdown(table(), LABELS, "en", "observed")
    assert "n = 1.500." in to_markdown(table(), LABELS, "es", "observed")


def test_a_group_has_a_row_of_its_own():
    rows = cells(to_markdown(table(group="part"), LABELS, "en", "observed"))
    assert rows[0] == ["Panel A", "", "", ""] and len(rows) == 3


@pytest.mark.parametrize(
    "text",
    ["a|b", "*a*", "a_b_c", "[x]{.fact}", "$x$", "@key", "<b>", "~a~", "a\\b", "# a", "1'2\"3"],
)
def test_no_text_is_taken_for_markup(text):
    frame = pd.DataFrame({"name": [text]})
    plain = Table("x", frame, [Column("name", "t.name")])
    assert (
        cells(to_markdown(plain, LABELS, "en", "observed"))[0][0]
        .replace("“", '"')
        .replace("”", '"')
        .replace("’", "'")
        == text
    )


def test_the_csv_is_at_full_precision_and_the_description_tells_the_level(tmp_path):
    write_table(
        table(),
        tmp_path,
        labels=LABELS,
        languages=["en", "es"],
        rule="fit_drivers",
        script="s.py",
        sources=[Source("a", "observed"), Source("b", "illustrative")],
    )
    with (tmp_path / "drivers.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert float(rows[0]["beta"]) == 1 / 3
    assert list(rows[0]) == ["name", "beta", "p", "ci_low", "ci_high", "provenance"]
    assert {row["provenance"] for row in rows} == {"illustrative"}
    described = json.loads((tmp_path / "drivers.json").read_text())
    assert described["level"] == "illustrative" and described["rows"] == 2
    assert (tmp_path / "drivers.es.md").exists()


def test_a_column_without_label_names_the_nearest():
    wrong = Table("x", FRAME, [Column("name", "t.nam", "label")])
    with pytest.raises(ConfigurationError, match=r'Did you mean "t\.name"'):
        to_markdown(wrong, LABELS, "en", "observed")


def test_rows_that_are_not_printed_stand_in_the_data(tmp_path):
    table = Table("demo", FRAME, COLUMNS, printed=[1])
    text = to_markdown(table, LABELS, "en", "observed")
    assert "0.500" in text and "0.33" not in text
    options = {
        "languages": ["en"],
        "rule": "r",
        "script": "s",
        "sources": [Source("f", "observed")],
    }
    write_table(table, tmp_path, labels=LABELS, **options)
    assert len(pd.read_csv(tmp_path / "demo.csv")) == len(FRAME)


SOURCES = [Source("a", "observed"), Source("b", "illustrative"), Source("c", "simulated")]
OPTIONS = {"labels": LABELS, "languages": ["en", "es"], "rule": "r", "script": "s"}
#: One simulated value among observed ones, every column named.
ONE = {
    "name": ["observed", "observed"],
    "beta": ["observed", "simulated"],
    "p": ["observed", "illustrative"],
    "ci": ["observed", "observed"],
}


def written(folder, **changes):
    write_table(table(**changes), folder, sources=SOURCES, **OPTIONS)
    with (folder / "drivers.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_cell_of_another_level_is_marked_and_the_data_say_which(tmp_path):
    rows = written(tmp_path, levels=ONE)
    assert [row["provenance"] for row in rows] == ["observed", "simulated"]
    assert [row["provenance_beta"] for row in rows] == ["observed", "simulated"]
    assert [row["provenance_p"] for row in rows] == ["observed", "illustrative"]
    assert list(rows[0])[-1] == "provenance"
    markdown = (tmp_path / "drivers.es.md").read_text(encoding="utf-8")
    first, second = [line for line in markdown.splitlines() if "Confianza" in line]
    assert ".provenance" not in first
    assert "—[§]{.provenance .simulated} | 0,500[‡]{.provenance .illustrative} | — |" in second
    assert "‡ Datos ilustrativos. § Datos simulados." in markdown
    described = json.loads((tmp_path / "drivers.json").read_text())
    assert described["level"] == "simulated" and described["cells"] == ONE
    assert described["marked"] == ["illustrative", "simulated"]


def test_a_column_that_is_not_named_has_the_tables_level(tmp_path):
    rows = written(tmp_path, levels={"p": ["observed", "illustrative"]})
    assert [row["provenance"] for row in rows] == ["simulated", "simulated"]


def test_a_table_of_one_level_says_so_once(tmp_path):
    rows = written(tmp_path, levels={"p": ["simulated", "simulated"]})
    assert list(rows[0]) == ["name", "beta", "p", "ci_low", "ci_high", "provenance"]
    markdown = (tmp_path / "drivers.en.md").read_text(encoding="utf-8")
    assert ".provenance " not in markdown and "§ Simulated data." in markdown


def test_marks_follow_their_rows_where_not_all_are_printed(tmp_path):
    markdown = to_markdown(table(levels=ONE, printed=[1]), LABELS, "en", "simulated")
    assert "[§]{.provenance .simulated}" in markdown
    assert "[§]" not in to_markdown(table(levels=ONE, printed=[0]), LABELS, "en", "simulated")


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ({"beta": ["simulated", "observed"]}, "is simulated, and says that it rests on"),
        ({"beta": ["observed"]}, "has 2 rows, and the levels of 1"),
        ({"bet": ["observed", "observed"]}, "a column that it does not have"),
        ({"beta": ["observed", "guessed"]}, 'has the level "guessed"'),
    ],
)
def test_levels_that_cannot_be_are_refused(tmp_path, levels, words):
    with pytest.raises(ResultError, match=words):
        write_table(table(levels=levels), tmp_path, sources=SOURCES[:1], **OPTIONS)
    assert not [*tmp_path.iterdir()]


def test_a_table_that_does_not_say_what_it_rests_on_is_refused(tmp_path):
    with pytest.raises(ResultError, match="does not say which raw files it rests on"):
        write_table(table(), tmp_path, sources=None, **OPTIONS)
    taken = Table("x", FRAME.assign(provenance=1), [Column("provenance", "t.name", "count")])
    with pytest.raises(ResultError, match="kept for the level of each row"):
        write_table(taken, tmp_path, sources=SOURCES, **OPTIONS)
