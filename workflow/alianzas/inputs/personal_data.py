"""Personal data in what a study shares: its raw files, settings and texts, and its results.

All are shared with the repository and its archive. What stands in a raw file, its comments or its name
is therefore an error, although the build leaves it out of every result. Bibliographic files are the
exception: the addresses in them are those that authors published, so they are a doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.inputs.workbook_people import people_in_workbook
from field_files.survey.export import text_of
from field_files.survey.recognition import read_file
from honest_results.personal_outputs import OUTPUT_READERS, output_files
from honest_results.personal_texts import judge_outputs
from honest_results.project import CODEBOOKS, STUDIES
from human_files.errors import Problem
from human_files.language.messages import both, counted_message, message
from human_files.personal_data import Found, find_personal_data
from human_files.personal_data.columns import KIND_WORDS
from human_files.personal_data.file_parts import Part
from human_files.personal_data.national_numbers import NO_COUNTRY
from human_files.personal_data.scanning import Finding, scan_files, scan_names
from human_files.text.content import Content

_BOOKS = (".xlsx", ".xlsm")
#: Formats that a survey tool writes and only its reader understands.
_EXPORTS = (".sav", ".zsav", ".por", ".dta", ".xls")


def personal_data(study: Study, root: Path) -> list[Problem]:
    """Return where raw files, settings and references of a study hold personal data.

    One problem for each column of a table, and for each kind in a text: file, first row, kind, how
    many. What is private is not repeated.
    """
    apart = _bibliographies(study)
    files = [file for file in shared_files(study, root) if file not in apart]
    scan = scan_files(
        files, root, study.country.code, readers=_survey_readers(), judge=_judge(study, root)
    )
    unsearched = [
        Problem(
            file,
            message("cannot be searched for personal data."),
            message("Save it in a usual format (CSV, XLSX, text), or take it out of the folder."),
        )
        for file in scan.unsearched
        if (root / file).stat().st_size and not _is_read_elsewhere(file, study)
    ]
    export = None if study.survey is None else study.survey.responses.file
    return [*told(scan.findings, export), *unsearched]


def doubtful_people(study: Study, root: Path) -> list[Problem]:
    """Return the workbooks of a study that name people unseen, and the addresses among references."""
    files = shared_files(study, root)
    apart = [file for file in files if file in _bibliographies(study)]
    scan = scan_files(apart, root, NO_COUNTRY, by_header=False, judge=_judge(study, root))
    return [
        *(
            _named(file, *people_in_workbook(root / file))
            for file in files
            if _has_people(root, file)
        ),
        *(_of_references(file, findings) for file, findings in _by_file(scan.findings)),
    ]


def personal_data_in_outputs(
    study: Study, root: Path, folders: Sequence[str], since: float = 0.0
) -> list[Finding]:
    """Return the personal data in what was made of a study.

    Parameters
    ----------
    study : Study
        Whose country's numbers count, and whose authors' addresses may be published.
    root : pathlib.Path
        Top of the compendium, or of a deposit.
    folders : sequence of str
        Folders and files from ``root``, such as ``results/ecuador``.
    since : float
        Only files that changed at this time (seconds since 1970) or later.

    Returns
    -------
    list of Finding
        File, kind, how many, row and column. Files that cannot be searched, such as pictures, are
        passed over: what is drawn in them is in the data beside them.
    """
    declared = _judge(study, root)

    def judge(text: str, found: Sequence[Found]) -> Sequence[Found]:
        return judge_outputs(text, declared(text, found))

    files = [file for file in output_files(root, folders) if (root / file).stat().st_mtime >= since]
    code = study.country.code
    return scan_files(
        files, root, code, readers=OUTPUT_READERS, by_header=False, judge=judge
    ).findings


def personal_names(study: Study, root: Path) -> list[Problem]:
    """Return the raw files whose names hold personal data: each result names the files it rests on."""
    code, judge = study.country.code, _judge(study, root)
    return told([*scan_names(shared_files(study, root), code, judge)])


def output_problems(findings: Sequence[Finding]) -> list[Problem]:
    """Return what was found in results as problems, one per file and kind."""
    first: dict[tuple[str, str], Finding] = {}
    for one in findings:
        first.setdefault((one.file, one.kind), one)
    return [
        Problem(
            one.file,
            message(
                "held personal data ({kind}), and was removed.", kind=message(KIND_WORDS[one.kind])
            ),
            message(
                "`alianzas check` tells in which raw file or text it stands. If it is none, name it "
                "under `not_personal:` in the study file."
            ),
            one.row,
            one.column,
        )
        for one in first.values()
    ]


def told(findings: Sequence[Finding], export: str | None = None) -> list[Problem]:
    """Return findings as problems: those of a text by kind, with the first line.

    ``export`` is the file of survey answers, which a command can write without them.
    """
    problems: list[Problem] = []
    seen: dict[tuple[str, str, str], list[Finding]] = {}
    for one in findings:
        if one.column is None:
            seen.setdefault((one.file, one.kind, one.part), []).append(one)
        else:
            problems.append(_problem(one, one.cells, export))
    problems += [
        _problem(each[0], sum(one.cells for one in each), export) for each in seen.values()
    ]
    order = {file: place for place, file in enumerate(dict.fromkeys(one.file for one in findings))}
    return sorted(problems, key=lambda problem: order[problem.file])


def shared_files(study: Study, root: Path) -> list[str]:
    """Return the files of a study that are shared as they are: data, settings, references.

    Its texts are not among them: what is typed there is checked with all else that is typed.
    """
    name = study.study
    places = [
        root / "data" / name,
        root / STUDIES / name,
        root / CODEBOOKS,
        root / "manuscript" / name,
    ]
    files = [*(path for place in places for path in sorted(place.rglob("*")))]
    files.append(root / "manuscript/references.bib")
    return [
        path.relative_to(root).as_posix()
        for path in files
        if path.is_file()
        and path.suffix != ".qmd"
        and not path.is_symlink()
        and not path.name.startswith(("~$", ".DS_Store"))
    ]


def _judge(study: Study, root: Path) -> Callable[[str, Sequence[Found]], Sequence[Found]]:
    """Return what passes over the addresses of the authors, and what the study says is none."""
    declared = {author.email.casefold() for author in study.article.authors if author.email}
    for file in (f"{STUDIES}/{study.study}/study.yaml", "CITATION.cff"):
        if (root / file).is_file():
            text = Content.load(root / file, file).text
            found = find_personal_data(text, NO_COUNTRY, handles=False)
            declared |= {
                text[one.start : one.end].casefold() for one in found if one.kind == "email"
            }
    known = {words.casefold() for words in study.not_personal}

    def judge(text: str, found: Sequence[Found]) -> Sequence[Found]:
        return [
            one
            for one in found
            if (said := text[one.start : one.end].strip().casefold()) not in known
            and not (one.kind == "email" and said in declared)
        ]

    return judge


def _bibliographies(study: Study) -> set[str]:
    """Return the files of references."""
    return {source.file for source in study.literature.sources} if study.literature else set()


def _is_read_elsewhere(file: str, study: Study) -> bool:
    """Return whether a file's own reader says what is wrong with it."""
    return any(file == name or file.startswith(f"{name}/") for name in study.sources())


