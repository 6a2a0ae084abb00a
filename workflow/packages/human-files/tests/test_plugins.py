import pytest

from human_files.errors import DataError, Problem
from human_files.plugin_testing import installed
from human_files.plugins import PluginError, installed_plugins

PYPROJECT = """
[project]
name = "acme-things"
version = "1.2"

[project.entry-points."demo.things"]
second = "acme_things:SECOND"
first = "acme_things:Holder.FIRST"
lost = "acme_things:LOST"
broken = "acme_broken"
"""
MODULES = {
    "acme_things": "class Holder:\n    FIRST = 1\n\nSECOND = 2\n",
    "acme_broken": "import module_that_nobody_has\n",
}


@pytest.fixture
def plugins(tmp_path):
    with installed(tmp_path, PYPROJECT, MODULES):
        yield {plugin.name: plugin for plugin in installed_plugins("demo.things")}


def test_plugins_are_found_in_order_and_loaded(plugins):
    assert list(plugins) == ["broken", "first", "lost", "second"]
    assert (plugins["first"].distribution, plugins["first"].version) == ("acme-things", "1.2")
    assert (plugins["first"].load(), plugins["second"].load()) == (1, 2)
    assert installed_plugins("demo.nothing") == []


def test_they_are_gone_with_their_distribution(tmp_path):
    with installed(tmp_path, PYPROJECT, MODULES):
        assert installed_plugins("demo.things")
    assert installed_plugins("demo.things") == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("broken", "ModuleNotFoundError: No module named 'module_that_nobody_has'."),
        ("lost", "AttributeError: module 'acme_things' has no attribute 'LOST'."),
    ],
)
def test_one_that_cannot_be_loaded_is_named_with_its_distribution(plugins, name, words):
    with pytest.raises(PluginError) as caught:
        plugins[name].load()
    (line, advice) = str(caught.value).split("\n")
    assert line.startswith(f'acme-things 1.2: its plug-in "{name}" (acme_')
    assert line.endswith(f"in the group demo.things) cannot be loaded: {words}")
    assert advice == "  Update it, or remove it: pip uninstall acme-things"


def test_the_distribution_answers_for_what_its_code_raises(plugins):
    with (
        pytest.raises(PluginError, match=r"failed to read a\.txt: KeyError: 'TI'\."),
        plugins["first"].answering_for("read a.txt"),
    ):
        raise KeyError("TI")
    told = DataError(Problem("a.txt", "is empty.", "Export it again."))
    with pytest.raises(DataError) as caught, plugins["first"].answering_for("read a.txt"):
        raise told
    assert caught.value is told
