"""The Data and Code Availability Standard, version 1.0: its sixteen rules."""

from __future__ import annotations

import ast
from collections import Counter

from alianzas.config.deposit_settings import Prepared
from alianzas.data_package import FORMATS
from alianzas.deposit.checklists.lines import (
    Answer,
    Line,
    Standard,
    all_of,
    no,
    still_open,
    without,
    yes,
)
from alianzas.deposit.checklists.looking import Deposit
from alianzas.deposit.checklists.template import SECTIONS
from alianzas.deposit.open_questions import observes_people
from honest_results.file_hashes import file_hash
from honest_results.project import codebook_file, study_file

_CODE = (".py", ".smk")


def availability(deposit: Deposit) -> Answer:
    """Every raw file has a statement of rights in the study file, and the README shows it."""
    place = deposit.section("Data Availability and Provenance Statements")
    if place is None:
        return no("README.md has no section on the availability of data")
    questions = deposit.asked("deposit.data")
    if questions:
        return still_open(f"{place}; asked for: {questions[0].words} ({len(questions)} in all)")
    sources = sum(len(study.deposit.data) for study in deposit.studies)
    return yes(
        f"{place}: {sources} sources with rights and access, for {len(deposit.raw)} raw files"
    )


def raw_data(deposit: Deposit) -> Answer:
    """Every raw file is there with the hash that its data package names."""
    wrong = [
        file
        for file in deposit.raw
        if deposit.resources.get(file, {}).get("hash")
        != f"sha256:{file_hash(deposit.folder / file)}"
    ]
    elsewhere = [
        name
        for study in deposit.studies
        for source in study.deposit.data
        if source.availability != "included"
        for name in source.files
    ]
    levels = Counter(deposit.raw.values())
    held = ", ".join(f"{count} {level}" for level, count in sorted(levels.items()))
    told = f"; elsewhere, as rule 1 tells: {', '.join(elsewhere)}" if elsewhere else ""
    found = f"{len(deposit.raw)} raw files, their SHA-256 as in datapackage.json ({held}){told}"
    return all_of(wrong, found, "not as datapackage.json describes")


def analysis_data(deposit: Deposit) -> Answer:
    """Analysis data are rebuilt from the raw data, and how long that took is in the deposit."""
    place = deposit.place("Makefile", r"^paper:")
    if place is None:
        return no("no command rebuilds them")
    run = deposit.json("deposit/last-run.json")
    seconds = f" in {run['seconds']:.0f} s" if run and run.get("seconds") else ""
    return yes(
        f"`make paper` ({place}) rebuilds them{seconds} from the raw data; those with a row per firm "
        "are not published"
    )


def data_format(deposit: Deposit) -> Answer:
    """Every raw file is in a format that open software reads."""
    endings = Counter(file.rpartition(".")[2].lower() for file in deposit.raw)
    unknown = sorted(ending for ending in endings if ending not in FORMATS)
    found = ", ".join(f"{count} .{ending}" for ending, count in sorted(endings.items()))
    return all_of(unknown, found, "formats not known here")


def variables(deposit: Deposit) -> Answer:
    """Every table among the raw files has a Table Schema."""
    tables = [
        file
        for file in deposit.raw
        if file.lower().endswith((".csv", ".tsv", ".xlsx")) and not _is_bibliographic(deposit, file)
    ]
    lacking = [file for file in tables if "schema" not in deposit.resources.get(file, {})]
    fields = [
        field
        for file in tables
        for field in deposit.resources.get(file, {}).get("schema", {}).get("fields", ())
    ]
    limited = sum("constraints" in field for field in fields)
    packages = ", ".join(f"data/{study.study}/datapackage.json" for study in deposit.studies)
    found = (
        f"{len(fields)} variables of {len(tables)} tables, {limited} of them limited, in {packages}"
    )
    return all_of(lacking, found, "no description of the variables")


