"""What is said of scales in several studies: facts, the statement, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alianzas.pooled.outcome_words import Countries
from alianzas.pooled.scale_invariance import LARGEST_FALL, STEPS, ScaleInvariance
from alianzas.sentences import Texts, join_parts, join_sentences, printed, sentence
from alianzas.survey.model_words import key_of
from honest_results.facts import Fact
from honest_results.provenance import merge_sources
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.sentences import sentence as as_sentence

_NUMBERS = ("chi2", "df", "p", "cfi", "rmsea", "more_p", "more_cfi", "more_rmsea")
#: The verdicts in the order in which they are told.
_VERDICTS = ("scalar", "metric", "configural", "unknown")


def invariance_facts(
    scales: Sequence[ScaleInvariance], countries: Countries, labels: Labels
) -> list[Fact]:
    """Return the facts ``pooled.invariance.…``."""
    facts: list[Fact] = []
    for scale in scales:
        key = f"pooled.invariance.{key_of(scale.construct)}.{scale.level}"
        words = sentence(f"pooled.invariance.{scale.verdict}", labels, names=scale.name)
        facts.append(
            Fact(f"{key}.phrase", scale.verdict, "phrase", text=words, sources=scale.sources)
        )
        for name in STEPS:
            step = getattr(scale.found, name)
            if step is None:
                continue
            for number, kind in (("chi2", "number"), ("cfi", "number"), ("rmsea", "number")):
                facts.append(
                    Fact(
                        f"{key}.{name}.{number}",
                        getattr(step, number),
                        kind,  # type: ignore[arg-type]
                        decimals=3,
                        sources=scale.sources,
                    )
                )
            if step.more_p is not None:
                facts.append(Fact(f"{key}.{name}.p", step.more_p, "p_value", sources=scale.sources))
        if scale.aligned is not None:
            share = float(scale.aligned.intercept_r2[0])
            facts.append(Fact(f"{key}.aligned.r2", share, "coefficient", sources=scale.sources))
    behind = tuple(merge_sources(*(scale.sources for scale in scales)))
    state = "compared" if scales else "none"
    text = _statement(scales, countries, labels)
    statement = Fact(
        "pooled.invariance.statement",
        state,
        "phrase",
        text=text,
        sources=behind if scales else None,
    )
    return [*facts, statement]


def _statement(scales: Sequence[ScaleInvariance], countries: Countries, labels: Labels) -> Texts:
    """Return how far the scales measure alike: verdict by verdict, then what alignment gives."""
    if not scales:
        return sentence("pooled.invariance.none", labels)
    said = []
    for verdict in _VERDICTS:
        names = [scale.name for scale in scales if scale.verdict == verdict]
        if names:
            clause = sentence(f"pooled.invariance.{verdict}", labels, names=join_parts(names))
            said.append({language: as_sentence(words) for language, words in clause.items()})
    aligned = [_aligned(scale, countries, labels) for scale in scales if scale.aligned is not None]
    if aligned:
        said.append(sentence("pooled.invariance.aligned", labels, list=_semicolons(aligned)))
    said.append(sentence("pooled.invariance.small", labels))
    return join_sentences(said)


def _semicolons(parts: Sequence[Texts]) -> Texts:
    return {
        language: "; ".join(part[language] for part in parts) for language in current_languages()
    }


def _aligned(scale: ScaleInvariance, countries: Countries, labels: Labels) -> Texts:
    """Return the aligned means of a scale, in standard deviations of the first study."""
    assert scale.aligned is not None
    means = [
        sentence(
            "pooled.invariance.standing",
            labels,
            country=countries[study],
            value=printed(float(mean), "number"),
        )
        for study, mean in zip(scale.studies, scale.aligned.means[:, 0], strict=True)
    ]
    share = float(scale.aligned.intercept_r2[0])
    return sentence(
        "pooled.invariance.aligned.one",
        labels,
        name=scale.name,
        means=join_parts(means),
        r2=printed(max(share, 0.0), "percent"),
    )


def invariance_table(scales: Sequence[ScaleInvariance]) -> Table:
    """Return the fit of each model of each scale."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for scale in scales:
        for name in STEPS:
            step = getattr(scale.found, name)
            row: dict[str, Any] = {
                "scale": f"pooled.scale.{scale.construct}",
                "step": f"pooled.step.{name}",
            }
            if step is not None:
                row |= {number: getattr(step, number) for number in _NUMBERS}
                # A model without degrees of freedom fits by construction.
                row |= {} if step.df else {"cfi": None, "rmsea": None}
            rows.append(row)
    frame = pd.DataFrame(rows, columns=["scale", "step", *_NUMBERS])
    frame = frame.astype(dict.fromkeys(_NUMBERS, "float64"))
    texts = {f"pooled.scale.{scale.construct}": scale.name for scale in scales}
    return Table(
        "pooled_invariance",
        frame,
        [
            Column("step", "pooled.column.step", "label"),
            Column("chi2", "pooled.column.chi2", "number"),
            Column("df", "pooled.column.df", "count"),
            Column("p", "pooled.column.p", "p_value"),
            Column("cfi", "pooled.column.cfi", "number", decimals=3),
            Column("rmsea", "pooled.column.rmsea", "number", decimals=3),
            Column("more_p", "pooled.column.more_p", "p_value"),
            Column("more_cfi", "pooled.column.more_cfi", "number", decimals=3),
            Column("more_rmsea", "pooled.column.more_rmsea", "number", decimals=3),
        ],
        notes=["pooled.note.invariance"],
        values={"cfi": {"value": LARGEST_FALL, "kind": "number"}},
        labels=texts,
        group="scale",
    )
