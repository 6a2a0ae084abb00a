import pytest

from alianzas.cases.coders import CoderMissingError, judgements_of, read_coders, read_passages
from alianzas.cases.judgements import CodingSheetError
from field_files.coding.coding_file import COLUMNS
from unit.cases.example import PRESENT, write_rows
from unit.cases.refi_example import of_study

WORK = [(case, code) for case, present in PRESENT.items() for code in present]
#: What only a passage of its own can say: that the case did not succeed.
NOT = [("beta", "not:alliance_success")]


@pytest.fixture
def project(study):
    """A project with both coders' work in it, the same as in the sheets but for one code."""
    return of_study(study, {"Ana": WORK + NOT, "Bruno": [*WORK, *NOT, ("alpha", "governance")]})


def write(study, made, name="team.qdpx"):
    path = study.folder / name
    path.write_bytes(made.archive())
    return path


def read(study, path, **users):
    users = users or {"ana": "Ana", "bruno": "Bruno"}
    return read_coders(dict.fromkeys(users, path), study.material(), users)


def messages(study, path, **users):
    with pytest.raises((CodingSheetError, CoderMissingError)) as caught:
        read(study, path, **users)
    return [str(problem) for problem in caught.value.problems]


def test_a_project_says_the_same_as_the_sheets(study, project):
    sheet = study.judgements()
    found = read(study, write(study, project))
    numbers = ["case", "source", "dimension", "code", "value", "passage", "start", "end"]
    first, second = (found[found["coder"] == name] for name in ("ana", "bruno"))
    expected = sheet[sheet["coder"] == "coder-1"]
    assert first[numbers].reset_index(drop=True).equals(expected[numbers].reset_index(drop=True))
    differ = first["value"].to_numpy() != second["value"].to_numpy()
    assert list(first[["case", "code"]][differ].itertuples(index=False, name=None)) == [
        ("alpha", "governance")
    ]


def test_a_project_per_coder_needs_no_user(study, project):
    project.passages = [one for one in project.passages if one[4] == "Ana"]
    path = write(study, project)
    assert len(read_coders({"ana": path}, study.material())) == 3 * len(study.codes.judged)


def test_whose_work_it_is_must_be_said(study, project):
    path = write(study, project)
    assert messages(study, path, ana=None)[0].endswith(
        'team.qdpx: holds the work of several coders: "Ana", "Bruno".\n'
        "  Say whose it is with `user:` beside `name: ana` in the study file."
    )


def test_a_missing_coder_is_named_with_the_nearest(study, project):
    text = messages(study, write(study, project), ana="Anna")[0]
    assert 'holds nothing coded by "Anna".\n  Did you mean "Ana"?' in text


def test_a_case_without_outcome_is_named_not_guessed(study):
    made = of_study(study, {"Ana": WORK})
    text = messages(study, write(study, made), ana="Ana")
    assert len(text) == 1
    assert 'the case "beta" has no outcome.' in text[0]
    assert '"not:alliance_success"' in text[0]


def test_a_case_nobody_coded_is_named(study):
    made = of_study(study, {"Ana": [one for one in WORK + NOT if one[0] != "gamma"]})
    text = messages(study, write(study, made), ana="Ana")
    assert len(text) == 1 and 'the case "gamma" is not coded.' in text[0]


def test_an_unknown_code_is_named_once_with_the_nearest(study):
    made = of_study(study, {"Ana": WORK + NOT})
    made.codes.append("Trusting")
    made.passages += [("alpha", 0, 9, "Trusting", "Ana"), ("beta", 0, 9, "Trusting", "Ana")]
    text = messages(study, write(study, made), ana="Ana")
    assert len(text) == 1
    assert 'unknown code "Trusting" (2 passages).\n  Did you mean "trust"?' in text[0]


@pytest.mark.parametrize("name", ["Trust", "TRUST", "Confianza", "Conditions::Trust"])
def test_a_code_is_known_by_its_label_too(study, name):
    made = of_study(study, {"Ana": WORK + NOT})
    made.codes.append(name)
    made.passages = [
        (*one[:3], name if one[3] == "trust" else one[3], one[4]) for one in made.passages
    ]
    found = read(study, write(study, made), ana="Ana")
    assert list(found.loc[(found["code"] == "trust") & (found["value"] == 1), "case"]) == [
        "alpha",
        "beta",
    ]


def test_a_source_of_no_case_is_named_once(study):
    made = of_study(study, {"Ana": WORK + NOT})
    made.texts["Interview 9"] = "Some words of nobody."
    made.passages += [("Interview 9", 0, 4, code, "Ana") for code in ("trust", "governance")]
    text = messages(study, write(study, made), ana="Ana")
    assert len(text) == 1
    assert 'the source of no case: "Interview 9" (2 passages).' in text[0]


def test_a_passage_that_is_not_in_the_study_s_text(study):
    made = of_study(study, {"Ana": WORK + NOT})
    made.texts["alpha"] = made.texts["alpha"].replace("In alpha", "At alpha")
    text = messages(study, write(study, made), ana="Ana")
    assert len(text) == len(PRESENT["alpha"])
    assert "does not occur in alpha.md" in text[0] and 'The text says: "In alpha' in text[0]


def test_a_source_missing_in_the_archive(study):
    made = of_study(study, {"Ana": WORK + NOT}, without_texts=("beta",))
    text = messages(study, write(study, made), ana="Ana")
    assert all("are unknown" in line and "must hold the sources" in line for line in text)


