"""The numbers of an estimate as words that follow a comparison: none can be missing there."""

from __future__ import annotations

from alianzas.survey.phrases import fill
from field_statistics.regression import Estimate
from honest_results.facts import Fact
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_interval, format_value


def numbers_fact(
    key: str,
    estimate: Estimate | None,
    label: str,
    labels: Labels,
    kind: str,
    decimals: int | None = None,
) -> Fact:
    """Return ``<key>.numbers.phrase``: value, interval and p in brackets, or that there are none.

    ``label`` has the placeholders value, interval and p; ``kind`` is how the first two are printed.
    """
    if estimate is None:
        text = {
            language: f"({labels('survey.not_estimated', language)})"
            for language in current_languages()
        }
        return Fact(f"{key}.numbers.phrase", "unknown", "phrase", text=text)
    texts = {
        "value": {k: format_value(estimate.value, kind, k, decimals) for k in current_languages()},
        "interval": {
            k: format_interval(estimate.interval, kind, k, decimals) for k in current_languages()
        },
        "p": {k: format_value(estimate.p, "p_value", k) for k in current_languages()},
    }
    return Fact(f"{key}.numbers.phrase", "known", "phrase", text=fill(label, labels, texts=texts))
