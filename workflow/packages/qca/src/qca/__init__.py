"""Qualitative comparative analysis (QCA), crisp and fuzzy, with every model of each solution."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qca.calibration import Anchors, calibrate_crisp, calibrate_directly
    from qca.enhanced import Side, enhance
    from qca.fit import necessity, sufficiency
    from qca.necessity_analysis import NecessityCuts, necessary_conditions, necessary_disjunctions
    from qca.solutions import Solution, solve
    from qca.terms import term_text
    from qca.truth_table import Cuts, TruthTable, build_truth_table

#: Where each public name is, which is loaded only when the name is first used.
_HOME = {
    "Anchors": "qca.calibration",
    "Cuts": "qca.truth_table",
    "NecessityCuts": "qca.necessity_analysis",
    "Side": "qca.enhanced",
    "Solution": "qca.solutions",
    "TruthTable": "qca.truth_table",
    "build_truth_table": "qca.truth_table",
    "calibrate_crisp": "qca.calibration",
    "calibrate_directly": "qca.calibration",
    "enhance": "qca.enhanced",
    "necessary_conditions": "qca.necessity_analysis",
    "necessary_disjunctions": "qca.necessity_analysis",
    "necessity": "qca.fit",
    "solve": "qca.solutions",
    "sufficiency": "qca.fit",
    "term_text": "qca.terms",
}

__all__ = [
    "Anchors",
    "Cuts",
    "NecessityCuts",
    "Side",
    "Solution",
    "TruthTable",
    "build_truth_table",
    "calibrate_crisp",
    "calibrate_directly",
    "enhance",
    "necessary_conditions",
    "necessary_disjunctions",
    "necessity",
    "solve",
    "sufficiency",
    "term_text",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__]
