"""The public names: all there, cheap to import, and described as NumPy's are."""

import importlib
import inspect
import re
import subprocess
import sys

import pytest

import field_statistics

#: What has no published source: plain steps, and what results are held in.
WITHOUT_SOURCE = {"count_ratings", "further_coefficients", "permutations"}


@pytest.mark.parametrize("name", field_statistics.__all__)
def test_a_public_name_is_described(name):
    found = getattr(field_statistics, name)
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
    assert field_statistics.__all__ == sorted(field_statistics._HOME)
    assert dir(field_statistics) == field_statistics.__all__
    for name, module in field_statistics._HOME.items():
        assert getattr(field_statistics, name) is getattr(importlib.import_module(module), name)
        # A submodule of the same name would take the name's place once it is imported.
        assert not inspect.ismodule(getattr(field_statistics, name))


def test_no_other_names():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = field_statistics.no_such_name


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, field_statistics; print({'numpy', 'pandas', 'scipy'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
