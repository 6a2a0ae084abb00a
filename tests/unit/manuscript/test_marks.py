"""Where a reader meets the level of data: once per block, at each result where levels mix."""

import json
import re
import shutil
import subprocess
import zipfile

import pypdf
import pytest

from honest_results.build.software import OLDEST_QUARTO, quarto_version
from honest_results.documents.reach import out_of_reach
from honest_results.documents.render import render
from unit.manuscript.demo import STUDY, make_demo, make_rendering

#: Each block, and the words with marks that every format prints.
BLOCKS = {
    "Alone: [survey.sample.n]{.fact} firms, and [survey.planning.b]{.fact} here.": (
        "Alone: 150 firms, and 0.42 here. § simulated data"
    ),
    "Kinds: [literature.kept]{.fact} works, [survey.sample.n]{.fact} firms.": (
        "Kinds: 1,234† works, 150§ firms. † reconstructed data § simulated data"
    ),
    "Seen: [common.plain]{.fact} and [survey.sample.n]{.fact} drawn.": (
        "Seen: 7 and 150§ drawn. § simulated data"
    ),
    "Only: [common.plain]{.fact} seen.": "Only: 7 seen.",
    "Set: [study.level]{.fact} intervals of [literature.kept]{.fact} works.": (
        "Set: 95% intervals of 1,234 works. † reconstructed data"
    ),
    "Fixed: [study.level]{.fact} and no more.": "Fixed: 95% and no more.",
    "- Item: [survey.sample.n]{.fact} firms": "Item: 150 firms § simulated data",
    "> Quoted: [literature.kept]{.fact} works.": "Quoted: 1,234 works. † reconstructed data",
    "Deep: ***[survey.sample.n]{.fact}* and [*“[survey.comparison]{.fact}”*](#sec-a)**.": (
        "Deep: 150 and “matters more than”. § simulated data"
    ),
    "| Lines: [survey.sample.n]{.fact}\n| go on": "Lines: 150 go on § simulated data",
    "Foot: [common.plain]{.fact}[^1] stays.\n\n[^1]: Note: [survey.sample.n]{.fact} firms.": (
        "Note: 150 firms. § simulated data"
    ),
    "::: {.callout-note}\nBoxed: [survey.sample.n]{.fact} firms.\n:::": (
        "Boxed: 150 firms. § simulated data"
    ),
    "Term [literature.kept]{.fact}\n\n:   Meaning [survey.sample.n]{.fact} firms": (
        "Meaning 150 firms § simulated data"
    ),
}
HEADING = "# Of [survey.sample.n]{.fact} firms {#sec-a}"
TABLE = """| Name | Value |
|:--|--:|
| One | [survey.sample.n]{.fact} |
| Two | [%s]{.fact} |

: Typed of [survey.sample.n]{.fact} firms {#tbl-typed}
"""
TEXT = "\n\n".join([HEADING, TABLE % "survey.planning.b", *BLOCKS])


def add_setting(root, value=0.95):
    """Give the demo a study file and a fact that prints a setting of it."""
    (root / f"config/studies/{STUDY}").mkdir(parents=True)
    (root / f"config/studies/{STUDY}/study.yaml").write_text(
        "# Of intervals.\nconfidence: 0.95\n", encoding="utf-8"
    )
    path = root / "results" / STUDY / "facts.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["facts"]["study.level"] = {
        "value": value,
        "kind": "percent",
        "design": {"setting": "confidence"},
        "sources": [],
        "text": {"en": "95%", "es": "95 %"},
        "rule": "describe",
        "script": "workflow/scripts/demo/describe.py",
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return root


