"""What tests of the deposit share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import deposit_at_hand


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The source of the compendium in a folder of its own; messages are English."""
    monkeypatch.setenv("LANGUAGE", "en")
    exhibits = lambda deposit, study: deposit_at_hand.EXHIBITS  # noqa: E731
    monkeypatch.setattr("alianzas.deposit.metadata.codecheck_file.document_exhibits", exhibits)
    yield deposit_at_hand.source(tmp_path / "deposit")
