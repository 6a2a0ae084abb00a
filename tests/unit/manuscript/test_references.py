"""Citations and the list of references: names, conjunctions, addresses, and how the list looks."""

from __future__ import annotations

import re

import pypdf
import pytest

from honest_results.documents.render import render
from unit.manuscript.demo import LANGUAGES, make_demo, make_rendering

DOIS = [f"10.1{n}11/j.2517-{'6161-' * (n % 5)}1995.tb-0{n}2031-x" for n in range(24)]
BIBLIOGRAPHY = "\n".join(
    [
        "@article{buuren, author={van Buuren, Stef and Zorn, Ada}, year=2011, title={Mice},"
        " journal={Software}}",
        "@article{elm, author={{von Elm}, Erik}, year=2007, title={A statement}, journal={Lancet}}",
        "@article{torre, author={de la Torre, Ana}, year=2001, title={On ``trust''}, journal={J}}",
        "@article{adams, author={Adams, Eve}, year=2000, title={First}, journal={J}, pages={1--9}}",
        "@article{abadie, author={Abadie, Alberto and Imbens, Guido}, year=2006, title={Large},"
        " journal={J}}",
        "@article{wolf, author={Wolf, Ida}, year=2000, title={Last}, journal={J}}",
        *(
            f"@article{{doi{n}, author={{Long, Otto}}, year={1980 + n}, title={{{'Word ' * n}}},"
            f" journal={{Journal of tests}}, doi={{{doi}}}}}"
            for n, doi in enumerate(DOIS)
        ),
    ]
)
TEXT = {
    "en": "As @buuren say, and @hu1999 in a sentence, others agree [@buuren; @hu1999; @elm; @torre].",
    "es": "Como dicen @buuren, y @hu1999 en una frase, otros [@buuren; @hu1999; @elm; @torre].",
}
HU = "@article{hu1999, author={Hu, Li and Bentler, Pete}, year=1999, title={Cutoff}, journal={J}}"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Return the text of a short article by language and format, and the folder it lies in."""
    folder = tmp_path_factory.mktemp("references")
    demo = make_demo(folder / "demo", level="observed")
    bibliography = demo / "manuscript/references.bib"
    bibliography.write_text(f"{BIBLIOGRAPHY}\n{HU}\n", encoding="utf-8")
    cited = " ".join(f"[@doi{n}]" for n in range(len(DOIS)))
    for language in LANGUAGES:
        heading = {"en": "References", "es": "Referencias"}[language]
        (demo / f"manuscript/article.{language}.qmd").write_text(
            f"---\ntitle: T\n---\n\n# A {{#sec-a}}\n\n"
            f"{TEXT[language]} {cited} [@adams; @wolf; @abadie]. @abadie did\n\n"
            f"# {heading} {{.unnumbered}}\n\n::: {{#refs}}\n:::\n",
            encoding="utf-8",
        )
        (demo / f"manuscript/appendix.{language}.qmd").write_text(
            "---\nname: A\ntitle: T\n---\n\nText.\n", encoding="utf-8"
        )
        for name in ("html", "pdf"):
            output = folder / f"article.{language}.{name}"
            render(make_rendering(demo, language, name), "pandoc", output)
    return folder


def text_of(folder, language):
    page = (folder / f"article.{language}.html").read_text(encoding="utf-8")
    body = re.sub(r"<[^>]+>", "", page[page.index("<main") : page.index("</main>")])
    return " ".join(body.replace("&amp;", "&").split())


def lines_of(folder, language):
    reader = pypdf.PdfReader(folder / f"article.{language}.pdf")
    return [line for page in reader.pages for line in page.extract_text().splitlines()]


def test_in_a_sentence_names_are_joined_by_a_word_and_in_parentheses_by_a_sign(written):
    text = text_of(written, "en")
    assert "As van Buuren and Zorn (2011) say, and Hu and Bentler (1999) in" in text
    assert "(de la Torre, 2001; Hu & Bentler, 1999; van Buuren & Zorn, 2011; von Elm, 2007)" in text
    assert "Hu, L., & Bentler, P. (1999)" in text
    spanish = text_of(written, "es")
    assert "van Buuren y Zorn (2011)" in spanish and "Hu y Bentler, 1999" in spanish
    assert "&" not in spanish
    assert "Abadie e Imbens (2006)" in spanish and "Abadie e Imbens, 2006" in spanish
    assert "Abadie, A. e Imbens, G." in spanish


@pytest.mark.parametrize("language", LANGUAGES)
def test_particles_belong_to_the_surname_and_its_place_in_the_list(written, language):
    text = text_of(written, language)
    listed = text[text.rindex("Abadie, A.") :]
    names = [
        "Abadie, A.",
        "Adams, E.",
        "de la Torre, A.",
        "Hu, L.",
        "Long, O.",
        "van Buuren, S.",
        "von Elm, E.",
        "Wolf, I.",
    ]
    places = [listed.index(name) for name in names]
    assert places == sorted(places)
    assert "Buuren, S. van" not in text


def test_quotation_marks_and_ranges_are_those_of_the_document(written):
    assert "On “trust.”" in text_of(written, "en")
    assert "On «trust»" in text_of(written, "es")
    for language in LANGUAGES:
        assert "1–9" in text_of(written, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_hyphen_is_added_to_an_address(written, language):
    """Spanish repeats a hyphen at the start of a line; in an address that would be another address."""
    lines = lines_of(written, language)
    text = "".join(line.strip() for line in lines)
    broken = 0
    for doi in DOIS:
        assert f"https://doi.org/{doi}" in text, doi
        broken += not any(doi in line for line in lines)
    assert broken, "no address reaches the end of a line, so nothing was tried"


def test_references_hang_in_the_pdf(written):
    """Lines after the first of an entry begin further to the right."""
    reader = pypdf.PdfReader(written / "article.en.pdf")
    starts: list[tuple[float, str]] = []

    def note(text, outer, own, *_):
        if text.strip():
            starts.append((round(outer[4] + own[4]), text.strip()))

    for page in reader.pages:
        page.extract_text(visitor_text=note)
    first = {x for x, text in starts if text.startswith(("Long, O.", "Hu, L.", "Wolf, I."))}
    further = {x for x, text in starts if text.startswith("https://doi.org")}
    assert first and further
    assert max(first) < min(further)


def test_references_hang_on_the_page(written):
    page = (written / "article.en.html").read_text(encoding="utf-8")
    style = re.search(r"\.csl-entry \{([^}]*)\}", page)
    assert style and "text-indent: -" in style[1] and "padding-left" in style[1]
    assert page.count('class="csl-entry"') == len(DOIS) + 7
