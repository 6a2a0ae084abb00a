"""What the texts know of the codes: whose they are, and the conditions by name."""

from __future__ import annotations

from pathlib import Path

from alianzas.cases.case_codes import CaseCodes, load_case_codes
from alianzas.cases.codebook_facts import codebook_facts
from labels import load_labels

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "config/codebooks/case_codes.yaml"
LABELS = load_labels("cases")


def facts(codes: CaseCodes) -> dict[str, tuple[object, str]]:
    found = codebook_facts(codes, LABELS)
    return {fact.key: (fact.value, dict(fact.text or {})["en"]) for fact in found}


def test_the_shared_codes_and_their_conditions_by_name():
    found = facts(load_case_codes(FILE))
    assert found["cases.codebook.state"] == ("shared", "the codes of this compendium")
    assert found["cases.codes.conditions.phrase"][1].startswith("strategic compatibility, rigorous")


def test_a_study_with_codes_of_its_own(tmp_path):
    own = tmp_path / "config/studies/peru/case_codes.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(FILE.read_text(encoding="utf-8"), encoding="utf-8")
    assert facts(load_case_codes(own))["cases.codebook.state"] == ("own", "codes of its own")
