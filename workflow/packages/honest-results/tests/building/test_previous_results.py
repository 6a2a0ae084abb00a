import os

import pytest

from honest_results.build.previous_results import (
    KEPT,
    forget_results,
    keep_results,
    remove_published_records,
    restore_results,
)
from honest_results.build.snakemake_runs import building
from honest_results.project import record_file


@pytest.fixture
def results(tmp_path):
    results = tmp_path / "results"
    (results / "tables").mkdir(parents=True)
    (results / "tables" / "drivers.csv").write_text("yesterday")
    (results / "facts.json").write_text("facts")
    return results


def test_what_a_failed_step_lost_comes_back_older_than_any_input(results):
    keep_results(results.parent)
    (results / "tables" / "drivers.csv").unlink()
    restored = restore_results(root=results.parent)
    assert restored == [results / "tables" / "drivers.csv"]
    assert restored[0].read_text() == "yesterday"
    assert restored[0].stat().st_mtime < 10
    assert not (results.parent / KEPT).exists()


def test_what_was_built_anew_stays(results):
    keep_results(results.parent)
    (results / "facts.json").unlink()
    (results / "facts.json").write_text("new")
    assert restore_results(root=results.parent) == []
    assert (results / "facts.json").read_text() == "new"


def test_an_interrupted_build_leaves_its_links_for_the_next(results):
    keep_results(results.parent)
    (results / "tables" / "drivers.csv").unlink()  # and then the power went off
    keep_results(results.parent)
    restore_results(root=results.parent)
    assert (results / "tables" / "drivers.csv").read_text() == "yesterday"


def test_copies_of_a_killed_build_go_when_the_next_begins(results):
    keep_results(results.parent)
    (results / "facts.json").unlink()
    (results / "tables" / "drivers.csv").unlink()
    (results / "tables" / "drivers.csv").write_text("new")
    (results.parent / ".snakemake").mkdir(exist_ok=True)
    with building(results.parent):
        assert (results / "facts.json").read_text() == "facts"
        assert (results / "tables" / "drivers.csv").read_text() == "new"
        assert not (results.parent / KEPT).exists()


def test_a_file_system_without_hard_links(results, monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    keep_results(results.parent)
    (results / "facts.json").unlink()
    restore_results(root=results.parent)
    assert (results / "facts.json").read_text() == "facts"


def test_records_come_back_as_results_do(results, tmp_path):
    record = tmp_path / record_file("demo", "scores")
    record.parent.mkdir(parents=True)
    record.write_text("yesterday")
    keep_results(tmp_path)
    record.unlink()
    assert restore_results(root=tmp_path) == [record]
    assert record.read_text() == "yesterday"


def test_records_of_earlier_versions_leave_the_results(results, tmp_path):
    folders = ("records/demo", "results/demo/records", "results/demo/tables")
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "scores").write_text("")
    remove_published_records(tmp_path)
    left = sorted(path.parent.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("scores"))
    assert left == ["records/demo", "results/demo/tables"]


def test_nothing_kept_is_nothing_to_do(tmp_path):
    keep_results(tmp_path)
    assert restore_results(root=tmp_path) == []
    forget_results(tmp_path)


@pytest.fixture
def documents(results):
    """Three documents of yesterday, kept."""
    found = [results / f"article.{form}" for form in ("html", "pdf", "docx")]
    for path in found:
        path.write_text("yesterday")
        os.utime(path, (1_000_000_000, 1_000_000_000))
    keep_results(results.parent)
    return found


def names(paths):
    return [f"results/{path.name}" for path in paths]


def renew(path):
    path.unlink()
    path.write_text("today")


@pytest.mark.parametrize("lost", [True, False], ids=["failed", "never begun"])
def test_documents_are_renewed_together_or_not_at_all(results, documents, lost):
    page, pdf, _ = documents
    renew(page)
    if lost:
        pdf.unlink()
    restore_results([names(documents)], results.parent)
    assert [path.read_text() for path in documents] == ["yesterday"] * 3
    assert page.stat().st_mtime < 10  # to be made anew


def test_documents_that_were_all_renewed_stay(results, documents):
    for path in documents:
        renew(path)
    assert restore_results([names(documents)], results.parent) == []
    assert [path.read_text() for path in documents] == ["today"] * 3


def test_of_the_first_build_what_there_is_stays(results, tmp_path):
    keep_results(results.parent)
    page = results / "article.html"
    page.write_text("today")
    restore_results([names([page, results / "article.pdf"])], results.parent)
    assert page.read_text() == "today"