def _is_bibliographic(deposit: Deposit, file: str) -> bool:
    return any(
        file == source.file
        for study in deposit.studies
        for source in (study.literature.sources if study.literature else ())
    )


def citation(deposit: Deposit) -> Answer:
    """Data taken from others are cited; the authors' own are by the DOI of the deposit."""
    bibliography = deposit.text("manuscript/references.bib")
    lacking: list[str] = []
    cited: list[str] = []
    for study in deposit.studies:
        for source in study.deposit.data:
            if source.citation:
                known = f"{{{source.citation}," in bibliography
                (cited if known else lacking).append(source.citation)
        taken = [source.file for source in study.literature.sources] if study.literature else []
        for file in taken:
            origin = study.deposit.source_of(file)
            if origin is None or not (origin.citation or origin.doi or origin.address):
                lacking.append(file)
    if lacking:
        return all_of(lacking, "", "taken from others and not cited")
    if any(study.deposit.doi is None for study in deposit.studies):
        return still_open(
            f"{len(cited)} sources cited (manuscript/references.bib); the authors' own data have no "
            f"DOI yet: `deposit.doi` in {deposit.study_files()}"
        )
    return yes(
        f"{len(cited)} sources cited (manuscript/references.bib); own data by the deposit's DOI"
    )


def transformation(deposit: Deposit) -> Answer:
    """The steps that read raw files have their scripts."""
    return _scripts(
        deposit, lambda name: name.startswith(("import_", "remove_", "screen_", "code_"))
    )


def analysis(deposit: Deposit) -> Answer:
    """Every output that codecheck.yml names comes from a script that is there."""
    lacking = [entry["file"] for entry in deposit.manifest if entry["file"] not in deposit.there]
    if not deposit.manifest:
        return no("codecheck.yml names no outputs")
    if lacking:
        return all_of(lacking, "", "named in codecheck.yml and not there")
    answer = _scripts(deposit, lambda name: True)
    return Answer(
        answer.verdict, f"{len(deposit.manifest)} outputs in codecheck.yml; {answer.evidence}"
    )


def _scripts(deposit: Deposit, wanted: object) -> Answer:
    assert callable(wanted)
    rules = {name: rule for name, rule in deposit.rules.items() if wanted(name) and rule.script}
    lacking = [rule.script for rule in rules.values() if rule.script not in deposit.there]
    first = next(iter(rules.values())).script if rules else "none"
    return all_of(lacking, f"{len(rules)} steps with their scripts, such as {first}", "missing")


def source_code(deposit: Deposit) -> Answer:
    """Every program is there as source, and Python reads it."""
    wrong = []
    programs = [file for file in deposit.files if file.endswith(_CODE)]
    for file in programs:
        try:
            if file.endswith(".py"):
                ast.parse(deposit.text(file))
        except SyntaxError:
            wrong.append(file)
    return all_of(
        wrong, f"{len(programs)} files of Python and Snakemake, as source", "cannot be read"
    )


def instruments(deposit: Deposit) -> Answer:
    """What was asked, searched and coded, and who was selected, is in the deposit."""
    needed: list[str] = []
    for study in deposit.studies:
        if study.survey is not None:
            needed += [
                codebook_file(study.study, "questionnaire", deposit.folder),
                study_file(study.study, "survey"),
            ]
        if study.cases is not None:
            needed.append(codebook_file(study.study, "case_codes", deposit.folder))
        if study.literature is not None:
            needed += [
                codebook_file(study.study, name, deposit.folder)
                for name in ("screening", "ado_tcm")
            ]
    lacking = [file for file in needed if file not in deposit.there]
    made = "; `alianzas instruments` writes them as forms and papers"
    return all_of(lacking, ", ".join(dict.fromkeys(needed)) + made, "missing")


