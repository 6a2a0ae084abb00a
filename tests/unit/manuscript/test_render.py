import pytest

from honest_results.documents.render import render
from unit.manuscript.demo import make_demo, make_rendering


@pytest.mark.parametrize("name", ["html", "pdf", "docx"])
def test_the_same_bytes_in_another_place(articles, tmp_path, name):
    demo = make_demo(tmp_path / "elsewhere")
    render(make_rendering(demo, "en", name), "pandoc", tmp_path / f"again.{name}")
    again, first = (tmp_path / f"again.{name}").read_bytes(), articles["en", name].read_bytes()
    assert again == first
    assert str(tmp_path).encode() not in again


def test_the_time_is_that_of_the_commit(demo, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    render(make_rendering(demo, "en", "pdf"), "pandoc", tmp_path / "a.pdf")
    assert b"2001-09-09" in (tmp_path / "a.pdf").read_bytes()
