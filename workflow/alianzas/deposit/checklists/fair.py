"""The FAIR Principles for Research Software (FAIR4RS), version 1.0."""

from __future__ import annotations

import tomllib
from functools import partial

from alianzas.deposit.checklists import dcas
from alianzas.deposit.checklists.lines import (
    Answer,
    Line,
    Standard,
    all_of,
    given,
    no,
    still_open,
    yes,
)
from alianzas.deposit.checklists.looking import Deposit

_DESCRIBED = ("CITATION.cff", "codemeta.json", ".zenodo.json", "ro-crate-metadata.json")


def components(deposit: Deposit) -> Answer:
    """The packages have names and versions of their own."""
    found = []
    for file in deposit.files:
        if file.endswith("/pyproject.toml") and file.startswith("workflow/packages/"):
            project = tomllib.loads(deposit.text(file))["project"]
            found.append(f"{project['name']} {project['version']}")
    return yes(", ".join(found)) if found else no("no component has a name and version of its own")


def versions(deposit: Deposit) -> Answer:
    """This version is told from others, by number and commit."""
    place = deposit.place("CITATION.cff", r"^version:")
    commit = deposit.place("CITATION.cff", r"^commit:")
    if place is None or commit is None:
        return no("CITATION.cff does not name version and commit")
    return yes(f"{place}, {commit}; a DOI of its own comes with the archive")


def described(deposit: Deposit) -> Answer:
    """Metadata are there in the common forms."""
    return all_of(
        [f for f in _DESCRIBED if f not in deposit.there], ", ".join(_DESCRIBED), "missing"
    )


def names_itself(deposit: Deposit) -> Answer:
    """The metadata name the identifier of what they describe."""
    if any(study.deposit.doi is None for study in deposit.studies):
        return still_open(f"`deposit.doi` is asked for in {deposit.study_files()}")
    doi = deposit.studies[0].deposit.doi
    lacking = [file for file in _DESCRIBED if str(doi) not in deposit.text(file)]
    return all_of(lacking, f"{doi}, in {', '.join(_DESCRIBED)}", "not named")


def archived(deposit: Deposit, words: str) -> Answer:
    """The archive does it, once the deposit is there."""
    answer = dcas.location(deposit)
    return Answer(answer.verdict, f"{words}: {answer.evidence}")


def exchange(deposit: Deposit) -> Answer:
    """Data go in and out in formats of the field."""
    answer = dcas.data_format(deposit)
    reads = "readers of RIS, BibTeX, KoboToolbox, Qualtrics, LimeSurvey, REFI-QDA (docs/tools.md)"
    return (
        Answer(answer.verdict, f"{answer.evidence}; {reads}")
        if "docs/tools.md" in deposit.there
        else answer
    )


def refers(deposit: Deposit) -> Answer:
    """The crate says of each file which program made it, from what."""
    crate = deposit.json("ro-crate-metadata.json")
    graph = crate.get("@graph", []) if isinstance(crate, dict) else []
    actions = [one for one in graph if one.get("@type") == "CreateAction"]
    with_files = sum("result" in one for one in actions)
    if not actions:
        return no("ro-crate-metadata.json names no actions")
    return yes(f"ro-crate-metadata.json: {len(actions)} actions, {with_files} with their results")


def provenance(deposit: Deposit) -> Answer:
    """Who made it, and from which commit."""
    place = deposit.place(".git_archival.txt", r"^commit: [0-9a-f]{40}$")
    log = deposit.place("docs/CHANGELOG.md", r"^#")
    if place is None:
        return no(".git_archival.txt names no commit")
    return yes(f"{place}, {log}, CITATION.cff" if log else f"{place}, CITATION.cff")


def requirements(deposit: Deposit) -> Answer:
    """Other software is named with exact versions."""
    count = deposit.text("requirements.lock").count("==")
    return yes(f"requirements.lock: {count} packages") if count else no("no requirements.lock")


def standards(deposit: Deposit) -> Answer:
    """Standards of the community are met."""
    wanted = ("Snakefile", "REUSE.toml", "codecheck.yml", "tests", "docs")
    lacking = [
        one for one in wanted if one not in deposit.there and not (deposit.folder / one).is_dir()
    ]
    return all_of(lacking, "Snakemake, REUSE, CODECHECK, RO-Crate, tests, documentation", "missing")


PRINCIPLES = Standard(
    "FAIR4RS",
    "FAIR Principles for Research Software, version 1.0",
    "https://doi.org/10.15497/RDA00068",
    (
        Line("F1", "A persistent identifier", partial(given, key="doi", label="DOI")),
        Line("F1.1", "Components have identifiers of their own", components),
        Line("F1.2", "Versions have identifiers of their own", versions),
        Line("F2", "Rich metadata", described),
        Line("F3", "Metadata name the identifier", names_itself),
        Line("F4", "Metadata can be searched", partial(archived, words="archives index them")),
        Line(
            "A1", "Retrievable by its identifier", partial(archived, words="by its DOI, over HTTPS")
        ),
        Line("A1.1", "By an open protocol", partial(archived, words="HTTPS")),
        Line("A1.2", "With a login where one is needed", partial(archived, words="none is needed")),
        Line("A2", "Metadata outlive the software", partial(archived, words="archives keep them")),
        Line("I1", "Reads and writes data by standards of the field", exchange),
        Line("I2", "Refers to other objects, saying how", refers),
        Line("R1", "Described with many attributes", described),
        Line("R1.1", "A clear licence", dcas.licence),
        Line("R1.2", "Detailed provenance", provenance),
        Line("R2", "Refers to other software", requirements),
        Line("R3", "Meets standards of its community", standards),
    ),
)
