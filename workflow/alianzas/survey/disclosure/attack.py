"""An attack on the published results of a study: can the numbers that are not shown be worked out?

``python -m alianzas.survey.disclosure.attack results/ecuador`` prints what can. Nothing is read but the
folder of results: the table of the sample, the balance of the comparisons (table and figure), the
weights, the effects, all facts. Whoever reads them knows the sizes of the groups, that counts are
whole numbers, that the firms compared are among those of the sample, and how a standardised difference
is computed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from alianzas.survey.disclosure.attack_balance import read_comparisons
from alianzas.survey.disclosure.attack_left_over import growth_left_over, read_benefits
from alianzas.survey.disclosure.published_numbers import PublishedNumbers, Row, number
from alianzas.survey.disclosure.reader import Reader, Worked, name_of
from human_files.language.messages import message


def attack(folder: Path | str) -> tuple[list[Worked], list[Worked]]:
    """Return what can be worked out of the numbers that are not shown, and of those not told at all.

    Parameters
    ----------
    folder : path
        The results of one study, such as ``results/ecuador``.

    Returns
    -------
    tuple of list of Worked
        Of every number that a table or fact hides; and of every number that no table has, such as how
        many well-structured alliances are in a sector.
    """
    study = Reader(PublishedNumbers(Path(folder)))
    groups = _sample(study)
    read_comparisons(study, groups)
    read_benefits(study)
    return list(_work_out(study, study.hidden)), list(_work_out(study, study.implied))


def _work_out(study: Reader, names: Iterable[str]) -> Iterator[Worked]:
    for name in dict.fromkeys(names):
        low, high = study.attack.interval(name)
        yield Worked(name, low, high, study.everybody.interval(name))


def _sample(study: Reader) -> list[str]:
    """Read the table of the sample; return the groups that do not overlap."""
    rows = study.numbers.table("sample")
    columns = [name.removesuffix("_n") for name in (rows[0] if rows else {}) if name.endswith("_n")]
    apart = [name for name in columns if name != "all"]
    sizes = dict.fromkeys(columns, 0.0)
    for row in rows:
        if row["characteristic"] == "survey.characteristic.all":
            sizes = {group: number(row[f"{group}_n"]) or 0.0 for group in columns}
    by: dict[str, list[str]] = {}
    for row in rows:
        if row["characteristic"] != "survey.characteristic.all":
            by.setdefault(row["characteristic"], []).append(row["category"])
    for characteristic, categories in by.items():
        for group in columns:
            study.known(
                {name_of(characteristic, one, group): 1 for one in categories}, sizes[group]
            )
        for one in categories if apart else ():
            whole = {name_of(characteristic, one, group): 1.0 for group in apart}
            study.known(whole | {name_of(characteristic, one, "all"): -1.0}, 0)
    for row in rows:
        for group in columns:
            name = name_of(row["characteristic"], row["category"], group)
            shown, share = number(row[f"{group}_n"]), number(row[f"{group}_percent"])
            if shown is None and share is not None:
                shown = share * sizes[group]
            if shown is not None:
                study.attack.between(name, round(shown), round(shown))
            else:
                study.hidden.append(name)
    _of_all_firms(study, rows)
    return apart


def _of_all_firms(study: Reader, rows: Sequence[Row]) -> None:
    """Read what facts and the margins of weights tell of all firms: exporters, the largest sector."""
    numbers = study.numbers
    told = {
        (row["question"].removeprefix("survey.margin."), row["answer"]): number(row["n"])
        for row in numbers.table("weights")
    }
    exporters = numbers.value("survey.profile.exporters.n")
    for row in rows:
        name = name_of(row["characteristic"], row["category"], "all")
        question = row["characteristic"].rpartition(".")[2]
        if question == "exports" and row["category"].endswith(".yes"):
            told[question, row["category"]] = exporters
        count = told.get((question, row["category"]))
        if count is not None:
            study.attack.between(name, count, count)


def report(folder: Path | str) -> list[str]:
    """Return what can be worked out of the results in a folder, line by line."""
    hidden, implied = attack(folder)
    lines = [
        message(
            "{folder}: {n} numbers that are not shown, {others} that no table has.",
            folder=folder,
            n=len(hidden),
            others=len(implied),
        )
    ]
    for one in (*hidden, *implied):
        low, high = f"{one.low:g}", f"{one.high:g}"
        lines.append(
            "  "
            + (
                message("{name}: worked out, {n}", name=one.name, n=low)
                if one.is_recovered
                else message("{name}: from {low} to {high}", name=one.name, low=low, high=high)
            )
        )
    if (left := growth_left_over(folder)) is not None:
        growth = f"{left[1]:.4f}"
        lines.append(
            "  "
            + message(
                "log growth of the {n} firms left over: worked out, {growth}",
                n=left[0],
                growth=growth,
            )
        )
    return lines


def main(folders: Sequence[str]) -> None:
    """Print what can be worked out of the results in each folder."""
    for folder in folders:
        print("\n".join(report(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
