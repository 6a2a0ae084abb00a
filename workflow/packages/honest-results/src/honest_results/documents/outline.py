"""The outline of a document: what in it has a number, and the numbers.

Sections, tables, figures and everything else with a label are numbered in the order of the text, each
kind separately; the parts of a figure have letters; what the study does not show (``when=``) is not
counted. The outline is plain data and depends on the text alone, so that a rule can tell when another
document's numbers may have changed: never by an edit of its prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import Any, TypedDict

import yaml

from honest_results.documents.conditions import Facts, decide, holds
from honest_results.documents.divs import divs
from honest_results.documents.parts import condition_at, parts
from honest_results.documents.sections import headings
from honest_results.documents.source import Manuscript


class Place(TypedDict):
    """Something numbered.

    ``kind`` is the prefix of its label, or "part" of a figure; ``level`` is 1 to 6 for a section,
    else 0; ``when`` is the condition of the parts that it is in, empty where every study has it.
    """

    kind: str
    label: str
    level: int
    when: str


class Outline(TypedDict):
    """A document: what the others call it, the prefix of its numbers, its formats and its places."""

    name: str
    prefix: str
    formats: list[str]
    places: list[Place]


def outline(manuscript: Manuscript, prefix: str = "", formats: Sequence[str] = ()) -> Outline:
    """Return the outline of a document; its name comes from the header's ``name``."""
    return {
        "name": str(header(manuscript).get("name", manuscript.document)),
        "prefix": prefix,
        "formats": [*formats],
        "places": [*_places(manuscript)],
    }


def header(manuscript: Manuscript) -> dict[str, Any]:
    """Return the YAML header of a document; empty without one, or if Pandoc would refuse it."""
    text = manuscript.text[: manuscript.header_end].rstrip()
    try:
        found = yaml.safe_load(text.removesuffix("...").removesuffix("---")) if text else None
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def numbers(
    outline: Outline, facts: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, str]:
    """Return the number of each label that the study shows, such as ``A3`` or ``2.1``.

    Without ``facts`` every part counts, whatever its condition.
    """
    count: Counter[str] = Counter()
    sections = [0] * 6
    result: dict[str, str] = {}
    for place in outline["places"]:
        if place["when"] and facts is not None and not holds(place["when"], facts):
            continue
        if place["kind"] == "sec":
            level = place["level"]
            sections = [*sections[: level - 1], sections[level - 1] + 1, *[0] * (6 - level)]
            number = ".".join(map(str, sections[:level]))
        elif place["kind"] == "part":
            count["part"] += 1
            number = f"{count['fig']}\u00a0({ascii_lowercase[count['part'] - 1]})"
        else:
            if place["kind"] == "fig":
                count["part"] = 0
            count[place["kind"]] += 1
            number = str(count[place["kind"]])
        if place["label"]:
            result[place["label"]] = outline["prefix"] + number
    return result


def decide_place(place: Place, facts: Facts) -> bool | None:
    """Say whether a study shows a place; None where that turns on facts that are not known."""
    return decide(place["when"], facts) if place["when"] else True


def elsewhere(
    manuscript: Manuscript,
    documents: Mapping[str, Outline],
    facts: Mapping[str, Mapping[str, Any]],
    tables: str = "",
) -> dict[str, dict[str, str]]:
    """Return the labels of other documents that a document refers to: number, and address if any.

    ``documents`` are all those in its language; ``tables`` is the text of the tables that it shows. The
    address is the place in the other document's HTML.
    """
    wanted = {
        place.name
        for text in (manuscript, Manuscript(manuscript.file, manuscript.language, tables))
        for place in text.references()
        if place.kind == "crossref"
    }
    result: dict[str, dict[str, str]] = {}
    for name, other in documents.items():
        if name == manuscript.document:
            continue
        for label, number in numbers(other, facts).items():
            if label in wanted:
                result[label] = {"number": number}
                if "html" in other["formats"]:
                    result[label]["href"] = f"{name}.{manuscript.language}.html#{label}"
    return result


def _places(manuscript: Manuscript) -> Iterator[Place]:
    """Yield the numbered places in the order of the text."""
    conditional = parts(manuscript)

    def condition(line: int) -> str:
        return condition_at(conditional, manuscript.position(line)) if conditional else ""

    found: list[tuple[int, Place]] = []
    fenced, _ = divs(manuscript)
    groups = [div for div in fenced if div.kind == "fig"]
    for reference in manuscript.references():
        kind = reference.name.split("-")[0]
        if kind == "fig" and any(group.holds(reference.line) for group in groups):
            kind = "part"
        if reference.kind == "label" and kind != "sec":
            when = condition(reference.line)
            found.append(
                (reference.line, {"kind": kind, "label": reference.name, "level": 0, "when": when})
            )
    for heading in headings(manuscript):
        if heading.is_numbered:
            when = condition(heading.line)
            place: Place = {
                "kind": "sec",
                "label": heading.label,
                "level": heading.level,
                "when": when,
            }
            found.append((heading.line, place))
    yield from (place for _, place in sorted(found, key=lambda entry: entry[0]))
