"""The shared codebooks in languages that have a folder: whole, and with every field."""

import re
from pathlib import Path

import pytest
import yaml

CODEBOOKS = Path("config/codebooks")
TRANSLATIONS = sorted(Path("config/languages").glob("*/codebooks/**/*.yaml"))
#: What a translation leaves as it is: facts, placeholders, codes.
FIELDS = re.compile(r"\[[^\]]*\]\{[^}]*\}|\{\w+\}|`[^`]*`")


def texts(node, path=()):
    """Yield the place and the text of everything that a codebook says in English and in Spanish."""
    if isinstance(node, dict) and {"en", "es"} <= set(node):
        yield path, node["en"]
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from texts(value, (*path, entry(node, value, place)))


def translated(node, path=()):
    """Yield the place and the text of everything in a file of translations."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key != "id" or not path:
                yield from translated(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from translated(value, (*path, entry(node, value, place)))
    else:
        yield path, node


def entry(entries, value, place):
    """Return what an entry of a list is found by: its id where all have one, else its position."""
    by_id = all(isinstance(other, dict) and "id" in other for other in entries)
    return value["id"] if by_id else place


def test_there_are_translations():
    assert len(TRANSLATIONS) >= 11


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: "/".join(file.parts[2:]))
def test_a_translated_codebook_is_whole(file):
    name = file.relative_to(Path(*file.parts[:4]))
    english = dict(texts(yaml.safe_load((CODEBOOKS / name).read_text(encoding="utf-8"))))
    other = dict(translated(yaml.safe_load(file.read_text(encoding="utf-8"))))
    assert set(other) == set(english)
    for place, text in english.items():
        assert sorted(FIELDS.findall(text)) == sorted(FIELDS.findall(other[place])), place
