"""What would be published is searched for personal data before it is packed."""

from __future__ import annotations

from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from alianzas.deposit.assembling import _refuse_personal_data
from human_files.errors import DataError

ROOT = Path(__file__).resolve().parents[3]


def test_a_deposit_with_an_address_is_refused_and_taken_away(tmp_path: Path) -> None:
    study, folder = load_study("ecuador", ROOT), tmp_path / "deposit"
    table = folder / "published/ecuador/tables/sample.csv"
    table.parent.mkdir(parents=True)
    table.write_text("group,n\nfirms,12\n")
    _refuse_personal_data([study], folder)
    assert table.is_file()
    table.write_text("group,n\nmaria.perez@empresa-andina.ec,12\n")
    with pytest.raises(DataError) as caught:
        _refuse_personal_data([study], folder)
    assert "published/ecuador/tables/sample.csv" in str(caught.value)
    assert "maria.perez" not in str(caught.value)
    assert not folder.exists()
