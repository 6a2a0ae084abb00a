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
    restored = put_back(results=results, kept=kept)
    assert restored == [results / "tables" / "drivers.csv"]
    assert restored[0].read_text() == "yesterday"
    assert restored[0].stat().st_mtime < 10
    assert not kept.exists()


def test_what_was_built_anew_stays(folders):
    results, kept = folders
    keep(results, kept)
    (results / "facts.json").unlink()
    (results / "facts.json").write_text("new")
    assert put_back(results=results, kept=kept) == []
    assert (results / "facts.json").read_text() == "new"


def test_an_interrupted_build_leaves_its_links_for_the_next(folders):
    results, kept = folders
    keep(results, kept)
    (results / "tables" / "drivers.csv").unlink()  # and then the power went off
    keep(results, kept)
    put_back(results=results, kept=kept)
    assert (results / "tables" / "drivers.csv").read_text() == "yesterday"


def test_a_file_system_without_hard_links(folders, monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    results, kept = folders
    keep(results, kept)
    (results / "facts.json").unlink()
    put_back(results=results, kept=kept)
    assert (results / "facts.json").read_text() == "facts"


def test_nothing_kept_is_nothing_to_do(tmp_path):
    keep(tmp_path / "results", tmp_path / "kept")
    assert put_back(results=tmp_path / "results", kept=tmp_path / "kept") == []
    forget(tmp_path / "kept")


@pytest.fixture
def documents(folders):
    """Three documents of yesterday, kept."""
    results, kept = folders
    found = [results / f"article.{form}" for form in ("html", "pdf", "docx")]
    for path in found:
        path.write_text("yesterday")
        os.utime(path, (1_000_000_000, 1_000_000_000))
    keep(results, kept)
    return found


def renew(path):
    path.unlink()
    path.write_text("today")


@pytest.mark.parametrize("lost", [True, False], ids=["failed", "never begun"])
def test_documents_are_renewed_together_or_not_at_all(folders, documents, lost):
    page, pdf, _ = documents
    renew(page)
    if lost:
        pdf.unlink()
    put_back([documents], *folders)
    assert [path.read_text() for path in documents] == ["yesterday"] * 3
    assert page.stat().st_mtime < 10  # to be made anew


def test_documents_that_were_all_renewed_stay(folders, documents):
    for path in documents:
        renew(path)
    assert put_back([documents], *folders) == []
    assert [path.read_text() for path in documents] == ["today"] * 3


def test_of_the_first_build_what_there_is_stays(folders, tmp_path):
    results, kept = folders
    keep(results, kept)
    page = results / "article.html"
    page.write_text("today")
    put_back([[page, results / "article.pdf"]], *folders)
    assert page.read_text() == "today"
