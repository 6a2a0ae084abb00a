"""Files in the folder of a study that nothing reads: most often a name that was mistyped."""

from __future__ import annotations

from pathlib import Path

from alianzas.config.pretend_settings import PRETEND
from alianzas.config.study_model import BRANCHES, Study
from honest_results.project import CODEBOOKS, STUDIES, study_file
from human_files.errors import Problem, did_you_mean
from human_files.language.messages import message


def stray_files(study: Study, root: Path) -> list[Problem]:
    """Return a problem for each settings file of the study that is neither branch nor codebook."""
    folder, shared = root / STUDIES / study.study, root / CODEBOOKS
    known = {f"{name}.yaml" for name in ("study", PRETEND, *BRANCHES)}
    known |= {path.relative_to(shared).as_posix() for path in shared.glob("**/*.yaml")}
    named = [] if study.synthesis is None else study.synthesis.claims_files("")
    read = {*known, *(Path(name).name for name in named if name)}
    strays = (path.relative_to(folder).as_posix() for path in sorted(folder.glob("**/*.y*ml")))
    return [
        Problem(
            f"{STUDIES}/{study.study}/{name}",
            message("is neither a branch of the study nor a codebook, so nothing reads it."),
            did_you_mean(name, known),
        )
        for name in strays
        if name not in read
    ]


def without_study(root: Path) -> list[Problem]:
    """Return a problem for each folder of studies that has files of settings but no study.yaml."""
    return [
        Problem(
            f"{STUDIES}/{folder.name}",
            message("has no study.yaml, so it is no study and is not built."),
            message(
                "Add {study_file}, with country, title and seed; or move the folder away.",
                study_file=study_file(folder.name),
            ),
        )
        for folder in sorted((root / STUDIES).glob("*/"))
        if not (folder / "study.yaml").is_file() and any(folder.glob("*.yaml"))
    ]
