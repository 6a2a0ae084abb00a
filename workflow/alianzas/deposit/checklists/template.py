"""The README template of the Social Science Data Editors, version 1.1: its sections and boxes."""

from __future__ import annotations

from functools import partial

from alianzas.deposit.checklists.lines import Answer, Line, Standard, no, still_open, yes
from alianzas.deposit.checklists.looking import Deposit

#: The headings that the template asks for, in its order.
SECTIONS = (
    "Overview",
    "Data Availability and Provenance Statements",
    "Statement about Rights",
    "License for Data",
    "Summary of Availability",
    "Details on each Data Source",
    "Dataset list",
    "Computational requirements",
    "Software Requirements",
    "Controlled Randomness",
    "Memory, Runtime, Storage Requirements",
    "Description of programs",
    "License for Code",
    "Instructions to Replicators",
    "List of tables",
    "References",
)


def section(deposit: Deposit, words: str) -> Answer:
    """Say whether the README has a section, and something in it."""
    place = deposit.section(words)
    if place is None:
        return no(f"README.md has no heading “{words}”")
    lines = deposit.text("README.md").splitlines()[int(place.rpartition(":")[2]) :]
    filled = next((line for line in lines if line.strip()), "")
    return yes(place) if filled else no(f"{place} is empty")


def box(deposit: Deposit, words: str, why_open: str = "") -> Answer:
    """Say whether a box of the template is ticked."""
    place = deposit.ticked(words)
    if place is not None:
        return yes(place)
    unticked = deposit.place("README.md", rf"^\s*- \[ \] .*{words}")
    if unticked is None:
        return no(f"README.md has no box “{words}”")
    return still_open(f"{unticked}: {why_open}") if why_open else no(f"{unticked} is not ticked")


def files_named(deposit: Deposit) -> Answer:
    """Say whether the README names every raw file."""
    text = deposit.text("README.md")
    lacking = [
        file for file in deposit.raw if file not in text and file.rpartition("/")[2] not in text
    ]
    if lacking:
        return no(f"{lacking[0]} is not named ({len(lacking)} in all)")
    return yes(f"all {len(deposit.raw)} raw files are named in README.md")


def outputs_named(deposit: Deposit) -> Answer:
    """Say whether the README names every table and figure with its program."""
    text = deposit.text("README.md")
    shown = [
        entry
        for entry in deposit.manifest
        if "/tables/" in entry["file"] or "/figures/" in entry["file"]
    ]
    lacking = [entry["file"] for entry in shown if entry["file"] not in text]
    if not shown or lacking:
        return no(f"{lacking[0] if lacking else 'no output'} is not listed")
    return yes(f"all {len(shown)} tables and figures with program and output file, README.md")


_RIGHTS = "the authors have not stated by what right each source is used (`deposit.data`)"
TEMPLATE = Standard(
    "SSDE",
    "README template of the Social Science Data Editors, version 1.1",
    "https://social-science-data-editors.github.io/template_README/",
    (
        *(
            Line(str(number), f"Section “{words}”", partial(section, words=words))
            for number, words in enumerate(SECTIONS, start=1)
        ),
        Line("17", "README as PDF too", lambda deposit: _pdf(deposit)),
        Line(
            "18",
            "Right to use the data is certified",
            partial(box, words="legitimate access", why_open=_RIGHTS),
        ),
        Line(
            "19",
            "Right to publish the data is certified",
            partial(box, words="documented permission", why_open=_RIGHTS),
        ),
        Line("20", "Every data file is listed", files_named),
        Line(
            "21", "Random seed with program and line", partial(box, words="Random seed is set at")
        ),
        Line(
            "22",
            "All numbers in the text can be reproduced",
            partial(box, words="All numbers provided in text"),
        ),
        Line(
            "23",
            "All tables and figures can be reproduced",
            partial(box, words="All tables and figures"),
        ),
        Line("24", "Each table and figure with program and output file", outputs_named),
    ),
)


def _pdf(deposit: Deposit) -> Answer:
    path = deposit.folder / "README.pdf"
    if not path.is_file():
        return no("README.pdf is missing")
    is_pdf = path.read_bytes()[:5] == b"%PDF-"
    return (
        yes(f"README.pdf, {path.stat().st_size:,} bytes") if is_pdf else no("README.pdf is no PDF")
    )
