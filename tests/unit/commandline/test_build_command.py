"""What a build made is searched: what holds personal data is told, taken away, and the build fails."""

from __future__ import annotations

import shutil
from argparse import Namespace
from pathlib import Path

import pandas as pd
import pytest

from alianzas.commandline import build_command
from honest_results.build import building
from honest_results.provenance import Source
from honest_results.records import write_records
from human_files.errors import DataError

ROOT = Path(__file__).resolve().parents[3]
OPTIONS = Namespace(study="ecuador", snakemake=[], verbose=False)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("config", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def builds(monkeypatch: pytest.MonkeyPatch, *files: Path, said: str) -> None:
    def run(_options: Namespace, _root: Path) -> int:
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".parquet":
                source = Source("data/ecuador/cases/cases.csv", "observed")
                write_records(pd.DataFrame({"n": [1], "note": [said]}), path, [source])
            else:
                path.write_text(f"<p>{said}</p>\n", encoding="utf-8")
        return 0

    monkeypatch.setattr(building, "run", run)


@pytest.mark.parametrize(
    "file",
    ["results/ecuador/article.es.html", "records/ecuador/answers.parquet", "logs/ecuador/a.log"],
)
def test_what_holds_some_is_told_and_goes(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    builds(monkeypatch, root / file, said="ana@example.org")
    assert build_command.run(OPTIONS, root) == 1
    said = capsys.readouterr().err
    assert f"{file}, row 1" in said
    assert "held personal data (e-mail addresses), and was removed." in said
    assert "ana@" not in said
    assert not (root / file).exists()


def test_intervals_and_references_are_results(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "results/ecuador/article.es.html"
    builds(monkeypatch, path, said="0.12345, 0.45678; see @tbl_drivers")
    assert build_command.run(OPTIONS, root) == 0
    assert path.exists()


def test_the_address_of_an_author_may_be_printed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = root / "config/studies/ecuador/study.yaml"
    text = study.read_text(encoding="utf-8") + "# corresponding: ana@example.org\n"
    study.write_text(text, encoding="utf-8")
    builds(monkeypatch, root / "results/ecuador/article.es.html", said="ana@example.org")
    assert build_command.run(OPTIONS, root) == 0


def test_a_raw_file_named_after_somebody_is_not_built(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds(monkeypatch, root / "results/ecuador/a.html", said="x")
    (root / "data/ecuador/cases/texts/ana@example.org.md").write_text("x", encoding="utf-8")
    with pytest.raises(DataError, match="its name holds personal data"):
        build_command.run(OPTIONS, root)
    assert not (root / "results").exists()
