"""Facts and claims of the tests of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from evidence import BOTH

from honest_results.claims.claims_files import Register, read_claims
from human_files.language import Labels
from labels import load_labels

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="session")
def labels() -> Labels:
    return load_labels("common", "synthesis", "claims")


def claim(
    id: str = "planning", rule: Any = None, if_missing: Any = None, **more: Any
) -> dict[str, Any]:
    """Return a claim as it stands in a file: with one strand of this rule, or those given."""
    needs = {"supported": "observed", "not_supported": "observed", "because": BOTH}
    return {
        "id": id,
        "source": "author2026title",
        "name": {"en": f"about {id}", "es": f"sobre {id}"},
        "text": {"en": "Planning helps.", "es": "Planificar ayuda."},
        "published": {"en": "helps", "es": "ayuda"},
        "no_tautology": {"en": "It could fail.", "es": "Podría fallar."},
        "strands": {"survey": strand(rule, if_missing)},
        "needs": needs,
        **more,
    }


def strand(rule: Any = None, if_missing: Any = None, **more: Any) -> dict[str, Any]:
    """Return a strand with a rule."""
    made = {"rule": rule or {"kind": "more", "fact": "survey.effect", "smallest": 0}, **more}
    return {**made, "if_missing": if_missing} if if_missing else made


def content(*claims: dict[str, Any]) -> dict[str, Any]:
    article = {"doi": "10.1000/xyz", "name": {"en": "A & B (2026)", "es": "A y B (2026)"}}
    return {"sources": {"author2026title": article}, "claims": list(claims)}


@pytest.fixture
def register(tmp_path) -> Callable[..., Register]:
    """Write claims to a file and read them."""

    def read(*claims: dict[str, Any]) -> Register:
        text = yaml.safe_dump(content(*claims), allow_unicode=True, sort_keys=False)
        (tmp_path / "claims.yaml").write_text(text, encoding="utf-8")
        return read_claims(["claims.yaml"], tmp_path)

    return read
