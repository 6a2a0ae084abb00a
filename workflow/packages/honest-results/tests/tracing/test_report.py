"""The report's words in every language, its columns and its lines."""

from __future__ import annotations

import re

import yaml

from honest_results.tracing.report import LABELS, Report


def test_every_word_has_the_same_gaps_in_every_language() -> None:
    for name, texts in yaml.safe_load(LABELS.read_text(encoding="utf-8")).items():
        gaps = [sorted(re.findall(r"\{\w+\}", texts[language])) for language in texts]
        assert all(found == gaps[0] for found in gaps), name


def test_a_name_that_repeats_is_written_once() -> None:
    rows = [("file", "a"), ("file", "b"), ("rule", "c")]
    assert Report("en").aligned(rows) == ["  file  a", "        b", "  rule  c"]


def test_lines_fit_the_terminal_but_paths_stay_whole() -> None:
    path = "workflow/alianzas/literature/screening_results.py"
    lines = Report("en", 60).aligned([("function", f"screening_facts, {path}, line 40")])
    assert lines == ["  function  screening_facts,", f"            {path},", "            line 40"]
    assert all(len(line) <= 60 for line in Report("en", 60).wrapped("several words " * 30, "    "))


def test_without_a_terminal_a_row_is_a_line() -> None:
    text = "words " * 100
    assert len(Report("en").aligned([("shows", text)])) == 1
