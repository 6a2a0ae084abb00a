"""What a reader sees of the built documents: words of figures, full pages, whole rows and addresses."""

from __future__ import annotations

import re
from itertools import pairwise, product

import pypdf
import pytest

from compendium import Compendium
from drawn_words import read_drawing

DOCUMENTS = [*product(("article", "appendix"), ("en", "es"))]


def test_no_words_of_a_figure_leave_the_page_or_stand_on_others(built: Compendium) -> None:
    drawings = sorted(built.folder.glob("results/*/figures/*.svg"))
    assert len(drawings) > 40
    wrong = {}
    for file in drawings:
        drawing = read_drawing(file)
        if drawing.outside() or drawing.overlapping():
            wrong[file.name] = (drawing.outside(), drawing.overlapping())
    assert not wrong


def pages(built: Compendium, document: str, language: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(built.folder / f"results/ecuador/{document}.{language}.pdf")


@pytest.mark.parametrize(("document", "language"), DOCUMENTS)
def test_the_number_of_every_page_stands_at_its_foot(
    built: Compendium, document: str, language: str
) -> None:
    for number, page in enumerate(pages(built, document, language).pages, start=1):
        lines = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        assert lines[-1] == str(number)
        assert lines[0] != str(number)


@pytest.mark.parametrize(("document", "language"), DOCUMENTS)
def test_no_hyphen_is_repeated_in_an_address(
    built: Compendium, document: str, language: str
) -> None:
    text = "\n".join(page.extract_text() for page in pages(built, document, language).pages)
    lines = [line.strip() for line in text.splitlines()]
    assert not [
        (one, other)
        for one, other in pairwise(lines)
        if re.search(r"https?://\S*-$", one) and other.startswith("-")
    ]


@pytest.mark.parametrize(("document", "language"), DOCUMENTS)
def test_no_page_but_the_last_is_half_empty(
    built: Compendium, document: str, language: str
) -> None:
    """Captions stand below figures and notes below tables, so the lowest words tell how full it is."""
    found = [lowest(page) for page in pages(built, document, language).pages]
    assert len(found) > 5
    assert {n: place for n, place in enumerate(found[:-1], start=1) if place < 0.55} == {}


def lowest(page: pypdf.PageObject) -> float:
    """Return how far down the lowest words of a page stand, but for its number: 1 is its lower edge."""
    height = float(page.mediabox.height)
    places: list[float] = []

    def note(text: str, outer: list[float], own: list[float], *_: object) -> None:
        if text.strip():
            places.append(1 - (outer[5] + outer[3] * own[5]) / height)

    page.extract_text(visitor_text=note)
    return max((place for place in places if place < 0.93), default=0.0)
