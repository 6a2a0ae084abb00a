"""What screening contributes to the article: facts, the table of sources, the table of reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from alianzas.literature.flow import FlowCounts, FullTextCounts, count_sources, from_source
from alianzas.literature.screening import FULL_TEXT, INCLUDE, Screening
from alianzas.sentences import sentence, share
from field_statistics.agreement import landis_koch
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.lists import join_words
from human_files.language.numbers import DASH, format_interval, format_value

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.literature_settings import Basis, BibliographicSource, Window
    from field_statistics.agreement import Agreement
    from honest_results.provenance import Source
    from human_files.language.labels import Labels
    from references.screening.codebook import ScreeningCodebook


def screening_facts(
    screening: Screening,
    counts: FlowCounts,
    codebook: ScreeningCodebook,
    labels: Labels,
    confidence: float,
    read: Basis = "titles",
) -> list[Fact]:
    """Return the counts of screening, its reasons, and the agreement of the passes.

    ``read`` is what the readers of the first stage had before them.
    """
    screened = counts.screened
    facts = [
        Fact("literature.screened.n", screened, "count"),
        *_excluded_facts("literature.excluded", counts.excluded_for, screened, codebook, labels),
        Fact("literature.included.n", counts.included, "count", n=screened),
        Fact(
            "literature.included.percent", share(counts.included, screened), "percent", n=screened
        ),
    ]
    records = screening.records
    conflicts = records["settled"] == "consensus"
    opposed = records["decision_1"] != records["decision_2"]
    return [
        *facts,
        *agreement_facts("literature.screening", screening.agreement, labels, confidence),
        Fact("literature.screening.conflicts.n", int(conflicts.sum()), "count", n=screened),
        Fact("literature.screening.decision_conflicts.n", int(opposed.sum()), "count", n=screened),
        *full_text_facts(screening, counts.full_text, codebook, labels, confidence, read),
    ]


def rest_on_records(facts: Sequence[Fact], sources: Sequence[Source]) -> list[Fact]:
    """Return the facts; those on the first stage rest on ``sources`` alone, not full texts."""
    first = ("literature.screened.", "literature.excluded.", "literature.screening.")
    return [
        replace(fact, sources=tuple(sources)) if fact.key.startswith(first) else fact
        for fact in facts
    ]


def _excluded_facts(
    key: str,
    excluded_for: Mapping[str, int],
    of: int,
    codebook: ScreeningCodebook,
    labels: Labels,
) -> list[Fact]:
    """Return how many were excluded, in total, for each reason and for the most frequent one."""
    excluded = sum(excluded_for.values())
    facts = [
        Fact(f"{key}.n", excluded, "count", n=of),
        Fact(f"{key}.percent", excluded / of if of else None, "percent", n=of),
        *(
            Fact(f"{key}.{reason}.n", count, "count", n=excluded)
            for reason, count in excluded_for.items()
        ),
    ]
    most = max(excluded_for.values(), default=0)
    top = [reason for reason, count in excluded_for.items() if count == most and most]
    names = codebook.labels()
    text = {
        language: "; ".join(names[reason][language] for reason in top)
        or labels("literature.none", language)
        for language in current_languages()
    }
    return [
        *facts,
        Fact(f"{key}.top.label", " ".join(top) or "none", "label", text=text),
        Fact(f"{key}.top.n", most, "count", n=excluded),
        Fact(f"{key}.top.percent", most / excluded if excluded else None, "percent", n=excluded),
    ]


#: Facts that the text names where full texts were read; without full texts they have no value.
_NO_FULL_TEXTS = [
    *(
        Fact(f"literature.full_text.{name}.n", None, "count")
        for name in ("sought", "not_retrieved", "assessed", "excluded", "conflicts")
    ),
    Fact("literature.full_text.excluded.percent", None, "percent"),
    Fact("literature.full_text.percent", None, "percent"),
    Fact(
        "literature.full_text.kappa.phrase",
        None,
        "phrase",
        text=dict.fromkeys(current_languages(), DASH),
    ),
]


def full_text_facts(
    screening: Screening,
    counts: FullTextCounts | None,
    codebook: ScreeningCodebook,
    labels: Labels,
    confidence: float,
    read: Basis = "titles",
) -> list[Fact]:
    """Return what became of full texts; numbers have no value where none were read."""
    stages = "one" if counts is None else "two"
    key = "literature.full_text"
    facts = [
        Fact(
            "literature.screening.stages.phrase",
            stages,
            "phrase",
            text=sentence(
                f"literature.screening.stages.{stages}",
                labels,
                read=labels.by_language(f"literature.basis.{read}"),
            ),
        )
    ]
    if counts is None or screening.full_text is None:
        text = labels.by_language(f"{key}.none")
        return [*facts, Fact(f"{key}.statement", "none", "phrase", text=text), *_NO_FULL_TEXTS]
    agreement = screening.full_text
    conflicts = int((screening.records[FULL_TEXT + "settled"] == "consensus").sum())
    text = labels.by_language(f"{key}.read")
    kappa = {
        language: _kappa_words(agreement, labels, language) for language in current_languages()
    }
    return [
        *facts,
        Fact(f"{key}.statement", "read", "phrase", text=text),
        Fact(f"{key}.sought.n", counts.sought, "count"),
        Fact(f"{key}.not_retrieved.n", counts.not_retrieved, "count", n=counts.sought),
        Fact(f"{key}.assessed.n", counts.assessed, "count", n=counts.sought),
        *_excluded_facts(f"{key}.excluded", counts.excluded_for, counts.assessed, codebook, labels),
        *agreement_facts(key, agreement, labels, confidence),
        Fact(f"{key}.kappa.phrase", "kappa", "phrase", text=kappa),
        Fact(f"{key}.conflicts.n", conflicts, "count", n=counts.sought),
    ]


def _kappa_words(agreement: Agreement, labels: Labels, language: str) -> str:
    """Return kappa with its interval, as far as they are defined, as text."""
    kappa, interval = agreement.kappa, agreement.interval
    if kappa is None:
        return labels("literature.full_text.kappa_undefined", language)
    shown = format_value(kappa, "coefficient", language)
    if interval is None:
        return labels("literature.full_text.kappa_alone", language).format(kappa=shown)
    return labels("literature.full_text.kappa", language).format(
        kappa=shown, interval=format_interval(interval, "coefficient", language)
    )


def agreement_facts(
    key: str, agreement: Agreement, labels: Labels, confidence: float
) -> list[Fact]:
    """Return percent, kappa with interval, and the word for its strength, all under ``key``."""
    kappa = agreement.kappa
    word = "undefined" if kappa is None else landis_koch(kappa)
    text = labels.by_language(f"literature.strength.{word}")
    return [
        # One decimal, so that a single disagreement is not rounded away.
        Fact(f"{key}.percent", agreement.percent, "percent", n=agreement.n, decimals=1),
        Fact(
            f"{key}.kappa",
            kappa,
            "coefficient",
            n=agreement.n,
            interval=agreement.interval,
            confidence=confidence,
        ),
        Fact(f"{key}.strength", word, "phrase", text=text),
    ]


def included_facts(
    records: pd.DataFrame,
    sources: Sequence[BibliographicSource],
    focus: Window,
    labels: Labels,
) -> list[Fact]:
    """Return when the included among the screened ``records`` were published, and their sources."""
    included = records[records["decision"] == INCLUDE]
    count = len(included)
    years = included["year"].astype("int64")
    by_year = years.value_counts().sort_index()
    recent = int(years.between(focus.first, focus.last).sum())
    key = "literature.included"
    most = int(by_year.max()) if count else 0
    ends = (int(years.min()), int(years.max())) if count else (None, None)
    fullest = [str(year) for year in by_year[by_year == most].index]
    joined = {language: join_words(fullest, language) for language in current_languages()}
    which = "one" if len(fullest) == 1 else "tied" if fullest else "none"
    clause = {
        language: words.format(
            years=joined[language], studies=_counted_studies(most, labels, language)
        )
        for language, words in labels.by_language(f"literature.peak.{which}").items()
    }
    return [
        Fact(f"{key}.first_year", ends[0], "year", n=count),
        Fact(f"{key}.last_year", ends[1], "year", n=count),
        Fact(f"{key}.peak_year", " ".join(fullest), "label", text=joined),
        Fact(f"{key}.peak_year_n", most, "count", n=count),
        Fact(f"{key}.peak.phrase", which, "phrase", text=clause),
        Fact(f"{key}.focus.n", recent, "count", n=count),
        Fact(f"{key}.focus.percent", share(recent, count), "percent", n=count),
        *(fact for source in sources for fact in _source_facts(included, source.name)),
    ]


def _source_facts(included: pd.DataFrame, source: str) -> list[Fact]:
    """Return how many of the included records are in the file of ``source``, and their years."""
    from_it = from_source(included, source)
    key, count = f"literature.included.{source}", len(from_it)
    ends = (int(from_it["year"].min()), int(from_it["year"].max())) if count else (None, None)
    return [
        Fact(f"{key}.n", count, "count", n=len(included)),
        Fact(f"{key}.first_year", ends[0], "year", n=count),
        Fact(f"{key}.last_year", ends[1], "year", n=count),
    ]


def _counted_studies(count: int, labels: Labels, language: str) -> str:
    """Return a number of studies in words, singular or plural."""
    words = labels(f"literature.studies.{'one' if count == 1 else 'many'}", language)
    return words.format(n=format_value(count, "count", language))


def sources_table(flow: pd.DataFrame, sources: Sequence[BibliographicSource]) -> Table:
    """Return how each file's records pass through the flow, with a row of totals."""
    import pandas as pd

    frame = count_sources(flow, [source.name for source in sources])
    steps = [name for name in frame.columns if name != "source"]
    frame["source"] = "literature.source." + frame["source"]
    totals = {"source": "literature.total", **frame[steps].sum().to_dict()}
    frame = pd.concat([frame, pd.DataFrame([totals])], ignore_index=True)
    return Table(
        id="sources",
        frame=frame,
        columns=[
            Column("source", "literature.column.source", "label"),
            *(Column(step, f"literature.flow.{step}", "count") for step in steps),
        ],
        notes=["literature.note.sources"],
        labels={f"literature.source.{s.name}": s.database.by_language() for s in sources},
    )


