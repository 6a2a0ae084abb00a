"""Of several studies, those that are deposited: the others' folders and the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from honest_results.deposit.chosen_studies import choose_studies, others_folders


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("a: 1\nstudies: [ecuador]  # one\n\n# c\nb: 2\n", "a: 1\nstudies: [peru]\n\n# c\nb: 2\n"),
        (
            "studies:\n  - ecuador # x\n  - peru\n# after\nb: 2\n",
            "studies: [peru]\n# after\nb: 2\n",
        ),
        ("studies:\n- ecuador\nb: 2", "studies: [peru]\nb: 2"),
        ("studies: [ecuador,\n  peru]", "studies: [peru]\n"),
    ],
)
def test_the_settings_build_what_is_deposited_and_keep_their_comments(
    tmp_path: Path, settings: str, expected: str
) -> None:
    file = tmp_path / "config/config.yaml"
    file.parent.mkdir()
    file.write_text(settings)
    assert choose_studies(["peru"], tmp_path)
    assert file.read_text() == expected
    assert yaml.safe_load(expected)["studies"] == ["peru"]


@pytest.mark.parametrize("settings", ["b: 1\n", "studies: []\n", "studies:\n", "studies: [peru]\n"])
def test_settings_that_build_it_anyway_stay_as_they_are(tmp_path: Path, settings: str) -> None:
    file = tmp_path / "config/config.yaml"
    file.parent.mkdir()
    file.write_text(settings)
    assert not choose_studies(["peru"], tmp_path)
    assert file.read_text() == settings


def test_the_folders_of_other_studies_are_left_out(tmp_path: Path) -> None:
    for name in ("chile", "ecuador", "peru"):
        (tmp_path / "config/studies" / name).mkdir(parents=True)
        (tmp_path / "config/studies" / name / "study.yaml").touch()
    left = others_folders(["peru", "chile"], tmp_path)
    assert left == ["config/studies/ecuador", "data/ecuador", "manuscript/ecuador"]
