"""A verification from beginning to end: manifest, commit, rebuild, comparison, verdict."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from honest_results.verify import report_words
from honest_results.verify.commits import compare_with_commit
from honest_results.verify.comparing import Comparison
from honest_results.verify.findings import FileFindings, Findings
from honest_results.verify.manifest import Manifest, check_manifest, file_hash
from honest_results.verify.rebuilding import RebuildError, make_results, rebuilt, result_folders
from honest_results.verify.report_model import (
    Compared,
    Rebuild,
    Verification,
    as_compared,
    judge,
    tolerances,
)
from honest_results.verify.surroundings import Surroundings
from human_files.errors import DataError, Problem
from human_files.language.messages import message

#: Where a deposit keeps the results that were published.
PUBLISHED = "published"
#: What no rebuild reads: these, and the libraries that a deposit may bring along.
_NOT_NEEDED = (f"{PUBLISHED}/", "wheels/")


@dataclass
class Subject:
    """What is verified.

    Attributes
    ----------
    named : str
        As the person named it; "" for the compendium at hand.
    root : path
        Its top, with Snakefile and config/.
    repository : path
        The compendium in which the command runs; it may have the commit of the deposit.
    archive : path, optional
        The ZIP file, if it is one.
    """

    named: str
    root: Path
    repository: Path
    archive: Path | None = None
    manifest: Manifest | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.manifest = check_manifest(self.root)

    @property
    def published(self) -> Path:
        """The folder with the results of each study: those published, else those at hand."""
        folder = self.root / PUBLISHED
        return folder if folder.is_dir() else self.root / "results"

    @property
    def is_deposit(self) -> bool:
        """Whether it has published results."""
        return self.published.name == PUBLISHED

    def files(self) -> list[str] | None:
        """Return the files to rebuild from: those of the manifest that a build needs."""
        if self.manifest is None:
            return None
        return [name for name in self.manifest.listed if not name.startswith(_NOT_NEEDED)]


def studies_in(subject: Subject, known: Sequence[str]) -> list[str]:
    """Return the studies of which a deposit has published results.

    Raises DataError where there are none.
    """
    found = [name for name in known if (subject.published / name).is_dir()]
    if not found:
        raise DataError(
            [
                Problem(
                    subject.named or str(subject.published),
                    message("holds no published results of a study."),
                    message(
                        "They are in {folder}/<study>/, as `make deposit` puts them.",
                        folder=PUBLISHED,
                    ),
                )
            ]
        )
    return found


def verify(
    subject: Subject,
    studies: Sequence[str],
    surroundings: Callable[[str], Surroundings],
    *,
    speaking: Callable[[str], AbstractContextManager[None]],
    raw_files: int,
    raw_problems: Sequence[str],
    given: Path | None = None,
) -> Verification:
    """Verify what was published, and return what was found.

    Parameters
    ----------
    subject : Subject
        What is verified.
    studies : sequence of str
        Of which studies; several are verified with their comparison.
    surroundings, speaking : callable
        Take the name of a folder of results, and return the facts on its surroundings, and what makes
        words in its languages.
    raw_files : int
        Number of raw files that are as they have to be.
    raw_problems : sequence of str
        What is wrong with others; nothing is rebuilt then.
    given : path, optional
        Results that were rebuilt elsewhere, to be compared with in place of building here: a folder
        with one for each study, or, of one study, its own.
    """
    compared: list[Compared] = []
    rebuild: Rebuild = "given" if given else "here"

    def compare(results: Mapping[str, Path]) -> None:
        for name, folder in results.items():
            with speaking(name):
                own = subject.published / name
                found = (
                    Comparison(own, folder, surroundings(name)).run() if own.is_dir() else _none()
                )
            compared.append(as_compared(name, found))

    names = result_folders(studies, subject.root)
    if raw_problems:
        rebuild = "not_tried"
    elif given:
        compare(_given(given, names))
    else:
        logs = subject.repository / "logs" / "verify"
        try:
            if not subject.is_deposit:
                make_results(studies, subject.root)
            with rebuilt(studies, subject.root, logs, subject.files()) as results:
                compare({name: results / name for name in names})
        except RebuildError as error:
            if error.code == 130:  # Ctrl-C
                raise KeyboardInterrupt from None
            rebuild = "failed"
    return _verification(subject, compared, rebuild, raw_files, raw_problems)


def _verification(
    subject: Subject,
    compared: list[Compared],
    rebuild: Rebuild,
    raw_files: int,
    raw_problems: Sequence[str],
) -> Verification:
    """Return everything that was found, with the verdict."""
    manifest, source = subject.manifest, None
    if subject.is_deposit:
        source = compare_with_commit(subject.root, subject.repository)
    listed = as_compared("manifest", manifest.findings) if manifest else None
    checked = as_compared("commit", source[1]) if source else None
    beside = [one for one in (listed, checked) if one is not None]
    verdict = judge(compared, rebuild, raw_problems)
    if verdict != "not_able":
        verdict = judge([*compared, *beside], rebuild, raw_problems)
    return Verification(
        verdict=verdict,
        sentence=report_words.verdict_words(verdict),
        deposit=subject.named or message("the compendium at hand"),
        checked_on=datetime.now(UTC).date().isoformat(),
        deposit_sha256=file_hash(subject.archive) if subject.archive else None,
        manifest_sha256=manifest.sha256 if manifest else None,
        commit=source[0] if source else None,
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
        manifest=listed,
        source=checked,
        raw_files=raw_files,
        raw_problems=[*raw_problems],
        rebuild=rebuild,
        studies=compared,
        tolerances=tolerances(),
    )


def _none() -> Findings:
    """Return the findings where a folder of results was not published."""
    found = Findings()
    FileFindings(found, "").add("missing", "file", note=message("No results of it were published."))
    return found


def _given(folder: Path, names: Sequence[str]) -> dict[str, Path]:
    """Return the folders of results that were built elsewhere.

    Raises DataError where there are none of a study.
    """
    if len(names) == 1 and (folder / "facts.json").is_file():
        return {names[0]: folder}
    lost = [name for name in names if not (folder / name).is_dir()]
    if lost:
        raise DataError(
            [
                Problem(
                    str(folder),
                    message("holds no results of {names}.", names=", ".join(lost)),
                    message("Name the folder results/ of a compendium that was built."),
                )
            ]
        )
    return {name: folder / name for name in names}
