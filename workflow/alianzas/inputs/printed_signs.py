"""Signs in what the documents print that no font of the PDF has, and where they come from.

They are known once a trial has made all that the documents show; a build would stop at them only when
it typesets.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from alianzas.config.study_model import Study
from alianzas.data_package import raw_files
from alianzas.synthesis.settled_facts import settled_facts
from honest_results.build.trial import FOLDER
from honest_results.documents.signs import unprintable
from honest_results.documents.texts import read_shown
from honest_results.project import STUDIES, Project
from human_files.errors import Problem, UserError
from human_files.language.messages import message

_ENTRY = re.compile(r"@\w+\s*\{\s*([^,\s]+)")


def unprintable_signs(study: Study, project: Project, root: Path) -> list[Problem]:
    """Return a problem for each sign of a PDF that cannot be typeset, after a trial of the study."""
    printed = [
        document
        for document in project.documents_of(study.study, root)
        if "pdf" in project.formats_of(document)
    ]
    settled = settled_facts(study, root)
    signs: set[str] = set()
    cited: set[str] = set()
    for document in printed:
        for language in project.languages_of(study.study):
            text = read_shown(study.study, document.name, language, settled, root)
            signs |= {*text.body}
            cited |= {one.name for one in text.references() if one.kind == "citation"}
            made = f"results/{study.study}/manuscript/{document.name}.{language}.content.json"
            for words in _strings(json.loads((root / FOLDER / made).read_text(encoding="utf-8"))):
                signs |= {*words}
    for entry in _entries(study.study, root, cited):
        signs |= {*entry}
    return [_problem(study, sign, root) for sign in unprintable(signs)]


def _strings(content: Any) -> Iterator[str]:
    """Yield every text in what JSON holds."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from _strings(value)
    elif isinstance(content, list):
        for value in content:
            yield from _strings(value)


def _entries(study: str, root: Path, cited: Iterable[str]) -> Iterator[str]:
    """Yield the entries of the bibliography that the documents cite."""
    wanted = {*cited}
    for place in ("manuscript/references.bib", f"manuscript/{study}/references.bib"):
        path = root / place
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        for entry in re.split(r"^(?=@)", text, flags=re.MULTILINE):
            found = _ENTRY.match(entry)
            if found is not None and found[1] in wanted:
                yield entry


def _problem(study: Study, sign: str, root: Path) -> Problem:
    """Return the problem that a sign cannot be printed, with the first place where it stands."""
    file, line = next(_places(study, sign, root), (f"data/{study.study}", None))
    name = unicodedata.name(sign, "")
    return Problem(
        file,
        message(
            'no font of the PDF has the sign "{sign}" ({name}).',
            sign=sign,
            name=f"U+{ord(sign):04X}{f', {name}' if name else ''}",
        ),
        message("Write it otherwise, or leave `pdf` out of `formats:` in config/config.yaml."),
        line,
    )


def _places(study: Study, sign: str, root: Path) -> Iterator[tuple[str, int]]:
    """Yield file and line of each text among the inputs of a study that has a sign."""
    patterns = (
        f"manuscript/{study.study}/*",
        "manuscript/*",
        f"{STUDIES}/{study.study}/**/*.yaml",
        "config/codebooks/**/*.yaml",
        "config/languages/**/*.yaml",
    )
    files = [path for pattern in patterns for path in sorted(root.glob(pattern))]
    for path in (*files, *(root / name for name in raw_files(study, root))):
        try:
            lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        except (UnicodeDecodeError, UserError):
            continue
        for number, words in enumerate(lines, start=1):
            if sign in words:
                yield path.relative_to(root).as_posix(), number
