"""The ``synthesis:`` section of a study file: which published claims the study is tested against."""

from __future__ import annotations

from pydantic import Field

from human_files.settings import Identifier, Settings, Words

CLAIMS = "config/codebooks/claims.yaml"
PROPOSITIONS = "config/codebooks/propositions.yaml"


class SynthesisSettings(Settings):
    """What the ledger of claims contains."""

    claims: list[Words] = Field(
        default=[CLAIMS],
        description="Files of claims; without any, the study has no ledger.",
    )
    material_of: list[Identifier] = Field(
        default=[],
        description="Published articles (citation keys) whose material is this study's data, as "
        "collected or reconstructed. Claims about other material cannot be tested here.",
    )
