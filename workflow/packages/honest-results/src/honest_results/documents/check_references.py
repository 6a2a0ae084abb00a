"""Checking a document before it is rendered: every reference must lead somewhere.

Quarto prints a warning and goes on. Here every unknown fact, table, figure, cross-reference and
citation stops the build, all of them at once, each with its file and line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from honest_results.documents.conditions import Facts
from honest_results.documents.constructs import check_constructs
from honest_results.documents.outline import Outline, decide_place, numbers, outline
from honest_results.documents.paragraphs import check_paragraphs
from honest_results.documents.parts import check_parts, parts, visible
from honest_results.documents.parts_and_labels import check_structure
from honest_results.documents.sections import check_own_sections, check_sections
from honest_results.documents.source import LABEL_KINDS, Manuscript, Reference
from human_files.errors import Problem, nearest
from human_files.language.messages import message

_SHOW = ("interval", "n")
_GROUP = re.compile(r"\[[^\[\]]*@[^\[\]]*;[^\[\]]*@[^\[\]]*\]")


@dataclass(frozen=True)
class Known:
    """What a document may refer to.

    Attributes
    ----------
    citations : collection of str or None
        Keys of the bibliography; None where they are not all known.
    tables, figures : collection of str
        Their ids.
    facts : mapping of str to mapping, or None
        Merged facts by key; None where they have not been computed yet.
    lost : mapping of str to str
        Labels that a study's own sections have no more, each with the place of the section.
    """

    citations: Collection[str] | None
    tables: Collection[str]
    figures: Collection[str]
    facts: Mapping[str, Mapping[str, Any]] | None = None
    lost: Mapping[str, str] = field(default_factory=dict)


def check_references(
    manuscript: Manuscript,
    known: Known,
    others: Mapping[str, Outline] | None = None,
    settled: Facts | None = None,
) -> list[Problem]:
    """Return a problem for every reference of ``manuscript`` that leads nowhere.

    What stands in a part that the study does not have is not looked at: its facts, tables, figures and
    sources need not exist. How it is written is checked all the same: that is so in every study.
    ``others`` are the outlines of the other documents in its language, by document: it may refer to
    their labels. ``settled`` are the facts that follow from the study file, and serve for conditions
    where ``known.facts`` have not been computed yet.
    """
    decisive = known.facts if known.facts is not None else (settled or {})
    problems = [
        problem
        for check in (check_constructs, check_structure, check_paragraphs)
        for problem in check(manuscript)
    ]
    problems += check_parts(manuscript, known.facts)
    shown = visible(manuscript, decisive)
    found = [*_leading_nowhere(manuscript, shown, known, others or {}, decisive)]
    found += check_sections(manuscript, shown)
    problems += check_own_sections(manuscript, shown)
    located = [*manuscript.located(problems), *shown.located(found)]
    return sorted(located, key=lambda problem: (problem.file != manuscript.file, problem.row or 0))


def _leading_nowhere(
    manuscript: Manuscript,
    shown: Manuscript,
    known: Known,
    others: Mapping[str, Outline],
    decisive: Facts,
) -> Iterator[Problem]:
    """Yield what is wrong with the references of ``shown``, which is what a study has of a document."""
    references = shown.references()
    everywhere = [*_labels(manuscript)]
    left = {*_labels(shown)}
    elsewhere: dict[str, str] = {}
    for name, other in others.items():
        here = [place for place in other["places"] if decide_place(place, decisive) is not False]
        everywhere += [place["label"] for place in other["places"]]
        left |= {place["label"] for place in here}
        file = f"manuscript/{name}.{manuscript.language}.qmd"
        elsewhere |= {place["label"]: file for place in here if place["label"]}
    for reference in references:
        yield from _problems(shown.file, reference, everywhere, known)
    yield from _repeated_labels(shown, elsewhere)
    yield from _without_number(shown, references)
    yield from _mixed_groups(shown)
    yield from _hidden_labels(shown, {*everywhere} - left)


def _labels(manuscript: Manuscript) -> list[str]:
    """Return the labels of a document."""
    return [place.name for place in manuscript.references() if place.kind == "label"]


def _problems(
    file: str, reference: Reference, labels: Sequence[str], known: Known
) -> Iterator[Problem]:
    """Yield what is wrong with one reference."""

    def problem(found: str, advice: str) -> Problem:
        return Problem(file, found, advice, reference.line)

    name = reference.name
    if reference.kind == "fact":
        yield from (problem(*words) for words in _fact(reference, known.facts))
    elif reference.kind == "bare-key" and known.facts is not None and name in known.facts:
        yield problem(
            message("[{name}] would be printed as it stands.", name=name),
            message("Write [{name}]{{.fact}}.", name=name),
        )
    elif reference.kind == "table":
        if name not in known.tables:
            yield problem(
                message('there is no table "{name}".', name=name),
                _suggest(name, known.tables),
            )
        if not reference.options["label"]:
            yield problem(
                message('the table "{name}" has no label.', name=name),
                message('Write ::: {{#tbl-{name} table="{name}"}}.', name=name),
            )
    elif reference.kind == "figure":
        figure = name.removeprefix("figures/")
        if figure == name:
            yield problem(
                message("{name} is not a figure of the results.", name=name),
                message(
                    "Let a rule draw it, and write ![Caption.](figures/<name>){{#fig-<name>}}."
                ),
            )
        elif figure not in known.figures:
            yield problem(
                message('there is no figure "{name}".', name=name),
                _suggest(figure, known.figures),
            )
        if figure != name and not reference.options["label"].startswith("fig-"):
            yield problem(
                message('the figure "{name}" has no label.', name=name),
                message("Write ![…]({name}){{#fig-{figure}}}.", name=name, figure=figure),
            )
    elif reference.kind == "crossref" and name not in labels:
        advice = _suggest(name, labels, "@")
        if name in known.lost:
            where = known.lost[name]
            advice = message(
                "{where}, replaces or leaves out the section that had it. Give it a place there.",
                where=where,
            )
        yield problem(message("@{name} refers to nothing in the documents.", name=name), advice)
    elif (
        reference.kind == "citation" and known.citations is not None and name not in known.citations
    ):
        if reference.options.get("label"):
            kinds = ", ".join(f"{kind}-" for kind in LABEL_KINDS)
            yield problem(
                message("@{name} refers to a label of unknown kind.", name=name),
                message("Begin the label with one of {kinds}.", kinds=kinds),
            )
            return
        yield problem(
            message("@{name} is not in the bibliography.", name=name),
            _suggest(name, known.citations, "@"),
        )


def _without_number(manuscript: Manuscript, references: Sequence[Reference]) -> Iterator[Problem]:
    """Yield references to something that exists but has no number."""
    labels = {reference.name for reference in references if reference.kind == "label"}
    bare = labels - numbers(outline(manuscript)).keys()
    for reference in references:
        if reference.kind == "crossref" and reference.name in bare:
            found = message("@{name} refers to something without a number.", name=reference.name)
            advice = message("Remove .unnumbered from it, or write [words](#label).")
            yield Problem(manuscript.file, found, advice, reference.line)


def _mixed_groups(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield brackets that contain both cross-references and citations."""
    for group in _GROUP.finditer(manuscript.body):
        inside = Manuscript(manuscript.file, manuscript.language, group.group())
        if (
            len({reference.kind for reference in inside.references()} & {"crossref", "citation"})
            > 1
        ):
            found = message(
                "{words} contains both a place in the text and a source.", words=group.group()
            )
            advice = message("Write them in brackets of their own.")
            yield Problem(manuscript.file, found, advice, manuscript.line(group.start()))


