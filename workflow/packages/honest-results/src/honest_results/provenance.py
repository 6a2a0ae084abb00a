"""Provenance: what kind of truth a raw file holds, and how it passes on to every result.

A result has the weakest level of all the raw files behind it. Nothing without a level is written or
printed: whoever writes a result declares what it rests on (:func:`declared`), and whoever prints one
asks for its level (:func:`level_of`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, get_args

from human_files.errors import Problem, ResultError
from human_files.language.messages import message

Level = Literal["observed", "reconstructed", "illustrative", "simulated"]

#: From the strongest to the weakest.
LEVELS: tuple[str, ...] = get_args(Level)
#: The sign of each level below observed, recognisable without colour and in every font.
SIGNS = {"reconstructed": "†", "illustrative": "‡", "simulated": "§"}
#: Their colours on white: read at 4.5 to 1 or more, and apart for the colour-blind too. The styles of
#: the documents have the same, and a test compares them.
COLOURS = {"reconstructed": "#1f4fc4", "illustrative": "#7d6100", "simulated": "#c4126b"}


class Source(NamedTuple):
    """A raw file with its level of provenance.

    Attributes
    ----------
    file : str
        Path relative to the compendium.
    level : str
        "observed" (as collected), "reconstructed" (real facts from a published source), "illustrative"
        (written by hand to show a format) or "simulated" (drawn by a generator).
    """

    file: str
    level: str


def weakest(levels: Iterable[str]) -> str:
    """Return the weakest of several levels of provenance.

    Parameters
    ----------
    levels : iterable of str
        Each one of :data:`LEVELS`.

    Returns
    -------
    str
        "observed" if there are none: nothing raw is behind the result.

    Raises
    ------
    ValueError
        For any other word.

    Examples
    --------
    >>> weakest(["observed", "simulated", "reconstructed"])
    'simulated'
    """
    levels = list(levels)
    unknown = [level for level in levels if level not in LEVELS]
    if unknown:
        raise ValueError(f"not a level of provenance: {unknown[0]!r}")
    ranks = [LEVELS.index(level) for level in levels]
    return LEVELS[max(ranks, default=0)]


def weakest_of(entries: Iterable[Mapping[str, Any]]) -> str:
    """Return the weakest level of several facts; design values have none.

    Parameters
    ----------
    entries : iterable of mapping
        Merged facts.

    Returns
    -------
    str
        "observed" if no fact among them rests on data.

    Examples
    --------
    >>> weakest_of([{"level": "simulated"}, {"design": {"setting": "confidence"}}])
    'simulated'
    """
    return weakest(entry["level"] for entry in entries if "level" in entry)


def merge_sources(*groups: Iterable[Source]) -> list[Source]:
    """Merge lists of raw files.

    Parameters
    ----------
    *groups : iterable of Source
        Lists of raw files.

    Returns
    -------
    list of Source
        Each file once, sorted; a file with two levels keeps the weaker.

    Examples
    --------
    >>> merge_sources([Source("b.csv", "observed")], [Source("a.csv", "simulated")])[0].file
    'a.csv'
    """
    merged: dict[str, str] = {}
    for group in groups:
        for file, level in group:
            merged[file] = weakest([level, merged.get(file, "observed")])
    return [Source(file, merged[file]) for file in sorted(merged)]


class UndeclaredError(ResultError):
    """A result that does not say what it rests on."""


def declared(sources: Iterable[Source] | None, what: str) -> list[Source]:
    """Return the raw files that a result says it rests on.

    Parameters
    ----------
    sources : iterable of Source, or None
        Empty for what rests on settings alone; None where nobody has said anything.
    what : str
        The result, for the message.

    Returns
    -------
    list of Source
        The sources.

    Raises
    ------
    UndeclaredError
        For None, and for a source with another level than those of :data:`LEVELS`.

    Examples
    --------
    >>> declared([Source("a.csv", "simulated")], "table drivers")
    [Source(file='a.csv', level='simulated')]
    """
    if sources is None:
        raise UndeclaredError(
            Problem(
                what,
                message("does not say which raw files it rests on, so its provenance is unknown."),
                message(
                    "Read its inputs by `run.records`, `run.raw`, `run.facts_of` or "
                    "`run.remember`, or say `run.rests_on_settings()`."
                ),
            )
        )
    known = [Source(*source) for source in sources]
    for file, level in known:
        _refuse_unknown(level, f"{what}: {file}")
    return known


def level_of(entry: Mapping[str, Any], what: str) -> str:
    """Return the level of a fact, table or figure as its JSON states it.

    Parameters
    ----------
    entry : mapping
        A fact of ``facts.json``, or what the JSON file beside a table or figure says.
    what : str
        The result, for the message.

    Returns
    -------
    str
        One of :data:`LEVELS`.

    Raises
    ------
    UndeclaredError
        Where it states none, or another word.

    Examples
    --------
    >>> level_of({"value": 3, "level": "observed"}, "survey.n")
    'observed'
    """
    return _refuse_unknown(entry.get("level"), what)


def composed(parts: Iterable[Mapping[str, Any]]) -> tuple[Source, ...]:
    """Return the raw files behind a value that is composed of other facts.

    Parameters
    ----------
    parts : iterable of mapping
        Facts, as :func:`honest_results.fact_merging.merge_facts` gives them: those that the value is
        made of, and no others.

    Returns
    -------
    tuple of Source
        What ``Fact(..., sources=...)`` takes; :func:`weakest` of their levels is that of the value.

    Raises
    ------
    UndeclaredError
        For a part without sources.

    Examples
    --------
    >>> composed([{"sources": [{"file": "a.csv", "level": "simulated"}]}, {"sources": []}])
    (Source(file='a.csv', level='simulated'),)
    """
    return tuple(
        merge_sources(*(entry_sources(part, message("a part of a value")) for part in parts))
    )


def entry_sources(entry: Mapping[str, Any], what: str) -> list[Source]:
    """Return the raw files that the JSON of a fact, table or figure names.

    Parameters
    ----------
    entry : mapping
        With ``sources``: pairs of file and level, or objects that have them.
    what : str
        The result, for the message.

    Returns
    -------
    list of Source
        In the order of the file.

    Raises
    ------
    UndeclaredError
        Where it has no such list.

    Examples
    --------
    >>> entry_sources({"sources": [["a.csv", "observed"]]}, "survey.n")
    [Source(file='a.csv', level='observed')]
    """
    found = entry.get("sources")
    if found is None:
        return declared(None, what)
    return declared(
        [
            Source(source["file"], source["level"])
            if isinstance(source, Mapping)
            else Source(*source)
            for source in found
        ],
        what,
    )


def _refuse_unknown(level: object, what: str) -> str:
    if isinstance(level, str) and level in LEVELS:
        return level
    found = (
        message("has no level of provenance.")
        if level is None
        else message('has the level "{level}".', level=level)
    )
    advice = message(
        "Each result has one of {levels}; build it again with `make paper`.",
        levels=", ".join(LEVELS),
    )
    raise UndeclaredError(Problem(what, found, advice))