def ethics(deposit: Deposit) -> Answer:
    """Work with people has an approval, or a reason why it needs none."""
    real = {study.study: observes_people(study) for study in deposit.studies}
    if not any(real.values()):
        levels = ", ".join(sorted({*deposit.raw.values()}))
        return without(f"no firm or person was asked or observed: the raw files are {levels}")
    questions = deposit.asked("deposit.ethics")
    if questions:
        return still_open(f"asked for: {questions[0].words}")
    said = [study.deposit.ethics for study in deposit.studies if study.deposit.ethics is not None]
    return yes(
        "; ".join(
            one.not_needed.words("en")
            if one.not_needed
            else f"{one.board.words('en') if one.board else ''}, {one.number}"
            for one in said
        )
    )


def registration(deposit: Deposit) -> Answer:
    """The registration is named, or its absence stated."""
    questions = deposit.asked("deposit.registration")
    if questions:
        return still_open(f"asked for: {questions[0].words}")
    said = [one.deposit.registration for one in deposit.studies if one.deposit.registration]
    return yes("; ".join(_of_registration(one) for one in said))


def _of_registration(one: Prepared) -> str:
    return one.address or f"none, as stated: {one.none.words('en') if one.none else ''}"


def documentation(deposit: Deposit) -> Answer:
    """README.md and README.pdf are there, with every section of the template."""
    lacking = [file for file in ("README.md", "README.pdf") if file not in deposit.there]
    lacking += [words for words in SECTIONS if deposit.section(words) is None]
    found = f"README.md and README.pdf, with all {len(SECTIONS)} sections of the template"
    return all_of(lacking, found, "missing")


def location(deposit: Deposit) -> Answer:
    """The deposit is in an archive, by its DOI."""
    given = [(study.deposit.archive, study.deposit.doi) for study in deposit.studies]
    if all(archive and doi for archive, doi in given):
        return yes(
            "; ".join(f"{archive}, https://doi.org/{doi}" for archive, doi in dict.fromkeys(given))
        )
    return still_open(
        f"`deposit.archive` and `deposit.doi` are asked for in {deposit.study_files()}"
    )


def licence(deposit: Deposit) -> Answer:
    """Every file has a licence, whose text is in LICENSES/."""
    used: Counter[str] = Counter()
    lacking = []
    for file in deposit.files:
        found = deposit.licences.of(file)
        if found is not None:
            used[found.expression] += 1
        elif not file.startswith("LICENSES/") and file != "LICENSE":
            lacking.append(file)
    names = ", ".join(name for name, _ in used.most_common(3))
    return all_of(
        lacking, f"REUSE.toml, for every file; most are under {names}", "no licence stated"
    )


def omissions(deposit: Deposit) -> Answer:
    """The README says of each part that is missing why."""
    untold = [
        name
        for study in deposit.studies
        for source in study.deposit.data
        if source.availability != "included" and source.access is None
        for name in source.files
    ]
    place = deposit.section("Summary of Availability")
    if place is None:
        return no("README.md does not say what is left out")
    return all_of(
        untold, f"{place}; records with a row per firm are rebuilt, not published", "not explained"
    )


RULES = Standard(
    "DCAS",
    "Data and Code Availability Standard, version 1.0",
    "https://datacodestandard.org",
    (
        Line("1", "Data availability statement", availability),
        Line("2", "Raw data are included, or rule 1 explains why not", raw_data),
        Line("3", "Analysis data are included or can be rebuilt in reasonable time", analysis_data),
        Line("4", "Data are in formats that common software reads", data_format),
        Line("5", "Variables and their allowed values are described", variables),
        Line("6", "All data are cited", citation),
        Line("7", "Programs that make analysis data from raw data", transformation),
        Line("8", "Programs that make the results", analysis),
        Line("9", "Code is in source form", source_code),
        Line("10", "Instruments, and how participants were selected", instruments),
        Line("11", "Ethics approval", ethics),
        Line("12", "Pre-registration", registration),
        Line("13", "A README documents the deposit", documentation),
        Line("14", "Published in a trusted archive", location),
        Line("15", "Licence for code and data", licence),
        Line("16", "Omissions are explained", omissions),
    ),
)