def _hidden_labels(shown: Manuscript, hidden: Collection[str]) -> Iterator[Problem]:
    """Yield references from what this study shows to what it does not show."""
    for reference in shown.references():
        if reference.kind == "crossref" and reference.name in hidden:
            yield Problem(
                shown.file,
                message(
                    "@{name} refers to a part that this study does not show.", name=reference.name
                ),
                message("Put the sentence into the part with it (when=…)."),
                reference.line,
            )


def _fact(
    reference: Reference, facts: Mapping[str, Mapping[str, Any]] | None
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a reference to a fact, and what to do."""
    key, show = reference.name, reference.options.get("show")
    unknown = set(reference.options) - {"show"}
    if unknown:
        yield (
            message("unknown option {name}.", name=", ".join(sorted(unknown))),
            message('The only option of a fact is show="…".'),
        )
    if show is not None and show not in _SHOW:
        yield (
            message('show="{show}" is unknown.', show=show),
            message("Allowed: {words}.", words=", ".join(_SHOW)),
        )
    if facts is None:
        return
    if key not in facts:
        yield message('there is no fact "{key}".', key=key), _suggest(key, facts)
    elif (
        show in _SHOW
        and show not in facts[key]
        and f"{show}_text" not in facts[key]
        and facts[key].get("value", "") is not None
    ):
        yield (
            message('the fact "{key}" has no {show}.', key=key, show=show),
            message("Let its rule give it one, or leave out show=."),
        )


def _suggest(name: str, allowed: Collection[str], sign: str = "") -> str:
    """Return the nearest name there is, or the known ones."""
    close = nearest(name, allowed)
    if close is not None:
        return message('Did you mean "{word}"?', word=f"{sign}{close}")
    if len(allowed) > 12:
        return message("None of the {n} that there are has a similar name.", n=len(allowed))
    return message("Known: {words}.", words=", ".join(sorted(allowed)) or message("none"))


def _repeated_labels(shown: Manuscript, elsewhere: Mapping[str, str]) -> Iterator[Problem]:
    """Yield labels that occur twice, in this document or in another.

    Parts that are still undecided may each have it: one of them will be shown.
    """
    undecided = parts(shown)
    labels = [
        reference
        for reference in shown.references()
        if reference.kind == "label"
        and not any(part.holds_position(shown.position(reference.line)) for part in undecided)
    ]
    count = Counter(label.name for label in labels)
    for label in labels:
        if count[label.name] > 1:
            count[label.name] = 0
            found = message("the label {name} occurs twice.", name=label.name)
            yield Problem(shown.file, found, message("Rename one of the two."), label.line)
        elif label.name in elsewhere:
            found = message(
                "the label {name} is also in {place}.",
                name=label.name,
                place=elsewhere[label.name],
            )
            yield Problem(shown.file, found, message("Rename one of the two."), label.line)


def usage(manuscript: Manuscript) -> dict[str, dict[str, list[int | str]]]:
    """Return where each fact, table, figure and citation is used: kind → name → lines.

    What stands in another file than the document's own is given as ``file:line``.
    """
    lines: dict[str, dict[str, list[int | str]]] = {}
    for reference in manuscript.references():
        if reference.kind in ("fact", "table", "figure", "citation"):
            name = reference.name.removeprefix("figures/")
            file, line = manuscript.place(reference.line)
            place = line if file == manuscript.file else f"{file}:{line}"
            lines.setdefault(reference.kind, {}).setdefault(name, []).append(place)
    return lines
