"""A coefficient that another distribution adds: in the tables and facts of both agreements."""

import importlib
import sys

import numpy as np
import pandas as pd
import pytest

from alianzas.cases.coder_agreement import measure_agreement
from alianzas.further_agreement import (
    further_columns,
    further_facts,
    further_labels,
    further_values,
    installed,
)
from alianzas.literature.coding_reliability import reliability
from honest_results.tables import Column, Table, to_markdown
from human_files.errors import ResultError
from human_files.language.labels import Labels

MODULE = """
from field_statistics import AgreementCoefficient

def proportion(ratings):
    return (ratings[:, 0] == ratings[:, 1]).mean()

def broken(ratings):
    raise RuntimeError

PLAIN = AgreementCoefficient(proportion, {"en": "Plain", "es": "Llano"})
BROKEN = AgreementCoefficient(broken, {"en": "Broken"})
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Return a function that installs a distribution with one coefficient."""

    def put(name, value):
        (tmp_path / "plain_agreement.py").write_text(MODULE, encoding="utf-8")
        info = tmp_path / "plain_agreement-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: plain-agreement\nVersion: 1.0\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(
            f"[field_statistics.agreement_coefficients]\n{name} = plain_agreement:{value}\n",
            encoding="utf-8",
        )
        importlib.invalidate_caches()
        installed.cache_clear()

    monkeypatch.syspath_prepend(tmp_path)
    yield put
    sys.modules.pop("plain_agreement", None)
    monkeypatch.undo()
    installed.cache_clear()


def judgements():
    return pd.DataFrame(
        [
            {"coder": coder, "case": case, "dimension": "d", "code": "c", "value": value}
            for coder, values in (("a", (1, 0, 1, 1)), ("b", (1, 0, 0, 1)))
            for case, value in enumerate(values)
        ]
    )


def test_nothing_changes_where_nothing_is_installed():
    assert (installed(), further_columns(), further_labels()) == ([], [], {})
    assert further_values([(1, 1)], (0, 1)) == {}
    assert "plain" not in measure_agreement(judgements(), 0.95, 1).columns
    assert not reliability([True, False], [True, True], "ab", 1, 0.95).further


def test_the_coders_of_cases(install):
    install("plain", "PLAIN")
    found = measure_agreement(judgements(), 0.95, 1)
    assert found["plain"].tolist() == [0.75] * 3
    assert found["plain"].dtype == np.float64


def test_the_passes_over_the_literature(install):
    install("plain", "PLAIN")
    found = reliability([True, False], [True, True], "ab", 1, 0.95)
    assert found.cells()["plain"] == 0.5
    (fact,) = further_facts("literature.coding", found.further, decimals=3)
    assert (fact.key, fact.value) == ("literature.coding.plain", 0.5)


def test_the_column_in_each_language(install):
    install("plain", "PLAIN")
    table = Table(
        "t",
        pd.DataFrame({"what": ["x"], "plain": [0.5]}),
        [Column("what", "what"), *further_columns(decimals=3)],
        labels={"what": {"en": "What", "es": "Qué"}, **further_labels()},
    )
    assert "Plain" in to_markdown(table, Labels({}), "en", "observed")
    assert "Llano" in to_markdown(table, Labels({}), "es", "observed")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("plain", "MISSING", r"plain of plain-agreement 1\.0 cannot be loaded"),
        ("alpha", "PLAIN", "has a name in use"),
        ("broken", "BROKEN", "broken of plain-agreement 1.0 fails"),
    ],
)
def test_one_that_cannot_be_used_is_told_to_the_person(install, name, value, message):
    install(name, value)
    with pytest.raises(ResultError, match=message):
        further_values([(1, 0)], (0, 1))
