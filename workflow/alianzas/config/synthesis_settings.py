"""The synthesis of a study: which published claims it is tested against."""

from __future__ import annotations

from pydantic import Field

from human_files.repository_paths import RepositoryPath
from human_files.settings import Settings


class SynthesisSettings(Settings):
    """What the ledger of claims contains."""

    claims: list[RepositoryPath] | None = Field(
        default=None,
        description="Files of claims, where not the study's own claims.yaml or, without one, the "
        "shared one; [] for a study without a ledger.",
    )

    def claims_files(self, usual: str) -> list[str]:
        """Return the files of claims; ``usual`` is the one where none is named."""
        return [usual] if self.claims is None else self.claims
