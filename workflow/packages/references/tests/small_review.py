"""A small review for tests: five records, and a screening codebook with four reasons."""

from __future__ import annotations

import pandas as pd

from references.deduplication.merging import remove_duplicates
from references.record import Record, to_frame
from references.screening.codebook import ScreeningCodebook

RECORDS = (
    Record(title="Trust in alliances", authors=("Ash, A.", "Bo, B."), year=2020, doi="10.1234/a"),
    Record(title="Networks of small firms", authors=("Cruz, C.",), year=2021),
    Record(title="The price of bread", authors=("Dee, D.", "Ek, E.", "Fu, F."), year=2019),
    Record(title="Alliances and innovation", authors=("Gil, G.",), year=2015),
    Record(title="A handbook", authors=("World Bank",), year=2001, document_type="book"),
)
IDS = (
    "ash-2020-trust",
    "cruz-2021-networks",
    "dee-2019-price",
    "gil-2015-alliances",
    "worldbank-2001-handbook",
)
DECISIONS = {
    IDS[0]: ("include", ""),
    IDS[1]: ("include", ""),
    IDS[2]: ("exclude", "off_topic"),
    IDS[3]: ("include", ""),
    IDS[4]: ("exclude", "no_article"),
}


def text(word: str) -> dict[str, str]:
    return {"en": word, "es": f"{word} (es)"}


def review_records() -> pd.DataFrame:
    for position, record in enumerate(RECORDS, start=1):
        record.position = record.line = position
    frame = remove_duplicates(to_frame(("one", "one.ris", record) for record in RECORDS)).records
    assert tuple(frame["record_id"]) == IDS
    return frame


def review_codebook(**reasons: str) -> ScreeningCodebook:
    """Return a codebook with ``reasons`` (label by id), or with four of its own."""
    stages = {} if reasons else {"no_article": ["title_abstract"], "no_findings": ["full_text"]}
    labels = reasons or {
        name: name for name in ("no_article", "off_topic", "outside_window", "no_findings")
    }
    return ScreeningCodebook.model_validate(
        {
            "codebook": "screening",
            "version": 1,
            "criteria": [{"id": "topic", "label": text("Topic"), "definition": text("…")}],
            "reasons": [
                {
                    "id": name,
                    "criterion": "topic",
                    "label": text(words),
                    "definition": text("…"),
                    **({"stages": stages[name]} if name in stages else {}),
                }
                for name, words in labels.items()
            ],
        }
    )