def write(root, text):
    (root / "manuscript/article.en.qmd").write_text(f"---\n---\n\n{text}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = add_setting(make_demo(tmp_path_factory.mktemp("marks") / "demo"))
    write(root, TEXT)
    return root


def shown(root, form, to, engine="pandoc"):
    path = to / f"article.{form}"
    render(make_rendering(root, "en", form), engine, path)
    return path


def plain(text):
    return " ".join(text.replace("\u00a0", " ").split())


def words_of(path):
    """The words of a document, in any format."""
    if path.suffix == ".html":
        page = path.read_text(encoding="utf-8")
        page = page[page.index("<main") :]
        return plain(re.sub(r"<[^>]+>", "", page.replace("<br />", " ")))
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as file:
            parts = [file.read(f"word/{name}.xml").decode() for name in ("document", "footnotes")]
        text = "\n".join(parts).replace("<w:br/>", " ").replace("</w:p>", "\n")
        return plain(re.sub(r"<[^>]+>", "", text))
    pages = pypdf.PdfReader(path).pages
    return plain(" ".join(page.extract_text() for page in pages))


def closed(text):
    """Without spaces, which the formats set in their own way."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_each_block_has_its_mark_once(root, tmp_path, form):
    words = closed(words_of(shown(root, form, tmp_path)))
    for expected in BLOCKS.values():
        assert closed(expected) in words, expected
    for lone in ("Only: 7 seen.", "Fixed: 95% and no more.", "Foot: 7"):
        after = words.split(closed(lone))[1][:14]
        assert not re.match(r"[†‡§]", after), lone


@pytest.mark.quarto
@pytest.mark.skipif(
    shutil.which("quarto") is None or quarto_version() < OLDEST_QUARTO,
    reason="no Quarto 1.9 or later on the PATH",
)
@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_quarto_marks_the_same(root, tmp_path, form):
    words = closed(words_of(shown(root, form, tmp_path, "quarto")))
    for expected in BLOCKS.values():
        assert closed(expected) in words, expected


def test_a_heading_has_its_own_sign_and_a_term_too(root, tmp_path):
    page = words_of(shown(root, "html", tmp_path))
    assert "Of 150§ firms" in page and "Term 1,234†" in page


def test_a_typed_table_of_one_level_has_a_note_and_no_signs(root, tmp_path):
    page = shown(root, "html", tmp_path).read_text(encoding="utf-8")
    table = page[page.index('id="tbl-typed"') :]
    assert '<sup class="mark' not in table[: table.index("</table>")]
    assert "§ Simulated data: drawn by" in plain(
        re.sub(r"<[^>]+>", "", table[: table.index("</figure>")])
    )


def test_a_typed_table_of_two_levels_has_signs_and_a_note_of_both(tmp_path):
    root = make_demo(tmp_path / "demo")
    write(root, TABLE % "literature.kept")
    page = shown(root, "html", tmp_path).read_text(encoding="utf-8")
    table = plain(re.sub(r"<[^>]+>", "", page[page.index("<main") :]))
    assert "150§" in table and "1,234†" in table
    assert "† Reconstructed data: real" in table and "§ Simulated data: drawn by" in table


def test_a_setting_has_a_card_with_its_place_and_no_level(root, tmp_path):
    page = shown(root, "html", tmp_path).read_text(encoding="utf-8")
    card = page[page.index('id="card-study.level"') :]
    card = card[: card.index("</div>")]
    assert f"<code>config/studies/{STUDY}/study.yaml</code>, line 2: <code>0.95</code>" in card
    assert "<code>confidence</code>" in card and "data/demo" not in card
    assert 'class="fact design" href="#card-study.level"' in page


def test_a_journals_format_has_the_words_too(root):
    make_rendering(root, "en", "html")
    done = subprocess.run(
        [
            *(_pandoc(), "article.en.qmd", "--to=plain", "--wrap=none"),
            "--lua-filter=filters/results.lua",
        ],
        cwd=root / "manuscript",
        capture_output=True,
        text=True,
        check=True,
    )
    words = plain(done.stdout)
    assert "Alone: 150 firms, and 0.42 here. [§ simulated data]" in words
    assert "150§ drawn. [§ simulated data]" in words or "150^(§) drawn. [§ simulated data]" in words


def _pandoc():
    from honest_results.documents.pandoc_engine import pandoc_path

    return pandoc_path()


# What in reach means -------------------------------------------------------------------------------


def levels(root):
    facts = json.loads((root / "results" / STUDY / "facts.json").read_text(encoding="utf-8"))
    return {key: fact["level"] for key, fact in facts["facts"].items() if fact["sources"]}


def test_every_mark_of_the_text_is_in_reach(root, tmp_path):
    page = shown(root, "html", tmp_path).read_text(encoding="utf-8")
    assert out_of_reach(page, levels(root)) == []


@pytest.mark.parametrize(
    ("lost", "keys"),
    [
        (r'<span class="level-label simulated"[^>]*>[^<]*</span>', {"survey.sample.n"}),
        (r'<sup class="mark reconstructed"[^>]*>†</sup>', {"literature.kept"}),
    ],
)
def test_a_mark_that_is_lost_is_missed(root, tmp_path, lost, keys):
    page = shown(root, "html", tmp_path).read_text(encoding="utf-8")
    start = page.index("<main")
    without = page[:start] + re.sub(lost, "", page[start:])
    assert without != page
    assert keys <= {found.split(":")[0] for found in out_of_reach(without, levels(root))}


def test_a_filter_that_forgets_the_marks_is_caught(tmp_path):
    root = make_demo(tmp_path / "demo")
    write(root, "Alone: [survey.sample.n]{.fact} firms.")
    script = root / "manuscript/filters/marks.lua"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace("if #unsaid > 0 then", "if false then"), encoding="utf-8")
    page = shown(root, "html", tmp_path).read_text(encoding="utf-8")
    (found,) = out_of_reach(page, levels(root))
    assert found.startswith("survey.sample.n: Alone: 150 firms.")


def test_an_observed_result_that_carries_a_sign_is_no_better():
    page = (
        '<p><a class="fact observed" href="#card-a.n">7</a><sup class="mark simulated">§</sup></p>'
    )
    assert out_of_reach(page, {"a.n": "observed"})
