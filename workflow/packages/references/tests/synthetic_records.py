"""Corpora of any size with known duplicates: invented references, copied as databases copy them."""

from __future__ import annotations

import random

import pandas as pd

_CONSONANTS, _VOWELS = "bcdfghklmnprstv", "aeiou"
_KINDS = (
    "Journal of",
    "International Review of",
    "Annals of",
    "European Studies in",
    "Archives of",
)


def _vocabulary(size: int, rng: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < size:
        pairs = ((rng.choice(_CONSONANTS), rng.choice(_VOWELS)) for _ in range(rng.randint(2, 4)))
        words["".join(letter for pair in pairs for letter in pair)] = None
    return list(words)


def synthetic_records(references: int, seed: int) -> tuple[pd.DataFrame, list[int]]:
    """Return records (ID and the usual columns, shuffled) and the reference each of them is.

    A third of the references has one to three copies with other capitals, abbreviated names and
    journals, shortened pages, notes in brackets, slips, and fields left out.
    """
    rng = random.Random(seed)
    words = _vocabulary(12_000, rng)
    weights = [1 / (rank + 5) for rank in range(len(words))]
    names = [word.capitalize() for word in _vocabulary(9_000, rng)]
    journals = [
        f"{rng.choice(_KINDS)} {' and '.join(rng.sample(words[:900], 2)).title()}"
        for _ in range(1_500)
    ]
    rows, truth = [], []
    for reference in range(references):
        original = _reference(rng, words, weights, names, journals, reference)
        copies = rng.choice((0, 0, 0, 0, 1, 1, 2, 3))
        for copy in range(copies + 1):
            rows.append(_copied(original, rng) if copy else original)
            truth.append(reference)
    order = list(range(len(rows)))
    rng.shuffle(order)
    frame = pd.DataFrame([rows[place] for place in order], dtype=str)
    frame.insert(0, "ID", [f"r{number:07}" for number in range(len(frame))])
    return frame, [truth[place] for place in order]


def _reference(
    rng: random.Random,
    words: list[str],
    weights: list[float],
    names: list[str],
    journals: list[str],
    number: int,
) -> dict[str, str]:
    title = rng.choices(words, weights, k=rng.randint(6, 15))
    authors = [
        f"{rng.choice(names)}, {rng.choice(names)} {rng.choice('ABCDEFGH')}."
        for _ in range(rng.randint(1, 6))
    ]
    begin = rng.randint(1, 2_000)
    return {
        "ENTRYTYPE": "article",
        "title": " ".join(title).capitalize(),
        "author": " and ".join(authors),
        "year": str(rng.randint(1990, 2025)),
        "journal": rng.choice(journals),
        "volume": str(rng.randint(1, 120)),
        "number": str(rng.randint(1, 12)),
        "pages": f"{begin}-{begin + rng.randint(3, 25)}",
        "doi": f"10.{rng.randint(1000, 9999)}/s{number}" if rng.random() < 0.7 else "",
        "abstract": " ".join(rng.choices(words, weights, k=120)) if rng.random() < 0.5 else "",
    }


def _copied(original: dict[str, str], rng: random.Random) -> dict[str, str]:
    copy = dict(original)
    if rng.random() < 0.3:
        copy["title"] = copy["title"].upper()
    if rng.random() < 0.2:
        place = rng.randrange(5, len(copy["title"]) - 1)
        copy["title"] = copy["title"][:place] + rng.choice("aeiou") + copy["title"][place + 1 :]
    if rng.random() < 0.2:
        copy["title"] += rng.choice((". [Review] [45 refs]", " [Spanish]", "."))
    if rng.random() < 0.6:
        people = [name.split(", ") for name in copy["author"].split(" and ")]
        copy["author"] = " and ".join(f"{family}, {given[0]}." for family, given in people)
    if rng.random() < 0.4:
        copy["journal"] = " ".join(
            word if len(word) < 5 else f"{word[:4]}." for word in copy["journal"].split()
        )
    if rng.random() < 0.3:
        begin, _, end = copy["pages"].partition("-")
        copy["pages"] = f"{begin}-{end[-2:]}" if len(begin) == len(end) > 2 else begin
    for field in ("doi", "number", "abstract", "volume"):
        if rng.random() < 0.25:
            copy[field] = ""
    if rng.random() < 0.05:
        copy["year"] = str(int(copy["year"]) + 1)
    return copy
