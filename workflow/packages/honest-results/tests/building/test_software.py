import pytest

from honest_results.build import software
from human_files.errors import ConfigurationError


def test_the_date_is_the_environments_or_the_releases(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    citation = tmp_path / "CITATION.cff"
    citation.write_text("date-released: 2026-02-03\n")
    assert software.source_date_epoch(tmp_path) == 1770076800
    citation.write_text("title: no date yet\n")
    assert software.source_date_epoch(tmp_path) == 1767225600  # 2026-01-01
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    assert software.source_date_epoch(tmp_path) == 12345


@pytest.fixture
def quarto(monkeypatch, tmp_path):
    """Return a function that makes a stand-in the only Quarto on the PATH, or none."""

    def quarto(version, status=0):
        monkeypatch.setenv("PATH", str(tmp_path))
        software.quarto_version.cache_clear()
        if version is not None:
            program = tmp_path / "quarto"
            program.write_text(f"#!/bin/sh\necho {version}\nexit {status}\n")
            program.chmod(0o755)

    yield quarto
    software.quarto_version.cache_clear()


@pytest.mark.parametrize(
    ("wanted", "there", "engine"),
    [
        ("auto", "1.9.38", {"name": "quarto", "version": "1.9.38"}),
        ("quarto", "1.10.2", {"name": "quarto", "version": "1.10.2"}),
        ("auto", "1.8.25", {"name": "pandoc"}),
        ("auto", None, {"name": "pandoc"}),
        ("pandoc", "1.9.38", {"name": "pandoc"}),
    ],
)
def test_the_engine(quarto, wanted, there, engine):
    quarto(there)
    assert software.choose_engine(wanted) == engine


@pytest.mark.parametrize(
    ("there", "status", "words"),
    [
        (None, 0, "none on the PATH"),
        ("1.8.25", 0, r"1\.8\.25, which is too old"),
        ("", 1, "not run"),
    ],
)
def test_a_quarto_that_is_wanted_and_will_not_do(quarto, there, status, words):
    quarto(there, status)
    with pytest.raises(ConfigurationError, match=words):
        software.choose_engine("quarto")
    assert software.has_unfit_quarto() == (there is not None)


def test_versions_name_python_and_every_library_of_the_colophon():
    assert set(software.versions()) == {"python", *software.NAMED}
