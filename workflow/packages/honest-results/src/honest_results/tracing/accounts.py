"""How a branch accounts for its records: in = kept + dropped, with the numbers of the last build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from honest_results.tracing.built_results import Built, read_rows


@dataclass(frozen=True)
class Account:
    """The account of a rule, in records or in facts.

    In ``record`` the values of ``column`` say what became of each row; or the fact ``total`` is the
    sum of the facts ``parts``.
    """

    rule: str
    record: str = ""
    column: str = ""
    total: str = ""
    parts: tuple[str, ...] = ()


def account_lines(rule: str, accounts: Sequence[Account], built: Built) -> Iterator[str]:
    """Yield a line such as "95 = 49 included + 46 excluded" for each account of a rule."""
    for account in accounts:
        if account.rule != rule:
            continue
        if account.record:
            yield from _of_records(account, built)
        else:
            yield from _of_facts(account, built)


def _of_records(account: Account, built: Built) -> Iterator[str]:
    for path in built.record_files(account.record):
        values = [row[account.column] for row in read_rows(path, [account.column])]
        counts = Counter(values).most_common()
        parts = " + ".join(f"{count} {value}" for value, count in counts)
        yield f"{len(values)} = {parts} ({account.record})"


def _of_facts(account: Account, built: Built) -> Iterator[str]:
    names = (account.total, *account.parts)
    values = [built.facts.get(name, {}).get("value") for name in names]
    if all(value is not None for value in values):
        total, *parts = zip(values, names, strict=True)
        yield f"{total[0]} {total[1]} = " + " + ".join(f"{value} {name}" for value, name in parts)