def test_present_and_absent_at_once(study):
    made = of_study(study, {"Ana": [*WORK, *NOT, ("beta", "alliance_success")]})
    text = messages(study, write(study, made), ana="Ana")
    assert len(text) == 1 and '"alliance_success" in "beta" is both present and absent' in text[0]


def test_several_passages_of_a_code_are_all_kept(study):
    made = of_study(study, {"Ana": WORK + NOT})
    made.passages.append(("alpha", 0, 9, "trust", "Ana"))
    frame = read_passages({"ana": write(study, made)}, study.material())
    trust = frame[(frame["case"] == "alpha") & (frame["code"] == "trust")]
    assert len(trust) == 2
    assert len(judgements_of(frame)) == 3 * len(study.codes.judged)


def test_a_case_with_several_texts(study):
    (study.texts_folder / "alpha.minutes.md").write_text("The minutes say: we trust.\n")
    rows = study.rows(1)
    rows.append(["alpha", "alpha.minutes.md", "trust", 1, "we trust"])
    study.write_coder(1, rows)
    frame = read_passages(study.coder_files, study.material())
    trust = frame[(frame["coder"] == "coder-1") & (frame["case"] == "alpha")]
    assert list(trust[trust["code"] == "trust"]["source"]) == ["alpha.md", "alpha.minutes.md"]
    study.write_coder(1, [[*row[:1], "beta.md", *row[2:]] for row in rows[:1]] + rows[1:])
    with pytest.raises(CodingSheetError, match=r'Write "alpha\.md" or "alpha\.minutes\.md"'):
        study.judgements()


def table(study, change=lambda rows: rows):
    """Write both coders' work as one table of passages."""
    texts = study.texts()
    rows = []
    for coder, number in (("Ana", 1), ("Bruno", 2)):
        for case, source, code, value, passage in study.rows(number):
            start = texts[source].index(passage) if value else ""
            end = start + len(passage) if value else ""
            rows.append([case, source, coder, code, start, end, passage, value])
    return write_rows(study.folder / "both.csv", COLUMNS, change(rows))


def test_a_table_of_both_coders_says_the_same_as_the_sheets(study):
    found = read(study, table(study)).drop(columns="coder")
    assert found.equals(study.judgements().drop(columns="coder"))


def test_a_table_of_three_coders(study):
    path = table(
        study, lambda rows: rows + [[*r[:2], "Carla", *r[3:]] for r in rows if r[2] == "Ana"]
    )
    found = read(study, path, ana="Ana", bruno="Bruno", carla="Carla")
    assert list(found["coder"].unique()) == ["ana", "bruno", "carla"]


def test_a_place_may_stand_for_the_words_and_the_words_for_the_place(study):
    def change(rows):
        return [
            [*r[:6], "", r[7]] if n % 2 else [*r[:4], "", "", *r[6:]] for n, r in enumerate(rows)
        ]

    expected = study.judgements().drop(columns="coder")
    assert read(study, table(study, change)).drop(columns="coder").equals(expected)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("code", "trsut", 'column "code": unknown code "trsut".\n  Did you mean "trust"?'),
        ("code", "agrifood", "It belongs to sector, which coders do not judge."),
        ("case", "alfa", 'column "case": unknown case "alfa".\n  Did you mean "alpha"?'),
        ("source", "beta.md", '"beta.md" is a text of the case "beta", not of "alpha".'),
        ("source", "notes.md", '"notes.md" is not a text of the case "alpha".'),
        ("start", "0", "is not at 0–"),
        ("start", "x", '"x" is not a place in a text.'),
        ("end", "", "this cell is empty."),
        ("end", "3", "the passage ends (3) before it begins"),
        ("text", "Never said at all.", '"Never said at all." does not occur in alpha.md.'),
        ("value", "yes", '"yes" is neither 1 nor 0.'),
        ("value", "", '"" is neither 1 nor 0.'),
    ],
)
def test_a_wrong_cell_of_a_table_is_named(study, column, value, message):
    place = COLUMNS.index(column)

    def change(rows):
        if column == "source" and value == "notes.md":
            (study.texts_folder / "alpha.more.md").write_text("More.\n")
        at = next(n for n, row in enumerate(rows) if row[0] == "alpha" and row[3] == "trust")
        rows[at][place] = value
        return rows

    text = "\n".join(messages(study, table(study, change), ana="Ana"))
    assert "both.csv, row " in text
    assert message in text


def test_a_row_that_stands_twice(study):
    text = messages(study, table(study, lambda rows: [rows[0], *rows]), ana="Ana")
    assert 'the same passage shows "strategic_compatibility" in "alpha" twice.' in text[0]


def test_what_a_table_does_not_judge_is_missing_and_not_concluded(study):
    text = messages(
        study, table(study, lambda rows: [r for r in rows if r[3] != "governance"]), ana="Ana"
    )
    assert len(text) == 3
    assert 'the case "alpha" is not judged on: governance.' in text[0]


def test_a_codebook_is_nobody_s_work(study):
    path = study.folder / "codes.qdc"
    path.write_text("<CodeBook xmlns='urn:QDA-XML:codebook:1.0'><Codes/></CodeBook>")
    assert "is a codebook; nothing is coded." in messages(study, path, ana=None)[0]


def test_problems_of_one_file_stand_once_though_two_coders_share_it(study):
    path = study.folder / "team.qdpx"
    path.write_bytes(b"PK no archive")
    text = messages(study, path)
    assert len(text) == 1 and "is a damaged ZIP archive" in text[0]
