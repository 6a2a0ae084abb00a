"""Citations and references as each language has them, by the style and Pandoc's own locales."""

import subprocess

import pytest

from honest_results.documents.pandoc_engine import pandoc_path
from honest_results.documents.styles import fit_style
from unit.manuscript.demo import REPOSITORY

STYLE = (REPOSITORY / "manuscript/styles/apa.csl").read_text(encoding="utf-8")

WORKS = """
@article{pair, author={Silva, Ana and Souza, Rui}, title={Um}, journal={Revista}, year={2019},
  volume={3}, number={2}, pages={12-34}}
@incollection{part, author={Costa, Ivo}, title={Parte}, booktitle={Livro}, edition={2}, pages={5-9},
  editor={Melo, Eva and Lima, Lia}, publisher={Atlas}, year={2001}}
@book{undated, editor={Reis, Bia}, title={Obra}, publisher={FGV}}
@online{seen, author={Nunes, Caio}, title={Web}, url={https://example.org/a}, urldate={2020-03-04}}
"""


def cited(folder, language, locale):
    """Return citations and references of :data:`WORKS`: the style of a language in a locale."""
    style, works = folder / "style.csl", folder / "works.bib"
    style.write_text(fit_style(STYLE, language), encoding="utf-8")
    works.write_text(WORKS, encoding="utf-8")
    command = [
        pandoc_path(),
        "--citeproc",
        "--to=plain",
        "--wrap=none",
        f"--metadata=lang:{locale}",
    ]
    ran = subprocess.run(
        [*command, f"--csl={style}", f"--bibliography={works}"],
        input="@pair: it [@part, p. 5-7; @undated; @seen]",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stderr == ""
    return ran.stdout.replace("\u00a0", " ")


@pytest.mark.parametrize("locale", ["pt", "pt-BR"])
def test_portuguese(tmp_path, locale):
    text = cited(tmp_path, "pt", locale)
    for words in (
        "Silva e Souza (2019)",
        "Costa, 2001, pp. 5–7",
        "Reis, s.d.",
        "Silva, A. e Souza, R. (2019). Um. Revista, 3(2), 12–34.",
        "Parte. In E. Melo e L. Lima (Orgs.), Livro (2ª ed., pp. 5–9). Atlas.",
        "Reis, B. (Org.). (s.d.). Obra. FGV.",
        "Recuperado em 4 de março de 2020, de https://example.org/a",
    ):
        assert words in text


def test_spanish(tmp_path):
    text = cited(tmp_path, "es", "es")
    for words in (
        "Silva y Souza (2019)",
        "(Costa, 2001, pp. 5–7; Nunes, s. f.; Reis, s. f.)",
        "Silva, A. y Souza, R. (2019). Um. Revista, 3(2), 12–34.",
        "Parte. En E. Melo y L. Lima (Eds.), Livro",
    ):
        assert words in text


def test_what_a_language_does_not_ask_for_stays():
    assert fit_style(STYLE, "en") == STYLE == fit_style(STYLE, "eu")
    spanish, portuguese = (fit_style(STYLE, language) for language in ("es", "pt"))
    assert 'and="symbol"' not in spanish + portuguese
    assert spanish.count("<") == STYLE.count("<") + 2
    assert '<term name="page-range-delimiter">–<' in spanish
    assert portuguese.count("<locale ") == STYLE.count("<locale ") + 1
