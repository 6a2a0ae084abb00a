import csv
import json

import numpy as np
import pandas as pd
import pypandoc
import pytest

from honest_results.provenance import Source
from honest_results.tables import Column, Table, to_markdown, write_table
from human_files.errors import ConfigurationError
from human_files.language import Labels

LABELS = Labels(
    {
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
    assert cells(to_markdown(table(), LABELS, "en")) == [
        ["Trust | faith", "0.33", f"<{NBSP}0.001", f"[−0.10,{NBSP}0.50]"],
        ["Trust | faith", "—", "0.500", "—"],
    ]
    assert cells(to_markdown(table(), LABELS, "es"))[0] == [
        "Confianza",
        "0,33",
        f"<{NBSP}0,001",
        f"[−0,10;{NBSP}0,50]",
    ]


def test_notes_are_filled_in_the_language():
    assert "n = 1,500." in to_markdown(table(), LABELS, "en")
    assert "n = 1.500." in to_markdown(table(), LABELS, "es")


def test_a_group_has_a_row_of_its_own():
    rows = cells(to_markdown(table(group="part"), LABELS, "en"))
    assert rows[0] == ["Panel A", "", "", ""] and len(rows) == 3


@pytest.mark.parametrize(
    "text",
    ["a|b", "*a*", "a_b_c", "[x]{.fact}", "$x$", "@key", "<b>", "~a~", "a\\b", "# a", "1'2\"3"],
)
def test_no_text_is_taken_for_markup(text):
    frame = pd.DataFrame({"name": [text]})
    plain = Table("x", frame, [Column("name", "t.name")])
    assert (
        cells(to_markdown(plain, LABELS, "en"))[0][0]
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
    assert list(rows[0]) == ["name", "beta", "p", "ci_low", "ci_high"]
    described = json.loads((tmp_path / "drivers.json").read_text())
    assert described["level"] == "illustrative" and described["rows"] == 2
    assert (tmp_path / "drivers.es.md").exists()


def test_a_column_without_label_names_the_nearest():
    wrong = Table("x", FRAME, [Column("name", "t.nam", "label")])
    with pytest.raises(ConfigurationError, match=r'Did you mean "t\.name"'):
        to_markdown(wrong, LABELS, "en")


def test_rows_that_are_not_printed_stand_in_the_data(tmp_path):
    table = Table("demo", FRAME, COLUMNS, printed=[1])
    text = to_markdown(table, LABELS, "en")
    assert "0.500" in text and "0.33" not in text
    options = {
        "languages": ["en"],
        "rule": "r",
        "script": "s",
        "sources": [Source("f", "observed")],
    }
    write_table(table, tmp_path, labels=LABELS, **options)
    assert len(pd.read_csv(tmp_path / "demo.csv")) == len(FRAME)
