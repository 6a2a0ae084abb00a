"""Facts: every number and every comparative phrase of a document, by name.

A rule writes its facts to ``results/<study>/facts/<rule>.json``; :mod:`honest_results.fact_merging`
merges them into the one ``facts.json`` that the documents and their readers use.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from honest_results.design import Design
from honest_results.personal_texts import refuse_personal_data
from honest_results.provenance import Source, declared, weakest
from human_files.errors import Problem, ResultError
from human_files.language.messages import message

Kind = Literal[
    "count", "percent", "number", "coefficient", "p_value", "money", "year", "phrase", "label"
]
KINDS: tuple[str, ...] = get_args(Kind)
#: Why a value is missing.
Missing = Literal["constant", "one_outcome", "few", "not_estimated"]
_IN_WORDS = ("phrase", "label")
_KEY = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)+")


@dataclass(frozen=True)
class Fact:
    """A named value at full precision.

    Attributes
    ----------
    key : str
        Its name: words of lower-case letters, digits, ``_`` and ``-``, joined by dots.
    value : float, int, str or None
        None where it could not be computed. A percent holds the proportion (0.2 for 20%); a phrase or
        label holds the code that chose its words.
    kind : str
        How it is printed: "count", "percent", "number", "coefficient", "p_value", "money", "year",
        "phrase" or "label".
    n : int, optional
        Number of units behind the value.
    interval : tuple of two float, optional
        Bounds of its interval.
    confidence : float, default 0.95
        Level of the interval.
    unit : str, optional
        Unit of the value, such as a currency.
    decimals : int, optional
        Decimals that are printed, where not the kind's own.
    text : mapping of str to str, optional
        Words of a phrase or label, by language.
    sources : tuple of Source, optional
        The raw files behind this fact alone; by default it rests on everything its rule has read.
    missing : str, optional
        Why there is no value, as a code: "constant" (what is compared does not vary), "one_outcome"
        (there are only successes, or only failures), "few" (too few units) or "not_estimated" (the
        analysis was not done, or did not succeed). Only where the value is None.
    design : Design, optional
        Where the value stands, if it is no result but a setting, a convention or a quotation: then
        there are neither raw files behind it nor a level. How it is printed follows from its kind.
    """

    key: str
    value: float | int | str | None
    kind: Kind
    n: int | None = None
    interval: tuple[float, float] | None = None
    confidence: float = 0.95
    unit: str | None = None
    decimals: int | None = None
    text: Mapping[str, str] | None = None
    sources: tuple[Source, ...] | None = None
    missing: Missing | None = None
    design: Design | None = None

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"not a fact key: {self.key!r}")
        if self.kind not in KINDS:
            raise ValueError(f"{self.key}: unknown kind {self.kind!r}")
        if (self.kind in _IN_WORDS) != (self.text is not None):
            needs = "needs" if self.kind in _IN_WORDS else "has no"
            raise ValueError(f"{self.key}: a {self.kind} {needs} text")
        if self.kind not in _IN_WORDS and isinstance(self.value, str):
            raise ValueError(f"{self.key}: {self.value!r} is not a number")
        if self.missing is not None and plain(self.value) is not None:
            raise ValueError(f"{self.key}: {self.value!r} is there, and said to be missing")
        if self.design is not None and (self.sources or self.interval or self.n is not None):
            raise ValueError(
                f"{self.key}: a design value rests on no data and has no interval or n"
            )


def plain(value: Any) -> Any:
    """Return a NumPy or pandas value as plain Python; NaN and infinities become None."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _as_json(fact: Fact, sources: Sequence[Source]) -> dict[str, Any]:
    """Return a fact as it is written, without what it does not have; ``sources`` are its rule's."""
    entry: dict[str, Any] = {"value": plain(fact.value), "kind": fact.kind}
    if fact.design is not None:
        entry |= {"design": fact.design.as_json(), "sources": []}
    else:
        own = (
            sources
            if fact.sources is None
            else declared(fact.sources, message("the fact {key}", key=fact.key))
        )
        entry["level"] = weakest(level for _, level in own)
    for name in ("n", "unit", "decimals", "missing"):
        if getattr(fact, name) is not None:
            entry[name] = plain(getattr(fact, name))
    if fact.interval is not None:
        entry["interval"] = [plain(bound) for bound in fact.interval]
        entry["confidence"] = fact.confidence
    if fact.text is not None:
        entry["text"] = dict(fact.text)
    if fact.sources is not None:
        entry["sources"] = [list(source) for source in fact.sources]
    return entry


def write_facts(
    facts: Sequence[Fact],
    path: Path | str,
    *,
    rule: str,
    script: str,
    sources: Iterable[Source] | None,
) -> None:
    """Write the facts of a rule, with the raw files behind them.

    Parameters
    ----------
    facts : sequence of Fact
        Each with its own key.
    path : path
        The file; its folder is made.
    rule, script : str
        What computed them.
    sources : iterable of Source
        The raw files that were read; empty if none, None if nobody said.

    Returns
    -------
    None
        The file is the same byte for byte every time.

    Raises
    ------
    ResultError
        If a key occurs twice, the sources are not declared, or a text holds personal data.
    """
    refuse_personal_data(
        script,
        (
            (None, fact.key, text)
            for fact in facts
            for text in (fact.value, *(fact.text or {}).values())
        ),
    )
    read = declared(sources, message("a result of {script}", script=script))
    by_key: dict[str, dict[str, Any]] = {}
    for fact in facts:
        if fact.key in by_key:
            raise ResultError(
                Problem(
                    script,
                    message("writes the fact {key} twice.", key=fact.key),
                    message("Give each fact its own key."),
                )
            )
        by_key[fact.key] = _as_json(fact, read)
    write_json(
        {
            "rule": rule,
            "script": script,
            "sources": [list(source) for source in read],
            "facts": by_key,
        },
        path,
    )


def write_json(content: Any, path: Path | str) -> None:
    """Write JSON that is the same byte for byte every time: sorted keys, UTF-8, a final newline."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
