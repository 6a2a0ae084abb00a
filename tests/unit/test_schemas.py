import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from alianzas.schemas import FOLDER, models, schema_text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(models()))
def test_the_schema_files_are_in_step_with_the_models(name):
    written = (ROOT / FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert written == schema_text(models()[name]), "run: python -m alianzas.schemas"


def test_no_schema_is_left_over():
    assert {path.stem for path in (ROOT / FOLDER).glob("*.json")} == set(models())


@pytest.mark.parametrize(
    "name", sorted(set(models()) - {"claims-ledger", "verification"})
)  # results
def test_the_shipped_files_pass_their_schema(name):
    schema = json.loads((ROOT / FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    places = {
        "checklist": ("*/**/checklists/*.yaml",),
        "codebook": ("*/**/ado_tcm.yaml", "*/**/case_codes.yaml"),
        "config": ("config.yaml",),
    }
    patterns = places.get(name, (f"*/**/{name}.yaml",))
    files = [path for pattern in patterns for path in (ROOT / "config").glob(pattern)]
    files = [path for path in files if "languages" not in path.parts]
    assert files
    for path in files:
        jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {}, schema)
