import pytest

from references.screening.exported_rows import ExportedRow, ExportError
from references.screening.opinions import Opinion
from references.screening.rayyan_log import with_own_reasons

ROWS = [ExportedRow(n, [], "", "T", None, "", {"key": f"rayyan-{n}"}) for n in (1, 2)]
OPINIONS = [
    {"Ana": Opinion("exclude", "x,y", True), "Bo": Opinion("exclude", "x,y", True)},
    {"Ana": Opinion("include"), "Bo": Opinion("exclude", "z")},
]
LOG = """article_id,user_email,key,value,created_at
1,b@example.org,included,-1,2026-01-02
1,b@example.org,"__EXR__y",1,2026-01-02
1,b@example.org,__EXR__w,1,2026-01-02
1,b@example.org,__EXR__w,0,2026-01-03
2,b@example.org,included,-1,2026-01-02
2,b@example.org,__EXR__z,1,2026-01-02
1,a@example.org,included,-1,2026-01-02
1,a@example.org,__EXR__x,1,2026-01-02
2,a@example.org,included,-1,2026-01-02
2,a@example.org,included,1,2026-01-03
"""


def test_each_reader_gets_the_reasons_of_their_own(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    first, second = with_own_reasons(ROWS, OPINIONS, path)
    assert first == {"Ana": Opinion("exclude", "x"), "Bo": Opinion("exclude", "y")}
    assert second == {"Ana": Opinion("include"), "Bo": Opinion("exclude", "z")}


def test_readers_who_cannot_be_told_apart_are_named(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    with pytest.raises(ExportError, match="whose decisions are whose"):
        with_own_reasons(ROWS[:1], OPINIONS[:1], path)


def test_logs_of_earlier_years_have_numbers_for_the_readers(tmp_path):
    path = tmp_path / "log.csv"
    old = LOG.replace("user_email", "user_id").replace("a@example.org", "17")
    path.write_text(old.replace("b@example.org", "23"))
    first, _ = with_own_reasons(ROWS, OPINIONS, path)
    assert first == {"Ana": Opinion("exclude", "x"), "Bo": Opinion("exclude", "y")}
