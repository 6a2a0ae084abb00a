"""The Quarto command line, with a stand-in that records what it is given."""

import json
import os
import subprocess
from pathlib import Path

import pytest
import yaml

from alianzas.errors import ConfigurationError, ManuscriptError
from alianzas.manuscript.assemble import assemble
from alianzas.manuscript.embedded import pandoc_path
from alianzas.manuscript.render import render
from unit.manuscript.demo import REPOSITORY, make_job

_STAND_IN = """#!/bin/sh
if [ "$1" = "--version" ]; then echo "{version}"; exit 0; fi
{{ pwd; for word in "$@"; do echo "$word"; done; }} > "$RECORD/arguments"
env | sort > "$RECORD/environment"
ls -R > "$RECORD/files"
cp _metadata.yml _quarto.yml document.json "$2" "$RECORD"
{action}
"""


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Return a function that puts a stand-in for Quarto on the PATH; it records into a folder."""
    record = tmp_path / "record"
    record.mkdir()
    monkeypatch.setenv("RECORD", str(record))

    def install(action, version="1.9.37"):
        place = tmp_path / "bin"
        place.mkdir(exist_ok=True)
        (place / "quarto").write_text(_STAND_IN.format(action=action, version=version))
        (place / "quarto").chmod(0o755)
        monkeypatch.setenv("PATH", f"{place}{os.pathsep}{os.environ['PATH']}")
        return record

    return install


@pytest.mark.parametrize(("name", "to"), [("html", "html"), ("pdf", "typst"), ("docx", "docx")])
def test_what_quarto_is_asked(demo, tmp_path, stand_in, monkeypatch, name, to):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    made = f"{pandoc_path()} -o out.docx < /dev/null; " if name == "docx" else "echo made > out; "
    record = stand_in(made + f"cp out* article.es.{name}")
    render(make_job(demo, "es", name), "quarto", tmp_path / f"article.{name}")
    folder, *arguments = (record / "arguments").read_text().split()
    assert arguments == ["render", "article.es.qmd", "--to", to]
    assert not folder.startswith(str(demo)) and not Path(folder).exists()
    environment = (record / "environment").read_text().splitlines()
    for line in ("SOURCE_DATE_EPOCH=1000000000", "TZ=UTC", "LC_ALL=C.UTF-8"):
        assert line in environment
    files = (record / "files").read_text().split()
    for file in (
        "article.es.qmd",
        "_quarto.yml",
        "_metadata.yml",
        "document.json",
        "results.lua",
        "apa.csl",
    ):
        assert file in files
    assert f"flow.es.{'png' if name == 'docx' else 'svg'}" in files
    assert ("reference.docx" in files) == (name == "docx")
    source = (demo / "manuscript/article.es.qmd").read_bytes()
    assert (record / "article.es.qmd").read_bytes() == source
    assert yaml.safe_load((record / "_metadata.yml").read_text(encoding="utf-8"))["lang"] == "es"
    if name == "html":
        assert (tmp_path / "article.html").read_text() == "made\n"


def test_quartos_own_words_when_it_fails(demo, tmp_path, stand_in):
    stand_in("echo 'ERROR: YAML on line 3' >&2; exit 1")
    with pytest.raises(
        ManuscriptError, match=r"manuscript/article\.en\.qmd: Quarto stopped: ERROR: YAML"
    ):
        render(make_job(demo, "en", "html"), "quarto", tmp_path / "a.html")
    assert not (tmp_path / "a.html").exists()


def test_success_without_a_document_is_no_success(demo, tmp_path, stand_in):
    stand_in("exit 0")
    with pytest.raises(ManuscriptError, match="left no document"):
        render(make_job(demo, "en", "pdf"), "quarto", tmp_path / "a.pdf")


def test_old_and_missing_quarto(demo, tmp_path, stand_in, monkeypatch):
    stand_in("exit 0", version="1.8.25")
    with pytest.raises(ConfigurationError, match=r"Quarto 1\.8\.25 is too old"):
        render(make_job(demo, "en", "pdf"), "quarto", tmp_path / "a.pdf")
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with pytest.raises(ConfigurationError, match="not on the PATH"):
        render(make_job(demo, "en", "pdf"), "quarto", tmp_path / "a.pdf")


def test_the_project_file_names_files_that_exist():
    settings = yaml.safe_load((REPOSITORY / "manuscript/_quarto.yml").read_text(encoding="utf-8"))
    assert settings["filters"] == [
        {"at": "pre-ast", "path": f"filters/{name}.lua"} for name in ("results", "crossref")
    ]
    assert settings["number-sections"] is True
    html, typst = settings["format"]["html"], settings["format"]["typst"]
    assert typst["citeproc"] is True and typst["pdf-standard"] == "ua-1"
    for path in (html["template"], *html["template-partials"], typst["template"]):
        assert (REPOSITORY / "manuscript" / path).is_file()


#: What our filter meets in Quarto: its global, and figures that its reader leaves as paragraphs.
_AS_IN_QUARTO = """
quarto = {}
local filters = dofile("filters/results.lua")
filters[#filters + 1] = {
  Pandoc = function(doc)
    io.open("tree.json", "w"):write(pandoc.write(doc, "json")):close()
  end,
}
return filters
"""


@pytest.fixture
def tree(demo, tmp_path):
    """Return the document that our filter hands to Quarto's own filters."""
    assemble(make_job(demo, "en", "html"), tmp_path)
    (tmp_path / "as-in-quarto.lua").write_text(_AS_IN_QUARTO)
    command = [
        pandoc_path(),
        "article.en.qmd",
        "--from=markdown-implicit_figures",
        "--to=html5",
        "--metadata-file=_metadata.yml",
        "--lua-filter=as-in-quarto.lua",
    ]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    return json.loads((tmp_path / "tree.json").read_text(encoding="utf-8"))


def test_quarto_finds_captions_where_it_looks_for_them(tree):
    div = next(b for b in tree["blocks"] if b["t"] == "Div" and b["c"][0][0] == "tbl-drivers")
    kinds = [block["t"] for block in div["c"][1]]
    assert kinds[0] == "Div" and div["c"][1][0]["c"][1][0]["t"] == "Table"
    assert kinds[-1] == "Para" and "Drivers" in json.dumps(div["c"][1][-1])
    assert div["c"][0][2] == []


def test_quarto_gets_the_figure_as_a_file_with_alt_text(tree):
    (image,) = [
        inline
        for block in tree["blocks"]
        if block["t"] == "Para"
        for inline in block["c"]
        if inline["t"] == "Image"
    ]
    attributes = dict(image["c"][0][2])
    assert image["c"][0][0] == "fig-flow" and image["c"][2][0] == "figures/flow.en.svg"
    assert attributes["fig-alt"] == attributes["alt"] == "A blue box: 150 firms."
    assert "Simulated" in json.dumps(image["c"][1])


def test_cross_references_are_left_to_quarto(tree):
    text = json.dumps(tree["blocks"])
    for label in ("fig-flow", "tbl-drivers", "sec-methods", "eq-model"):
        assert f'"citationId": "{label}"' in text
    assert "{#eq-model}" in text and '"fact"' not in text
