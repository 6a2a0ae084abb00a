"""The study's own file: title, authors, and words that ``alianzas new`` left in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.inputs.yaml_words import words_of
from alianzas.progress.items import Item, Part, done, to_do
from alianzas.starting.new_study import working_titles
from honest_results.project import STUDIES, study_file
from human_files.language.current import current_languages
from human_files.language.messages import message

#: Words that wait to be written: all of them in brackets.
_PLACEHOLDER = re.compile(r"\[[^\[\]{}]+\]")


def study_part(study: Study, root: Path) -> Part:
    """Return how far the study's own words are."""
    return Part(
        message("Study"), [*_title(study, root), *_authors(study), *_placeholders(study, root)]
    )


def _title(study: Study, root: Path) -> Iterator[Item]:
    file = study_file(study.study)
    given = {*study.article.title.by_language().values()}
    if given & working_titles(study.study, study.country.code, current_languages(), root):
        yield to_do(
            message("The title is still the working title: write yours in {file}.", file=file)
        )
    else:
        yield done(message("Title: {title}", title=study.article.title.first))


def _authors(study: Study) -> Iterator[Item]:
    names = ", ".join(author.name for author in study.article.authors)
    if names:
        yield done(message("Authors: {names}", names=names))
    else:
        file = study_file(study.study)
        yield to_do(
            message("No authors are named: name them under `authors:` in {file}.", file=file)
        )


def _placeholders(study: Study, root: Path) -> Iterator[Item]:
    """Yield what is still in brackets in the settings of the study."""
    for path in sorted((root / STUDIES / study.study).glob("*.yaml")):
        for word in words_of(path):
            if _PLACEHOLDER.fullmatch(word.text.strip()):
                yield to_do(
                    message(
                        "{file}, line {line}: write what stands in brackets ({address}).",
                        file=path.relative_to(root).as_posix(),
                        line=word.line,
                        address=word.address,
                    )
                )
