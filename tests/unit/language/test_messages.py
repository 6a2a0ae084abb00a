"""What the terminal says is said in every language, and nothing of it goes past the messages."""

from __future__ import annotations

import argparse
import ast
import json
import re
from pathlib import Path
from string import Formatter

import pytest

from human_files.language.command_line_words import SENTENCES
from human_files.language.messages import said_by_others
from human_files.settings_words import PATTERNS
from human_files.system_errors import REASONS
from said_sentences import ROOT, all_sentences, modules, other_sentences

LANGUAGES = [
    path.parent.name for path in sorted((ROOT / "config/languages").glob("*/messages.yaml"))
]
SAID = {sentence.text for sentence in [*all_sentences(), *other_sentences()]}
#: Numbers in the fields of argparse's sentences, and of help, which it fills by "%".
_PERCENT = re.compile(r"%(?:\(\w+\))?[rs%]")


def translated(language: str) -> dict[str, str]:
    """Return the sentences of a language as the set-up reads them: a pair of JSON a line."""
    path = ROOT / "config/languages" / language / "messages.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [json.loads("{" + line + "}") for line in lines if not line.startswith("#")]
    whole = {key: text for pair in pairs for key, text in pair.items()}
    assert len(whole) == len(pairs), "a sentence stands twice"
    return whole


def fields_of(sentence: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def test_the_languages_besides_english() -> None:
    assert {"es", "pt"} <= {*LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_nothing_else(language: str) -> None:
    ours = translated(language)
    assert sorted(SAID - ours.keys()) == []
    assert sorted(ours.keys() - SAID) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_fields_of_its_sentence(language: str) -> None:
    for sentence, text in translated(language).items():
        assert text.strip(), sentence
        assert fields_of(text) == fields_of(sentence), sentence
        percents = set(_PERCENT.findall(text))
        assert percents <= set(_PERCENT.findall(sentence)), sentence
        assert {one for one in _PERCENT.findall(sentence) if "(" not in one} <= percents, sentence


def test_the_fields_of_a_sentence_are_filled_where_it_is_said() -> None:
    for sentence in [*all_sentences(), *other_sentences()]:
        if sentence.filled is not None:
            wanted = {*fields_of(sentence.text)}
            assert wanted <= sentence.filled, sentence
            assert sentence.filled - wanted <= {"n"}, sentence  # which counts, and may stay unsaid


def test_no_sentence_leaves_a_plural_open() -> None:
    assert [sentence for sentence in SAID if re.search(r"\w\(e?s\)", sentence)] == []


def test_what_argparse_says_is_known() -> None:
    """Of the Python that runs: but for what only those who write parsers see."""
    internal = re.compile(
        r"conflict|__call__|'required'|mutually|callable|cannot merge|invalid option string|dest="
        r"|multiple subparser|with mode|deprecated|version|default"
    )
    tree = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    said = {
        word.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in ("_", "ngettext")
        for word in node.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }
    assert {words for words in said if not internal.search(words)} <= {*SENTENCES}


def test_every_pattern_of_a_settings_file_is_said_in_words() -> None:
    pattern = re.compile(r"\bpattern=(?!in_words|_PATTERN)\S+")
    for path in modules():
        if path.name != "settings_words.py":
            found = pattern.findall(path.read_text(encoding="utf-8"))
            assert found == [], f"{path}: give the pattern words, by in_words()"
    assert all(fields_of(one.words) == [] for one in PATTERNS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_system_says_is_translated(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    for reason in REASONS:
        assert said_by_others(reason) != reason


#: Modules whose texts are no messages of the terminal, and why.
EXCEPTIONS = {
    "alianzas/commandline/bench_command.py": "a tool of those who change the code, in English",
    "alianzas/commandline/pictures_command.py": "prints a line of README.md",
}
#: What shows words to people: any f-string or literal sentence in it goes past the messages.
_SHOWS = {
    *("print", "say", "Problem", "Mistake", "SetAside", "ValueError"),
    *("problem", "_problem", "wrong", "_wrong", "_tell", "_refuse", "_contradiction", "error"),
}
#: Families of modules in which a ValueError is read by people: models of files that they write.
_MODELS = re.compile(
    r"alianzas/config/|survey/(derived|question|roles)|_models?\.py$|/codebook\.py$"
)


def _past_the_messages(path: Path) -> list[str]:
    """Return the f-strings and sentences that a module shows without saying them as messages."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in _SHOWS or (name == "ValueError" and not _MODELS.search(path.as_posix())):
            continue
        words = [
            *node.args,
            *(one.value for one in node.keywords if one.arg in ("found", "advice")),
        ]
        for word in words:
            parts = word.values if isinstance(word, ast.JoinedStr) else [word]
            texts = [one.value for one in parts if isinstance(one, ast.Constant)]
            said = " ".join(text for text in texts if isinstance(text, str))
            if re.search(r"[A-Za-z]{2,} [a-z]{2,}", said) and not said.strip().startswith(
                "alianzas"
            ):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {said}")
    return found


def test_no_words_are_shown_past_the_messages() -> None:
    found = [
        line
        for path in modules()
        if not any(path.as_posix().endswith(name) for name in EXCEPTIONS)
        for line in _past_the_messages(path)
    ]
    assert found == []


def test_help_is_said_as_messages() -> None:
    """No ``help=`` or ``description=`` of a command is a bare literal."""
    found = []
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in (
                "add_argument",
                "add_parser",
            ):
                found += [
                    f"{path.relative_to(ROOT)}:{node.lineno}"
                    for one in node.keywords
                    if one.arg in ("help", "description") and isinstance(one.value, ast.Constant)
                ]
    assert found == []
