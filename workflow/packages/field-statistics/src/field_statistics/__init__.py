"""Statistics for small surveys and coded cases, checked against independent implementations."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from field_statistics.agreement import Agreement, clustered_kappa, cohen_kappa, landis_koch
    from field_statistics.agreement_coefficients import (
        Coefficient,
        count_ratings,
        gwet_ac1,
        krippendorff_alpha,
        pabak,
    )
    from field_statistics.agreement_several import fleiss_kappa, light_kappa
    from field_statistics.disclosure_attack import (
        DisclosureAttack,
        share_pairs,
        standardised_pairs,
    )
    from field_statistics.dominance import dominance_analysis
    from field_statistics.equivalence import equivalence_test
    from field_statistics.further_agreement import AgreementCoefficient, further_coefficients
    from field_statistics.generalised_models import fit_model
    from field_statistics.group_differences import anosim_permanova, jaccard_distances
    from field_statistics.imputation import impute_items
    from field_statistics.joint_suppression import CountTables
    from field_statistics.many_outcomes.permutation import (
        freedman_lane,
        permutation_p_value,
        permutations,
    )
    from field_statistics.measurement.alignment import align_groups
    from field_statistics.measurement.composites import (
        average_variance_extracted,
        composite_reliability,
        omega,
    )
    from field_statistics.measurement.confirmatory import fit_factors
    from field_statistics.measurement.discriminant import bootstrap_htmt, heterotrait_monotrait
    from field_statistics.measurement.exploratory import (
        bartlett_sphericity,
        kaiser_meyer_olkin,
        minres,
        parallel_analysis,
        rotate_oblique,
    )
    from field_statistics.measurement.fit_indices import fit_indices
    from field_statistics.measurement.incomplete_covariances import estimate_moments
    from field_statistics.measurement.invariance import measurement_invariance
    from field_statistics.meta_analysis import MetaAnalysis, combine_studies, leave_one_out
    from field_statistics.model_diagnostics import influence
    from field_statistics.multiplicity import adjust_p_values
    from field_statistics.not_estimable import NotEstimable
    from field_statistics.ordered_agreement import (
        agreement_weights,
        gwet_ac2,
        ordered_alpha,
        weighted_kappa,
    )
    from field_statistics.ordered_logit import fit_ordered_logit
    from field_statistics.pooling import pool
    from field_statistics.proportional_odds import proportional_odds_test
    from field_statistics.raking import design_effect, rake
    from field_statistics.regression import Estimate, regress_hc3
    from field_statistics.regression_bootstrap import bootstrap_regression
    from field_statistics.small_cells import mask_small_cells
    from field_statistics.survey_design import SurveyDesign
    from field_statistics.treatment_effects.estimators import estimate_effect
    from field_statistics.treatment_effects.inverse_propensity import (
        aipw_influence,
        balancing_weights,
        effective_n,
        ipw_influence,
    )
    from field_statistics.treatment_effects.matching import match_nearest
    from field_statistics.treatment_effects.propensity import fit_propensity

#: Where each public name is, which is loaded only when the name is first used.
_HOME = {
    "Agreement": "field_statistics.agreement",
    "AgreementCoefficient": "field_statistics.further_agreement",
    "Coefficient": "field_statistics.agreement_coefficients",
    "CountTables": "field_statistics.joint_suppression",
    "DisclosureAttack": "field_statistics.disclosure_attack",
    "Estimate": "field_statistics.regression",
    "MetaAnalysis": "field_statistics.meta_analysis",
    "NotEstimable": "field_statistics.not_estimable",
    "SurveyDesign": "field_statistics.survey_design",
    "adjust_p_values": "field_statistics.multiplicity",
    "agreement_weights": "field_statistics.ordered_agreement",
    "aipw_influence": "field_statistics.treatment_effects.inverse_propensity",
    "align_groups": "field_statistics.measurement.alignment",
    "anosim_permanova": "field_statistics.group_differences",
    "average_variance_extracted": "field_statistics.measurement.composites",
    "balancing_weights": "field_statistics.treatment_effects.inverse_propensity",
    "bartlett_sphericity": "field_statistics.measurement.exploratory",
    "bootstrap_htmt": "field_statistics.measurement.discriminant",
    "bootstrap_regression": "field_statistics.regression_bootstrap",
    "clustered_kappa": "field_statistics.agreement",
    "cohen_kappa": "field_statistics.agreement",
    "combine_studies": "field_statistics.meta_analysis",
    "composite_reliability": "field_statistics.measurement.composites",
    "count_ratings": "field_statistics.agreement_coefficients",
    "design_effect": "field_statistics.raking",
    "dominance_analysis": "field_statistics.dominance",
    "effective_n": "field_statistics.treatment_effects.inverse_propensity",
    "equivalence_test": "field_statistics.equivalence",
    "estimate_effect": "field_statistics.treatment_effects.estimators",
    "estimate_moments": "field_statistics.measurement.incomplete_covariances",
    "fit_factors": "field_statistics.measurement.confirmatory",
    "fit_indices": "field_statistics.measurement.fit_indices",
    "fit_model": "field_statistics.generalised_models",
    "fit_ordered_logit": "field_statistics.ordered_logit",
    "fit_propensity": "field_statistics.treatment_effects.propensity",
    "fleiss_kappa": "field_statistics.agreement_several",
    "freedman_lane": "field_statistics.many_outcomes.permutation",
    "further_coefficients": "field_statistics.further_agreement",
    "gwet_ac1": "field_statistics.agreement_coefficients",
    "gwet_ac2": "field_statistics.ordered_agreement",
    "heterotrait_monotrait": "field_statistics.measurement.discriminant",
    "impute_items": "field_statistics.imputation",
    "influence": "field_statistics.model_diagnostics",
    "ipw_influence": "field_statistics.treatment_effects.inverse_propensity",
    "jaccard_distances": "field_statistics.group_differences",
    "kaiser_meyer_olkin": "field_statistics.measurement.exploratory",
    "krippendorff_alpha": "field_statistics.agreement_coefficients",
    "landis_koch": "field_statistics.agreement",
    "leave_one_out": "field_statistics.meta_analysis",
    "light_kappa": "field_statistics.agreement_several",
    "mask_small_cells": "field_statistics.small_cells",
    "match_nearest": "field_statistics.treatment_effects.matching",
    "measurement_invariance": "field_statistics.measurement.invariance",
    "minres": "field_statistics.measurement.exploratory",
    "omega": "field_statistics.measurement.composites",
    "ordered_alpha": "field_statistics.ordered_agreement",
    "pabak": "field_statistics.agreement_coefficients",
    "parallel_analysis": "field_statistics.measurement.exploratory",
    "permutation_p_value": "field_statistics.many_outcomes.permutation",
    "permutations": "field_statistics.many_outcomes.permutation",
    "pool": "field_statistics.pooling",
    "proportional_odds_test": "field_statistics.proportional_odds",
    "rake": "field_statistics.raking",
    "regress_hc3": "field_statistics.regression",
    "rotate_oblique": "field_statistics.measurement.exploratory",
    "share_pairs": "field_statistics.disclosure_attack",
    "standardised_pairs": "field_statistics.disclosure_attack",
    "weighted_kappa": "field_statistics.ordered_agreement",
}

__all__ = [
    "Agreement",
    "AgreementCoefficient",
    "Coefficient",
    "CountTables",
    "DisclosureAttack",
    "Estimate",
    "MetaAnalysis",
    "NotEstimable",
    "SurveyDesign",
    "adjust_p_values",
    "agreement_weights",
    "aipw_influence",
    "align_groups",
    "anosim_permanova",
    "average_variance_extracted",
    "balancing_weights",
    "bartlett_sphericity",
    "bootstrap_htmt",
    "bootstrap_regression",
    "clustered_kappa",
    "cohen_kappa",
    "combine_studies",
    "composite_reliability",
    "count_ratings",
    "design_effect",
    "dominance_analysis",
    "effective_n",
    "equivalence_test",
    "estimate_effect",
    "estimate_moments",
    "fit_factors",
    "fit_indices",
    "fit_model",
    "fit_ordered_logit",
    "fit_propensity",
    "fleiss_kappa",
    "freedman_lane",
    "further_coefficients",
    "gwet_ac1",
    "gwet_ac2",
    "heterotrait_monotrait",
    "impute_items",
    "influence",
    "ipw_influence",
    "jaccard_distances",
    "kaiser_meyer_olkin",
    "krippendorff_alpha",
    "landis_koch",
    "leave_one_out",
    "light_kappa",
    "mask_small_cells",
    "match_nearest",
    "measurement_invariance",
    "minres",
    "omega",
    "ordered_alpha",
    "pabak",
    "parallel_analysis",
    "permutation_p_value",
    "permutations",
    "pool",
    "proportional_odds_test",
    "rake",
    "regress_hc3",
    "rotate_oblique",
    "share_pairs",
    "standardised_pairs",
    "weighted_kappa",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__]
