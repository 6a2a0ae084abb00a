"""What the settings of a survey plan, in sentences of a pre-registration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alianzas.config.model_settings import Drivers
from alianzas.config.survey_settings import Screen, SurveySettings
from alianzas.instruments.firms_needed import firms_needed
from alianzas.instruments.markdown import bullets, plain
from alianzas.instruments.plan_variables import variable_table
from alianzas.instruments.words import PaperWords
from alianzas.survey.controls import FIRM_FACTS
from alianzas.survey.findings.hypotheses import driver_hypotheses
from alianzas.survey.questionnaire import Questionnaire
from human_files.language.lists import join_words


@dataclass(frozen=True)
class SurveyPlan:
    """The plan of a survey in the language of ``words``; ``confidence`` is the study's."""

    settings: SurveySettings
    questionnaire: Questionnaire
    words: PaperWords
    confidence: float

    def named(self, name: str) -> str:
        """Return the name of a variable inside a sentence."""
        return self.questionnaire.variable(name).in_text.words(self.words.language)

    def _control(self, name: str) -> str:
        """Return the name of a control of the incomes: what is made from its role, or a variable."""
        return self.words(f"plan.control_{name}") if name in FIRM_FACTS else self.named(name)

    def _listed(self, names: Sequence[str]) -> str:
        return join_words(names, self.words.language)

    def hypotheses(self) -> list[str]:
        """Return the hypotheses that the settings name."""
        found = []
        for one in driver_hypotheses(self.settings):
            outcome = self.named(self.settings.driver_plan.outcome)
            named = [self.named(name) for name in one.names]
            pair = {"first": named[0], **({"second": named[1]} if len(named) == 2 else {})}
            key = "plan.larger" if len(named) == 2 else "plan.positive"
            found.append(self.words(key, **pair, outcome=outcome))
        income, groups = self.settings.income, self._groups()
        if income is not None and groups is not None:
            years = {"base": income.base_year, "last": income.last_year}
            others, reference = groups
            rule = self.settings.well_structured
            if rule is None:
                found.append(self.words("plan.grow", group=others, reference=reference, **years))
            else:
                scales = self._listed([self.named(name) for name in rule.scales])
                least = self.words.number(rule.at_least)
                told = {"scales": scales, "least": least, "reference": reference, **years}
                found.append(self.words("plan.grow_structured", **told))
        return found

    def _groups(self) -> tuple[str, str] | None:
        """Return the groups that are compared with the reference, and the reference."""
        group = self.questionnaire.group
        if group is None:
            return None
        answers = {
            code: text.words(self.words.language)
            for code, text in self.questionnaire.variable(group.question).answers.items()
        }
        reference = answers.pop(group.reference)
        return self._listed(list(answers.values())), reference

    def groups(self) -> list[str]:
        """Return the sentence on the groups, if there are any."""
        found = self._groups()
        if found is None:
            return []
        return [self.words("plan.groups", groups=found[0], reference=found[1])]

    def sample(self) -> Iterator[str]:
        """Yield how firms are drawn and weighted, and how many are needed."""
        minimum, plan = self.settings.minimum, self.settings.drivers
        known = [
            self.words("plan.weights", weights=self._weights()),
            self.words(
                "plan.minimum",
                per_coefficient=minimum.per_coefficient,
                per_group=minimum.per_group,
            ),
        ]
        if plan is not None:
            needed = firms_needed(
                plan.smallest_effect,
                self.settings.power,
                self.confidence,
                len(plan.predictors) + len(plan.controls) - 1,
            )
            effect, power = (
                self.words.number(value) for value in (plan.smallest_effect, self.settings.power)
            )
            level = self.words.percent(self.confidence)
            told = {"n": needed, "effect": effect, "power": power, "level": level}
            known.append(self.words("plan.needed", **told))
        open_ones = [
            self.words.fill_in_from(f"plan.fill_{k}") for k in ("population", "size", "dates")
        ]
        yield bullets([*open_ones, *map(plain, known)])

    def _weights(self) -> str:
        weighting = self.settings.weighting
        parts = [
            self.words(f"plan.weights_{key}", name=name)
            for key, name in (
                ("column", weighting.column or self.questionnaire.role("weight")),
                ("strata", weighting.strata or self.questionnaire.role("stratum")),
                ("clusters", weighting.clusters),
            )
            if name is not None
        ]
        if weighting.margins:
            names = self._listed([self.named(name) for name in weighting.margins])
            parts.append(self.words("plan.weights_margins", names=names))
        return self._listed(parts) or self.words("plan.weights_none")

    def variables(self) -> Iterator[str]:
        """Yield the variables of the models, and how scores come about."""
        rows = variable_table(self.settings, self.questionnaire, self.words)
        if rows:
            yield rows
        if self.questionnaire.several_items:
            scales = self.settings.scales
            share = self.words.percent(scales.minimum_answered)
            alpha = self.words.number(scales.acceptable_alpha)
            yield plain(self.words("plan.scores", share=share, alpha=alpha))

    def analysis(self) -> Iterator[str]:
        """Yield the models."""
        found = []
        plan, income = self.settings.drivers, self.settings.income
        if plan is not None:
            model = self.words(f"plan.model_{self._kind(plan)}")
            found.append(self.words("plan.model", model=model))
            found.append(
                self.words("plan.standardised" if plan.standardised else "plan.unstandardised")
            )
            found.append(self.words("plan.firms", firms=self._firms(plan)))
        if income is not None:
            years = {"base": income.base_year, "last": income.last_year}
            found.append(self.words("plan.income", **years))
            controls = self.words("plan.income_default")
            if income.controls is not None:
                controls = self._listed([self._control(name) for name in income.controls]) or "–"
            found.append(self.words("plan.income_controls", controls=controls))
        if self.settings.robustness is not None:
            found.append(self.words("plan.robustness", n=self.settings.robustness.permutations))
        if found:
            yield bullets(plain(text) for text in found)

    def _kind(self, plan: Drivers) -> str:
        """Return the kind of the model of the outcome."""
        kinds = {"binary": "binary", "ordered": "ordinal", "count": "count"}
        kind = plan.kind or kinds.get(self.questionnaire.variable(plan.outcome).kind, "numeric")
        return f"count_{plan.count_model}" if kind == "count" else kind

    def _firms(self, plan: Drivers) -> str:
        if plan.firms is None:
            return self.words("plan.firms_asked")
        rules = [f"{name} = {' / '.join(answers)}" for name, answers in plan.firms.items()]
        return self._listed(rules)

    def inference(self) -> Iterator[str]:
        """Yield when something counts as found."""
        plan, income = self.settings.drivers, self.settings.income
        found = [self.words("plan.level", level=self.words.percent(self.confidence))]
        if plan is not None:
            effect = self.words.number(plan.smallest_effect)
            found.append(self.words("plan.negligible", effect=effect))
            if plan.comparisons:
                difference = self.words.number(plan.smallest_difference)
                found.append(self.words("plan.difference", difference=difference))
        if income is not None:
            difference = self.words.percent(income.smallest_difference)
            found.append(self.words("plan.growth", difference=difference))
        yield bullets(plain(text) for text in found)

    def exclusions(self) -> Iterator[str]:
        """Yield who is set aside, in the order in which it is checked."""
        rules = self.settings.exclusion
        found = [] if self.questionnaire.consent is None else [self.words("plan.no_consent")]
        if rules.screening:
            told = "; ".join(self._screen(rule) for rule in rules.screening)
            found.append(self.words("plan.screened", rules=told))
        found.append(self.words(f"plan.duplicates_{rules.keep_duplicate}"))
        found.append(self.words("plan.gaps", share=self.words.percent(rules.missing_share)))
        if rules.longest_run is not None:
            found.append(self.words("plan.straight", n=rules.longest_run))
        if rules.seconds_per_question is not None:
            seconds = self.words.number(rules.seconds_per_question)
            found.append(self.words("plan.speed", n=seconds))
        yield bullets(plain(text) for text in found)

    def _screen(self, rule: Screen) -> str:
        if rule.answers:
            answers = self._listed(rule.answers)
            return self.words("plan.screen_answers", question=rule.question, answers=answers)
        low, high = (
            "…" if bound is None else self.words.number(bound)
            for bound in (rule.minimum, rule.maximum)
        )
        return self.words("plan.screen_range", question=rule.question, low=low, high=high)

    def missing(self) -> Iterator[str]:
        """Yield what is done where answers are missing."""
        if self.settings.drivers is not None:
            yield plain(self.words("plan.missing_is", n=self.settings.drivers.imputations))
