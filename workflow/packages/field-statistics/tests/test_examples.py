"""The examples of the documentation, run: those of the docstrings and of the README."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import field_statistics

README = Path(__file__).parents[1] / "README.md"
MODULES = [
    found.name for found in pkgutil.walk_packages(field_statistics.__path__, "field_statistics.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_docstrings(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_examples_of_the_readme():
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    example = doctest.DocTestParser().get_doctest("\n\n".join(blocks), {}, "README.md", None, None)
    assert example.examples
    assert doctest.DocTestRunner().run(example).failed == 0
