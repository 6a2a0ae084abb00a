from alianzas.literature.screening import screen
from references.screening.exclusion_reasons import Reasons
from references.screening.exported_rows import ExportedRow
from references.screening.opinions import Opinion
from references.screening.record_matching import Matcher
from references.screening.tool_decisions import collect, write_sheet
from unit.literature.conftest import DECISIONS, IDS


def test_sheets_of_a_tools_export_can_be_screened_with(
    records, passes, screening_codebook, window, tmp_path
):
    rows = [ExportedRow(number, [name], "", "", None, "", {}) for number, name in enumerate(IDS, 2)]
    opinions = [{"Ana": Opinion(*DECISIONS[name])} for name in IDS]
    reasons = Reasons(screening_codebook, "title_abstract", {})
    (sheet,) = collect(rows, opinions, Matcher(records), reasons, "f.csv").sheets
    for name in "ab":
        write_sheet(sheet, tmp_path / f"{name}.csv")
    (tmp_path / "consensus.csv").write_text("record_id,title,decision,reason,note\n")
    result = screen(records, passes, screening_codebook, window, root=tmp_path)
    assert result.agreement.percent == 1
