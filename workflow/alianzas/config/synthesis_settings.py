"""The section ``synthesis`` of a study file: which published claims the study is held against."""

from __future__ import annotations

from pydantic import Field

from human_files.settings import Identifier, Settings, Words

CLAIMS = "config/codebooks/claims.yaml"


class SynthesisSettings(Settings):
    """What the ledger of claims holds."""

    claims: list[Words] = Field(
        default=[CLAIMS],
        description="Files of claims; without any, the study has no ledger.",
    )
    material_of: list[Identifier] = Field(
        default=[],
        description="Published articles (citation keys) whose own material this study's data are, as "
        "collected or reconstructed. Claims about the material of others cannot be tested here.",
    )
