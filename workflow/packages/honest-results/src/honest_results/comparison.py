"""Several studies together: a build of its own, whose results are in ``results/pooled/``.

It comes after the builds of the studies and takes their results as they are. Its one document has a
text that all studies share, ``manuscript/comparison.<language>.qmd``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from honest_results.project import POOLED, Document, Project, study_file

#: The document; its text is in every language of the compendium.
COMPARISON = Document(name="comparison")
#: Branches of which the results of two studies can be compared.
BRANCHES = ("literature", "cases", "survey")


def are_comparable(studies: Sequence[str], root: Path | str = ".") -> bool:
    """Say whether two of the studies or more have a branch in common.

    Parameters
    ----------
    studies : sequence of str
        Names of studies.
    root : path, default the working directory
        Top of the compendium.

    Returns
    -------
    bool
        Whether there is something to compare.
    """
    return any(
        sum(Path(root, study_file(study, branch)).is_file() for study in studies) > 1
        for branch in BRANCHES
    )


def languages_in_common(project: Project, studies: Sequence[str]) -> list[str]:
    """Return the languages of a comparison: those that all studies have, else the first study's.

    Parameters
    ----------
    project : Project
        What is built.
    studies : sequence of str
        Names of the studies that are compared.

    Returns
    -------
    list of str
        Codes, in the order of the first study; never empty.
    """
    first = project.languages_of(studies[0])
    shared = [
        language
        for language in first
        if all(language in project.languages_of(study) for study in studies)
    ]
    return shared or [*first]


def comparison_project(project: Project) -> Project:
    """Return the build of the comparison of a project's studies, as if it were that of a study."""
    languages = languages_in_common(project, project.studies)
    return project.with_one_study(POOLED, languages, [COMPARISON])
