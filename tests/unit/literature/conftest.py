"""A small review: five records, a screening codebook, a codebook of two dimensions and ADO."""

import csv

import pytest

from alianzas.config.codebook import Codebook
from alianzas.config.literature_settings import TwoPasses, Window
from labels import load_labels
from references.deduplication.merging import remove_duplicates
from references.record import Record, to_frame
from references.screening.codebook import ScreeningCodebook

SCREENING_COLUMNS = ("record_id", "title", "decision", "reason", "note")


def text(word):
    return {"en": word, "es": f"{word} (es)"}


def code(id, **options):
    return {"id": id, "label": text(id.capitalize()), "definition": text("…"), **options}


def dimension(id, *codes):
    silent = code("not_stated")
    return {
        "id": id,
        "label": text(id.capitalize()),
        "definition": text("…"),
        "codes": [*codes, silent],
    }


@pytest.fixture(scope="session")
def codebook():
    return Codebook.model_validate(
        {
            "codebook": "ado_tcm",
            "version": 1,
            "dimensions": [
                dimension(
                    "theory",
                    code("resources", assignable=False),
                    code("resource_view", parent="resources"),
                    code("capabilities", parent="resources"),
                    code("relational_view"),
                ),
                dimension("method", code("survey"), code("case_study")),
                dimension("antecedents", code("trust"), code("technology")),
                dimension("decisions", code("alliance"), code("network")),
                dimension("outcomes", code("performance"), code("innovation")),
            ],
        }
    )


@pytest.fixture(scope="session")
def screening_codebook():
    criterion = {"id": "topic", "label": text("Topic"), "definition": text("…")}
    reasons = [
        {"id": id, "criterion": "topic", "label": text(id), "definition": text("…")}
        for id in ("no_article", "off_topic", "outside_window")
    ]
    reasons[0]["stages"] = ["title_abstract"]
    reasons.append({**reasons[1], "id": "no_findings", "stages": ["full_text"]})
    return ScreeningCodebook.model_validate(
        {"codebook": "screening", "version": 1, "criteria": [criterion], "reasons": reasons}
    )


@pytest.fixture(scope="session")
def window():
    return Window(first=2014, last=2025)


@pytest.fixture(scope="session")
def labels():
    return load_labels("common", "literature")


RECORDS = [
    Record(title="Trust in alliances", authors=("Ash, A.", "Bo, B."), year=2020, doi="10.1234/a"),
    Record(title="Networks of small firms", authors=("Cruz, C.",), year=2021),
    Record(title="The price of bread", authors=("Dee, D.", "Ek, E.", "Fu, F."), year=2019),
    Record(title="Alliances and innovation", authors=("Gil, G.",), year=2015),
    Record(title="A handbook", authors=("World Bank",), year=2001, document_type="book"),
]
IDS = ("ash-2020-trust", "cruz-2021-networks", "dee-2019-price", "gil-2015-alliances")
IDS = (*IDS, "worldbank-2001-handbook")


@pytest.fixture(scope="session")
def imported():
    for position, record in enumerate(RECORDS, start=1):
        record.position = record.line = position
    return to_frame(("one", "one.ris", record) for record in RECORDS)


@pytest.fixture(scope="session")
def records(imported):
    frame = remove_duplicates(imported).records
    assert tuple(frame["record_id"]) == IDS
    return frame


@pytest.fixture
def write_sheet(tmp_path):
    """Write a CSV sheet below the temporary folder; rows are mappings."""

    def write(name, columns, rows):
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)

    return write


def two_passes(names, consensus):
    entries = [{"name": name, "file": f"{name}.csv", "provenance": "observed"} for name in names]
    last = {"file": f"{consensus}.csv", "provenance": "observed"}
    return TwoPasses.model_validate({"passes": entries, "consensus": last})


@pytest.fixture(scope="session")
def passes():
    return two_passes("ab", "consensus")


@pytest.fixture(scope="session")
def full_text_passes():
    return two_passes("cd", "full-text-consensus")


DECISIONS = {
    IDS[0]: ("include", ""),
    IDS[1]: ("include", ""),
    IDS[2]: ("exclude", "off_topic"),
    IDS[3]: ("include", ""),
    IDS[4]: ("exclude", "no_article"),
}


@pytest.fixture
def screening_rows(records):
    """Rows of an agreed screening sheet, by record id."""
    titles = dict(zip(records["record_id"], records["title"], strict=True))
    return {
        name: {
            "record_id": name,
            "title": titles[name],
            "decision": decision,
            "reason": reason,
            "note": "",
        }
        for name, (decision, reason) in DECISIONS.items()
    }


@pytest.fixture
def write_screening(write_sheet, screening_rows):
    """Write the three screening sheets, each pass with its own changes."""

    def write(first=None, second=None, consensus=()):
        for name, changes in (("a", first), ("b", second)):
            rows = {key: dict(row) for key, row in screening_rows.items()}
            for key, change in (changes or {}).items():
                rows[key].update(change)
            write_sheet(f"{name}.csv", SCREENING_COLUMNS, rows.values())
        write_sheet("consensus.csv", SCREENING_COLUMNS, consensus)

    return write


@pytest.fixture
def write_full_text(write_sheet, screening_rows):
    """Write the three sheets on full texts: one excluded, each pass with its own changes."""
    agreed = dict.fromkeys((IDS[0], IDS[1], IDS[3]), ("include", ""))
    agreed[IDS[1]] = ("exclude", "off_topic")

    def row(name, decision, reason):
        return {**screening_rows[name], "decision": decision, "reason": reason}

    def write(first=None, second=None, consensus=None):
        for name, changes in (("c", first), ("d", second)):
            rows = {key: row(key, *words) for key, words in agreed.items()}
            for key, change in (changes or {}).items():
                rows[key].update(change)
            write_sheet(f"{name}.csv", SCREENING_COLUMNS, rows.values())
        rows = [row(key, *words) for key, words in (consensus or {}).items()]
        write_sheet("full-text-consensus.csv", SCREENING_COLUMNS, rows)

    return write


CODES = {
    IDS[0]: ("resource_view;relational_view", "survey", "trust", "alliance", "performance"),
    IDS[1]: ("not_stated", "not_stated", "not_stated", "network", "not_stated"),
    IDS[3]: ("capabilities", "survey", "trust", "alliance", "innovation"),
}


@pytest.fixture
def coding_rows(codebook, records):
    """Rows of an agreed coding sheet, by record id."""
    titles = dict(zip(records["record_id"], records["title"], strict=True))
    return {
        name: {
            "record_id": name,
            "title": titles[name],
            **dict(zip(codebook.by_id, codes, strict=True)),
        }
        for name, codes in CODES.items()
    }


@pytest.fixture
def write_coding(write_sheet, coding_rows, codebook):
    """Write the three coding sheets, each with its own changes."""
    columns = ("record_id", "title", *codebook.by_id)

    def write(first=None, second=None, consensus=None):
        for name, changes in (("a", first), ("b", second), ("consensus", consensus)):
            rows = {key: dict(row) for key, row in coding_rows.items()}
            for key, change in (changes or {}).items():
                rows[key].update(change)
            write_sheet(f"{name}.csv", columns, rows.values())

    return write


@pytest.fixture
def screened(records):
    """The records with their final decisions."""
    frame = records.copy()
    for suffix in ("_1", "_2", ""):
        frame[f"decision{suffix}"] = [DECISIONS[name][0] for name in frame["record_id"]]
        frame[f"reason{suffix}"] = [DECISIONS[name][1] for name in frame["record_id"]]
    frame["settled"] = "agreed"
    return frame
