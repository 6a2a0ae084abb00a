"""What the article says about income, read as a reader does, on data of known truth."""

import pytest

from alianzas.survey.income.contrast_results import contrast_facts
from alianzas.survey.income.group_contrasts import contrasts
from alianzas.survey.income.income_check_facts import check_facts
from alianzas.survey.income.income_results import income_facts
from alianzas.survey.income.samples import gather
from honest_results.facts import Fact
from unit.survey.sentences import said_of, verdicts_on

OPENINGS = {
    "en": ("*Income.* The estimate", "*Checks of the income estimates.*"),
    "es": ("*Ingresos.* La estimación", "*Comprobaciones de los ingresos.*"),
}


@pytest.fixture(scope="module")
def article(
    draw, checked, truth, quick, questionnaire, labels, tmp_path_factory, tests_of_findings
):
    """Return what both articles say about the income of firms drawn with a truth."""

    def read(seed=2, firms=400, change=None, **effects):
        scores = draw(seed=seed, income=truth(**effects), firms=firms)
        if change is not None:
            scores = change(scores)
        found = checked(scores)
        between = contrasts(gather(scores, questionnaire, quick), quick, 0.95)
        facts = [
            *income_facts(found.main, quick.income, questionnaire, labels),
            *check_facts(found, questionnaire, labels),
            Fact("claims.income.bound", 0.2, "percent"),
        ]
        facts += contrast_facts(between, questionnaire, labels, 0.95)
        facts += verdicts_on(tests_of_findings, facts, labels)
        return said_of(facts, OPENINGS, tmp_path_factory.mktemp("facts"))

    return read


def test_no_relation(article):
    said = article(allied=0.0, well_structured=0.0)
    for sentence in (
        "the income growth of allied firms does not differ clearly from that of independent ones",
        "growth of firms in well-structured alliances does not differ clearly from that of",
        "corrected for their number, the difference is clear for none of them",
        "has nothing to take away, because the difference is unclear as it stands",
        "the growth of allied firms does not differ clearly from that of independent ones at any",
        "not clearly more or less often than independent firms themselves do",
    ):
        assert sentence in said["en"]
    for sentence in (
        "el crecimiento de los ingresos de las aliadas no muestra una diferencia clara con el de",
        "corregida por su número, la diferencia no es clara en ninguno",
        "no tiene nada que anular, porque la diferencia ya de por sí no es clara",
        "sin una diferencia clara con las propias independientes",
    ):
        assert sentence in said["es"]


def test_reversed_relation(article):
    said = article(allied=-0.3, well_structured=0.0)
    for sentence in (
        "the income growth of allied firms is lower than that of independent ones",
        "The verdict on allied firms is the same in all checks",
        "corrected for their number, the difference stays clear for each of them",
        "a difference of at least 8.4%, and so one as large as the bound",
        "each model of collaboration, the published 20% is exceeded in none of them",
        "the growth of allied firms is clearly lower than that of independent ones at those of",
        "clearly less often than independent firms themselves do",
    ):
        assert sentence in said["en"]
    for sentence in (
        "el crecimiento de los ingresos de las aliadas es menor que el de las independientes",
        "El veredicto sobre las aliadas es el mismo en todas las comprobaciones",
        "el 20\u00a0% publicado no se supera en ninguno",
        "claramente menos a menudo que las propias independientes",
    ):
        assert sentence in said["es"]


def test_an_effect_beyond_the_bound(article):
    said = article(allied=0.5, well_structured=0.1)
    for sentence in (
        "the income growth of allied firms is higher than that of independent ones",
        "the published 20% is exceeded in at least one of them",
        "clearly more often than independent firms themselves do",
        "would not make it unclear",
    ):
        assert sentence in said["en"]
    assert "el 20\u00a0% publicado se supera en al menos uno" in said["es"]
    assert "no la volvería dudosa" in said["es"]


def test_twelve_firms(article):
    """Where nothing was estimated, a sentence says so and why, and nothing else is said."""
    said = article(firms=12)
    assert said["en"].startswith(
        "*Income.* The estimate could not be made, because there are too few"
    )
    assert said["es"].startswith("*Ingresos.* La estimación no pudo hacerse, porque hay muy pocas")
    for text in said.values():
        assert text.count(". ") < 2
        assert "—" not in text


def no_well_structured(scores):
    return scores.assign(group=scores["group"].replace("well_structured", "other_allied"))


def all_in_one_sector(scores):
    return scores.assign(sector="commerce")


def the_first_forty(scores):
    return scores.head(40)


@pytest.mark.parametrize("change", [no_well_structured, all_in_one_sector, the_first_forty])
def test_some_groups_only(article, change):
    """What could not be estimated is said in words; no dash stands in for a number."""
    said = article(change=change, firms=150)
    for text in said.values():
        assert "—" not in text
        assert "None" not in text
    if change is no_well_structured:
        assert (
            "firms in well-structured alliances could not be compared with that of independent ones "
            "(not estimated)" in said["en"]
        )
        assert "could not be compared (because fewer than two groups have the 10" in said["en"]
        assert "no pudieron compararse (porque menos de dos grupos tienen las 10" in said["es"]
