"""The screening codebook, a YAML file: criteria of eligibility and reasons for exclusion."""

from __future__ import annotations

from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from human_files.language.messages import message
from human_files.settings import Identifier, Settings, Text, Words, refuse_repeated

#: The stages of screening in their order: records first, then the reports (full texts) behind them.
ScreeningStage = Literal["title_abstract", "full_text"]
STAGES: tuple[ScreeningStage, ...] = get_args(ScreeningStage)


class Criterion(Settings):
    """A condition that a record must meet to be included."""

    id: Identifier
    label: Text
    definition: Text


class Reason(Settings):
    """A reason to exclude a record."""

    id: Identifier = Field(description="As it stands in the screening sheets.")
    criterion: Identifier = Field(description="The criterion that the record fails.")
    stages: list[ScreeningStage] = Field(
        default=[*STAGES],
        min_length=1,
        description="Where the reason may be given: on records (title_abstract), on full texts.",
    )
    label: Text = Field(description="As printed in tables and figures.")
    definition: Text = Field(description="When the reason applies.")
    example: Words | None = Field(default=None, description="A record the reason applies to.")


class ScreeningCodebook(Settings):
    """Criteria of eligibility, reasons for exclusion in the order in which they are tried, rules."""

    codebook: Literal["screening"]
    version: int | Words = Field(description="Raised with each change of meaning.")
    criteria: list[Criterion] = Field(min_length=1)
    reasons: list[Reason] = Field(min_length=1)
    rules: list[Text] = Field(default=[])

    @model_validator(mode="after")
    def _check_ids(self) -> Self:
        """Check that names are unique and known, and that the first stage has a reason."""
        criteria = [criterion.id for criterion in self.criteria]
        refuse_repeated(message("criterion"), criteria)
        refuse_repeated(message("reason"), [reason.id for reason in self.reasons])
        for reason in self.reasons:
            if reason.criterion not in criteria:
                raise ValueError(
                    message(
                        "{reason} names {criterion}, which is not a criterion",
                        reason=reason.id,
                        criterion=reason.criterion,
                    )
                )
            if reason.id in STAGES or reason.id == "not_retrieved":
                raise ValueError(
                    message("{reason} is taken: call the reason something else", reason=reason.id)
                )
        if not self.reasons_at("title_abstract"):
            raise ValueError(message("no reason may be given at the stage title_abstract"))
        return self

    def reasons_at(self, stage: ScreeningStage) -> list[str]:
        """Return the ids of the reasons that may be given at a stage, in the order they are tried."""
        return [reason.id for reason in self.reasons if stage in reason.stages]

    def labels(self) -> dict[str, dict[str, str]]:
        """Return the printed labels by reason."""
        return {reason.id: reason.label.by_language() for reason in self.reasons}