def _survey_readers() -> dict[str, Callable[[Path], Iterator[Part]]]:
    """Return readers of what survey tools write, by ending."""

    def read(path: Path) -> Iterator[Part]:
        export = read_file(path)
        rows = [
            (number, ["" if cell is None else text_of(cell) for cell in cells])
            for number, cells in export.rows
        ]
        yield Part("", export.headers, rows)

    return dict.fromkeys(_EXPORTS, read)


def _problem(one: Finding, many: int, export: str | None) -> Problem:
    """Return a finding as a problem; ``many``: how many cells, or places of a text."""
    kind = message(KIND_WORDS[one.kind])
    advice = message(
        "Remove it, or put a mark such as [{kind}] in its place: raw files are shared with the study. "
        "If it was committed, remove it from the history too; `make clean` removes what was made of "
        "it.",
        kind=one.kind,
    )
    if one.file == export:
        advice = message(
            "`alianzas survey import {file} --output ANSWERS.csv` writes the answers without it. Name "
            "that file in the study and keep this one elsewhere: raw files are shared. If it was "
            "committed, remove it from the history too; `make clean` removes what was made of it.",
            file=one.file,
        )
    if one.column is None and one.row is None and not one.part and not one.file.endswith(".json"):
        found = message("its name holds personal data ({kind}).", kind=kind)
        return Problem(one.file, found, message("Rename it: names of files are shared too."))
    if one.part:
        found = counted_message(
            many,
            'holds personal data ({kind}) in "{part}": {n} place.',
            'holds personal data ({kind}) in "{part}": {n} places, this is the first.',
            kind=kind,
            part=one.part,
        )
    elif one.column is not None:
        found = counted_message(
            many,
            "holds personal data ({kind}): {n} cell.",
            "holds personal data ({kind}): {n} cells, this is the first.",
            kind=kind,
        )
    elif many == 1:
        found = message("holds personal data ({kind}).", kind=kind)
    else:
        found = message(
            "holds personal data ({kind}) in {n} places, this is the first.", kind=kind, n=many
        )
    return Problem(one.file, found, advice, one.row, one.column)


def _by_file(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Yield each file with its findings."""
    for file in dict.fromkeys(one.file for one in findings):
        yield file, [one for one in findings if one.file == file]


def _of_references(file: str, findings: Sequence[Finding]) -> Problem:
    """Return the doubt that a file of references holds addresses."""
    kinds = dict.fromkeys(message(KIND_WORDS[one.kind]) for one in findings)
    return Problem(
        file,
        message(
            "holds personal data of authors ({kinds}): {n}.",
            kinds=both(kinds),
            n=sum(one.cells for one in findings),
        ),
        message(
            "The import leaves it out of all results; the raw file is shared as the database gave it."
        ),
        findings[0].row,
    )


def _has_people(root: Path, file: str) -> bool:
    """Return whether a file is a workbook that names people unseen."""
    return Path(file).suffix.lower() in _BOOKS and bool(people_in_workbook(root / file)[1])


def _named(file: str, places: Sequence[str], names: Sequence[str]) -> Problem:
    """Return the doubt that a workbook names people."""
    return Problem(
        file,
        message(
            "names people in its {places}: {names}.", places=both(places), names=", ".join(names)
        ),
        message(
            "If they are not to be named, remove them (in Excel: File, Info, Inspect document)."
        ),
    )
