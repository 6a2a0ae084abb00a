import pytest
from synthetic_records import synthetic_records

from references.deduplication.entries import FIELDS
from references.deduplication.find_duplicates import find_duplicates
from references.deduplication.merging import remove_duplicates
from references.deduplication.record_rows import rows_of
from references.deduplication.undecided_pairs import read_verdicts, write_undecided
from references.deduplication.versions import number_of_studies
from references.record import Record, to_frame

TITLE = "Contracts and trust in alliances between small manufacturing firms"
ARTICLE = {
    "title": TITLE,
    "authors": "Calderón, Inés; Bravo, Tomás",
    "year": "2021",
    "journal": "Journal of Small Business Management",
    "volume": "59",
    "issue": "3",
    "pages": "412-431",
    "doi": "10.1234/jsbm.1",
}
WORKING_PAPER = {
    "title": TITLE,
    "authors": "Calderón, Inés; Bravo, Tomás",
    "year": "2019",
    "journal": "SSRN Electronic Journal",
    "doi": "10.2139/ssrn.123456",
}
ABSTRACT = (
    "We study how contracts and trust work together in 214 alliances between small manufacturing "
    "firms of three countries. Where partners trust each other they write shorter contracts, and "
    "they end the alliance later than partners whose contracts foresee every case."
)


def row(**cells):
    return tuple(cells.get(field, "") for field in FIELDS)


def relations(*rows):
    """Return the relations found among rows, which must be the same in any order."""
    names = [f"n{place}" for place in range(len(rows))]
    both = [find_duplicates(given, names) for given in (rows, rows[::-1])]
    assert all(len(found.groups) == len(rows) for found in both), "merged"
    first, second = (sorted(version.relation for version in found.versions) for found in both)
    assert first == second
    return first


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (WORKING_PAPER, "preprint"),
        ({**WORKING_PAPER, "journal": "", "doi": "10.31235/osf.io/ab1cd"}, "preprint"),
        ({**WORKING_PAPER, "title": f"{TITLE}: A first look", "abstract": ABSTRACT}, "preprint"),
        (
            {
                **ARTICLE,
                "journal": "University of the Andes",
                "document_type": "thesis",
                "authors": "Calderón, I.",
                "year": "2018",
                "volume": "",
                "issue": "",
                "pages": "",
                "doi": "",
            },
            "thesis",
        ),
        (
            {
                **ARTICLE,
                "journal": "Proceedings of the Academy of Management",
                "document_type": "conference paper",
                "year": "2019",
                "volume": "2019",
                "issue": "1",
                "pages": "1100",
                "doi": "10.5465/ambpp.2019.1",
            },
            "conference paper",
        ),
        (
            {**ARTICLE, "journal": "European Review", "volume": "12 Suppl 1", "issue": ""}
            | {"pages": "S71", "doi": "", "year": "2020"},
            "talk",
        ),
        (
            {**ARTICLE, "title": f"Corrigendum to “{TITLE}”", "pages": "780", "issue": "5"}
            | {"doi": "10.1234/jsbm.9"},
            "correction",
        ),
        (
            {**ARTICLE, "title": f"Retraction notice to: {TITLE}", "pages": "781", "authors": ""}
            | {"doi": "10.1234/jsbm.10", "year": "2023", "volume": "61", "issue": "1"},
            "retraction",
        ),
    ],
)
def test_reports_of_one_study_are_kept_apart_and_said_to_be_so(other, relation):
    article = {**ARTICLE, "abstract": ABSTRACT} if "abstract" in other else ARTICLE
    assert relations(row(**article), row(**other)) == [relation]


