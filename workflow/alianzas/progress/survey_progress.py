"""The survey: questionnaire, instruments for the field, answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alianzas.config.study_model import Study, present
from alianzas.progress.items import Item, broken, done, to_do, waiting
from honest_results.project import codebook_file, study_file
from human_files.errors import UserError
from human_files.language.messages import message, template

#: Where `alianzas instruments` writes.
INSTRUMENTS = "instruments"
#: What the answers are, by their provenance.
_LEVELS = {
    "observed": template("observed data"),
    "reconstructed": template("reconstructed data"),
    "illustrative": template("illustrative data"),
    "simulated": template("simulated data"),
}


def survey_items(study: Study, root: Path) -> Iterator[Item]:
    """Yield how far the survey is."""
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.responses.response_import import import_responses

    settings, name = present(study.survey), study.study
    file = codebook_file(name, "questionnaire", root)
    try:
        form = load_questionnaire(root / file, settings.lists, file)
    except UserError:
        yield broken(file, name)
        return
    own = study_file(name, "questionnaire")
    words = message("Questionnaire: {n} questions, in {file}.", n=len(form.questions), file=file)
    if file != own:
        words += " " + message("To ask others, copy it to {own}.", own=own)
    yield done(words)
    answers = settings.responses.file
    is_there = (root / answers).is_file()
    folder = f"{INSTRUMENTS}/{name}"
    if (root / folder).is_dir():
        yield done(message("Form and questionnaire for the field: {folder}/", folder=folder))
    elif not is_there:
        yield to_do(
            message("Form and questionnaire for the field are not written."),
            f"make instruments STUDY={name}",
        )
    if not is_there:
        yield waiting(message("No answers yet: put the export into {file}.", file=answers))
        return
    explains = settings.responses.codebook
    try:
        account = import_responses(
            root / answers, form, settings, None if explains is None else root / explains
        )
    except UserError:
        yield broken(answers, name)
        return
    yield done(
        message(
            "Answers: {n} submissions, of which {kept} count ({level}).",
            n=account.received,
            kept=account.kept,
            level=message(_LEVELS[settings.provenance]),
        )
    )
