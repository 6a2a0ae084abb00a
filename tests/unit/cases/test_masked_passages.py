"""A passage is quoted without personal data, also where it begins or ends within a number."""

from __future__ import annotations

import pandas as pd

from alianzas.cases.judgements import Judgement
from alianzas.cases.masked_passages import (
    marks_in,
    masked_frame,
    masked_judgements,
    masked_passage,
)

TEXT = "Antes. Llame al 099 123 4567 o escriba a ana@example.org\nsi quiere. Después."


def span(words: str) -> tuple[str, int, int]:
    start = TEXT.index(words)
    return words, start, start + len(words)


def judgement(passage: str | None, start: int | None, end: int | None) -> Judgement:
    return Judgement("a", "a.md", "d", "trust", int(passage is not None), passage, start, end)


def test_marks_in_the_place_of_what_is_private() -> None:
    whole = span("Llame al 099 123 4567 o escriba a ana@example.org\nsi quiere.")
    (one,) = masked_judgements([judgement(*whole)], {"a.md": TEXT})
    assert one.passage == "Llame al [phone] o escriba a [email]\nsi quiere."
    assert (one.start, one.end) == whole[1:]


def test_a_part_of_a_number_is_masked_too() -> None:
    assert masked_passage("123 4567 o escriba a ana", [TEXT]) == "[phone] o escriba a [email]"


def test_a_passage_without_any_stays_as_it_was_quoted() -> None:
    assert masked_passage("si quiere.  Después.", [TEXT]) == "si quiere.  Después."


def test_a_passage_that_is_in_no_text() -> None:
    assert masked_passage("a luis@example.org", [TEXT]) == "a [email]"


def test_a_frame_with_passages_and_without() -> None:
    words, start, end = span("escriba a ana@example.org")
    rows = {"passage": [words, None], "source": ["a.md"] * 2, "start": [start, None]}
    frame = pd.DataFrame({**rows, "end": [end, None]}).astype({"start": "Int64", "end": "Int64"})
    masked = masked_frame(frame, {"a.md": TEXT})
    assert masked["passage"].tolist()[0] == "escriba a [email]"
    assert pd.isna(masked["passage"].tolist()[1])
    assert list(masked["start"].dropna()) == [start]


def test_passages_with_marks_are_counted() -> None:
    assert marks_in(["a [email] b [phone]", "[sic]", "[name]"]) == 2
