"""How long the survey's heavy statistics take: bootstrap, specification curves, recovery study.

    python tests/benchmarks/bench_survey.py [RESAMPLES]      default: 10000

CPU time of one run each, imports not counted, on firms drawn from the shipped study's generator.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from alianzas.config.study_files import load_study
from alianzas.survey.drivers.driver_model import fit_drivers
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.robustness.driver_curve import driver_curves
from alianzas.survey.robustness.firm_columns import Firms
from alianzas.survey.robustness.income_curve import income_curves
from alianzas.survey.robustness.recovery import recover
from alianzas.survey.robustness.recovery_worlds import worlds
from alianzas.survey.scores import score_scales
from alianzas.survey.simulation.simulate import draw_firms
from field_statistics.regression_bootstrap import bootstrap_regression

ROOT = Path(__file__).resolve().parents[2]
#: Data sets of each world that the recovery study is timed on.
DATA_SETS = 50


def main(resamples: int) -> None:
    """Time each part and print the table."""
    settings = load_study("ecuador", ROOT).survey
    questionnaire = load_questionnaire(ROOT / "config/codebooks/questionnaire.yaml", settings.lists)
    answers = draw_firms(settings, questionnaire, np.random.default_rng(1))
    scores = score_scales(answers, questionnaire, settings)
    complete = fit_drivers(scores, questionnaire, settings, 0.95).complete
    firms = Firms(answers, np.ones(len(answers), dtype=bool))
    found = worlds(settings.simulation, settings, questionnaire)
    plan = settings.robustness.recovery
    costly = min(plan.costly_data_sets, DATA_SETS)
    small = settings.model_copy(
        update={
            "robustness": settings.robustness.model_copy(
                update={"recovery": plan.model_copy(update={"costly_data_sets": costly})}
            )
        }
    )
    number = settings.robustness.permutations
    rows: list[tuple[str, Callable[[], Any]]] = [
        (
            f"model and dominance, {resamples:,} resamples",
            lambda: bootstrap_regression(complete, 0.95, resamples, np.random.default_rng(1)),
        ),
        (
            f"specification curves of the drivers, {number} permutations",
            lambda: driver_curves(firms, settings, questionnaire, 0.95, 1),
        ),
        (
            f"specification curves of income, {number} permutations",
            lambda: income_curves(firms, settings, questionnaire, 0.95, 1),
        ),
        (
            f"recovery study, {DATA_SETS} of {plan.data_sets:,} data sets, all estimators",
            lambda: recover(found, small, questionnaire, 0.95, 1, range(DATA_SETS)),
        ),
    ]
    width = max(len(name) for name, _ in rows)
    for name, run in rows:
        begin = time.process_time()
        run()
        print(f"{name:<{width}}  {time.process_time() - begin:>5.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
