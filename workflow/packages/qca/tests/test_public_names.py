"""The public names: all there, cheap to import, and described as NumPy's are."""

import importlib
import inspect
import re
import subprocess
import sys

import pytest

import qca

#: What has no published source: plain steps, and what results are held in.
WITHOUT_SOURCE = {"term_text"}


@pytest.mark.parametrize("name", qca.__all__)
def test_a_public_name_is_described(name):
    found = getattr(qca, name)
    text = inspect.getdoc(found)
    if inspect.isclass(found):
        assert "\nAttributes\n----------\n" in text
        return
    assert "\nReturns\n-------\n" in text
    assert name in WITHOUT_SOURCE or "\nReferences\n----------\n" in text
    described = text.partition("\nParameters\n----------\n")[2].partition("\nReturns\n")[0]
    for parameter in inspect.signature(found).parameters:
        assert re.search(rf"^(\w+, )*{parameter}\b.* : ", described, re.MULTILINE)


def test_names_and_their_places_agree():
    assert qca.__all__ == sorted(qca._HOME)
    assert dir(qca) == qca.__all__
    for name, module in qca._HOME.items():
        assert getattr(qca, name) is getattr(importlib.import_module(module), name)
        # A submodule of the same name would take the name's place once it is imported.
        assert not inspect.ismodule(getattr(qca, name))


def test_no_other_names():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = qca.no_such_name


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, qca; print({'numpy', 'pandas', 'scipy'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
