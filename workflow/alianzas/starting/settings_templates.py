"""First files of settings: one template for all languages, with comments by the name of a label.

A line ``## survey.lists`` stands for the label ``new.survey.lists`` as a comment, at its indentation;
``$name`` for a value.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

import yaml

from human_files.language.labels import Labels

#: Where the templates are, from the top of the compendium, and their comments and first words.
TEMPLATES, LABELS = "config/new_study", "new_study"
_COMMENT = re.compile(r"^(?P<indent> *)## (?P<key>[a-z_.]+)$")
_WIDTH = 100


class FirstWords:
    """The first words of a study: labels in its languages, with the fields that they name.

    Parameters
    ----------
    labels : Labels
        Those of ``new_study.yaml``.
    languages : sequence of str
        The study's languages; comments are in the first.
    fields : mapping of str to str
        What fills the fields of comments.
    """

    def __init__(self, labels: Labels, languages: Sequence[str], fields: Mapping[str, str]) -> None:
        self._labels = labels
        self.languages = languages
        self._fields = fields

    def said(self, key: str, language: str | None = None, **fields: str) -> str:
        """Return a label in a language, by default the first, with its fields filled."""
        text = self._labels(f"new.{key}", language or self.languages[0])
        return text.format(**{**self._fields, **fields})

    def text(self, key: str) -> str:
        """Return a label in every language, as YAML."""
        return in_yaml({language: self.said(key, language) for language in self.languages})

    def comment(self, key: str, indent: str = "") -> str:
        """Return a label as the lines of a comment."""
        return commented(self.said(key), indent)


def commented(text: str, indent: str = "") -> str:
    """Return a text as the lines of a comment; a path or name is never parted."""
    width = _WIDTH - len(indent) - 2
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"{indent}# {line}" for line in lines)


def filled(name: str, words: FirstWords, values: Mapping[str, str], root: Path) -> str:
    """Return the file that the template ``name`` makes of words and values."""
    lines = (root / TEMPLATES / f"{name}.template").read_text(encoding="utf-8").splitlines()
    whole = [
        words.comment(match["key"], match["indent"]) if (match := _COMMENT.match(line)) else line
        for line in lines
    ]
    return Template("\n".join(whole)).substitute(values) + "\n"


def in_yaml(texts: Mapping[str, str]) -> str:
    """Return a text in several languages as one line of YAML: the words alone where it is one."""
    if len(texts) == 1:
        return scalar(next(iter(texts.values())))
    return "{" + ", ".join(f"{language}: {scalar(text)}" for language, text in texts.items()) + "}"


def scalar(text: str) -> str:
    """Return words as YAML, in quotation marks where it needs them."""
    is_plain = re.fullmatch(r"[^\W\d_][\w’ -]*", text) and yaml.safe_load(text) == text
    return text if is_plain else json.dumps(text, ensure_ascii=False)
