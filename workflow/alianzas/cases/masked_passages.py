"""Passages without personal data: what is quoted of a case must not lead to its people.

A passage is masked as its place in the text is, since a quotation may begin or end within a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from alianzas.cases.case_texts import find_passage
from alianzas.cases.judgements import Judgement
from human_files.language.current import current_country
from human_files.personal_data import KINDS, Found, find_personal_data, without_personal_data

if TYPE_CHECKING:
    import pandas as pd

#: A mark in place of personal data.
MARK = re.compile(rf"\[(?:{'|'.join(KINDS)})\]")


def masked_frame(passages: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Return the frame of :func:`alianzas.cases.coders.read_passages` with its passages masked."""
    quoted = zip(
        passages["passage"], passages["source"], passages["start"], passages["end"], strict=True
    )
    return passages.assign(
        passage=[
            passage if not isinstance(passage, str) else _masked(passage, texts[source], start, end)
            for passage, source, start, end in quoted
        ]
    )


def masked_judgements(judgements: Iterable[Judgement], texts: Mapping[str, str]) -> list[Judgement]:
    """Return judgements with their passages masked."""
    return [
        one
        if one.passage is None
        else one._replace(passage=_masked(one.passage, texts[one.source], one.start, one.end))
        for one in judgements
    ]


def masked_passage(passage: str, texts: Iterable[str]) -> str:
    """Return a passage of one of these texts with marks in place of personal data."""
    for text in texts:
        span = find_passage(text, passage)
        if span is not None:
            return _masked(passage, text, *span)
    return without_personal_data(passage)


def marks_in(passages: Iterable[str]) -> int:
    """Return in how many passages something is masked."""
    return sum(MARK.search(passage) is not None for passage in passages)


def _masked(passage: str, text: str, start: int | None, end: int | None) -> str:
    """Return ``text`` from ``start`` to ``end`` with marks; ``passage`` where nothing is found."""
    if start is None or end is None:
        return without_personal_data(passage)
    inside = [one for one in _found(text, current_country()) if one.start < end and start < one.end]
    if not inside:
        return passage
    parts, place = [], start
    for one in inside:
        parts += [text[place : max(place, one.start)], f"[{one.kind}]"]
        place = one.end
    return "".join([*parts, text[place:end]])


@lru_cache(maxsize=64)
def _found(text: str, country: str) -> list[Found]:
    """Return the personal data in a text, which has many passages."""
    return find_personal_data(text, country)
