"""Export and decisions on the command line, with the shipped study."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from alianzas.commandline.main import main

ROOT = Path(__file__).resolve().parents[3]
SHEETS = ROOT / "data/ecuador/literature"


@pytest.fixture(autouse=True)
def _in_the_compendium(monkeypatch):
    monkeypatch.chdir(ROOT)


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_shipped_decisions_survive_a_round_trip_through_rayyan(tmp_path, capsys):
    out, back = tmp_path / "out.csv", tmp_path / "back.csv"
    assert main(["literature", "export", "ecuador", "--for", "rayyan", "--output", str(out)]) == 0
    passes = [
        {row["record_id"]: row for row in rows_of(SHEETS / f"screening-pass-{n}.csv")}
        for n in (1, 2)
    ]
    rows = rows_of(out)
    assert f"{len(rows)} records" in capsys.readouterr().out
    for row in rows:
        mine = [given[row["key"]] for given in passes]
        words = ", ".join(
            f'"reader {n}"=>"{cells["decision"].capitalize()}d"' for n, cells in enumerate(mine, 1)
        )
        reasons = ",".join({cells["reason"] for cells in mine} - {""})
        row["notes"] += f" RAYYAN-INCLUSION: {{{words}}} | RAYYAN-EXCLUSION-REASONS: {reasons}"
        row["key"] = "rayyan-1"
    with back.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    sheet = tmp_path / "screening-pass-1.csv"
    command = ["literature", "decisions", str(back), "--from", "rayyan", "--output", str(sheet)]
    main(command)
    assert "reader 1" in capsys.readouterr().out
    for number, given in enumerate(passes, 1):
        found = {
            row["record_id"]: row for row in rows_of(tmp_path / f"screening-pass-{number}.csv")
        }
        assert {name: row["decision"] for name, row in found.items()} == {
            name: row["decision"] for name, row in given.items()
        }
        agreed = [n for n in given if passes[0][n]["reason"] == passes[1][n]["reason"]]
        assert all(found[name]["reason"] == given[name]["reason"] for name in agreed)
    assert main(command) == 1
    assert "exists already" in capsys.readouterr().err


def test_full_texts_are_those_of_the_records_kept(tmp_path):
    path = tmp_path / "texts.ris"
    command = ["literature", "export", "ecuador", "--for", "asreview", "--output", str(path)]
    assert main([*command, "--stage", "full_text"]) == 0
    first, second = (rows_of(SHEETS / f"screening-pass-{n}.csv") for n in (1, 2))
    kept = [
        one["record_id"]
        for one, other in zip(first, second, strict=True)
        if one["decision"] == other["decision"] == "include"
    ]
    assert {f"ID  - {name}" for name in kept} <= {*path.read_text(encoding="utf-8").split("\n")}


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        ("title,notes\nT,none\n", (), "holds no decisions from Rayyan"),
        ("name\nT\n", (), "is neither RIS nor a table with a column of titles"),
        ("title\nT\n", ("--reason", "x"), 'is not of the form "words=code"'),
        ("title\nT\n", ("--reason", "x=not_aliances"), 'Did you mean "not_alliances"?'),
        ("title\nT\n", ("--output", "sheet.ris"), "does not end in .csv"),
        ("title\nT\n", ("--output", "no/sheet.csv"), "a folder that does not exist"),
        (None, (), "cannot be opened"),
    ],
)
def test_a_mistake_is_one_message(content, options, words, tmp_path, capsys):
    path = tmp_path / "export.csv"
    if content is not None:
        path.write_text(content)
    output = ["--output", str(tmp_path / "sheet.csv")]
    command = ["literature", "decisions", str(path), "--from", "rayyan", *output, *options]
    assert main(command) == 1
    error = capsys.readouterr().err
    assert words in error
    assert "Traceback" not in error


def test_the_archive_that_rayyan_sends_is_taken_as_it_comes(tmp_path, capsys):
    """With the log in it each reader gets the reasons of their own, without being asked for it."""
    names = [row["record_id"] for row in rows_of(SHEETS / "screening-pass-1.csv")[:2]]
    titles = [row["title"] for row in rows_of(SHEETS / "screening-pass-1.csv")[:2]]
    articles = io.StringIO()
    writer = csv.writer(articles)
    writer.writerow(["key", "title", "notes"])
    reasons = "RAYYAN-EXCLUSION-REASONS: not_alliances,not_small_firms"
    both = '{"Ana"=>"Excluded", "Bo"=>"Excluded"}'
    one = '{"Ana"=>"Included", "Bo"=>"Excluded"}'
    for number, given in ((1, both), (2, one)):
        note = f"ALIANZAS-RECORD: {names[number - 1]} | RAYYAN-INCLUSION: {given} | {reasons}"
        writer.writerow([f"rayyan-{number}", titles[number - 1], note])
    log = (
        "article_id,user_email,key,value,created_at\n"
        "1,a@example.org,included,-1,1\n1,a@example.org,__EXR__not_alliances,1,1\n"
        "2,a@example.org,included,1,1\n"
        "1,b@example.org,included,-1,1\n1,b@example.org,__EXR__not_small_firms,1,1\n"
        "2,b@example.org,included,-1,1\n2,b@example.org,__EXR__not_alliances,1,1\n"
    )
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("articles.csv", articles.getvalue())
        archive.writestr("customizations_log.csv", log)
    sheet = tmp_path / "pass-1.csv"
    main(["literature", "decisions", str(path), "--from", "rayyan", "--output", str(sheet)])
    assert "example.org" not in capsys.readouterr().err
    found = {
        reader: {row["record_id"]: row["reason"] for row in rows_of(tmp_path / f"pass-{n}.csv")}
        for n, reader in ((1, "Ana"), (2, "Bo"))
    }
    assert found["Ana"][names[0]] == "not_alliances"
    assert [found["Bo"][name] for name in names] == ["not_small_firms", "not_alliances"]
