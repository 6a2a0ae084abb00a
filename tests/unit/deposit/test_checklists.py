"""Each line of a checklist looks: what is damaged is found, and named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from alianzas.commandline.main import main
from alianzas.deposit.checklists.lines import Answer
from alianzas.deposit.checklists.looking import Deposit
from alianzas.deposit.checklists.template import SECTIONS
from alianzas.deposit.checklists.writing import STANDARDS, answered, as_json, as_markdown
from alianzas.deposit.metadata import crate
from alianzas.deposit.metadata.writing import BEFORE_README
from deposit_at_hand import JOBS, change, deposited, write

BOXES = (
    "legitimate access",
    "documented permission",
    "Random seed is set at `config/studies/ecuador/study.yaml:31`",
    "All numbers provided in text in the paper",
    "All tables and figures in the paper",
)


@pytest.fixture
def ready(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deposit with all that the lists look at."""
    monkeypatch.setattr(crate, "recorded_jobs", lambda *_: JOBS)
    deposit = deposited(root)
    write(deposit, *BEFORE_README)
    named = [f"`{file}`" for file in Deposit(root).raw]
    named += [f"`{one['file']}`" for one in Deposit(root).manifest]
    text = [f"## {words}\n\nWords.\n" for words in SECTIONS]
    text += [f"- [x] {words}" for words in BOXES]
    (root / "README.md").write_text("\n".join([*text, *named]), encoding="utf-8")
    (root / "README.pdf").write_bytes(b"%PDF-1.7")
    (root / "deposit/last-run.json").write_text(
        json.dumps({"seconds": 90.0, "day": "2026-11-30", "machine": {"cores": 2}})
    )
    write(deposit, crate.write_crate)
    return root


def answers(root: Path) -> dict[str, Answer]:
    """Return the answer of each line by standard and number."""
    found = answered(Deposit(root))
    return {
        f"{name} {line.number}": answer for name, lines in found.items() for line, answer in lines
    }


def test_nothing_is_wrong_with_a_whole_deposit(ready: Path) -> None:
    found = answers(ready)
    assert {number: answer for number, answer in found.items() if answer.verdict == "no"} == {}
    assert len(found) == sum(len(standard.lines) for standard in STANDARDS)
    assert found["DCAS 14"].verdict == "open"
    assert found["DCAS 11"].verdict == "not_applicable"
    assert "15 illustrative, 9 reconstructed, 1 simulated" in found["DCAS 2"].evidence
    assert found["TOP practice.5"].evidence.startswith("level 1, disclosed")


def append(file: str, words: str) -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        with (root / file).open("a", encoding="utf-8") as stream:
            stream.write(words)

    return damage


def remove(file: str) -> Callable[[Path], None]:
    return lambda root: (root / file).unlink()


def replace(file: str, old: str, new: str) -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new), encoding="utf-8")

    return damage


PACKAGE = "data/ecuador/datapackage.json"
SCRIPT = "workflow/scripts/survey/judge_findings.py"
DAMAGES = {
    "DCAS 1": replace("README.md", "## Data Availability and", "## On"),
    "DCAS 2": append("data/ecuador/cases/cases.csv", "\n"),
    "DCAS 3": replace("Makefile", "paper:", "papers:"),
    "DCAS 5": replace(PACKAGE, '"schema"', '"scheme"'),
    "DCAS 6": replace("manuscript/references.bib", "{akinson2026reframing,", "{akinson,"),
    "DCAS 7": remove("workflow/scripts/survey/import_responses.py"),
    "DCAS 8": remove("published/ecuador/tables/findings.csv"),
    "DCAS 9": append("workflow/alianzas/__init__.py", "def broken(:\n"),
    "DCAS 13": remove("README.pdf"),
    "DCAS 15": replace("REUSE.toml", '"data/**"', '"date/**"'),
    "DCAS 16": replace("README.md", "## Summary of Availability", "## Summary"),
    "SSDE 10": replace("README.md", "## Controlled Randomness", "## Randomness"),
    "SSDE 20": replace("README.md", "`data/ecuador/cases/cases.csv`", ""),
    "SSDE 21": replace("README.md", "- [x] Random", "- [ ] Random"),
    "SSDE 24": replace("README.md", "`published/ecuador/tables/findings.csv`", ""),
    "AEA data.6": append(
        "data/ecuador/cases/texts/altura-viva.md", "\nWrite to ana.rios@gmail.com.\n"
    ),
    "AEA deposit.1": append("deposit/old.zip", "x"),
    "AEA deposit.2": replace(".zenodo.json", "Data and Code for: ", ""),
    "AEA files.1": append("data/notes.txt", ""),
    "AEA code.2": remove("requirements.lock"),
    "AEA code.3": remove("deposit/last-run.json"),
    "AEA code.4": append(SCRIPT, '\nFILE = "/home/ana/data.csv"\n'),
    "AEA code.5": append(SCRIPT, "\nnumpy.random.default_rng()\n"),
    "AEA code.7": replace("published/ecuador/facts.json", '"script"', '"scripts"'),
    "CODECHECK CC-CFG-002": replace("codecheck.yml", "---\n", ""),
    "CODECHECK CC-CFG-006": replace("codecheck.yml", "file: published/", "file: /published/"),
    "CODECHECK CC-CFG-014/015": replace("codecheck.yml", "config/2.0/", "config/9.0/"),
    "CODECHECK CC-CFG-023": append("codecheck.yml", "summary: FIXME\n"),
    "CODECHECK CC-BUN-001": remove("published/ecuador/article.en.pdf"),
    "FAIR4RS F2": remove("codemeta.json"),
    "FAIR4RS I2": remove("ro-crate-metadata.json"),
    "FAIR4RS R1.2": remove(".git_archival.txt"),
    "TOP practice.7": remove("published/ecuador/tables/checklist_prisma.csv"),
}


