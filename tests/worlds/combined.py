"""What the base article says in a study with some branches, from the facts of one build of all.

The facts of a branch do not depend on the others, so they are computed once; those on the study itself
and those of its synthesis, which take no time, are made for each combination.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from alianzas.config.study_files import load_study
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.statements.method_statement import method_statements
from alianzas.survey.what_is_asked import what_is_asked
from alianzas.synthesis.excused import excused_in
from alianzas.synthesis.joint_display import build_joint_display, joint_display_facts
from alianzas.synthesis.study_facts import describe_provenance, describe_study, published_values
from honest_results.claims.claims_files import read_claims
from honest_results.claims.ledger import build_ledger
from honest_results.claims.ledger_results import claims_facts
from honest_results.claims.statement_models import Propositions
from honest_results.documents.conditions import decide
from honest_results.documents.parts import parts
from honest_results.documents.source import Manuscript
from honest_results.facts import Fact
from human_files.language.labels import Labels
from human_files.settings_files import load_model
from labels import load_labels
from studies import BRANCHES
from worlds.branches import COUNTRY
from worlds.reading import Block
from worlds.recipes import READERS

Facts = dict[str, dict[str, Any]]

PROPOSITIONS = "config/codebooks/propositions.yaml"
CLAIMS = "config/codebooks/claims.yaml"
#: Facts of no branch, but for those on the study.
OTHERS = ("colophon",)
_FACT = re.compile(r"\[([a-z][\w.]*)\]\{\.fact[^}]*\}")
_FIGURE = re.compile(r"!\[(.*?)\]\([^)]*\)(\{[^}]*\})?", re.DOTALL)
_GONE = "\0"


def facts_of(
    branches: Collection[str], built: Mapping[str, Any], levels: Mapping[str, str]
) -> Facts:
    """Return the facts of a study with these branches.

    ``built`` are those of a study with all of them, ``levels`` the level of each branch's data. Works
    in the folder of the project.
    """
    kept = (*OTHERS, *(name for name in branches if name != "synthesis"))
    facts = {key: dict(fact) for key, fact in built.items() if key.split(".")[0] in kept}
    labels = load_labels()
    study = load_study("ecuador", ".")
    plain = study.model_dump(mode="json")
    plain |= {branch: None for branch in BRANCHES if branch not in branches}
    plain["country"] = COUNTRY
    if plain["literature"] is not None and levels["literature"] == "observed":
        plain["literature"] |= {"read_by": "people", "readers": READERS["few"]}
    _add(facts, describe_study(plain, labels))
    known = {branch: [level] for branch, level in levels.items() if branch in branches}
    _add(facts, describe_provenance(known, plain, labels))
    if "survey" in branches and study.survey is not None:
        form = load_questionnaire("config/codebooks/questionnaire.yaml", study.survey.lists)
        _add(facts, what_is_asked(study.survey, form, labels))
        _add(facts, method_statements(study.survey, form, labels))
    if "synthesis" in branches:
        _add_synthesis(facts, labels)
    return facts


def _add_synthesis(facts: Facts, labels: Labels) -> None:
    """Add what the propositions and claims come to on these facts."""
    propositions = load_model(PROPOSITIONS, Propositions)
    register = read_claims([CLAIMS], ".", propositions.propositions, PROPOSITIONS)
    _add(facts, published_values(register.claims, dict.fromkeys(_ids(register.claims), CLAIMS)))
    excused = excused_in("ecuador", facts)
    rows = build_joint_display(propositions, facts, labels, (), excused)
    _add(facts, joint_display_facts(rows, PROPOSITIONS, labels))
    entries = build_ledger(register, facts, (), labels, excused)
    _add(facts, claims_facts(entries, labels))


def _ids(claims: Iterable[Any]) -> list[str]:
    return [claim.id for claim in claims]


def _add(facts: Facts, found: Iterable[Fact]) -> None:
    for fact in found:
        text = {language: str(fact.value) for language in ("en", "es")} | dict(fact.text or {})
        # No level: what the settings say rests on no data.
        facts[fact.key] = {"value": fact.value, "text": text, "level": None, "sources": []}


def blocks_of(text: Manuscript, facts: Facts) -> list[Block]:
    """Return what is left of a text in a study, paragraph by paragraph, with its facts filled in."""
    shown = _FIGURE.sub(
        r"\1", _FACT.sub(lambda found: _printed(found[1], facts, text), _kept(text, facts))
    )
    header, _, body = shown.partition("\n---\n")
    abstract = re.sub(r"(?s).*\nabstract: \|\n(.*?)\n\w+:.*", r"\1", header)
    found = []
    for paragraph in [abstract, *re.split(r"\n\s*\n", body)]:
        words = re.sub(r"\s+", " ", re.sub(r"(?m)^:::.*$", "", paragraph)).strip()
        words = re.sub(r" ([,.;:!?)])", r"\1", words)
        if words:
            heading = re.match(r"(#+) (.*?)(?: \{[^}]*\})?$", words)
            found.append(Block(f"h{len(heading[1])}", heading[2]) if heading else Block("p", words))
    return found


def _printed(key: str, facts: Facts, text: Manuscript) -> str:
    return str(facts[key]["text"][text.language])


def _kept(text: Manuscript, facts: Facts) -> str:
    """Return a text without the parts that do not hold, and without the lines that this empties."""
    cuts: list[tuple[int, int]] = []
    end = 0
    for part in parts(text):
        if part.start < end:
            continue
        if decide(part.words, facts):
            cuts += [(part.start, part.inner[0]), (part.inner[1], part.end)]
        else:
            cuts.append((part.start, part.end))
            end = part.end
    words = text.text
    for first, last in sorted(cuts, reverse=True):
        words = words[:first] + _GONE + words[last:]
    lines = [line for line in words.split("\n") if _GONE not in line or line.strip(_GONE + " \t")]
    return "\n".join(lines).replace(_GONE, "")
