"""Coefficients that another distribution adds: found by its entry points, checked, computed."""

import importlib
import re
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from field_statistics.further_agreement import CoefficientError, further_coefficients

README = Path(__file__).parents[1] / "README.md"

MODULE = """
from field_statistics import AgreementCoefficient

def half(ratings):
    return ratings.shape[1] / 4

def broken(ratings):
    raise RuntimeError("no luck")

HALF = AgreementCoefficient(half, {"en": "Half", "es": "Mitad"})
BROKEN = AgreementCoefficient(broken, {"en": "Broken"})
INFINITE = AgreementCoefficient(lambda ratings: float("inf"), {"en": "Infinite"})
NAMELESS = AgreementCoefficient(half, {"es": "Mitad"})
NUMBER = 1
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Return a function that installs a distribution into a folder of its own on the path."""
    names = []

    def put(points, module=MODULE, name="added_coefficients", distribution="added"):
        (tmp_path / f"{name}.py").write_text(module, encoding="utf-8")
        info = tmp_path / f"{distribution}-0.3.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 0.3\n"
        )
        lines = "".join(f"{key} = {value}\n" for key, value in points.items())
        (info / "entry_points.txt").write_text(
            f"[field_statistics.agreement_coefficients]\n{lines}", encoding="utf-8"
        )
        names.append(name)
        importlib.invalidate_caches()

    monkeypatch.syspath_prepend(tmp_path)
    yield put
    for name in names:
        sys.modules.pop(name, None)


def test_nothing_is_added_where_nothing_is_installed():
    assert further_coefficients() == []


def test_an_added_coefficient(install):
    install({"half": "added_coefficients:HALF"})
    (one,) = further_coefficients()
    assert (one.name, one.distribution) == ("half", "added 0.3")
    assert [one.label(language) for language in ("en", "es", "pt")] == ["Half", "Mitad", "Half"]
    assert one.value(np.zeros((3, 2))) == 0.5


def test_what_is_not_a_number_is_undefined(install):
    install({"infinite": "added_coefficients:INFINITE"})
    assert further_coefficients()[0].value(np.zeros((3, 2))) is None


def test_a_function_that_fails_is_named(install):
    install({"broken": "added_coefficients:BROKEN"})
    with pytest.raises(CoefficientError, match=r"broken of added 0\.3 fails: RuntimeError"):
        further_coefficients()[0].value(np.zeros((3, 2)))


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ({"Half": "added_coefficients:HALF"}, "only lower-case letters"),
        ({"half": "added_coefficients:NONE"}, r"half of added 0\.3 cannot be loaded: Attribute"),
        ({"half": "added_coefficients:NUMBER"}, "added_coefficients:NUMBER is not an Agreement"),
        ({"half": "added_coefficients:NAMELESS"}, "with an English label"),
    ],
)
def test_what_cannot_be_used_is_refused(install, points, message):
    install(points)
    with pytest.raises(CoefficientError, match=message):
        further_coefficients()


def test_two_distributions_with_one_name(install):
    install({"half": "added_coefficients:HALF"})
    install({"half": "added_coefficients:BROKEN"}, distribution="other")
    with pytest.raises(CoefficientError, match=r"0\.3 and \w+ 0\.3 both add half"):
        further_coefficients()


def test_the_example_of_the_readme(install):
    text = README.read_text(encoding="utf-8").split("## Add a coefficient")[1]
    module = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]
    project = tomllib.loads(re.search(r"```toml\n(.*?)```", text, re.DOTALL)[1])
    ((group, points),) = project["project"]["entry-points"].items()
    assert group == "field_statistics.agreement_coefficients"
    install(points, module, name="scott", distribution=project["project"]["name"])
    (one,) = further_coefficients()
    # Scott (1955): agreement 5/6; shares 7/12 and 5/12, chance 74/144.
    ratings = np.array([[0, 0], [0, 0], [0, 0], [1, 1], [1, 1], [0, 1]], dtype=float)
    assert one.value(ratings) == pytest.approx((5 / 6 - 74 / 144) / (1 - 74 / 144))
    assert one.value(np.zeros((4, 2))) is None
    assert one.value(np.zeros((4, 3))) is None
