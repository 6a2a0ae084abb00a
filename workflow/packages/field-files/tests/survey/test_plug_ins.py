"""Readers of survey exports that another distribution adds."""

import pytest

from field_files.survey.recognition import read_file
from human_files.plugin_testing import installed
from human_files.plugins import PluginError

PYPROJECT = """
[project]
name = "acme-surveys"
version = "1.2"

[project.entry-points."field_files.survey_readers"]
acme = "acme_surveys"
"""
MODULE = """
from field_files.survey.export import Export

NAME = "Acme Surveys"


def recognises(grid):
    return grid.header[:1] == ["acme_id"]


def read(grid):
    return Export(grid.file, grid.header, grid.rows[1:], format=NAME, metadata=["acme_id"])
"""
ACME = "acme_id,trust\n1,4\n2,5\n"
SURVEY_MONKEY = "Respondent ID,trust\n1,4\n"


@pytest.fixture
def read(tmp_path):
    def read(text):
        (tmp_path / "a.csv").write_text(text)
        return read_file(tmp_path / "a.csv")

    return read


def plugged_in(folder, module=MODULE):
    return installed(folder / "site", PYPROJECT, {"acme_surveys": module})


def test_a_tool_that_nobody_else_knows(read, tmp_path):
    assert read(ACME).format == "plain CSV"
    with plugged_in(tmp_path):
        export = read(ACME)
        assert (export.format, export.metadata) == ("Acme Surveys", ["acme_id"])
        assert [cells for _, cells in export.rows] == [["1", "4"], ["2", "5"]]
        assert read(ACME.replace("acme", "other")).format == "plain CSV"


def test_ours_come_first_where_they_know_the_tool(read, tmp_path):
    with plugged_in(tmp_path, MODULE.replace('== ["acme_id"]', "!= []")):
        assert read(SURVEY_MONKEY).format == "SurveyMonkey"
        assert read(ACME).format == "Acme Surveys"


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("import nothing_like_it", "cannot be loaded: ModuleNotFoundError"),
        ("NAME = 'Acme'", "is not a reader of survey exports: it needs NAME, recognises and read."),
        (MODULE.replace("grid.header[:1]", "grid.head"), "failed to look at "),
        (MODULE.replace("grid.rows[1:]", "grid.cells"), "a.csv: AttributeError: "),
        (MODULE.replace("return Export(", "return dict(file="), "must return a field_files.Export"),
    ],
)
def test_a_broken_plugin_is_one_message_that_names_its_distribution(read, tmp_path, module, words):
    if "dict(" in module:
        module = module.replace("dict(file=grid.file, grid.header, grid.rows[1:], ", "dict(")
    with plugged_in(tmp_path, module), pytest.raises(PluginError) as caught:
        read(ACME)
    (problem,) = caught.value.problems
    assert problem.file == "acme-surveys 1.2"
    assert words in problem.found
