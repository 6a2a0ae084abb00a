"""Facts from the configuration: the study, the provenance of its data, the published claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alianzas.config.literature_settings import LiteratureSettings
from alianzas.config.study_model import Article, Country
from alianzas.sentences import sentence
from alianzas.synthesis.strand_facts import STRANDS, strand_facts
from honest_results.claims.claim_models import Claim
from honest_results.design import Design
from honest_results.facts import Fact
from honest_results.provenance import weakest
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.settings import Text, spoken

#: All that a study can have: the strands, and what joins them.
BRANCHES = (*STRANDS, "synthesis")


def describe_study(study: Mapping[str, Any], labels: Labels) -> list[Fact]:
    """Return the facts that name the study and say what it has (``study``: its settings, plain)."""
    country = spoken(Country.model_validate(study["country"]))
    article = spoken(Article.model_validate(study["article"]))
    names = {
        "study.country": country["name"],
        "study.country.adjective": country["adjective"],
        "study.region": country["region"],
        "study.title": article["title"],
        "study.short_title": article["short_title"],
        "study.keywords": {
            language: "; ".join(words[language] for words in article["keywords"].values())
            for language in current_languages()
        },
    }
    addresses = {
        "study.country": "country.name",
        "study.country.adjective": "country.adjective",
        "study.region": "country.region",
        "study.title": "article.title",
        "study.short_title": "article.short_title",
        "study.keywords": "article.keywords",
    }
    return [
        *(
            Fact(key, study["study"], "label", text=text, design=Design(addresses[key]))
            for key, text in names.items()
        ),
        *_literature(study, labels),
        Fact("study.confidence", study["confidence"], "percent", design=Design("confidence")),
        *_branches(study, labels),
    ]


def _branches(study: Mapping[str, Any], labels: Labels) -> list[Fact]:
    """Return the facts that say which branches the study has, on which parts of the text depend."""
    facts = []
    for branch in BRANCHES:
        state = "absent" if study[branch] is None else "present"
        text = labels.by_language(f"study.state.{state}")
        key = f"study.{branch}.state"
        facts.append(Fact(key, state, "phrase", text=text, design=Design(branch)))
    return [*facts, *strand_facts([name for name in STRANDS if study[name] is not None], labels)]


def _literature(study: Mapping[str, Any], labels: Labels) -> list[Fact]:
    """Return the facts on the review's years, on who read, and on what was read."""
    literature = study["literature"]
    if literature is None:
        return []
    years = [
        Fact(
            f"study.{window}.{end}",
            literature[window][end],
            "year",
            design=Design(f"literature.{window}.{end}"),
        )
        for window in ("window", "focus_window")
        for end in ("first", "last")
    ]
    read, coded = literature["screening"]["read"], basis_of(literature)
    by = literature["read_by"] or "unsaid"
    return [
        Fact(
            "literature.readers.statement",
            study["study"],
            "phrase",
            text=Text.model_validate(literature["readers"]).by_language(),
            design=Design("literature.readers"),
        ),
        Fact(
            "literature.readers.phrase",
            by,
            "phrase",
            text=sentence(
                f"literature.readers.{by}",
                labels,
                read=labels.by_language(f"literature.basis.{coded}"),
            ),
            design=Design("literature.readers"),
        ),
        Fact(
            "literature.screening.basis.phrase",
            read,
            "phrase",
            text=labels.by_language(f"literature.basis.{read}"),
            design=Design("literature.screening"),
        ),
        Fact(
            "literature.basis.phrase",
            coded,
            "phrase",
            text=labels.by_language(f"literature.basis.{coded}"),
            design=Design("literature.coding"),
        ),
        *years,
    ]


def basis_of(literature: Mapping[str, Any]) -> str:
    """Return what the studies of the review were coded from: titles, abstracts or full_texts."""
    return LiteratureSettings.model_validate(literature).basis


def describe_provenance(
    levels: Mapping[str, Sequence[str]], study: Mapping[str, Any], labels: Labels
) -> list[Fact]:
    """Return one full sentence per branch on the provenance of its data, and whether all are observed.

    ``levels`` holds the levels of the raw files of each branch that the study has; the weakest decides.
    """
    facts = []
    for branch in levels:
        level = weakest(levels[branch])
        read = {}
        if branch == "literature":
            read["read"] = labels.by_language(f"literature.basis.{basis_of(study[branch])}")
        text = sentence(f"provenance.{branch}.{level}", labels, **read)
        name = labels.by_language(f"provenance.level.{level}")
        design = Design(branch)  # each of its raw files declares its level there
        facts += [
            Fact(f"{branch}.provenance.statement", level, "phrase", text=text, design=design),
            Fact(f"{branch}.provenance.level", level, "label", text=name, design=design),
        ]
    # Some sentences are for studies whose every strand is observed, or for all others.
    all_levels = {level for branch in levels.values() for level in branch}
    kind = "mixed" if all_levels - {"observed"} else "all_observed" if all_levels else "none"
    words = labels.by_language(f"provenance.levels.{kind}")
    design = Design(next(iter(levels), "country"))
    return [*facts, Fact("synthesis.levels.phrase", kind, "phrase", text=words, design=design)]


def published_values(claims: Sequence[Claim], files: Mapping[str, str]) -> list[Fact]:
    """Return the numbers given in the published articles, as claims.<claim>.<value>.

    Of claims with the same id the first counts: a study's claims come before the shared ones,
    which the article quotes in any case. ``files`` says in which file each claim stands.
    """
    by_id = {claim.id: claim for claim in reversed(claims)}
    return [
        Fact(
            f"claims.{claim.id}.{name}",
            published.value,
            published.kind,
            design=Design(
                f"claims.{claim.id}.values.{name}.value", files[claim.id], quoted=claim.source
            ),
        )
        for claim in by_id.values()
        for name, published in claim.values.items()
    ]