@pytest.mark.parametrize(
    "other",
    [
        {**WORKING_PAPER, "authors": "Ortega, Lucía"},
        {**WORKING_PAPER, "title": "Contracts and trust in alliances between large banks"},
        {**WORKING_PAPER, "title": f"{TITLE}: Part 2"},
        {**WORKING_PAPER, "year": "2009"},
        {**ARTICLE, "title": f"Comment on: {TITLE}", "authors": "Ortega, Lucía", "pages": "782"}
        | {"doi": "10.1234/jsbm.11"},
        {**ARTICLE, "title": f"Erratum to: {TITLE} in banks", "authors": "Ortega, Lucía"}
        | {"doi": "10.1234/jsbm.12", "pages": "783"},
    ],
)
def test_another_study_is_none_of_them(other):
    assert relations(row(**ARTICLE), row(**other)) == []


def test_a_short_title_is_not_telling():
    article = {**ARTICLE, "title": "Alliances"}
    assert relations(row(**article), row(**{**WORKING_PAPER, "title": "Alliances"})) == []


def test_copies_of_each_are_merged_and_the_pair_is_named_once():
    rows = [row(**ARTICLE), row(**ARTICLE, issn="00472778"), row(**WORKING_PAPER)]
    found = find_duplicates([*rows, rows[2]], ["a", "b", "c", "d"])
    assert found.groups == [[0, 1], [2, 3]]
    assert [version[:3] for version in found.versions] == [(0, 2, "preprint")]
    assert "one is a preprint" in found.versions[0].reason


def test_no_two_works_of_a_corpus_are_called_one_study():
    frame, truth = synthetic_records(300, seed=7)
    found = find_duplicates(rows_of(frame), frame["ID"].tolist())
    assert {truth[one] == truth[other] for one, other, *_ in found.versions} <= {True}


def frame():
    article = Record(
        title=TITLE, authors=("Calderón, I.",), year=2021, journal="Trust", volume="59",
        pages="412-431", doi="10.1234/jsbm.1", position=1,
    )  # fmt: skip
    paper = Record(
        title=TITLE, authors=("Calderón, I.",), year=2019, journal="SSRN Electronic Journal",
        doi="10.2139/ssrn.123456", position=2,
    )  # fmt: skip
    return to_frame(("a", "a.ris", record) for record in (article, paper))


@pytest.mark.parametrize(
    ("verdict", "records", "versions"), [("same", 1, 0), ("different", 2, 0), ("version", 2, 1)]
)
def test_a_person_has_the_last_word(tmp_path, verdict, records, versions):
    first = remove_duplicates(frame())
    assert len(first.records) == 2
    (pair,) = first.versions[["first", "second", "relation"]].to_numpy().tolist()
    assert {*pair} == {"calderon-2019-contracts", "calderon-2021-contracts", "preprint"}
    assert first.undecided["reason"].str.startswith("reports of one study (preprint): ").all()
    sheet = tmp_path / "pairs.csv"
    write_undecided(first.undecided.assign(verdict=verdict), sheet)
    second = remove_duplicates(frame(), sheet)
    assert (len(second.records), len(second.versions)) == (records, versions)
    assert second.undecided.empty, "what was decided is not asked again"


def test_what_makes_two_references_one_contradicts_that_they_are_versions(tmp_path):
    from references.deduplication.find_duplicates import PairReason
    from references.deduplication.undecided_pairs import UndecidedSheetError, undecided_frame

    names, titles = ["a:1", "a:2", "a:3"], [TITLE] * 3
    pairs = [PairReason(0, 1, ""), PairReason(1, 2, ""), PairReason(0, 2, "")]
    sheet = undecided_frame(pairs, {"title": titles}, names)
    write_undecided(sheet.assign(verdict=["same", "same", "version"]), tmp_path / "sheet.csv")
    with pytest.raises(UndecidedSheetError, match="a:1"):
        read_verdicts(tmp_path / "sheet.csv", names, titles)


def test_a_review_that_counts_studies_counts_their_reports_once():
    pairs = [("preprint", "article"), ("article", "erratum"), ("talk", "paper")]
    assert number_of_studies(["preprint", "article", "erratum", "other"], pairs) == 2
    assert number_of_studies(["preprint", "erratum"], pairs) == 1  # by the article between them
    assert number_of_studies(["preprint", "talk"], pairs) == 2
    assert number_of_studies([], pairs) == 0
