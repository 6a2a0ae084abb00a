"""The ``cases: qca:`` section of a study file: how sets are made and which solutions are accepted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from human_files.errors import did_you_mean
from human_files.language.messages import message
from human_files.repository_paths import RepositoryPath
from human_files.settings import Identifier, Settings, Text

Share = Annotated[float, Field(gt=0, le=1)]


class AnchorSettings(Settings):
    """Three anchors on the scale of the numbers, rising or falling in this order."""

    exclusion: float = Field(description="From here on, fully out of the set.")
    crossover: float = Field(description="Neither in nor out; no case may lie exactly here.")
    inclusion: float = Field(description="From here on, fully in the set.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ordered = (self.exclusion, self.crossover, self.inclusion)
        if ordered not in (tuple(sorted({*ordered})), tuple(sorted({*ordered}, reverse=True))):
            raise ValueError(
                message(
                    "the anchors {anchors} are out of order: from "
                    "exclusion via crossover to inclusion they must rise or fall",
                    anchors=", ".join(f"{one:g}" for one in ordered),
                )
            )
        return self


class CalibratedSet(Settings):
    """A set made from numbers: fuzzy by anchors, or crisp by a threshold."""

    label: Text = Field(description="As printed in tables and figures.")
    in_text: Text | None = Field(
        default=None, description="Name inside a sentence; by default the label, uncapitalised."
    )
    noun: Text | None = Field(
        default=None,
        description="Name as the subject or object of a sentence, with the article that the language "
        "asks for (a larger firm, la empresa más grande); by default the name inside a sentence.",
    )
    of: Identifier = Field(
        description="The column with the numbers: founded, employees or alliance_start in the "
        "profile sheet, or a column of `measures`."
    )
    anchors: AnchorSettings | None = Field(
        default=None, description="Fuzzy set, by the direct method of calibration."
    )
    threshold: float | None = Field(default=None, description="Crisp set: in from this number on.")

    @model_validator(mode="after")
    def _one_calibration(self) -> Self:
        if (self.anchors is None) == (self.threshold is None):
            raise ValueError(
                message("give either `anchors` (fuzzy set) or `threshold` (crisp set)")
            )
        return self

    def words(self) -> dict[str, str]:
        """Return the set's name inside a sentence, by language."""
        if self.in_text is not None:
            return self.in_text.by_language()
        return {key: text[:1].lower() + text[1:] for key, text in self.label.by_language().items()}

    def nouns(self) -> dict[str, str]:
        """Return the set's name as the subject or object of a sentence, by language."""
        return self.words() if self.noun is None else self.noun.by_language()


class QcaCuts(Settings):
    """What a row of the truth table needs to be coded as showing the outcome."""

    cases: int = Field(
        default=1, ge=1, description="Minimum number of cases; rows with fewer are remainders."
    )
    consistency: Share = Field(default=0.8, description="Consistency of sufficiency.")
    pri: float = Field(
        default=0.5, ge=0, le=1, description="Proportional reduction in inconsistency."
    )


class NecessitySettings(Settings):
    """What a condition needs to count as necessary."""

    consistency: Share = Field(default=0.9, description="Consistency of necessity.")
    coverage: Share = Field(default=0.6, description="Coverage.")
    relevance: Share = Field(default=0.6, description="Relevance of necessity (RoN).")


class RobustnessSettings(Settings):
    """Changed choices under which the solution is recomputed, one at a time and all together."""

    cases: list[int] = Field(default=[2], description="Other cuts of cases.")
    consistency: list[Share] = Field(
        default=[0.75, 0.85, 0.9], description="Other cuts of consistency."
    )
    anchor_shift: float = Field(
        default=0.1,
        gt=0,
        lt=0.5,
        description="How far the crossover (or threshold) is moved to either side, as a share of "
        "the distance between the outer anchors (or of the range of the numbers).",
    )


class QcaSettings(Settings):
    """Qualitative comparative analysis of the cases."""

    measures: RepositoryPath | None = Field(
        default=None,
        description="CSV with the column case and numeric columns, one row per case.",
    )
    outcome: Identifier = Field(description="A judged code of the codebook, or one of `sets`.")
    conditions: list[Identifier] = Field(
        min_length=2,
        max_length=10,
        description="Judged codes of the codebook (crisp), or some of `sets`; few, since k "
        "conditions make 2 ** k configurations.",
    )
    sets: dict[Identifier, CalibratedSet] = Field(
        default={}, description="Sets made from numbers, by name."
    )
    cuts: QcaCuts = QcaCuts()
    necessity: NecessitySettings = NecessitySettings()
    directional_expectations: dict[Identifier, Literal["present", "absent"]] = Field(
        default={},
        description="The state in which theory expects a condition to promote the outcome; for the "
        "negated outcome the opposite is expected. Conditions not listed may go either way.",
    )
    robustness: RobustnessSettings = RobustnessSettings()

    @model_validator(mode="after")
    def _names_fit_together(self) -> Self:
        """Refuse repeated conditions, and names that the analysis does not use."""
        repeated = sorted({one for one in self.conditions if self.conditions.count(one) > 1})
        if repeated:
            raise ValueError(message("condition given twice: {names}", names=", ".join(repeated)))
        if self.outcome in self.conditions:
            raise ValueError(
                message("{outcome} is both the outcome and a condition", outcome=self.outcome)
            )
        used = [*self.conditions, self.outcome]
        _refuse_unknown("directional_expectations", self.directional_expectations, self.conditions)
        _refuse_unknown("sets", self.sets, used)
        return self


def _refuse_unknown(key: str, names: Iterable[str], allowed: list[str]) -> None:
    """Raise ValueError for a name under ``key`` that the analysis does not use."""
    for name in names:
        if name not in allowed:
            found = (
                message("{key}: {name} is not a condition of this analysis.", key=key, name=name)
                if key.startswith("directional")
                else message(
                    "{key}: {name} is neither a condition nor the outcome of this analysis.",
                    key=key,
                    name=name,
                )
            )
            raise ValueError(f"{found} {did_you_mean(name, allowed)}".rstrip("."))
