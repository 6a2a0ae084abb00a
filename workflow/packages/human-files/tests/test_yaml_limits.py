"""A few lines of YAML that would blow up, end the program or show a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from human_files.errors import ConfigurationError
from human_files.settings_files import read_yaml

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LAUGHS, "stands for too many values."),
        ("a: &a [*a]\n", "stands for too many values."),
        ("a: " + "[" * 100_000, "is nested too deeply."),
        ("".join(" " * deep + "a:\n" for deep in range(200)), "is nested too deeply."),
        ("seed: " + "9" * 5_000, "holds a number of too many digits."),
        ("seed: 0x" + "f" * 5_000, "holds a number of too many digits."),
        ("seed: 1" + ":59" * 3_000, "holds a number of too many digits."),
        ("day: 2026-02-31\n", "holds a number or a date that there is not."),
        ("day: !!timestamp abc\n", "holds a number or a date that there is not."),
        ("day: !!bool maybe\n", "holds a number or a date that there is not."),
        ("a: " + "x" * 10_000_001, "is too long for a settings file."),
    ],
)
def test_refused(tmp_path: Path, text: str, found: str) -> None:
    path = tmp_path / "study.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        read_yaml(path)
    assert error.value.problems[0].found == found


def test_references_that_are_in_order(tmp_path: Path) -> None:
    path = tmp_path / "study.yaml"
    path.write_text("a: &a {b: [1, 2]}\nc: *a\nd: {<<: *a}\ne: '1" + "0" * 500 + "'\n", "utf-8")
    assert read_yaml(path)["d"] == {"b": [1, 2]}
