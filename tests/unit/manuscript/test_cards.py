import pytest

from honest_results.documents.cards import card, full_value
from unit.manuscript.demo import make_job


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (0.4213456789, "en", "0.4213456789"),
        (0.4213456789, "es", "0,4213456789"),
        (-1234567.25, "en", "−1,234,567.25"),
        (1234, "es", "1.234"),
        (0.0000123, "en", "0.0000123"),
        (1.25e-9, "es", "1,25E−9"),
        (0, "en", "0"),
        (None, "en", "—"),
        ("more", "en", "more"),
    ],
)
def test_full_value(value, language, text):
    assert full_value(value, language) == text


def test_card_of_a_coefficient(demo):
    job = make_job(demo, "en")
    html = card("survey.planning.b", job.facts["survey.planning.b"], job.labels, "en")
    for part in (
        'id="card-survey.planning.b"',
        "0.4213456789",
        "95% interval",
        "[0.12345678, 0.71923456]",
        "1,492",
        "Simulated data",
        "fit_drivers",
        "workflow/scripts/demo/fit_drivers.py",
        "data/demo/survey/responses.xlsx",
        "<code>abababababab</code>",
    ):
        assert part in html


def test_card_in_spanish(demo):
    job = make_job(demo, "es")
    html = card("survey.planning.b", job.facts["survey.planning.b"], job.labels, "es")
    assert "[0,12345678; 0,71923456]" in html and "Intervalo al 95\u00a0%" in html
    assert "Datos simulados" in html


def test_card_of_a_phrase_shows_the_code_that_chose_it(demo):
    job = make_job(demo, "en")
    html = card("survey.comparison", job.facts["survey.comparison"], job.labels, "en")
    assert "matters more than" in html and "<code>more</code>" in html


def test_card_without_raw_files_calls_nothing_observed(demo):
    job = make_job(demo, "en")
    fact = job.facts["common.plain"] | {"sources": [], "kind": "year", "value": 2014}
    html = card("study.first", fact, job.labels, "en")
    assert "rests on no raw file" in html and "Observed data" not in html
    assert "<dd>2014</dd>" in html


def test_what_is_written_is_escaped(demo):
    job = make_job(demo, "en")
    fact = job.facts["survey.comparison"] | {"text": {"en": "<b> & co"}}
    html = card("a.b", fact, job.labels, "en")
    assert "&lt;b&gt; &amp; co" in html and "<b>" not in html
