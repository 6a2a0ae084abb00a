"""The examples of the docstrings, run."""

import doctest
import importlib
import pkgutil

import pytest

import honest_results

MODULES = [
    found.name for found in pkgutil.walk_packages(honest_results.__path__, "honest_results.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_docstrings(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
