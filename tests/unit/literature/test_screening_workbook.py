"""The workbooks for screening and for its consensus: what they offer, and that they are read again."""

import shutil

import pytest
from openpyxl import load_workbook

from alianzas.literature.screening_decisions import ScreeningError, decide, disagreements
from alianzas.literature.screening_workbook import write_screening_sheet
from human_files.sheet_heads import columns_of as names_of
from unit.literature.conftest import DECISIONS, IDS


def columns_of(sheet):
    """Return the places of the columns by their English names, whatever the sheet's language."""
    heads = [str(cell.value).casefold() for cell in sheet[1]]
    return {name: place for place, name in enumerate(names_of(heads), start=1)}


def fill_in(path, decisions):
    """Write decisions and reasons by record id into a workbook, as a reader does."""
    book = load_workbook(path)
    sheet = book["screening"]
    place = columns_of(sheet)
    for row in range(2, sheet.max_row + 1):
        decision, reason = decisions[sheet.cell(row, 1).value]
        sheet.cell(row, place["decision"]).value = decision
        sheet.cell(row, place["reason"]).value = reason or None
    book.save(path)


@pytest.fixture
def blank(records, screening_codebook, labels, tmp_path):
    path = tmp_path / "blank.xlsx"
    write_screening_sheet(records, screening_codebook, "title_abstract", path, labels, "es")
    return path


def test_drop_downs_offer_what_may_be_decided_at_the_stage(
    records, screening_codebook, labels, tmp_path
):
    for stage in ("title_abstract", "full_text"):
        write_screening_sheet(records, screening_codebook, stage, tmp_path / "s.xlsx", labels, "en")
        book = load_workbook(tmp_path / "s.xlsx")
        decision, reason = book["screening"].data_validations.dataValidation
        assert ("not_retrieved" in decision.formula1) == (stage == "full_text")
        offered = [row[0].value for row in book["reasons"].iter_rows(min_row=2)]
        assert offered == screening_codebook.reasons_at(stage)
        assert reason.formula1 == f"reasons!$A$2:$A${len(offered) + 1}"


def test_a_reader_sees_the_record_and_can_change_only_the_decision(blank, records):
    sheet = load_workbook(blank)["screening"]
    place = columns_of(sheet)
    assert sheet.max_row == len(records) + 1
    assert sheet.cell(2, place["authors"]).value == "Ash, A.; Bo, B."
    assert sheet.cell(2, place["year"]).value == "2020"
    assert sheet.protection.sheet
    free = {name for name in place if not sheet.cell(2, place[name]).protection.locked}
    assert free == {"decision", "reason", "note"}


def test_filled_in_workbooks_decide_as_sheets_do(
    blank, records, passes, screening_codebook, write_screening, tmp_path
):
    titles = dict(zip(records["record_id"], records["title"], strict=True))
    write_screening()
    fill_in(blank, DECISIONS)
    shutil.copy(blank, tmp_path / "a.csv")  # what it is shows in its content
    found = decide(titles, {}, passes, screening_codebook, "title_abstract", root=tmp_path)
    assert {name: tuple(one[:2]) for name, one in found.final.items()} == DECISIONS
    assert found.agreement.percent == 1


def test_what_the_passes_differ_in_is_settled_in_a_workbook(
    records, passes, screening_codebook, labels, write_screening, tmp_path
):
    """Differences in the decision and in the reason alone; the consensus sheet has both and no more."""
    write_screening(
        first={IDS[0]: {"decision": "exclude", "reason": "off_topic"}},
        second={IDS[4]: {"reason": "off_topic"}},
    )
    titles = dict(zip(records["record_id"], records["title"], strict=True))
    given = (titles, {}, passes, screening_codebook, "title_abstract")
    with pytest.raises(ScreeningError, match="2 disagreements are not settled"):
        decide(*given, root=tmp_path)
    differing = disagreements(*given, root=tmp_path)
    assert [*differing] == [IDS[0], IDS[4]]
    path = tmp_path / "agreed.xlsx"
    write_screening_sheet(
        records[records["record_id"].isin([*differing])],
        screening_codebook,
        "title_abstract",
        path,
        labels,
        "en",
        differing,
    )
    sheet = load_workbook(path)["screening"]
    place = columns_of(sheet)
    said = [sheet.cell(2, place[f"pass_{number}"]).value for number in (1, 2)]
    assert said == ["exclude: off_topic (off_topic)", "include"]
    fill_in(path, {IDS[0]: ("include", ""), IDS[4]: ("exclude", "no_article")})
    shutil.copy(path, tmp_path / "consensus.csv")
    final = decide(*given, root=tmp_path).final
    assert final[IDS[0]].decision == "include"
    assert final[IDS[4]].reason == "no_article"


def test_passes_that_agree_need_a_sheet_with_its_header_alone(
    records, passes, screening_codebook, labels, write_screening, tmp_path
):
    write_screening()
    titles = dict(zip(records["record_id"], records["title"], strict=True))
    given = (titles, {}, passes, screening_codebook, "title_abstract")
    differing = disagreements(*given, root=tmp_path)
    assert not differing
    write_screening_sheet(
        records[:0], screening_codebook, "title_abstract", tmp_path / "c.xlsx", labels, "en", {}
    )
    shutil.copy(tmp_path / "c.xlsx", tmp_path / "consensus.csv")
    assert {n: tuple(d[:2]) for n, d in decide(*given, root=tmp_path).final.items()} == DECISIONS


def test_passes_that_are_not_complete_are_named_before_they_are_compared(
    records, passes, screening_codebook, write_screening, tmp_path
):
    write_screening(second={IDS[0]: {"decision": "perhaps"}})
    titles = dict(zip(records["record_id"], records["title"], strict=True))
    with pytest.raises(ScreeningError, match='"perhaps" is not known here'):
        disagreements(titles, {}, passes, screening_codebook, "title_abstract", root=tmp_path)


def test_the_heads_are_in_the_language_of_the_sheet(blank):
    heads = [cell.value for cell in load_workbook(blank)["screening"][1]]
    assert heads[:3] == ["registro", "título", "autores"]
    assert heads[-3:] == ["decisión", "motivo", "nota"]
