"""Addresses of authors are left out as references are read, and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from references.contact_data import leave_out_contacts
from references.import_report import ImportReport
from references.importing import read_references, records_frame
from references.record import Record

WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Paz, A
TI A title
RP Paz, A (corresponding author), Univ, Quito, Ecuador.
EM ana@example.org; luis@example.org
C1 [Paz, A] Univ, Quito, Ecuador.
PY 2020
ER

EF
"""
PUBMED = """PMID- 1
TI  - A title
FAU - Paz, Ana
AD  - Univ, Quito, Ecuador. Electronic address: ana@example.org.
DP  - 2020
SO  - J. 2020;1:1
"""
RIS = """TY  - JOUR
TI  - A title
AU  - Paz, Ana
AD  - Univ, Quito, Ecuador. Tel. +593 99 123 4567
N1  - Correspondence Address: A. Paz; email: ana@example.org; cédula 1710034065
AB  - Write to ana@example.org.
RP  - IN FILE
AN  - 2032784247
ER  -
"""


@pytest.mark.parametrize(
    ("name", "text", "counts"),
    [
        ("a.txt", WOS, {"contact": 2}),
        ("a.nbib", PUBMED, {"email": 1}),
        ("a.ris", RIS, {"email": 2, "phone": 1, "cedula": 1}),
    ],
)
def test_nothing_private_is_left(
    tmp_path: Path, name: str, text: str, counts: dict[str, int]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    item = read_references(tmp_path / name)
    written = records_frame([item]).to_csv()
    assert "@" not in written and "4567" not in written and "1710034065" not in written
    assert dict(item.private) == counts
    assert "Ecuador" in written and "Paz" in written
    count = sum(counts.values())
    assert f"  Left out: {count} addresses of authors or other" in "\n".join(
        ImportReport("en").lines(item)
    )


def test_what_is_no_address_stays(tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(RIS, encoding="utf-8")
    (record,) = read_references(tmp_path / "a.ris").kept
    assert record.other["RP"] == ["IN FILE"]
    assert record.other["AN"] == ["2032784247"]


def test_a_record_without_any_is_unchanged() -> None:
    record = Record(title="A title", affiliations=("Univ, Quito",), other={"AN": ["2032784247"]})
    assert not leave_out_contacts([record])
    assert record.affiliations == ("Univ, Quito",)
