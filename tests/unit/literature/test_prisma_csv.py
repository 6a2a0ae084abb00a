"""The flow in the layout of the R package PRISMA2020."""

import csv

from alianzas.literature.flow import FlowCounts, FullTextCounts
from alianzas.literature.prisma_csv import COLUMNS, prisma_rows, write_prisma_csv

COUNTS = FlowCounts(
    identified=1200,
    rejected=3,
    duplicates=197,
    screened=1000,
    excluded=940,
    excluded_for={"off_topic": 900, "review": 40},
    included=60,
)


def test_numbers_stand_where_the_package_looks_for_them(tmp_path):
    reasons = {"off_topic": "Off topic", "review": "Review, commentary; method"}
    rows = prisma_rows(COUNTS, {"Scopus": 700, "Web of Science": 500}, reasons)
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
    assert numbers["new_studies"] == numbers["new_reports"] == "60"
    assert numbers["dbr_assessed"] == numbers["previous_studies"] == "NA"
    tips = {row["data"]: row["tooltips"] for row in read}
    assert tips["records_excluded"] == "Off topic, 900; Review / commentary / method, 40"
    assert {row["box"] for row in read} >= {f"box{number}" for number in range(1, 17)}
    # The package finds rows by parts of their names: each must lead to one row.
    for name in numbers:
        assert sum(name in other for other in numbers) == 1, name


def test_full_texts_where_they_were_read():
    read = FullTextCounts(300, 10, 290, 230, {"off_topic": 230})
    rows = prisma_rows(COUNTS._replace(full_text=read), {}, {"off_topic": "Off", "review": "R"})
    numbers = {row["data"]: row["n"] for row in rows}
    assert numbers["dbr_sought_reports"] == "300"
    assert numbers["dbr_excluded"] == "Off, 230"
    assert numbers["dbr_notretrieved_reports"] == "10"
    assert numbers["dbr_assessed"] == "290"
