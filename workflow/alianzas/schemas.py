"""JSON Schemas for editors, generated from the models: completion and warnings while typing.

``python -m alianzas.schemas`` writes them to ``config/schemas/``; a test keeps them in step.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

FOLDER = "config/schemas"


def models() -> dict[str, type[BaseModel]]:
    """Return the model behind each schema file, by file name without extension."""
    from alianzas.config.codebook import Codebook
    from alianzas.config.study_model import BRANCHES, StudyFile
    from alianzas.survey.questionnaire import Questionnaire
    from honest_results.claims.claim_models import Claims
    from honest_results.claims.ledger_document import Ledger
    from honest_results.claims.statement_models import Propositions
    from honest_results.documents.checklist_models import Checklist
    from honest_results.project import Project
    from honest_results.verify.report_model import Verification
    from references.screening.codebook import ScreeningCodebook

    return {
        **BRANCHES,
        "checklist": Checklist,
        "claims": Claims,
        "claims-ledger": Ledger,
        "codebook": Codebook,
        "config": Project,
        "propositions": Propositions,
        "questionnaire": Questionnaire,
        "screening": ScreeningCodebook,
        "study": StudyFile,
        "verification": Verification,
    }


def schema_text(model: type[BaseModel]) -> str:
    """Return the model's JSON Schema as written to its file."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_schemas(root: Path | str = ".") -> list[Path]:
    """Write every schema; return the files."""
    folder = Path(root, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, model in models().items():
        path = folder / f"{name}.json"
        path.write_text(schema_text(model), encoding="utf-8")
        files.append(path)
    return files


if __name__ == "__main__":
    for written in write_schemas():
        print(written)
