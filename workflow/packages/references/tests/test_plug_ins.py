"""Readers that another distribution adds."""

import pytest

from human_files.plugin_testing import installed
from human_files.plugins import PluginError
from human_files.text.content import Content
from references.formats.recognition import read_content

PYPROJECT = """
[project]
name = "acme-reader"
version = "1.2"

[project.entry-points."references.readers"]
acme = "acme_reader:READER"
"""
MODULE = """
from references.reading import Reader, Reading
from references.record import Record


def read(content):
    titles = [line[6:] for line in content.lines if line.startswith("ACME: ")]
    return Reading([Record(title=t, position=n, line=n) for n, t in enumerate(titles, 1)])


READER = Reader("Acme", lambda content: "ACME: " in content.text, read)
"""
RIS = "TY  - JOUR\nTI  - ACME: Trust\nER  - \n"
CSV = "title,doi\nACME: Trust,10.1234/a\n"


def plugged_in(folder, module=MODULE, pyproject=PYPROJECT):
    return installed(folder, pyproject, {"acme_reader": module})


def read(text):
    name, reading = read_content(Content("f.txt", text.encode()))
    return name, [record.title for record in reading.records]


def test_a_format_that_nobody_else_knows(tmp_path):
    with plugged_in(tmp_path):
        assert read("ACME: Trust\nACME: Plans\n") == ("Acme", ["Trust", "Plans"])


def test_ours_come_first_where_they_know_the_format_exactly(tmp_path):
    with plugged_in(tmp_path):
        assert read(RIS) == ("RIS", ["ACME: Trust"])


@pytest.mark.parametrize(
    ("text", "ours"), [(CSV, "table (CSV)"), ('[{"title": "ACME: Trust"}]', "CSL-JSON")]
)
def test_plugins_come_before_the_readers_that_take_any_table_or_json(tmp_path, text, ours):
    assert read(text)[0] == ours
    with plugged_in(tmp_path):
        assert read(text)[0] == "Acme"
        assert read(text.replace("ACME", "Acne"))[0] == ours


def test_they_are_asked_in_the_order_of_their_names(tmp_path):
    second = PYPROJECT.replace("acme-reader", "zeta-reader").replace("acme =", "aaa =")
    zeta = MODULE.replace('"Acme"', '"Zeta"')
    with (
        installed(
            tmp_path / "z", second.replace("acme_reader", "zeta_reader"), {"zeta_reader": zeta}
        ),
        plugged_in(tmp_path / "a"),
    ):
        assert read("ACME: Trust\n")[0] == "Acme"


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("import nothing_like_it", "cannot be loaded: ModuleNotFoundError: No module named"),
        ("READER = 7", "is not a references.Reader but of the type int."),
        (
            MODULE.replace('"ACME: " in content.text', "content['x']"),
            "failed to look at f.txt: TypeE",
        ),
        (MODULE.replace("line[6:]", "line / 2"), "failed to read f.txt: TypeError: unsupported"),
        (MODULE.replace("return Reading(", "return list("), "failed to read f.txt: "),
        (
            MODULE.replace("return Reading(", "return ("),
            "must return a references.Reading, not the ty",
        ),
    ],
)
def test_a_broken_plugin_is_one_message_that_names_its_distribution(tmp_path, module, words):
    if "return list(" in module:
        module = module.replace("return list(", "raise ValueError('no')\n    return list(")
    with plugged_in(tmp_path, module), pytest.raises(PluginError) as caught:
        read("ACME: Trust\n")
    (problem,) = caught.value.problems
    assert problem.file == "acme-reader 1.2"
    assert words in problem.found
    assert problem.advice == "Update it, or remove it: pip uninstall acme-reader"


def test_a_broken_plugin_does_not_stand_in_the_way_of_formats_we_know(tmp_path):
    with plugged_in(tmp_path, "import nothing_like_it"):
        assert read(RIS)[0] == "RIS"
