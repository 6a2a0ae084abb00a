"""Twelve studies with every field, from which tests take away."""

import pytest

from references.record import Record, to_frame

KEYWORDS = (
    ("Alliances", "Trust"),
    ("alliance", "trust", "Performance"),
    ("Alliance", "SMEs"),
    ("Open innovation", "SME"),
    ("open-innovation", "Networks"),
    ("Networks", "SMEs"),
)
REFERENCES = (
    "Barney J, 1991, J MANAGE, V17, P99",
    "Dyer JH, 1998, ACAD MANAGE REV, V23, P660",
    "Gulati, R. (1998). Alliances and networks. SMJ, 19(4), 293-317",
    "Teece DJ, 1997, STRATEGIC MANAGE J, V18, P509",
    "Uzzi B, 1997, ADMIN SCI QUART, V42, P35",
)
COUNTRIES = (("Ecuador", "Spain"), ("Ecuador",), ("China",))


def study(number):
    return Record(
        title=f"Alliances {number} of firms in Portugal",
        authors=(f"Author{number}, A.",),
        year=2014 + number,
        journal=("Journal of Trust & Firms", "JOURNAL OF TRUST AND FIRMS", "Networks")[number % 3],
        author_keywords=KEYWORDS[number % len(KEYWORDS)],
        countries=COUNTRIES[number % len(COUNTRIES)],
        times_cited=number * 10,
        cited_references=REFERENCES[: 2 + number % 4],
        position=number + 1,
        line=number + 1,
    )


@pytest.fixture
def included():
    frame = to_frame(("one", "one.ris", study(number)) for number in range(12))
    frame.insert(0, "record_id", [f"author-{number:02}" for number in range(12)])
    return frame


@pytest.fixture
def bare(included):
    """The same studies as a reference list would give them."""
    bare = included.copy()
    for column in ("author_keywords", "countries", "cited_references"):
        bare[column] = ""
    bare["times_cited"] = bare["times_cited"].astype("Int64")
    bare.loc[:, "times_cited"] = None
    return bare
