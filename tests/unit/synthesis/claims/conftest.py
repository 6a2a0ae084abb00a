"""Facts and claims of the tests of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from honest_results.claims.claims_files import Register, read_claims
from human_files.language import Labels
from human_files.language.numbers import format_interval, format_value

ROOT = Path(__file__).parents[4]
BOTH = {"en": "Because.", "es": "Porque sí."}


@pytest.fixture(scope="session")
def labels() -> Labels:
    return Labels.load(
        *(ROOT / f"config/i18n/{name}.yaml" for name in ("common", "synthesis", "claims"))
    )


def fact(
    value: Any,
    level: str = "observed",
    kind: str | None = None,
    interval: tuple[float | None, float | None] | None = None,
    file: str = "data/study/answers.csv",
) -> dict[str, Any]:
    """Return a fact as merge_facts gives it."""
    kind = kind or ("phrase" if isinstance(value, str) else "number")
    entry: dict[str, Any] = {
        "value": value,
        "kind": kind,
        "level": level,
        "rule": "fit_drivers",
        "script": "workflow/scripts/survey/fit_drivers.py",
        "sources": [{"file": file, "level": level, "sha256": "0" * 64}],
        "text": {language: format_value(value, kind, language) for language in ("en", "es")},
    }
    if interval is not None:
        entry["interval"] = list(interval)
        entry["confidence"] = 0.95
        entry["interval_text"] = {
            language: format_interval(interval, kind, language) for language in ("en", "es")
        }
    return entry


def claim(id: str = "planning", rule: Any = None, **more: Any) -> dict[str, Any]:
    """Return a claim as it stands in a file."""
    needs = {"supported": "observed", "not_supported": "observed", "because": BOTH}
    return {
        "id": id,
        "source": "author2026title",
        "name": {"en": f"about {id}", "es": f"sobre {id}"},
        "text": {"en": "Planning helps.", "es": "Planificar ayuda."},
        "published": {"en": "helps", "es": "ayuda"},
        "rule": rule or {"kind": "above", "fact": "survey.effect"},
        "needs": needs,
        **more,
    }


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
