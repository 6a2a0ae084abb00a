"""What the AEA's data editor goes through, in the order of the report on a replication package."""

from __future__ import annotations

import json
from functools import partial

from alianzas.deposit.checklists import code_habits, dcas
from alianzas.deposit.checklists.lines import (
    Answer,
    Line,
    Standard,
    all_of,
    given,
    no,
    still_open,
    without,
    yes,
)
from alianzas.deposit.checklists.looking import LARGE, Deposit
from alianzas.deposit.checklists.template import outputs_named, section
from alianzas.inputs.personal_data import personal_data

_OPENICPSR = "deposit/openicpsr.json"


def readme_format(deposit: Deposit) -> Answer:
    """The README is text, Markdown or PDF."""
    there = [file for file in ("README.md", "README.pdf", "README.txt") if file in deposit.there]
    return yes(", ".join(there)) if there else no("no README")


def trial(deposit: Deposit) -> Answer:
    """Nobody is assigned to anything by chance: a study has no branch that could do it."""
    branches = [
        name
        for name in ("literature", "cases", "survey")
        if any(getattr(study, name) is not None for study in deposit.studies)
    ]
    return without(f"no trial: {', '.join(branches)} only")


def no_archives(deposit: Deposit) -> Answer:
    """No ZIP among the files; wheels are packages as Python installs them."""
    archives = [
        file for file in deposit.files if file.lower().endswith((".zip", ".rar", ".7z", ".gz"))
    ]
    return all_of(archives, "none", "archives")


def title(deposit: Deposit) -> Answer:
    """The title tells the deposit from the article."""
    found = str((deposit.json(".zenodo.json") or {}).get("title", ""))
    begins = found.startswith(("Data and Code for:", "Code for:", "Data for:"))
    return yes(f".zenodo.json: {found[:60]}…") if begins else no(f"the title is “{found}”")


def authors(deposit: Deposit) -> Answer:
    """Authors are named, each with an affiliation."""
    questions = [*deposit.asked("article.authors")]
    if questions:
        return still_open(f"asked for: {questions[0].words} ({questions[0].address})")
    names = [one.name for study in deposit.studies for one in study.article.authors]
    return yes(f"CITATION.cff: {', '.join(names)}")


def filled(deposit: Deposit, key: str) -> Answer:
    """A field of openICPSR's form has a value."""
    content = deposit.json(_OPENICPSR)
    value = content.get(key) if isinstance(content, dict) else None
    if not value:
        return no(f"{_OPENICPSR} has nothing under {key}")
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return yes(f"{_OPENICPSR}: {shown[:90]}")


def collection_dates(deposit: Deposit) -> Answer:
    """The days of the collection are given, where data were collected."""
    if (deposit.json(_OPENICPSR) or {}).get("collection_dates"):
        return filled(deposit, "collection_dates")
    questions = [one for one in deposit.asked("deposit.data") if "collected" in one.address]
    if questions:
        return still_open(f"asked for: {questions[0].words}")
    return without("nothing was collected from firms or persons")


def access(deposit: Deposit) -> Answer:
    """Every source that others published has an address, and every other a way to it."""
    lacking = [
        name
        for study in deposit.studies
        for source in study.deposit.data
        if source.availability != "included" and not (source.access or source.address or source.doi)
        for name in source.files
    ]
    sources = [source for study in deposit.studies for source in study.deposit.data]
    addressed = sum(bool(source.doi or source.address) for source in sources)
    return all_of(
        lacking,
        f"{len(sources)} sources, {addressed} of them with address or DOI",
        "no access told",
    )


def people(deposit: Deposit) -> Answer:
    """No personal data is found in the raw files."""
    found = [
        problem for study in deposit.studies for problem in personal_data(study, deposit.folder)
    ]
    places = [f"{one.file}, row {one.row}, {one.column}" for one in found]
    return all_of(
        places, f"the scanner finds none in {len(deposit.raw)} raw files", "personal data"
    )


def main_program(deposit: Deposit) -> Answer:
    """One command runs everything."""
    places = [deposit.place("Makefile", r"^paper:"), deposit.place("Snakefile", r"^rule all:")]
    return (
        yes(f"`make paper`: {', '.join(filter(None, places))}") if all(places) else no("none found")
    )


def setup(deposit: Deposit) -> Answer:
    """A program installs what is needed, in exact versions."""
    lock = deposit.text("requirements.lock")
    exact, hashes = lock.count("=="), lock.count("--hash=sha256:")
    place = deposit.place("workflow/bootstrap.py", r"^def main")
    if not exact or place is None:
        return no("no program that installs the packages")
    return yes(f"{place}; requirements.lock: {exact} packages in exact versions, {hashes} hashes")


def run_time(deposit: Deposit) -> Answer:
    """Time, memory and the machine of the last run are told."""
    place = deposit.section("Memory, Runtime, Storage Requirements")
    run = deposit.json("deposit/last-run.json")
    if place is None:
        return no("README.md does not say how long it takes")
    if not isinstance(run, dict):
        return no(f"{place}, but no run was measured (deposit/last-run.json)")
    return yes(f"{place}; deposit/last-run.json: {run['machine']['cores']} cores, {run['day']}")


