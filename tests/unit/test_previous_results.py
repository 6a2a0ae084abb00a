import os

import pytest

from alianzas.previous_results import forget, keep, put_back


@pytest.fixture
def folders(tmp_path):
    results = tmp_path / "results"
    (results / "tables").mkdir(parents=True)
    (results / "tables" / "drivers.csv").write_text("yesterday")
    (results / "facts.json").write_text("facts")
    return results, tmp_path / "kept"


def test_what_a_failed_step_lost_comes_back_older_than_any_input(folders):
    results, kept = folders
    keep(results, kept)
    (results / "tables" / "drivers.csv").unlink()
    restored = put_back(results, kept)
    assert restored == [results / "tables" / "drivers.csv"]
    assert restored[0].read_text() == "yesterday"
    assert restored[0].stat().st_mtime < 10
    assert not kept.exists()


def test_what_was_built_anew_stays(folders):
    results, kept = folders
    keep(results, kept)
    (results / "facts.json").unlink()
    (results / "facts.json").write_text("new")
    assert put_back(results, kept) == []
    assert (results / "facts.json").read_text() == "new"


def test_an_interrupted_build_leaves_its_links_for_the_next(folders):
    results, kept = folders
    keep(results, kept)
    (results / "tables" / "drivers.csv").unlink()  # and then the power went off
    keep(results, kept)
    put_back(results, kept)
    assert (results / "tables" / "drivers.csv").read_text() == "yesterday"


def test_a_file_system_without_hard_links(folders, monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    results, kept = folders
    keep(results, kept)
    (results / "facts.json").unlink()
    put_back(results, kept)
    assert (results / "facts.json").read_text() == "facts"


def test_nothing_kept_is_nothing_to_do(tmp_path):
    keep(tmp_path / "results", tmp_path / "kept")
    assert put_back(tmp_path / "results", tmp_path / "kept") == []
    forget(tmp_path / "kept")
