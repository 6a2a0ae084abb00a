"""Which studies a command applies to."""

from __future__ import annotations

from pathlib import Path

from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study
from honest_results.project import CONFIG, load_project, study_file
from human_files.errors import ConfigurationError, Problem
from human_files.language.current import use_languages
from human_files.language.messages import message


def chosen_studies(name: str | None, root: Path, *, built: bool = False) -> list[Study]:
    """Return the study called ``name``, or, without a name, every study that the project builds.

    Words are made in the languages of the first of them from then on.

    With ``built``, the study must be one that the project builds, or that has been built. Raises
    ConfigurationError where the study does not exist or its file has mistakes.
    """
    names = load_project(root).studies
    if name is not None:
        results = root / "results" / name / "facts.json"
        if (
            built
            and name not in names
            and not results.is_file()
            and (root / study_file(name)).is_file()
        ):
            raise ConfigurationError(
                Problem(
                    CONFIG,
                    message('does not build the study "{name}".', name=name),
                    message(
                        "Build it by itself, make paper STUDY={name}, or add it: studies: [{names}]",
                        name=name,
                        names=", ".join([*names, name]),
                    ),
                    column="studies",
                )
            )
        names = [name]
    studies = [load_study(each, root) for each in names]
    use_languages(load_project(root).languages_of(names[0]), studies[0].country.code)
    return studies


def study_with(branch: str, name: str | None, root: Path) -> Study:
    """Return the study called ``name`` (default: the first), which must have a branch.

    Raises ConfigurationError where it has not, or where chosen_studies raises it.
    """
    study = chosen_studies(name, root)[0]
    if getattr(study, branch) is None:
        file = study_file(study.study, branch)
        advice = message("Name a study that has it, or add the file.")
        raise ConfigurationError(
            Problem(
                file, message("does not exist: no {branch} in this study.", branch=branch), advice
            )
        )
    return study


def sheet_language(named: str | None, study: Study, root: Path) -> str:
    """Return the language of a sheet: the one ``named``, or the study's first.

    Words are made in it from then on, also where the documents of the study are in others.
    """
    languages = load_project(root).languages_of(study.study)
    language = named or languages[0]
    if language not in languages:
        use_languages([language, *languages], study.country.code)
    return language
