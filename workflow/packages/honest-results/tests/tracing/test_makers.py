"""The function that makes a result is found in the code, without running it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from honest_results.tracing.makers import imported, makers

LIBRARY = '''"""Facts about firms."""

from typing import Literal, get_args

from honest_results.facts import Fact
from study.names import STEM

Method = Literal["holm", "bh"]
METHODS: tuple[Method, ...] = get_args(Method)
EMPTY = [Fact(f"firms.{name}.n", None, "count") for name in ("sought", "lost")]


def literal(n):
    """Count them.

    All of them.
    """
    return [Fact("firms.n", n, "count")]


def in_loop(counts):
    facts = []
    for name, count in {"big": 1, "small": 2}.items():
        key = f"firms.{name}"
        facts.append(Fact(f"{key}.n", count, "count"))
    for name in counts:
        key = f"firms.size.{name}"
        facts.append(Fact(f"{key}.n", counts[name], "count"))
    return facts


def share(key, count, of):
    return [Fact(key=f"{key}.n", value=count, kind="count"), Fact(f"{key}.percent", count, "percent")]


def outer(counts):
    key = "firms.allied"
    return [*share(key, 1, 2), *share(f"{key}.well_structured", 1, 2)]


def corrected(p):
    return [Fact(f"firms.{method}.phrase", "clear", "phrase", text={}) for method in METHODS]


def each(values):
    return [Fact(f"firms.{name}.phrase", how, "phrase", text={}) for name, how in values]


def unknown():
    return [Fact("firms.lost.n", 3, "count"), Fact("firms.state", "missing", "label", text={})]


def known(found):
    state = "some" if found else "all"
    return [Fact("firms.state", state, "label", text={})]


def constant():
    return [Fact(f"{STEM}.threshold", 1, "number")]


def limits(plan):
    values = plan.model_dump(include={"lowest", "highest"})
    return [Fact(f"firms.{name}.limit", value, "number") for name, value in values.items()]


def counted(facts):
    return {**facts, "firms.facts.n": len(facts)}
'''
SCRIPT = """from honest_results.step import step

with step() as run:
    from study import firms
    from study.drawing import draw

    for (name, frame), title in zip((("curve", 1), ("bars", 2)), titles, strict=True):
        run.figure(draw(name, frame, title))
"""
FIGURES = """from honest_results.figures import Figure


def draw(name, frame, title):
    return Figure(name, frame, title, {})
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script with a library of its own."""
    files = {
        "scripts/firms/count.py": SCRIPT,
        "study/__init__.py": "",
        "study/firms.py": LIBRARY,
        "study/names.py": 'STEM = "firms.named"\n',
        "study/drawing.py": FIGURES,
    }
    for name, text in files.items():
        path = tmp_path / "workflow" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "workflow/scripts/firms/count.py"


def fact(value: Any, kind: str = "count") -> dict[str, Any]:
    return {"value": value, "kind": kind}


@pytest.mark.parametrize(
    ("key", "about", "functions"),
    [
        ("firms.n", fact(3), ["literal"]),
        ("firms.big.n", fact(1), ["in_loop"]),
        ("firms.size.tiny.n", fact(1), ["in_loop"]),
        ("firms.allied.n", fact(1), ["share", "outer"]),
        ("firms.allied.well_structured.percent", fact(1, "percent"), ["share", "outer"]),
        ("firms.holm.phrase", fact("clear", "phrase"), ["corrected"]),
        ("firms.trust.phrase", fact("clear", "phrase"), ["each"]),
        ("firms.lost.n", fact(None), [""]),
        ("firms.lost.n", fact(3), ["unknown"]),
        ("firms.state", fact("missing", "label"), ["unknown"]),
        ("firms.state", fact("all", "label"), ["known"]),
        ("firms.named.threshold", fact(1, "number"), ["constant"]),
        ("firms.highest.limit", fact(1, "number"), ["limits"]),
        ("firms.facts.n", fact(9), ["counted"]),
        ("elsewhere.n", fact(9), []),
    ],
)
def test_a_fact_leads_to_the_function_that_makes_it(
    script: Path, key: str, about: dict[str, Any], functions: list[str]
) -> None:
    assert [maker.function for maker in makers("fact", key, script, about)] == functions


def test_it_tells_file_line_and_the_first_words(script: Path) -> None:
    (maker,) = makers("fact", "firms.n", script, fact(3))
    assert maker.file == script.parents[2] / "study/firms.py"
    assert 'Fact("firms.n"' in LIBRARY.splitlines()[maker.line - 1]
    assert maker.words == "Count them."


def test_a_figure_whose_name_a_script_hands_over(script: Path) -> None:
    for name in ("curve", "bars"):
        assert [maker.function for maker in makers("figure", name, script)] == ["draw", ""]
    assert makers("figure", "map", script) == []


def test_a_function_that_a_script_imports_is_found(script: Path) -> None:
    found = imported(script, "draw")
    assert found is not None and found.file.name == "drawing.py" and found.line == 4
    assert imported(script, "paint") is None
