import re
from pathlib import Path

import pytest

from alianzas.survey.limitation import Limitation
from alianzas.survey.phrases import as_notes, fill, join, limitation_text
from labels import load_labels

ROOT = Path(__file__).parents[3]
SURVEY = ROOT / "workflow/alianzas/survey"


def test_numbers_and_names_are_put_in(labels):
    few = limitation_text(Limitation("few_answers", {"n": 1200, "needed": 35}), labels)
    assert "(1,200; at least 35 are required)" in few["en"]
    assert "(1.200; se requieren al menos 35)" in few["es"]
    flat = Limitation("controls_dropped", names=["survey.control.size", "survey.control.age"])
    assert limitation_text(flat, labels)["es"].endswith(": tamaño y edad.")


def test_lists_in_words(labels):
    keys = ["survey.control.sector", "survey.control.size"]
    assert join(keys, labels) == {"en": "sector and size", "es": "sector y tamaño"}


def test_fill_prints_in_the_kind_asked_for(labels):
    filled = fill(
        "survey.note.drivers_fit", labels, {"r2": 0.5, "adjusted": 0.25}, kind="coefficient"
    )
    assert "R² = 0.50" in filled["en"]
    assert "R² = 0,50" in filled["es"]


def test_notes_get_keys_of_their_own():
    keys, texts = as_notes("drivers", [{"en": "a", "es": "b"}, {"en": "c", "es": "d"}])
    assert keys == ["survey.note.drivers.1", "survey.note.drivers.2"]
    assert texts[keys[1]]["es"] == "d"


@pytest.mark.parametrize("module", sorted(SURVEY.rglob("*.py")), ids=lambda path: path.stem)
def test_every_limitation_the_code_states_has_its_words(module):
    labels = load_labels()
    for code in re.findall(r'Limitation\(\s*"(\w+)"', module.read_text(encoding="utf-8")):
        assert f"survey.limitation.{code}" in labels


@pytest.mark.parametrize("stem", ["difference", "relation", "income"])
def test_spanish_phrases_can_stand_before_el(labels, stem):
    """«de el» and «a el» would have to contract: no phrase may end in «de» or «a»."""
    for how in ("positive", "unclear", "negative", "unknown"):
        phrase = labels(f"survey.phrase.{stem}.{how}", "es")
        assert phrase.split()[-1] in ("que", "con")


#: Words that another one stands for in all texts of the study, and what has to contract.
UNWANTED = {
    "en": r"\bMonte-Carlo\b|\bjudges, because\b|\bonly some\b|\bnumber \{",
    "es": r"determinante|emplead|ensambl|\bpasadas?\b|impulsor|\b(de|a) el\b|empresa mediana"
    r"|\by (i|hi[^aeo])|\bo h?o|afirmaci",
}


@pytest.mark.parametrize("language", UNWANTED)
def test_the_survey_has_one_word_for_one_thing(labels, language):
    found = [key for key in labels if re.search(UNWANTED[language], labels(key, language))]
    assert not found
