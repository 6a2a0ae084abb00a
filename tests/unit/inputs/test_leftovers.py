"""A study that was made from Ecuador's says where it still names Ecuador; one that means it may."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alianzas.config.study_files import load_study
from alianzas.inputs.leftover_sentences import doubtful_sentences
from alianzas.inputs.leftovers import doubtful_leftovers, leftovers
from honest_results.documents.texts import Manuscript
from studies import change_study

ROOT = Path(__file__).resolve().parents[3]


def be_peru(study: dict[str, Any]) -> None:
    study["country"] |= {
        "code": "PE",
        "name": {"en": "Peru", "es": "Perú"},
        "adjective": {"en": "Peruvian", "es": "peruanas"},
        "currency": "PEN",
    }
    study["article"]["title"] = {"en": "Alliances in Peru", "es": "Alianzas en el Perú"}
    study["survey"]["lists"]["region"] = {
        name: {"en": name.title(), "es": name.title()} for name in ("lima", "cusco", "piura")
    }
    del study["survey"]["simulation"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Ecuador's study and one of Peru, made from a copy of it and without a leftover."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / "config/studies/ecuador", tmp_path / "config/studies/peru")
    for path in (tmp_path / "config/studies/peru").glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("data/ecuador", "data/peru"), "utf-8")
    change_study(tmp_path, be_peru, "peru")
    return tmp_path


def told(root: Path, study: str = "peru") -> list[str]:
    return [str(problem) for problem in leftovers(load_study(study, root), root)]


def doubted(root: Path, study: str = "peru") -> list[str]:
    return [str(problem) for problem in doubtful_leftovers(load_study(study, root), root)]


def test_a_study_that_is_corrected_everywhere_has_none(root: Path) -> None:
    for study in ("peru", "ecuador"):
        assert told(root, study) == doubted(root, study) == []


Change = Callable[[dict[str, Any]], object]
ERRORS: dict[str, Change] = {
    "article.title.es": lambda s: s["article"]["title"].update(es="Alianzas en Ecuador"),
    "article.short_title.en": lambda s: s["article"]["short_title"].update(en="Ecuadorian firms"),
    "article.keywords.place.es": lambda s: s["article"]["keywords"].update(
        place={"en": "Peru", "es": "pymes ecuatorianas"}
    ),
    "country.adjective.es": lambda s: s["country"]["adjective"].update(es="ecuatorianas"),
    "country.adjective.en": lambda s: s["country"]["adjective"].update(en="Ecuadorian"),
    "country.region.en": lambda s: s["country"]["region"].update(en="Ecuador and its neighbours"),
}


@pytest.mark.parametrize("address", ERRORS)
def test_what_nobody_means_is_an_error(root: Path, address: str) -> None:
    change_study(root, lambda study: (ERRORS[address](study), None)[1], "peru")
    (problem,) = told(root)
    assert problem.startswith("config/studies/peru/study.yaml, line ")
    assert f'key "{address}": names Ecuador, and the study is one of Peru.' in problem
    assert "compared_with: [EC]" in problem
    assert doubted(root) == [], "what is an error is no doubt as well"


def test_without_the_first_study_too(root: Path) -> None:
    change_study(root, lambda s: s["article"]["title"].update(en="Firms in Ecuador"), "peru")
    shutil.rmtree(root / "config/studies/ecuador")
    (problem,) = told(root)
    assert "names Ecuador" in problem


def test_code_and_name_of_two_countries(root: Path) -> None:
    change_study(root, lambda study: study["country"].update(code="EC"), "peru")
    assert any('"EC" is the code of Ecuador, and the name is Peru.' in one for one in told(root))
    change_study(root, lambda study: study["country"].update(code="ZZ"), "peru")
    assert any("Write `code: PE`" in one for one in told(root))


def test_the_answers_of_another_country(root: Path) -> None:
    ecuador = load_study("ecuador", root).survey
    assert ecuador is not None
    lists = {
        name: {code: text.model_dump() for code, text in answers.items()}
        for name, answers in ecuador.lists.items()
    }
    change_study(root, lambda study: study["survey"].update(lists=lists), "peru")
    (problem,) = told(root)
    assert 'the answers are those of the study "ecuador", of Ecuador.' in problem
    assert 'survey.yaml, key "lists.region"' in problem


def test_a_title_that_names_both_is_a_doubt(root: Path) -> None:
    title = {"en": "Peru and Ecuador compared", "es": "Perú y Ecuador"}
    change_study(root, lambda study: study["article"].update(title=title), "peru")
    assert told(root) == []
    (doubt,) = doubted(root)
    assert "names Ecuador" in doubt and "(and 1 more here)" in doubt
    change_study(root, lambda study: study["country"].update(compared_with=["EC"]), "peru")
    assert doubted(root) == []


def test_the_money_of_another_country_is_a_doubt(root: Path) -> None:
    change_study(root, lambda study: study["country"].update(currency="USD"), "peru")
    assert told(root) == []
    (doubt,) = doubted(root)
    assert "USD is the money of Ecuador; that of Peru is PEN." in doubt
    change_study(root, lambda study: study["country"].update(compared_with=["EC"]), "peru")
    assert doubted(root) == []
    change_study(root, lambda study: study["country"].update(currency="EUR"), "peru")
    assert doubted(root) == [], "no study here pays in it: somebody chose it"


def test_a_question_of_another_country_is_a_doubt(root: Path) -> None:
    text = (root / "config/codebooks/questionnaire.yaml").read_text("utf-8")
    own = root / "config/studies/peru/questionnaire.yaml"
    own.write_text(text.replace('"Agriculture and food"', '"Agriculture in Ecuador"'), "utf-8")
    (doubt,) = doubted(root)
    assert doubt.startswith("config/studies/peru/questionnaire.yaml, line ")


def test_what_others_published_is_no_leftover(root: Path) -> None:
    shutil.copy(root / "config/codebooks/claims.yaml", root / "config/studies/peru/claims.yaml")
    assert "Ecuador" in (root / "config/studies/peru/claims.yaml").read_text("utf-8")
    assert doubted(root) == []


TEXTS = {
    "Firms in Ecuador are small.": True,
    "Ecuadorian firms are small.": True,
    "Firms in Ecuador are small [@melendez2026modern].": False,
    "Firms in Peru are small.": False,
    "Values are in `Ecuador`.": False,
}


@pytest.mark.parametrize("sentence", TEXTS)
def test_sentences_without_a_source(
    root: Path, monkeypatch: pytest.MonkeyPatch, sentence: str
) -> None:
    text = Manuscript("manuscript/article.en.qmd", "en", f"# Title\n\nFirst.\n\n{sentence}\n")
    monkeypatch.setattr("alianzas.inputs.leftover_sentences.read_shown", lambda *_: text)
    monkeypatch.setattr("alianzas.inputs.leftover_sentences.settled_facts", lambda *_: {})
    found = doubtful_sentences(load_study("peru", root), root)
    assert [(one.file, one.row) for one in found] == (
        [("manuscript/article.en.qmd", 5)] if TEXTS[sentence] else []
    )
