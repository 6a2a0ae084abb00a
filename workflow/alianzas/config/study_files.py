"""Loading studies; kept apart from other loading because the Study model imports every section."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from alianzas.config.pretend_settings import in_place_of, load_pretend
from alianzas.config.study_model import BRANCHES, Study, StudyFile
from honest_results.project import STUDIES, load_project, study_file, study_names
from human_files.collecting import Collector
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.current import speaking
from human_files.language.messages import message
from human_files.repository_paths import unfit_files
from human_files.settings_files import load_model


def load_study(study: str, root: Path | str = ".", *, with_pretend: bool = True) -> Study:
    """Return the study in the folder ``config/studies/<study>``.

    It has the branches that have a file there, on pretend data where such stand in for its own
    (not without ``with_pretend``). Raises ConfigurationError where there is no such study
    (naming the nearest), where it has no branch, with every mistake in its files, and where it names
    what is no file of the repository, which is not opened.
    """
    file = study_file(study)
    if not Path(root, file).is_file():
        raise ConfigurationError(_no_study(study, Path(root)))
    unfit = [*unfit_files([f"{STUDIES}/{study}"], root)]
    if unfit:
        raise ConfigurationError(unfit)
    found = Collector()
    whole = found.attempt(load_model, Path(root, file), StudyFile, file)
    branches: dict[str, Any] = {}
    for name, model in BRANCHES.items():
        path = study_file(study, name)
        if Path(root, path).is_file():
            branches[name] = found.attempt(load_model, Path(root, path), model, path)
    if not branches:
        files = ", ".join(study_file("<study>", name).rpartition("/")[2] for name in BRANCHES)
        found.add(
            Problem(
                f"{STUDIES}/{study}",
                message("has no branch."),
                message("Add one or more of: {files}.", files=files),
            )
        )
    pretend = found.attempt(load_pretend, study, root) if with_pretend else None
    if found.problems or whole is None:
        raise ConfigurationError(found.problems)
    set_aside: dict[str, str] = {}
    for name in pretend.branches if pretend is not None else ():
        if name in branches:
            set_aside |= branches[name].sources_by_file()
            branches[name] = in_place_of(branches[name], getattr(pretend, name), root)
    try:
        whole_study = Study(
            study=study,
            **{name: getattr(whole, name) for name in type(whole).model_fields},
            **branches,
            set_aside=set_aside,
        )
    except ValidationError as error:
        words = [str(each["msg"]).removeprefix("Value error, ") for each in error.errors()]
        raise ConfigurationError([Problem(file, f"{each}.", "") for each in words]) from error
    claims = [] if whole_study.synthesis is None else whole_study.synthesis.claims_files("")
    named = [*whole_study.sources(), *set_aside, *filter(None, claims)]
    unfit = [*unfit_files([*dict.fromkeys([*named, f"manuscript/{study}"])], root)]
    if unfit:
        raise ConfigurationError(unfit)
    return whole_study


@contextmanager
def in_its_languages(study: Study, root: Path | str = ".") -> Iterator[None]:
    """Make words in a study's languages, and numbers as in its country, within a ``with`` block."""
    with speaking(load_project(root).languages_of(study.study), study.country.code):
        yield


def _no_study(study: str, root: Path) -> Problem:
    """Return the problem that a study does not exist."""
    file = study_file(study)
    single = f"{STUDIES}/{study}.yaml"
    if (root / single).is_file():
        advice = message(
            "Move what is in {single} to the folder {folder}: each branch to "
            "a file of its own, without its first line; the rest to study.yaml. "
            "docs/guides/README.md says how.",
            single=single,
            folder=f"{STUDIES}/{study}",
        )
        return Problem(single, message("is a study in one file; a study is a folder."), advice)
    return Problem(
        file,
        message("this study does not exist."),
        did_you_mean(study, study_names(root) or ["ecuador"]),
    )