@pytest.mark.parametrize("number", DAMAGES)
def test_damage_is_found(ready: Path, number: str) -> None:
    DAMAGES[number](ready)
    standard, _, line = number.partition(" ")
    (one,) = [x for s in STANDARDS if s.name == standard for x in s.lines if x.number == line]
    answer = one.look(Deposit(ready))
    assert answer.verdict == "no", answer
    assert answer.evidence


def test_what_the_authors_answer_is_no_longer_open(ready: Path) -> None:
    author = {"name": "Ana Ríos", "family_name": "Ríos", "orcid": "0000-0002-1825-0097"}
    author |= {"affiliation": "A University", "email": "ana@example.org"}
    change(ready, "ecuador", article={"authors": [author]})
    plan = {"address": "https://osf.io/abcde", "registered": "2026-01-01"}
    given = {"doi": "10.5281/zenodo.1", "archive": "Zenodo", "jel": ["L24"], "journal": "J"}
    given |= {"manuscript": "J-1", "article_doi": "10.1234/j.1", "registration": plan}
    change(ready, "ecuador", deposit={**given, "protocol": {"none": "No protocol."}})
    write(deposited(ready), *BEFORE_README, crate.write_crate)
    found = answers(ready)
    for number in ("DCAS 6", "DCAS 12", "DCAS 14", "AEA deposit.3", "AEA deposit.4", "FAIR4RS F1"):
        assert found[number].verdict == "yes", (number, found[number])
    assert found["FAIR4RS F3"].verdict == "yes", found["FAIR4RS F3"]
    assert found["CODECHECK CC-CFG-020, CC-MET-001"].verdict == "yes"
    assert found["TOP practice.1"].evidence == "level 2, shared and cited: https://osf.io/abcde"
    assert found["TOP practice.2"].evidence == "level 1, disclosed: No protocol."
    assert found["TOP practice.5"].evidence.startswith("level 2, shared and cited: 25 raw files")
    wrong = {**author, "orcid": "0000-0002-1825-0098"}
    change(ready, "ecuador", article={"authors": [wrong]})
    write(deposited(ready), *BEFORE_README)
    assert answers(ready)["CODECHECK CC-CFG-020, CC-MET-001"].verdict == "no"


def test_page_and_data_say_the_same(ready: Path) -> None:
    found = answered(Deposit(ready))
    page, data = as_markdown(found), json.loads(as_json(found))
    assert [one["standard"] for one in data] == [standard.name for standard in STANDARDS]
    for one in data:
        for line in one["lines"]:
            assert f"| {line['line']} | {line['question']} |" in page
    assert str(ready) not in page


def test_the_command_answers_from_an_unpacked_deposit(
    ready: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["checklists", str(ready)]) == 0
    assert "## DCAS: Data and Code Availability Standard, version 1.0" in capsys.readouterr().out
    (ready / "README.pdf").unlink()
    assert main(["checklists", str(ready), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["lines"][12]["answer"] == "no"
    (ready / "codecheck.yml").unlink()
    assert main(["checklists", str(ready)]) != 0
    assert "is no deposit: it has no codecheck.yml." in capsys.readouterr().err
