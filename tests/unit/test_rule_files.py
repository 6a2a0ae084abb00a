"""What the rule files say agrees with the files they name."""

from __future__ import annotations

import re
from pathlib import Path

from honest_results.rule_files import Rule, read_rules, words_of_rules

ROOT = Path(__file__).resolve().parents[2]


def test_a_rule_is_read_with_its_words_script_and_results(tmp_path: Path) -> None:
    (tmp_path / "Snakefile").write_text(
        "rule fit_drivers:\n"
        '    """\n    Estimate what drives success.\n\n    More words.\n    """\n'
        "    output:\n"
        '        facts=facts("fit_drivers"),\n'
        '        tables=table("drivers",\n            "driver_tests"),\n'
        '        figures("flow"),\n'
        "    script:\n"
        '        "../scripts/survey/fit_drivers.py"\n'
        "\n\nrule other:\n    input: []\n"
    )
    expected = Rule(
        "fit_drivers",
        "Estimate what drives success",
        "workflow/scripts/survey/fit_drivers.py",
        ("drivers", "driver_tests"),
        ("flow",),
    )
    assert read_rules(tmp_path)["fit_drivers"] == expected
    assert read_rules(tmp_path)["other"] == Rule("other", "", "", (), ())
    assert words_of_rules(tmp_path) == {"fit_drivers": "Estimate what drives success"}


def test_every_rule_has_words_for_a_person() -> None:
    named = {
        name
        for path in [ROOT / "Snakefile", *(ROOT / "workflow/rules").glob("*.smk")]
        for name in re.findall(r"^rule (\w+):", path.read_text(), re.MULTILINE)
    }
    words = words_of_rules(ROOT)
    assert named == words.keys()
    assert all("{" not in text and len(text) <= 90 for text in words.values())


def test_every_script_is_there_and_named_like_its_rule() -> None:
    for rule in read_rules(ROOT).values():
        if rule.name != "all":
            assert (ROOT / rule.script).is_file(), rule
            assert Path(rule.script).stem == rule.name
