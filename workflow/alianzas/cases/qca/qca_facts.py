"""The facts of the analysis, and its sentences, whose wording follows from the results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from alianzas.cases.qca.configuration_words import enumerate_configurations, in_words
from alianzas.cases.qca.fitted_models import Context, fit_model
from alianzas.cases.qca.qca_analysis import ENHANCED, NOT_ASKED, OUTCOME, Analysis, SideResult
from alianzas.cases.qca.qca_robustness import Robustness
from alianzas.cases.qca.robustness_words import robustness_sentences
from alianzas.cases.qca.solution_tables import SOLUTION_KINDS
from alianzas.sentences import Texts, join_parts, join_sentences, number_words, sentence
from honest_results.design import Design
from honest_results.facts import Fact, Kind
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.lists import join_words
from qca.terms import ANY, term_text
from qca.truth_table import CONTRADICTORY

if TYPE_CHECKING:
    from alianzas.config.qca_settings import QcaSettings


def no_analysis_facts(labels: Labels) -> list[Fact]:
    """Return the facts of a study that asks for no analysis."""
    text = dict(labels.by_language(f"cases.qca.limitation.{NOT_ASKED}"))
    return [_state("missing", labels), Fact("cases.qca.statement", NOT_ASKED, "phrase", text=text)]


def qca_facts(
    settings: QcaSettings,
    analysis: Analysis,
    robustness: Mapping[str, Robustness | None],
    context: Context,
) -> list[Fact]:
    """Return every fact of the analysis; without one, its state and the reason."""
    labels = context.labels
    if analysis.limitation is not None:
        outcome = dict(context.nouns[analysis.sets.outcome_name])
        key = f"cases.qca.limitation.{analysis.limitation}"
        text = sentence(key, labels, outcome=outcome, n=len(analysis.sets.cases))
        return [
            _state("missing", labels),
            Fact("cases.qca.statement", analysis.limitation, "phrase", text=text),
            *_settings(settings),
        ]
    facts = [_state("shown", labels), *_diversity(analysis, context), *_settings(settings)]
    facts.append(
        Fact(
            "cases.qca.outcome.name",
            analysis.sets.outcome_name,
            "label",
            text=context.inside[analysis.sets.outcome_name],
            design=Design("cases.qca.outcome"),
        )
    )
    for side in analysis.sides:
        facts += _side_facts(side, analysis, context)
        facts += _robustness_facts(side.name, robustness[side.name], analysis, context)
    return facts


def _state(state: str, labels: Labels) -> Fact:
    """Return the fact that says whether the article shows the analysis."""
    return Fact(
        "cases.qca.state", state, "label", text=dict(labels.by_language(f"cases.qca.state.{state}"))
    )


def _settings(settings: QcaSettings) -> list[Fact]:
    """Return the thresholds of the study file as facts."""
    cuts, necessity = settings.cuts, settings.necessity
    return [
        _cut("cut.cases", cuts.cases, "count"),
        _cut("cut.consistency", cuts.consistency, "number"),
        _cut("cut.pri", cuts.pri, "number"),
        _cut("necessity.consistency", necessity.consistency, "number"),
        _cut("necessity.coverage", necessity.coverage, "number"),
        _cut("necessity.relevance", necessity.relevance, "number"),
        Fact("cases.qca.sets.n", len(settings.sets), "count", design=Design("cases.qca.sets.*")),
    ]


def _cut(name: str, value: float | None, kind: Kind) -> Fact:
    """Return a threshold; ``name`` is its key and, but for one letter, its address."""
    address = name.replace("cut.", "cuts.")
    return Fact(f"cases.qca.{name}", value, kind, design=Design(f"cases.qca.{address}"))


def _diversity(analysis: Analysis, context: Context) -> list[Fact]:
    """Return how many of the possible configurations the cases show, and the sentence about it."""
    table, cases = analysis.side(OUTCOME).table, len(analysis.sets.cases)
    rows = len(table.rows)
    observed = sum(row.n > 0 for row in table.rows)
    torn = [row for row in table.rows if row.status == CONTRADICTORY]
    key = "limited" if observed < rows else "full"
    names = _names(analysis.sets.conditions, context)
    sentences = [
        sentence(
            f"cases.qca.diversity.{key}",
            context.labels,
            names=names,
            rows=rows,
            cases=cases,
            observed=observed,
            remainders=rows - observed,
        )
    ]
    if cases < rows:
        sentences.append(sentence("cases.qca.diversity.few", context.labels))
    if torn:
        members = [context.firms[case] for row in torn for case in (*row.having, *row.lacking)]
        firms = {language: join_words(members, language) for language in current_languages()}
        sentences.append(sentence("cases.qca.diversity.contradictory", context.labels, firms=firms))
    else:
        sentences.append(sentence("cases.qca.diversity.consistent", context.labels))
    if analysis.constant:
        left_out = join_parts([context.nouns[name] for name in analysis.constant])
        sentences.append(sentence("cases.qca.diversity.constant", context.labels, names=left_out))
    conditions = len(analysis.sets.conditions)
    return [
        Fact("cases.qca.statement", key, "phrase", text=join_sentences(sentences)),
        Fact("cases.qca.cases.n", cases, "count"),
        Fact("cases.qca.conditions.n", conditions, "count"),
        Fact("cases.qca.conditions.names", " ".join(analysis.sets.conditions), "label", text=names),
        Fact("cases.qca.rows.n", rows, "count"),
        Fact("cases.qca.rows.observed.n", observed, "count", n=rows),
        Fact("cases.qca.rows.remainders.n", int(table.remainders.sum()), "count", n=rows),
        Fact("cases.qca.rows.contradictory.n", len(torn), "count", n=rows),
    ]


def _side_facts(side: SideResult, analysis: Analysis, context: Context) -> list[Fact]:
    """Return the facts about the outcome or its negation: necessity and each solution."""
    stem, labels = f"cases.qca.{side.name}", context.labels
    outcome = context.outcome(analysis, side.name)
    facts = [
        Fact(f"{stem}.necessary.n", len(side.necessary), "count"),
        Fact(f"{stem}.disjunctions.n", len(side.disjunctions), "count"),
        Fact(
            f"{stem}.untenable.n",
            int((side.enhanced.untenable & side.table.remainders).sum()),
            "count",
        ),
    ]
    necessary = [
        in_words(one.term, analysis.sets.conditions, context.inside, labels)
        for one in side.necessary
    ]
    text = (
        sentence(
            f"cases.qca.necessity.{'one' if len(necessary) == 1 else 'many'}",
            labels,
            outcome=outcome,
            names=enumerate_configurations(necessary),
        )
        if necessary
        else sentence("cases.qca.necessity.none", labels, outcome=outcome)
    )
    value = "some" if necessary else "none"
    facts.append(Fact(f"{stem}.necessity.statement", value, "phrase", text=text))
    for kind in SOLUTION_KINDS:
        facts += _solution_facts(f"{stem}.{kind}", side, kind, analysis, context)
    facts.append(_statement(side, analysis, context, outcome))
    return facts


def _solution_facts(
    stem: str, side: SideResult, kind: str, analysis: Analysis, context: Context
) -> list[Fact]:
    """Return the facts about one solution, taken from its first model."""
    solution = side.solutions[kind]
    state = "found" if solution.models else "none"
    words = dict(context.labels.by_language(f"cases.qca.found.{state}"))
    facts = [
        Fact(f"{stem}.state", state, "label", text=words),
        Fact(f"{stem}.models.n", len(solution.models), "count"),
    ]
    for place, name in enumerate(analysis.sets.conditions):
        digits = {
            (digit, core)
            for model in solution.models[:1]
            for term, cores in zip(model.terms, model.core, strict=True)
            for digit, core in [(term[place], cores[place])]
            if digit != ANY
        }
        role = _role({digit for digit, _ in digits})
        text = dict(context.labels.by_language(f"cases.qca.role.{role}"))
        facts.append(Fact(f"{stem}.condition.{name}", role, "label", text=text))
    for model in solution.models[:1]:
        fitted = fit_model(model, side, analysis)
        words = _formula([one.term for one in fitted.terms], analysis, context)
        facts += [
            Fact(f"{stem}.terms.n", len(fitted.terms), "count"),
            Fact(f"{stem}.formula", _code(model.terms, analysis), "label", text=words),
            Fact(f"{stem}.assumptions.n", int(model.assumed.sum()), "count"),
            Fact(f"{stem}.consistency", fitted.whole.consistency, "number"),
            Fact(f"{stem}.pri", fitted.whole.pri, "number"),
            Fact(f"{stem}.coverage", fitted.whole.coverage, "number"),
            Fact(f"{stem}.uncovered.n", len(fitted.uncovered), "count"),
            Fact(f"{stem}.deviant.n", len({c for t in fitted.terms for c in t.deviant}), "count"),
        ]
    return facts


def _role(digits: set[int]) -> str:
    """Return the role of a condition in a model: present, absent, either or idle."""
    if digits == {0, 1}:
        return "either"
    return {frozenset({1}): "present", frozenset({0}): "absent"}.get(frozenset(digits), "idle")


def _statement(side: SideResult, analysis: Analysis, context: Context, outcome: Texts) -> Fact:
    """Return the sentence about the solution that the article interprets."""
    solution, labels = side.solutions[ENHANCED], context.labels
    key = f"cases.qca.{side.name}.statement"
    if not solution.models:
        text = sentence("cases.qca.solution.none", labels, outcome=outcome)
        return Fact(key, "none", "phrase", text=text)
    fitted = fit_model(solution.models[0], side, analysis)
    number = "one" if len(fitted.terms) == 1 else "several"
    sentences = [
        sentence(
            f"cases.qca.solution.{number}",
            labels,
            outcome=outcome,
            n=number_words(len(fitted.terms), feminine=True),
            formula=_formula([one.term for one in fitted.terms], analysis, context),
            consistency=fitted.whole.consistency,
            coverage=fitted.whole.coverage,
        )
    ]
    ambiguous = len(solution.models) > 1 or not solution.complete
    if ambiguous:
        more = "ambiguous" if solution.complete else "incomplete"
        sentences.append(sentence(f"cases.qca.solution.{more}", labels, n=len(solution.models)))
    value = "ambiguous" if ambiguous else "found"
    return Fact(key, value, "phrase", text=join_sentences(sentences))


def _robustness_facts(
    side: str, found: Robustness | None, analysis: Analysis, context: Context
) -> list[Fact]:
    """Return how often the solution of a side survives other choices."""
    stem, labels = f"cases.qca.{side}.robustness", context.labels
    if found is None:
        text = sentence("cases.qca.robustness.none", labels)
        return [Fact(f"{stem}.statement", "none", "phrase", text=text)]
    tests = len(found.tests)
    without = sum(not test.formulas for test in found.tests)
    kept = sum(
        all(any(term in formula for formula in test.formulas) for test in found.tests)
        for term in found.terms
    )
    verdict = "stable" if found.same == tests else "unstable"
    text = robustness_sentences(found, without, kept, context.outcome(analysis, side), labels)
    return [
        Fact(f"{stem}.statement", verdict, "phrase", text=text),
        Fact(f"{stem}.tests.n", tests, "count"),
        Fact(f"{stem}.same.n", found.same, "count", n=tests),
        Fact(f"{stem}.without.n", without, "count", n=tests),
        Fact(f"{stem}.kept.n", kept, "count", n=len(found.terms)),
        Fact(f"{stem}.fit.consistency", found.consistency, "number"),
        Fact(f"{stem}.fit.coverage", found.coverage, "number"),
        Fact(f"{stem}.overlap.all", found.overlap_all, "number"),
        Fact(f"{stem}.overlap.any", found.overlap_any, "number"),
    ]


def _formula(terms: list[tuple[int, ...]], analysis: Analysis, context: Context) -> Texts:
    """Return the terms of a model in words."""
    return enumerate_configurations(
        [in_words(term, analysis.sets.conditions, context.inside, context.labels) for term in terms]
    )


def _code(terms: tuple[tuple[int, ...], ...], analysis: Analysis) -> str:
    """Return the terms of a model as a formula of condition names."""
    return " + ".join(term_text(term, analysis.sets.conditions) for term in terms)


def _names(names: tuple[str, ...], context: Context) -> Texts:
    """Return the names of sets enumerated inside a sentence, by language."""
    return {
        language: join_words([context.inside[name][language] for name in names], language)
        for language in current_languages()
    }
