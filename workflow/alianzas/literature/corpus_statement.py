"""What the corpus is, in one paragraph: records, what was kept, and when it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.literature.screening import INCLUDE
from alianzas.sentences import (
    Texts,
    join_parts,
    join_sentences,
    number_form,
    number_of,
    number_words,
    printed,
    sentence,
)
from honest_results.facts import Fact
from human_files.language.current import in_every_language

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.literature_settings import LiteratureSettings, Window
    from alianzas.literature.flow import FlowCounts
    from human_files.language.labels import Labels


def corpus_fact(
    records: pd.DataFrame, counts: FlowCounts, settings: LiteratureSettings, labels: Labels
) -> Fact:
    """Return the fact ``literature.corpus.statement``.

    ``records`` are screened (decision, year). Its value is "kept", or "nothing" if no record was.
    """
    years = records.loc[records["decision"] == INCLUDE, "year"].astype("int64")
    sentences = [_sources(counts, settings, labels), _kept(counts, years, settings, labels)]
    if len(years):
        sentences.append(_recent(years, settings.focus_window, labels))
    value = "kept" if len(years) else "nothing"
    return Fact("literature.corpus.statement", value, "phrase", text=join_sentences(sentences))


def _sources(counts: FlowCounts, settings: LiteratureSettings, labels: Labels) -> Texts:
    """Return how many records the sources held, and how many were set aside before screening."""
    before = [
        number_of(f"literature.corpus.{what}", labels, count)
        for what, count in (("rejected", counts.rejected), ("duplicates", counts.duplicates))
        if count
    ]
    nothing = dict(labels.by_language("literature.corpus.no_duplicate"))
    form = "only" if counts.identified == 1 else "set_aside" if before else "all_kept"
    return sentence(
        f"literature.corpus.sources.{form}",
        labels,
        sources=number_of(
            "literature.corpus.source",
            labels,
            len(settings.sources),
            number=number_words(len(settings.sources), feminine=True),
        ),
        records=number_of("literature.records", labels, counts.identified),
        set_aside=join_parts(before) if before else nothing,
    )


def _kept(
    counts: FlowCounts, years: pd.Series[int], settings: LiteratureSettings, labels: Labels
) -> Texts:
    """Return how many records were kept, by which reading, and when they were published."""
    stage = "full_texts" if settings.full_text is not None else "records"
    how = sentence(
        f"literature.corpus.by.{stage}",
        labels,
        read=labels.by_language(f"literature.basis.{settings.screening.read}"),
    )
    form = number_form(counts.included, counts.screened)
    if not len(years):
        return sentence("literature.corpus.kept.none", labels, how=how, screened=counts.screened)
    first, last = int(years.min()), int(years.max())
    span = "year" if first == last else "years"
    when = sentence(
        f"literature.corpus.published.{span}", labels, first=_year(first), last=_year(last)
    )
    return sentence(
        f"literature.corpus.kept.{form}",
        labels,
        how=how,
        n=counts.included,
        screened=counts.screened,
        percent=printed(counts.included / counts.screened, "percent"),
        when=when,
    )


def _recent(years: pd.Series[int], focus: Window, labels: Labels) -> Texts:
    """Return how many of the studies are of the recent window; nothing where it holds no others."""
    recent = int(years.between(focus.first, focus.last).sum())
    form = number_form(recent, len(years))
    return sentence(
        f"literature.corpus.recent.{form}",
        labels,
        n=recent,
        percent=printed(recent / len(years), "percent"),
        first=_year(focus.first),
        last=_year(focus.last),
    )


def _year(year: int) -> Texts:
    """Return a year, which is not grouped."""
    return in_every_language(str(year))
