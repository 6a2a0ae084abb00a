"""The outline of a pre-registration, in the order of the OSF's form, from the settings of the study."""

from __future__ import annotations

from collections.abc import Iterator

from alianzas.config.study_model import Study
from alianzas.instruments.markdown import bullets, plain
from alianzas.instruments.survey_plan import SurveyPlan
from alianzas.instruments.words import PaperWords
from honest_results.claims.statement_models import Propositions


def pre_registration(
    study: Study,
    words: PaperWords,
    survey: SurveyPlan | None,
    propositions: Propositions | None,
) -> str:
    """Return the Markdown: what is set, and what is not decided said as such.

    ``survey``: what the settings of the survey plan, ``propositions``: those of the synthesis; None
    without such a branch.
    """
    blocks = [plain(words("plan.use"))]
    if study.survey is not None and study.survey.provenance == "simulated":
        blocks.append(f"**{plain(words('plan.simulated'))}**")
    blocks += _section("study", _questions(words, survey, propositions), words)
    blocks += _section("design", _design(study, words, survey), words)
    if survey is not None:
        blocks += _section("sample", survey.sample(), words)
        blocks += _section("variables", survey.variables(), words)
        blocks += _section("analysis", survey.analysis(), words)
        blocks += _section("inference", survey.inference(), words)
        blocks += _section("exclusions", survey.exclusions(), words)
        blocks += _section("missing", survey.missing(), words)
    open_ones = ["exploratory", "deviations", *(["coders"] if study.cases is not None else [])]
    left = bullets(words.fill_in_from(f"plan.fill_{name}") for name in open_ones)
    blocks += _section("other", iter([left]), words)
    return "\n\n".join(blocks)


def _section(name: str, blocks: Iterator[str], words: PaperWords) -> list[str]:
    """Return a section with its heading; nothing if it is empty."""
    content = list(blocks)
    return [f"# {plain(words(f'plan.{name}'))}", *content] if content else []


def _questions(
    words: PaperWords, survey: SurveyPlan | None, propositions: Propositions | None
) -> Iterator[str]:
    """Yield the questions, the hypotheses of the survey, and the propositions of the synthesis."""
    yield words.fill_in_from("plan.fill_questions")
    if survey is not None:
        yield f"## {plain(words('plan.hypotheses'))}"
        found = survey.hypotheses()
        if found:
            yield "\n".join(f"{k}. {plain(text)}" for k, text in enumerate(found, start=1))
        else:
            yield plain(words("plan.no_hypotheses"))
    if propositions is not None:
        yield f"## {plain(words('plan.propositions'))}"
        yield bullets(plain(one.text.words(words.language)) for one in propositions.propositions)


def _design(study: Study, words: PaperWords, survey: SurveyPlan | None) -> Iterator[str]:
    """Yield the kinds of evidence, and the groups that are compared."""
    found = []
    if study.literature is not None:
        found.append(words("plan.design_literature"))
    if study.cases is not None:
        found.append(words("plan.design_cases", n=len(study.cases.coders)))
        if study.cases.qca is not None:
            found.append(words("plan.design_qca"))
    if survey is not None:
        found.append(words("plan.design_survey"))
        found += survey.groups()
    yield bullets(plain(text) for text in found)
