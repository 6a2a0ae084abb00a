"""The public names: each can be had and is documented, and none is imported before it is used."""

import inspect
import subprocess
import sys

import pytest

import field_files as package

#: What `import field_files` must not import: they take most of a second.
_HEAVY = ("babel", "numpy", "openpyxl", "pandas", "pydantic", "scipy", "yaml")


@pytest.mark.parametrize("name", package.__all__)
def test_every_public_name_has_numpy_style_documentation(name):
    found = getattr(package, name)
    words = inspect.getdoc(found) or ""
    assert words, name
    if inspect.isclass(found):
        return
    signature = inspect.signature(found)
    for parameter in signature.parameters.values():
        assert f"{parameter.name.lstrip('*')}" in words.partition("Parameters\n---")[2], parameter
    if signature.return_annotation != "None":
        assert "\nReturns\n-------\n" in words


def test_the_names_are_listed_and_others_refused():
    assert {*package.__all__} <= {*dir(package)}
    with pytest.raises(AttributeError, match="has no attribute 'nothing_like_it'"):
        _ = package.nothing_like_it


def test_importing_the_package_alone_is_quick():
    code = f"import sys, {package.__name__}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {*_HEAVY} & {*done.stdout.split()}
