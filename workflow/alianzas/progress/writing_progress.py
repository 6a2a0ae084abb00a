"""What a study says: its propositions and its text, and what declarations still lack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.progress.items import Item, broken, done, to_do
from honest_results.project import codebook_file, load_project
from human_files.errors import UserError
from human_files.language.current import current_languages
from human_files.language.messages import counted_message, message
from human_files.settings_files import load_model

#: The section in which authors say who approved the study, who paid for it, and their interests.
_DECLARATIONS = "sec-declarations"
#: The proposition that `alianzas new` writes.
_EXAMPLE = "example"


def synthesis_items(study: Study, root: Path) -> Iterator[Item]:
    """Yield how far the propositions are."""
    from honest_results.claims.statement_models import Propositions

    file = codebook_file(study.study, "propositions", root)
    try:
        propositions = load_model(root / file, Propositions, file).propositions
    except UserError:
        yield broken(file, study.study)
        return
    if [one.id for one in propositions] == [_EXAMPLE]:
        yield to_do(
            message("The only proposition is an example: write yours in {file}.", file=file)
        )
    else:
        words = counted_message(
            len(propositions),
            "{n} proposition, in {file}.",
            "{n} propositions, in {file}.",
            file=file,
        )
        yield done(words)


def text_items(study: Study, root: Path) -> Iterator[Item]:
    """Yield which sections are the study's own, and whether it declares what authors have to."""
    article = load_project(root).documents[0].name
    for language in current_languages():
        path = root / "manuscript" / study.study / f"{article}.{language}.qmd"
        own = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        labels = re.findall(r"^#+ .*\{[^}]*#(sec-[\w-]+)", text, re.MULTILINE)
        if labels:
            words = counted_message(
                len(labels),
                "{n} section of your own in {file}.",
                "{n} sections of your own in {file}.",
                file=own,
            )
            yield done(words)
        else:
            yield to_do(
                message(
                    "The text is the shared one: sections of your own go into {file}.", file=own
                )
            )
        if _DECLARATIONS not in labels:
            yield to_do(
                message(
                    "Ethical approval, funding and interests are not declared: write the section "
                    "{{#{label}}} in {file}.",
                    label=_DECLARATIONS,
                    file=own,
                )
            )
