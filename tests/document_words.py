"""How many words a Word file has, by section: what a journal's limit counts.

python tests/document_words.py results/ecuador/article.en.docx
"""

from __future__ import annotations

import glob
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypandoc

WORD = re.compile(r"\w")
#: Headings of the list of references, where an article ends for a count of words.
REFERENCES = ("References", "Referencias")
ABSTRACT = "Abstract"


def words(path: Path) -> dict[str, Counter[str]]:
    """Return the words of each section of the first level, in the order of the text.

    Words of tables are counted as ``tables``, all others (captions and notes too) as ``text``; a token
    without a letter or digit is no word. What stands before the first heading is the section "", but
    the abstract, which is "Abstract" in every language. Alternative texts and the list of references
    are not counted.
    """
    # Brackets in the name of a folder would be a pattern there.
    styled = pypandoc.convert_file(glob.escape(str(path)), "json", format="docx+styles")
    found: dict[str, Counter[str]] = {"": Counter(), ABSTRACT: Counter()}
    section = ""
    for block in json.loads(styled)["blocks"]:
        if block["t"] == "Header" and block["c"][0] == 1:
            section = " ".join(_tokens(block))
            if section in REFERENCES:
                break
            found[section] = Counter()
        is_abstract = block["t"] == "Div" and ["custom-style", ABSTRACT] in block["c"][0][2]
        kind = "tables" if block["t"] == "Table" else "text"
        count = sum(bool(WORD.search(token)) for token in _tokens(block))
        found[ABSTRACT if is_abstract else section][kind] += count
    return found


def _tokens(element: Any) -> Iterator[str]:
    """Yield the tokens of an element of Pandoc's, without what pictures have as alternative text."""
    if isinstance(element, list):
        for part in element:
            yield from _tokens(part)
    elif isinstance(element, dict):
        if element.get("t") == "Str":
            yield element["c"]
        elif element.get("t") != "Image":
            yield from _tokens(element.get("c", []))


if __name__ == "__main__":
    for file in sys.argv[1:]:
        counted = words(Path(file))
        for name, count in counted.items():
            print(f"{count['text']:6} {count['tables']:6}  {name}")
        total = sum(counted.values(), Counter[str]())
        print(f"{total['text']:6} {total['tables']:6}  {file}")
