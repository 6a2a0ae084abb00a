"""The README's list of datasets, and the variables of each."""

from __future__ import annotations

from alianzas.config.study_model import Study
from alianzas.deposit.deposited import Deposited
from alianzas.deposit.readme.dataset_files import Dataset, datasets
from alianzas.deposit.readme.words import code, size, table

_HEAD = ("Data file", "Source", "Notes", "Provided")


def dataset_list(deposit: Deposited) -> list[str]:
    """Return the section."""
    found = [(study, one) for study in deposit.studies for one in datasets(study, deposit.folder)]
    lines = [
        "## Dataset list",
        "",
        "Numbers of sources are those above. Derived data, from the records that a build reads to the "
        "plotted data of each figure, are made by the programs; the tables and the data of figures are "
        "in `published/` as CSV.",
        "",
        *table(_HEAD, [_row(study, one, deposit) for study, one in found], (50, 12, 42, 10)),
        "### Variables",
        "",
        "The data dictionaries that are named with each source explain them.",
        "",
    ]
    for _, one in found:
        if one.variables:
            lines += [f"- {code(one.file)}: {', '.join(map(code, one.variables))}", ""]
    return lines


def _row(study: Study, one: Dataset, deposit: Deposited) -> tuple[str, ...]:
    """Return the row of one file."""
    number = next(
        (
            str(place)
            for place, source in enumerate(study.deposit.data, start=1)
            if source.holds(one.file)
        ),
        "not stated",
    )
    several = len(deposit.studies) > 1 and number != "not stated"
    notes = [one.level, f".{one.file.rpartition('.')[2]}", size(one.bytes)]
    if one.rows is not None:
        notes.append(f"{one.rows:,} × {len(one.variables)}")
    source = f"{study.study} {number}" if several else number
    return code(one.file), source, ", ".join(notes), "Yes"
