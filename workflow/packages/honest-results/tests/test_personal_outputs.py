"""What a build makes is searched for personal data: formats of which it alone knows the reader."""

from pathlib import Path

import pytest
import typst

from honest_results.personal_outputs import pdf_parts
from human_files.personal_data import find_personal_data


def kinds(path: Path, country: str) -> list[str]:
    return [
        found.kind
        for part in pdf_parts(path)
        for _, cells in part.rows
        for cell in cells
        for found in find_personal_data(str(cell), country)
    ]


@pytest.mark.parametrize("country", ["EC", "PE", "MX", "BR", "CL"])
def test_cells_of_a_table_in_a_pdf_are_no_telephone(tmp_path: Path, country: str) -> None:
    rows = ("Agriculture and food|41|2006|2020", "Larger firm|0.52|0.74|0.84")
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row.split("|"))
    typst.compile(f"#table(columns: 4, {cells})".encode(), output=tmp_path / "table.pdf")
    assert kinds(tmp_path / "table.pdf", country) == []


def test_whoever_is_reached_by_a_pdf_is_found(tmp_path: Path) -> None:
    words = r"ana.paz\@uni.edu.ec, 0991234567 \ +593 99 123 4567"
    typst.compile(words.encode(), output=tmp_path / "page.pdf")
    assert kinds(tmp_path / "page.pdf", "EC") == ["email", "phone", "phone"]
