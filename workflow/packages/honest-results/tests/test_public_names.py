"""The public names: all there, cheap to import, and described as NumPy's are."""

import importlib
import inspect
import re
import subprocess
import sys

import pytest
from pydantic import BaseModel

import honest_results


@pytest.mark.parametrize("name", honest_results.__all__)
def test_a_public_name_is_described(name):
    found = getattr(honest_results, name)
    text = inspect.getdoc(found)
    if inspect.isclass(found):
        if issubclass(
            found, BaseModel
        ):  # whose fields describe themselves, also in its JSON Schema
            assert all(field.description for field in found.model_fields.values())
        else:
            assert "\nAttributes\n----------\n" in text
        return
    assert "\nReturns\n-------\n" in text
    described = text.partition("\nParameters\n----------\n")[2].partition("\nReturns\n")[0]
    for parameter in inspect.signature(found).parameters:
        assert re.search(rf"^(\w+, )*\*?{parameter}\b.* : ", described, re.MULTILINE)


def test_names_and_their_places_agree():
    assert honest_results.__all__ == sorted(honest_results._HOME)
    assert dir(honest_results) == honest_results.__all__
    for name, module in honest_results._HOME.items():
        assert getattr(honest_results, name) is getattr(importlib.import_module(module), name)
        # A submodule of the same name would take the name's place once it is imported.
        assert not inspect.ismodule(getattr(honest_results, name))


def test_no_other_names():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = honest_results.no_such_name


def test_importing_the_package_loads_nothing_heavy():
    heavy = "{'numpy', 'pandas', 'pydantic', 'snakemake'}"
    code = f"import sys, honest_results; print({heavy} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
