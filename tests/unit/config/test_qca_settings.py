import pytest
from pydantic import ValidationError

from alianzas.config.qca_settings import AnchorSettings, QcaSettings

BASE = {"outcome": "success", "conditions": ["trust", "planning"]}
LABEL = {"en": "Size", "es": "Tamaño"}


@pytest.mark.parametrize("anchors", [(1, 2, 3), (3, 2, 1)])
def test_anchors_rise_or_fall(anchors):
    names = ("exclusion", "crossover", "inclusion")
    assert AnchorSettings(**dict(zip(names, anchors, strict=True)))


@pytest.mark.parametrize("anchors", [(2, 1, 3), (1, 1, 3), (1, 3, 3)])
def test_anchors_out_of_order_are_named(anchors):
    names = ("exclusion", "crossover", "inclusion")
    with pytest.raises(ValidationError, match="are out of order: from exclusion via crossover"):
        AnchorSettings(**dict(zip(names, anchors, strict=True)))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"conditions": ["trust", "trust"]}, "condition given twice: trust"),
        ({"outcome": "trust"}, "trust is both the outcome and a condition"),
        (
            {"directional_expectations": {"truts": "present"}},
            'truts is not a condition of this analysis. Did you mean "trust"?',
        ),
        ({"directional_expectations": {"trust": "yes"}}, "'present' or 'absent'"),
        (
            {"sets": {"large": {"label": LABEL, "of": "employees", "threshold": 5}}},
            "large is neither a condition nor the outcome",
        ),
        (
            {
                "conditions": ["trust", "large"],
                "sets": {"large": {"label": LABEL, "of": "employees"}},
            },
            "give either `anchors`",
        ),
    ],
)
def test_names_that_do_not_fit_together_are_refused(change, message):
    with pytest.raises(ValidationError) as caught:
        QcaSettings(**{**BASE, **change})
    assert message in str(caught.value)