def reasons_table(counts: FlowCounts, codebook: ScreeningCodebook) -> Table:
    """Return how many records were excluded for each reason, in the order the reasons are applied.

    Where full texts were read, their reasons follow; each stage has a total.
    """
    import pandas as pd

    stages = {"title_abstract": counts.excluded_for}
    if counts.full_text is not None:
        stages["full_text"] = counts.full_text.excluded_for
    rows = []
    for stage, excluded_for in stages.items():
        excluded = sum(excluded_for.values())
        rows += [
            (f"literature.stage.{stage}", name, n, n / max(excluded, 1))
            for name, n in (
                *((f"literature.reason.{reason}", n) for reason, n in excluded_for.items()),
                ("literature.total", excluded),
            )
        ]
    frame = pd.DataFrame(rows, columns=["stage", "reason", "n", "percent"])
    grouped = counts.full_text is not None
    return Table(
        id="exclusion_reasons",
        frame=frame if grouped else frame.drop(columns="stage"),
        columns=[
            Column("reason", "literature.column.reason", "label"),
            Column("n", "literature.column.records", "count"),
            Column("percent", "literature.column.percent_excluded", "percent"),
        ],
        notes=["literature.note.reasons"],
        labels={f"literature.reason.{key}": text for key, text in codebook.labels().items()},
        group="stage" if grouped else None,
    )
