"""One coder's work, changed or brought in another format, changes what it should and no more."""

import csv
import json
import re

from honest_results.project import record_file

FOLDER = "data/ecuador/cases"
CASES = {
    "case_agreement",
    "case_evidence",
    "case_passages",
    "case_profiles",
    "cross_case_matrix",
    "benefits_challenges",
}


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def flip(compendium, coder, case, code):
    """Turn one judgement that the coder called present into absent."""
    path = compendium.folder / FOLDER / f"coding-coder-{coder}.csv"
    rows = read(path)
    row = next(row for row in rows if row[0] == case and row[2] == code)
    assert row[3] == "1"
    row[3:] = ["0", ""]
    write(path, rows)


def disagreement(compendium):
    """Return a case and code that one coder calls present and the consensus absent, and the coder."""
    folder = compendium.folder / FOLDER
    for case, _, code, value, *_ in read(folder / "coding-consensus.csv")[1:]:
        for coder in ("1", "2"):
            judged = {
                (row[0], row[2]): row[3] for row in read(folder / f"coding-coder-{coder}.csv")
            }
            if value == "0" and judged[case, code] == "1":
                return coder, case, code
    raise AssertionError("no such disagreement")


def data_of(compendium, kind, ending):
    """Return the content of every table's or figure's file of an ending, by name."""
    folder = compendium.folder / "results/ecuador" / kind
    return {path.name.split(".")[0]: path.read_bytes() for path in folder.glob(f"*.{ending}")}


def facts_of(compendium):
    content = json.loads((compendium.folder / "results/ecuador/facts.json").read_text())["facts"]
    # The colophon says which commit, and that files have changed since.
    return {
        key: fact["text"]["en"] for key, fact in content.items() if not key.startswith("colophon.")
    }


def of_study(*names):
    return [f"results/ecuador/{name}" for name in names]


def make(compendium, *targets):
    done = compendium.run("-m", "snakemake", "-c2", *targets)
    assert done.returncode == 0, done.stderr[-2000:]


def sentence(compendium):
    """Return what the article says of the coders' agreement."""
    html = (compendium.folder / "results/ecuador/article.en.html").read_text(encoding="utf-8")
    text = " ".join(re.sub(r"<[^>]*>", "", html).split())
    return re.search(r"Before adjudication, the two coders agreed.*?judgements", text)[0]


def test_one_judgement_of_one_coder(compendium):
    coder, case, code = disagreement(compendium)
    before = [data_of(compendium, "tables", "csv"), data_of(compendium, "figures", "en.csv")]
    facts, said = facts_of(compendium), sentence(compendium)
    flip(compendium, coder, case, code)
    make(compendium, *of_study("facts.json", "article.en.html"))
    tables, figures = data_of(compendium, "tables", "csv"), data_of(compendium, "figures", "en.csv")
    # The consensus says what it said: agreement changes, the codings and what rests on them do not.
    assert {name for name in tables if tables[name] != before[0][name]} == {
        "case_agreement",
        "case_passages",
    }
    assert figures == before[1]
    changed = {key for key, text in facts_of(compendium).items() if text != facts[key]}
    assert {"cases.agreement.percent", f"cases.agreement.{code}.percent"} <= changed
    assert "cases.disagreements.n" in changed
    stems = ("cases.agreement.", "cases.passages.", "cases.disagreements.")
    assert all(key.startswith(stems) for key in changed), changed
    now = sentence(compendium)
    assert now != said
    assert facts_of(compendium)["cases.agreement.percent"] in now


def test_a_judgement_that_nobody_settled_is_named(compendium):
    """Both found it: if one changes their mind, the consensus must say who is right."""
    folder = compendium.folder / FOLDER
    settled = {(row[0], row[2]) for row in read(folder / "coding-consensus.csv")}
    other = {(row[0], row[2]): row[3] for row in read(folder / "coding-coder-2.csv")}
    case, code = next(
        (row[0], row[2])
        for row in read(folder / "coding-coder-1.csv")[1:]
        if row[3] == other[row[0], row[2]] == "1" and (row[0], row[2]) not in settled
    )
    flip(compendium, 1, case, code)
    done = compendium.run("-m", "snakemake", "-c2", "records/ecuador/case_codings.parquet")
    assert done.returncode != 0
    assert f'"{code}" in "{case}" is not settled' in done.stderr + done.stdout


def test_the_same_work_as_a_table_changes_no_result(compendium):
    """The first coder's sheet, imported, and named in the study file in place of the sheet."""
    before = [data_of(compendium, "tables", "csv"), facts_of(compendium)]
    sheet, table = f"{FOLDER}/coding-coder-1.csv", f"{FOLDER}/coding-ana.csv"
    done = compendium.alianzas(
        "cases", "import", sheet, "--study", "ecuador", "--coder", "Ana", "--output", table
    )
    assert done.returncode == 0, done.stderr + done.stdout
    (compendium.folder / sheet).unlink()
    compendium.edit(
        "config/studies/ecuador/cases.yaml", f"file: {sheet}", f"file: {table}, user: Ana"
    )
    make(compendium, *of_study("facts.json", *(f"tables/{name}.csv" for name in sorted(CASES))))
    after = [data_of(compendium, "tables", "csv"), facts_of(compendium)]
    assert after == before


def test_three_coders_in_one_project(compendium):
    """Both sheets' work, and the first's once more as a third's, as QDA programs export it."""
    from refi_projects import Project

    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.case_texts import read_texts
    from alianzas.cases.coders import read_coders
    from alianzas.cases.judgements import Material

    folder = compendium.folder / FOLDER
    codes = load_case_codes(compendium.folder / "config/codebooks/case_codes.yaml")
    cases = [row[0] for row in read(folder / "cases.csv")[1:]]
    texts = read_texts((folder / "texts").iterdir(), cases, "texts")
    sheets = {user: folder / f"coding-coder-{n}.csv" for user, n in (("Ana", 1), ("Bruno", 2))}
    judged = read_coders(sheets, Material(codes, cases, texts))
    passages = []
    for row in judged.itertuples():
        for user in ("Ana", "Carla") if row.coder == "Ana" else ("Bruno",):
            if row.value:
                passages.append((row.source, row.start, row.end, row.code, user))
            elif row.code == codes.outcome:
                passages.append((row.source, 0, 20, f"not:{row.code}", user))
    named = [*codes.judged, f"not:{codes.outcome}"]
    users = ["Ana", "Bruno", "Carla"]
    made = Project(texts, named, passages, users, line_end="\r\n", counted=2, origin="NVivo 14")
    (folder / "team.qdpx").write_bytes(made.archive())
    study = compendium.folder / "config/studies/ecuador/cases.yaml"
    text = study.read_text(encoding="utf-8")
    coders = "".join(
        f"  - {{name: {user.lower()}, file: {FOLDER}/team.qdpx, user: {user}}}\n" for user in users
    )
    changed = re.sub(r"(?<=^coders:\n)(?:  - .*\n)+", coders, text, flags=re.MULTILINE)
    assert changed != text
    study.write_text(changed, encoding="utf-8")
    make(compendium, *of_study("tables/case_agreement.csv"), record_file("ecuador", "case_codings"))
    rows = read(compendium.folder / "results/ecuador/tables/case_agreement.csv")
    assert rows[-1][rows[0].index("fleiss")] != ""
    name = compendium.folder / "results/ecuador/tables/case_agreement.es.md"
    assert "Kappa de Light" in name.read_text(encoding="utf-8")
