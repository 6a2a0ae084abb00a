"""The flow in the layout of the R package PRISMA2020."""

import csv

from alianzas.literature.flow import FlowCounts, FullTextCounts
from alianzas.literature.prisma_csv import COLUMNS, Arm, Included, prisma_rows, write_prisma_csv

COUNTS = FlowCounts(
    identified=1200,
    rejected=3,
    duplicates=197,
    screened=1000,
    excluded=940,
    excluded_for={"off_topic": 900, "review": 40},
    included=60,
)
NEW = Included(58, 60)
BY_DATABASE = {"database": {"Scopus": 700, "Web of Science": 500}}


def test_numbers_stand_where_the_package_looks_for_them(tmp_path):
    reasons = {"off_topic": "Off topic", "review": "Review, commentary; method"}
    rows = prisma_rows(Arm(COUNTS, BY_DATABASE), reasons, Included(58, 60))
    write_prisma_csv(rows, tmp_path / "PRISMA.csv")
    with (tmp_path / "PRISMA.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert tuple(reader.fieldnames) == COLUMNS
        read = list(reader)
    numbers = {row["data"]: row["n"] for row in read if row["data"] != "NA"}
    assert numbers["database_results"] == "1200"
    assert numbers["database_specific_results"] == "Scopus, 700; Web of Science, 500"
    assert numbers["duplicates"] == "197"
    assert numbers["excluded_other"] == "3"
    assert numbers["records_excluded"] == "940"
    assert (numbers["new_studies"], numbers["new_reports"]) == ("58", "60")
    assert numbers["dbr_assessed"] == numbers["previous_studies"] == "NA"
    tips = {row["data"]: row["tooltips"] for row in read}
    assert tips["records_excluded"] == "Off topic, 900; Review / commentary / method, 40"
    assert {row["box"] for row in read} >= {f"box{number}" for number in range(1, 17)}
    # The package finds rows by parts of their names: each must lead to one row.
    for name in numbers:
        assert sum(name in other for other in numbers) == 1, name


def test_full_texts_where_they_were_read():
    read = FullTextCounts(300, 10, 290, 230, {"off_topic": 230})
    counts = COUNTS._replace(full_text=read)
    rows = prisma_rows(Arm(counts, BY_DATABASE), {"off_topic": "Off", "review": "R"}, NEW)
    numbers = {row["data"]: row["n"] for row in rows}
    assert numbers["dbr_sought_reports"] == "300"
    assert numbers["dbr_excluded"] == "Off, 230"
    assert numbers["dbr_notretrieved_reports"] == "10"
    assert numbers["dbr_assessed"] == "290"


def numbers_of(rows):
    return {row["data"]: row["n"] for row in rows}


def test_an_update_names_the_studies_before_it_and_all():
    before = Included(25, 26)
    numbers = numbers_of(prisma_rows(Arm(COUNTS, BY_DATABASE), REASONS, NEW, previous=before))
    assert (numbers["previous_studies"], numbers["previous_reports"]) == ("25", "26")
    assert (numbers["total_studies"], numbers["total_reports"]) == ("83", "86")


def test_records_found_by_other_methods_have_boxes_of_their_own():
    few = FlowCounts(9, 0, 2, 7, 4, {"off_topic": 4, "review": 0}, 3)
    other = Arm(few, {"citations": {"Snowballing": 8}, "website": {"Ministry": 1}})
    found = {**BY_DATABASE, "register": {"OSF": 5}}
    numbers = numbers_of(prisma_rows(Arm(COUNTS, found), REASONS, NEW, other))
    assert numbers["register_specific_results"] == "OSF, 5"
    assert (numbers["citations_results"], numbers["website_results"]) == ("8", "1")
    assert (numbers["other_assessed"], numbers["other_sought_reports"]) == ("7", "NA")
    assert numbers["other_excluded"] == "Off, 4; R, 0"
    assert numbers["database_results"] == "1200"
    read = FullTextCounts(7, 1, 6, 3, {"off_topic": 3})
    other = Arm(few._replace(full_text=read), other.found)
    numbers = numbers_of(prisma_rows(Arm(COUNTS, found), REASONS, NEW, other))
    assert (numbers["other_sought_reports"], numbers["other_notretrieved_reports"]) == ("7", "1")


REASONS = {"off_topic": "Off", "review": "R"}
