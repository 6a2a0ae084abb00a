"""What a fragile finding fails on, in words whose numbers agree with what they count."""

from types import SimpleNamespace

import pytest

from alianzas.survey.findings.break_words import say_breaks
from human_files.language.current import speaking
from labels import load_labels


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        ("sector", "qualquer um de dois setores (de seis)"),
        ("region", "qualquer uma de duas regiões (de seis)"),
    ],
)
def test_two_has_the_gender_of_what_is_counted_in_portuguese(factor, words):
    left_out = {factor: SimpleNamespace(lost=2, groups=6)}
    evidence = SimpleNamespace(left_out=left_out, checks={}, curve="positive")
    verdict = SimpleNamespace(breaks=[factor], direction="positive")
    with speaking(["pt"], "BR"):
        said = say_breaks(evidence, verdict, load_labels("survey_statements"))
    assert said["pt"] == f"o resultado se perde quando se omite {words}"
