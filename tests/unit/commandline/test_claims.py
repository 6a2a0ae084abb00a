"""`alianzas claims` prints the ledger; `alianzas trace` walks from a claim to its raw files."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from evidence import fact

from alianzas.commandline.claims_command import NoLedgerError, in_words, read_ledger
from alianzas.commandline.main import main
from honest_results.claims.ledger import build_ledger
from honest_results.claims.ledger_document import ledger_document
from honest_results.tracing.explaining import Question, UntraceableError, explain
from human_files.language import Labels
from unit.synthesis.claims.conftest import ROOT, claim, labels, register

__all__ = ["labels", "register"]  # fixtures

RAW = "data/demo/answers.csv"
DIGEST = hashlib.sha256(b"a\n").hexdigest()


@pytest.fixture
def built(tmp_path: Path, register, labels: Labels, monkeypatch) -> Path:
    """A compendium with a built ledger of two claims: one on observed, one on simulated data."""
    effect = {**fact(0.2, interval=(0.1, 0.3)), "sources": [_source("observed")]}
    other = {**fact(0.2, "simulated", interval=(0.1, 0.3)), "sources": [_source("simulated")]}
    facts = {"survey.effect": effect, "survey.other": other}
    claims = register(
        claim(), claim("trust_comes", {"kind": "more", "fact": "survey.other", "smallest": 0})
    )
    ledger = ledger_document(
        "ecuador", build_ledger(claims, facts, [], labels), claims.sources, facts
    )
    files = {
        "results/ecuador/claims.json": ledger.model_dump_json(),
        "results/ecuador/facts.json": json.dumps({"facts": facts}),
        RAW: "a\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / "workflow/rules", tmp_path / "workflow/rules")
    shutil.copy(ROOT / "Snakefile", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _source(level: str) -> dict[str, str]:
    return {"file": RAW, "level": level, "sha256": DIGEST}


def test_the_ledger_is_printed_in_both_languages(built: Path, capsys) -> None:
    assert main(["claims"]) == 0
    english = capsys.readouterr().out
    assert "planning: SUPPORTED" in english and "trust_comes: NOT TESTABLE HERE" in english
    assert "Needs observed data; these are simulated." in english
    assert "https://doi.org/10.1000/xyz" in english
    assert english.endswith("supported 1, not supported 0, inconclusive 0, not testable here 1.\n")
    assert main(["claims", "ecuador", "--language", "es"]) == 0
    spanish = capsys.readouterr().out
    assert "planning: RESPALDADA" in spanish and "0,20 [0,10; 0,30] (observados)" in spanish


def test_as_json_it_is_the_file(built: Path, capsys) -> None:
    assert main(["claims", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == read_ledger("ecuador", built)


def test_one_verdict_alone(built: Path, capsys) -> None:
    assert main(["claims", "--json", "--verdict", "supported"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [entry["id"] for entry in shown["claims"]] == ["planning"]
    assert shown["counts"] == {"supported": 1}


def test_no_line_is_wider_than_a_terminal(built: Path, labels: Labels) -> None:
    ledger = read_ledger("ecuador", built)
    assert max(len(line) for line in in_words(ledger, labels, "en")) <= 100


def test_before_a_build_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoLedgerError, match="make paper"):
        read_ledger("demo", tmp_path)


def test_a_claim_is_traced_to_its_raw_files(built: Path) -> None:
    text = " ".join("\n".join(explain(Question("trust_comes", "ecuador", built))).split())
    steps = (
        "verdict not testable: Needs observed data; these are simulated.",
        "survey.other value",
        "provenance simulated",
        "rule fit_drivers: Estimate what drives",
        "script workflow/scripts/survey/fit_drivers.py",
        f"simulated {RAW}, as in the build, sha256:{DIGEST}",
    )
    places = [text.index(step) for step in steps]
    assert places == sorted(places)
    assert "changed since" not in text
    (built / RAW).write_text("b\n")
    assert "changed since" in "\n".join(explain(Question("trust_comes", "ecuador", built)))


def test_an_unknown_claim_gets_the_nearest(built: Path) -> None:
    with pytest.raises(UntraceableError, match='Did you mean "trust_comes"'):
        explain(Question("trust_come", "ecuador", built))


def test_trace_takes_words_without_quotes_and_speaks_the_language_asked_for(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", "trust_comes", "--language", "es"]) == 0
    assert "no comprobable" in capsys.readouterr().out
    assert main(["trace", "Table", "9", "--language", "en"]) == 1
    assert 'no document has "Table 9"' in capsys.readouterr().err


def test_trace_speaks_the_language_of_the_terminal(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)
    for variable, word in (("es_EC.UTF-8", "veredicto"), ("C.UTF-8", "verdict")):
        monkeypatch.setenv("LC_ALL", variable)
        assert main(["trace", "trust_comes"]) == 0
        assert word in capsys.readouterr().out