def paths(deposit: Deposit) -> Answer:
    """No path of one person's machine stands in code or settings."""
    found = code_habits.own_paths(deposit.folder, deposit.files)
    return all_of(
        found, "none in code and settings: all paths begin at the top", "paths of one machine"
    )


def seeds(deposit: Deposit) -> Answer:
    """Every generator of random numbers has a seed, which the study file sets."""
    found = code_habits.unseeded(deposit.folder, deposit.files)
    places = [
        deposit.place(f"config/studies/{study.study}/study.yaml", r"^seed:")
        for study in deposit.studies
    ]
    return all_of(
        found, f"{', '.join(filter(None, places))}; no generator without a seed", "no seed"
    )


def useless(deposit: Deposit) -> Answer:
    """No file is empty or unusually large."""
    empty = code_habits.empty_files(deposit.folder, deposit.files)
    large = [file for file in deposit.files if (deposit.folder / file).stat().st_size > LARGE]
    return all_of([*empty, *large], "none", "empty, or above 100 MB")


def repeated(deposit: Deposit) -> Answer:
    """Data do not lie there twice; published files that are alike in two languages may."""
    groups = code_habits.repeated_files(deposit.folder, deposit.raw)
    if not groups:
        return yes("no two raw files are the same")
    # `alianzas check` refuses a raw file that no setting names, and one that two settings name.
    alike = "; ".join(" = ".join(group) for group in groups)
    return yes(f"the same bytes in two roles, each named by a setting of its own: {alike}")


def survey_forms(deposit: Deposit) -> Answer:
    """The instrument of a survey of one's own is there."""
    if all(study.survey is None for study in deposit.studies):
        return without("no survey")
    return dcas.instruments(deposit)


def in_text(deposit: Deposit) -> Answer:
    """Every number in the text has its program."""
    counts = []
    for study in deposit.studies:
        facts = (deposit.json(f"published/{study.study}/facts.json") or {}).get("facts", {})
        lacking = [key for key, fact in facts.items() if not fact.get("script")]
        if not facts or lacking:
            return no(
                f"{lacking[0] if lacking else 'no facts'} in published/{study.study}/facts.json"
            )
        counts.append(
            f"published/{study.study}/facts.json: {len(facts)} facts, each with its script"
        )
    return yes("; ".join(counts))


REPORT = Standard(
    "AEA",
    "Report of the AEA Data Editor on a replication package (template of 2026)",
    "https://github.com/AEADataEditor/replication-template",
    (
        Line("general.1", "README in TXT, MD or PDF", readme_format),
        Line("general.2", "README has all the required sections", dcas.documentation),
        Line(
            "general.3",
            "No randomised trial, or it is registered",
            trial,
        ),
        Line("general.4", "Ethics approval, where persons took part", dcas.ethics),
        Line("data.1", "Each data source: included or access described", access),
        Line("data.2", "Data citations", dcas.citation),
        Line("data.3", "Codebook for the data", dcas.variables),
        Line("data.4", "Statement on the availability of data", dcas.availability),
        Line("data.5", "Dataset list", partial(section, words="Dataset list")),
        Line("data.6", "No personal data that has to remain private", people),
        Line("deposit.1", "No ZIP files in the deposit", no_archives),
        Line("deposit.2", "Title begins with “Data and Code for:”", title),
        Line("deposit.3", "Authors with affiliations", authors),
        Line("deposit.4", "JEL classification", partial(given, key="jel", label="JEL codes")),
        Line(
            "deposit.5",
            "Manuscript number",
            partial(given, key="manuscript", label="the journal's number"),
        ),
        Line("deposit.6", "Subject terms", partial(filled, key="subject_terms")),
        Line("deposit.7", "Geographic coverage", partial(filled, key="geographic_coverage")),
        Line("deposit.8", "Time periods", partial(filled, key="time_periods")),
        Line("deposit.9", "Collection dates", collection_dates),
        Line("deposit.10", "Universe", partial(filled, key="universe")),
        Line("deposit.11", "Data types", partial(filled, key="data_types")),
        Line("deposit.12", "Units of observation", partial(filled, key="unit_of_observation")),
        Line("files.1", "No empty and no oversized files", useless),
        Line("files.2", "No data file twice", repeated),
        Line("code.1", "A main program runs everything", main_program),
        Line("code.2", "A setup program installs the packages in fixed versions", setup),
        Line("code.3", "Time, memory, storage and machine are stated", run_time),
        Line("code.4", "No paths of one person's machine", paths),
        Line("code.5", "Random numbers from a set seed", seeds),
        Line("code.6", "Each table and figure with its program", outputs_named),
        Line("code.7", "Each number in the text with its program", in_text),
        Line("code.8", "Instruments of the authors' own survey", survey_forms),
        Line("code.9", "Licence for the code", dcas.licence),
    ),
)
