"""Any two sheets over any records: the numbers add up, or one clear message says why not."""

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alianzas.literature.flow import count_flow, trace_records
from alianzas.literature.screening import screen
from alianzas.literature.screening_decisions import ScreeningError
from human_files.errors import DataError
from references.record import Record, to_frame
from references.screening.vocabulary import COLUMNS
from unit.literature.conftest import two_passes

TITLE = st.sampled_from(
    [("include", "")] * 3 + [("exclude", reason) for reason in ("no_article", "off_topic")]
)
TEXT = st.sampled_from(
    [("include", "")] * 3
    + [("exclude", "no_findings"), ("exclude", "off_topic"), ("not_retrieved", "")]
)
#: Anything a person may type where a word is expected.
TYPED = st.one_of(
    st.sampled_from(["", "include", "EXCLUDE", "maybe", "off_topic", "no_article", "r1", ";", '"']),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=8),
)
#: Each example writes several workbooks, over those of the last one.
FEW = settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def write(path, decisions):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for name, (decision, reason) in decisions.items():
            writer.writerow([name, f"Title {name}", decision, reason, ""])


def write_stage(draw, folder, names, decisions, files):
    """Write three sheets on ``names``; return the final decisions."""
    first, second = ({name: draw(decisions) for name in names} for _ in range(2))
    settled = {name: draw(decisions) for name in names if first[name] != second[name]}
    for file, given_ in zip(files, (first, second, settled), strict=True):
        write(folder / f"{file}.csv", given_)
    return {name: settled.get(name, first[name]) for name in names}


@pytest.fixture
def run(screening_codebook, window, tmp_path):
    def screened(names, full_text):
        records = to_frame(
            ("one", "one.ris", Record(title=f"Title {name}", year=2020, position=place))
            for place, name in enumerate(names, start=1)
        ).assign(record_id=list(names), origins="")
        passes = two_passes("ab", "x"), two_passes("cd", "y") if full_text else None
        return records, screen(
            records, passes[0], screening_codebook, window, 0.95, tmp_path, passes[1]
        )

    return screened


@FEW
@given(data=st.data())
def test_every_record_is_accounted_for_at_each_stage(data, run, screening_codebook, tmp_path):
    names = [f"r{number}" for number in range(data.draw(st.integers(1, 7)))]
    full_text = data.draw(st.booleans())
    final = write_stage(data.draw, tmp_path, names, TITLE, "abx")
    kept = [name for name in names if final[name][0] == "include"]
    if full_text:
        final |= write_stage(data.draw, tmp_path, kept, TEXT, "cdy")
    try:
        records, result = run(names, full_text)
    except DataError as error:
        nothing = not any(word == "include" for word, _ in final.values())
        both = "no report was assessed in both passes" in str(error)
        assert both or (nothing and ("no record is included" in str(error) or not kept))
        return
    frame = result.records
    included = frame["decision"] == "include"
    assert set(frame.loc[included, "record_id"]) == {n for n in names if final[n][0] == "include"}
    nothing = frame.iloc[:0]
    flow = trace_records(records, nothing, nothing, frame)
    reasons = (screening_codebook.reasons_at(stage) for stage in ("title_abstract", "full_text"))
    counts = count_flow(flow, *reasons)
    assert counts.screened == len(names) == counts.excluded + len(kept)
    assert sum(counts.excluded_for.values()) == counts.excluded
    if full_text:
        read = counts.full_text
        assert read.sought == len(kept) == read.not_retrieved + read.assessed
        assert read.assessed == read.excluded + counts.included
        assert sum(read.excluded_for.values()) == read.excluded
    else:
        assert counts.full_text is None
        assert counts.included == len(kept)


@FEW
@given(data=st.data())
def test_a_cell_that_is_wrong_gives_messages_that_name_the_sheet(data, run, tmp_path):
    names = ["r0", "r1", "r2"]
    agreed = dict.fromkeys(names, ("include", ""))
    for file in "abcd":
        write(tmp_path / f"{file}.csv", agreed)
    for file in "xy":
        write(tmp_path / f"{file}.csv", {})
    broken = data.draw(st.sampled_from("abcd"))
    path = tmp_path / f"{broken}.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    row, column = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 3))
    rows[row][column] = data.draw(TYPED)
    if data.draw(st.booleans()):
        text = "\r\n".join(",".join(cells) for cells in rows)  # quotes and commas as they come
    else:
        text = "\n".join(
            ";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in c) for c in rows
        )
    path.write_text(text, encoding="utf-8", newline="")
    try:
        _, result = run(names, True)
    except DataError as error:
        assert all(problem.file in (path.name, "x.csv", "y.csv") for problem in error.problems)
        assert all(problem.found and problem.advice for problem in error.problems)
    else:
        assert set(result.records["decision"]) <= {"include", "exclude"}
        assert len(result.records) == 3


def test_one_file_for_two_sheets_is_refused():
    with pytest.raises(ValueError, match="is named twice"):
        two_passes("aa", "x")
    with pytest.raises(ValueError, match="is named twice"):
        two_passes("ab", "b")


def test_a_missing_sheet_of_the_second_stage_is_named(run, tmp_path):
    for file in "abcd":
        write(tmp_path / f"{file}.csv", {"r0": ("include", "")})
    write(tmp_path / "x.csv", {})
    with pytest.raises(ScreeningError, match=r"y\.csv: cannot be opened"):
        run(["r0"], True)
