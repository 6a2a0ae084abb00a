"""The TOP Guidelines of 2025: seven research practices by level, and what verifies the claims.

Level 1: the authors say whether it was done; level 2: it is shared and cited; level 3: somebody who is
independent of them has certified it, which no deposit can say of itself.
"""

from __future__ import annotations

from functools import partial

from alianzas.config.deposit_settings import Prepared
from alianzas.deposit.checklists import codecheck, dcas
from alianzas.deposit.checklists.lines import Answer, Line, Standard, no, still_open, without, yes
from alianzas.deposit.checklists.looking import Deposit

_INDEPENDENT = "wants somebody independent of the authors; `make verify` is what they run"
_PLAN = (
    "wants somebody independent, and a plan to compare the report with (`deposit.analysis_plan`)"
)


def planned(deposit: Deposit, key: str) -> Answer:
    """A registration, protocol or plan is named, or its absence stated."""
    questions = deposit.asked(f"deposit.{key}")
    if questions:
        return still_open(f"level 0: {questions[0].words} (`deposit.{key}`)")
    said: list[Prepared] = [
        one for study in deposit.studies if (one := getattr(study.deposit, key)) is not None
    ]
    if all(one.address for one in said):
        return yes("level 2, shared and cited: " + "; ".join(str(one.address) for one in said))
    reasons = [one.none.words("en") for one in said if one.none is not None]
    return yes(f"level 1, disclosed: {'; '.join(reasons)}")


def shared(deposit: Deposit, words: str, answer: Answer) -> Answer:
    """Something is in the deposit: cited once that has a DOI, else disclosed."""
    if answer.verdict not in ("yes", "open"):
        return answer
    if all(study.deposit.doi for study in deposit.studies):
        return yes(f"level 2, shared and cited: {words}")
    return yes(f"level 1, disclosed; 2 with the deposit's DOI (`deposit.doi`): {words}")


def materials(deposit: Deposit) -> Answer:
    """Questionnaire, codebooks and criteria are in the deposit."""
    answer = dcas.instruments(deposit)
    return shared(deposit, answer.evidence, answer)


def data(deposit: Deposit) -> Answer:
    """Raw data are in the deposit."""
    answer = dcas.raw_data(deposit)
    return shared(deposit, answer.evidence, answer)


def code(deposit: Deposit) -> Answer:
    """Analysis code is in the deposit."""
    answer = dcas.analysis(deposit)
    return shared(deposit, answer.evidence, answer)


def reporting(deposit: Deposit) -> Answer:
    """Filled checklists of reporting guidelines are published."""
    found = [
        file
        for study in deposit.studies
        for file in deposit.published(study.study)
        if "/tables/checklist_" in file and file.endswith(".csv")
    ]
    if not found:
        return no("level 0: no reporting guideline is followed")
    return shared(deposit, ", ".join(found), yes(""))


def computations(deposit: Deposit) -> Answer:
    """Somebody independent has rebuilt the results: a certificate says so."""
    found = codecheck.content(deposit).get("certificate")
    return yes(f"certificate {found} (codecheck.yml)") if found else still_open(_INDEPENDENT)


def reported(deposit: Deposit) -> Answer:
    """Somebody independent has compared the report with the plan."""
    plans = [one.deposit.analysis_plan for one in deposit.studies if one.deposit.analysis_plan]
    if plans and all(one.address is None for one in plans):
        return without("no plan was published, as stated; so nothing to compare the report with")
    return still_open(_PLAN)


def replication(deposit: Deposit) -> Answer:
    """The study repeats another with new data, which none of its branches does."""
    compared = [one.study for one in deposit.studies if one.synthesis is not None]
    if compared:
        files = ", ".join(f"published/{name}/claims.json" for name in compared)
        return without(f"published claims are compared ({files}), not the studies repeated")
    return without("this study repeats no other")


def registered_report(deposit: Deposit) -> Answer:
    """The study was reviewed before its results were known, which no setting can say."""
    if deposit.asked("deposit.registration"):
        return planned(deposit, "registration")
    named = [one.deposit.registration for one in deposit.studies if one.deposit.registration]
    if any(one.address for one in named):
        return without("registered, but no setting says that it is a registered report")
    return without("not registered")


def many_analysts(deposit: Deposit) -> Answer:
    """Several teams answered one question with the same data; a study here has one analysis."""
    return without(f"one analysis: {len(deposit.rules)} steps of one Snakefile")


def multiverse(deposit: Deposit) -> Answer:
    """All defensible analyses of a question were carried out and are shown together."""
    found = [
        file
        for study in deposit.studies
        for file in deposit.published(study.study)
        if "specifications" in file and file.endswith(".csv")
    ]
    if not found:
        return without("no specification curve in this study")
    return yes(f"specification curves: {', '.join(found[:3])}")


DECLARATION = Standard(
    "TOP",
    "Transparency and Openness Promotion Guidelines, 2025: self-declaration",
    "https://www.cos.io/initiatives/top-guidelines",
    (
        Line("practice.1", "Study registration", partial(planned, key="registration")),
        Line("practice.2", "Study protocol", partial(planned, key="protocol")),
        Line("practice.3", "Analysis plan", partial(planned, key="analysis_plan")),
        Line("practice.4", "Materials transparency", materials),
        Line("practice.5", "Data transparency", data),
        Line("practice.6", "Analytic code transparency", code),
        Line("practice.7", "Reporting transparency", reporting),
        Line("verification.1", "Results transparency", reported),
        Line("verification.2", "Computational transparency", computations),
        Line("study.1", "Replication", replication),
        Line("study.2", "Registered report", registered_report),
        Line("study.3", "Multiverse analysis", multiverse),
        Line("study.4", "Many analysts", many_analysts),
    ),
)
