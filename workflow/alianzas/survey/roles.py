"""Roles: which question (or derived variable) is the consent, the group, the sector, the weight …

The analysis asks for roles and knows no question by its name. A role that the questionnaire does not
give is played by the question of that name, if there is one that suits it; else the study has no such
thing, and nothing is said about it. `sector: null` says so although there is a question `sector`.
"""

from __future__ import annotations

from pydantic import Field

from alianzas.config.codes import Code
from human_files.language.messages import template
from human_files.settings import Settings

#: The question that plays a role by default, where its name is not the role's.
DEFAULT_QUESTIONS = {"group": "status"}
#: Answers that a role expects of the question that plays it by default.
DEFAULT_AGREES, DEFAULT_REFERENCE = "yes", "independent"
#: Kinds of variable that suit a role; the others are told of in their own checks.
SUITABLE: dict[str, tuple[str, ...]] = {
    "group": ("binary", "category"),
    "sector": ("binary", "category", "ordered"),
    "region": ("binary", "category", "ordered"),
    "employees": ("number", "count"),
    "founded": ("number", "count"),
    "exports": ("binary",),
    "income_before": ("number", "count"),
    "income_after": ("number", "count"),
    "model": ("binary", "category"),
    "weight": ("number", "count"),
}
A_NUMBER = template("a number")
#: What these kinds of variable are called in messages.
KIND_NAMES = {
    "group": template("answers to choose one from"),
    "sector": template("answers to choose one from"),
    "region": template("answers to choose one from"),
    "model": template("answers to choose one from"),
    "exports": template("two answers (or a derived `any_of`)"),
}


class Consent(Settings):
    """The question whether the respondent agrees to take part."""

    question: Code = Field(description="Question of the questionnaire.")
    agrees: list[Code] = Field(min_length=1, description="Answers that agree.")


class Group(Settings):
    """What tells the groups of firms that are compared: allied or not, or several groups."""

    question: Code = Field(description="Question or derived variable with one answer per group.")
    reference: Code = Field(description="Answer of the firms that the others are compared with.")


class Roles(Settings):
    """Who plays which role; by default the question of the same name (group: `status`)."""

    consent: Consent | None = Field(default=None, description="Agreement to take part.")
    invitation: Code | None = Field(default=None, description="Code that tells repeated answers.")
    group: Group | None = Field(default=None, description="Groups of firms that are compared.")
    sector: Code | None = Field(default=None, description="Sector of activity.")
    region: Code | None = Field(default=None, description="Where the firm is.")
    employees: Code | None = Field(default=None, description="Number of employees.")
    founded: Code | None = Field(default=None, description="Year of foundation.")
    exports: Code | None = Field(default=None, description="Whether the firm exports.")
    income_before: Code | None = Field(default=None, description="Income of the base year.")
    income_after: Code | None = Field(default=None, description="Income of the last year.")
    model: Code | None = Field(default=None, description="Model of alliance.")
    benefits: Code | None = Field(default=None, description="Benefits named.")
    challenges: Code | None = Field(default=None, description="Challenges named.")
    weight: Code | None = Field(default=None, description="Design weight.")
    stratum: Code | None = Field(default=None, description="Stratum of the sample.")


#: The roles that a question, and no derived variable, must play: they are not of the firm.
OF_THE_SUBMISSION = ("consent", "invitation")
