"""The raw files behind a result, and whether they are still those that it was built from."""

from __future__ import annotations

from collections.abc import Mapping

from honest_results.tracing.built_results import Built, Target
from honest_results.tracing.report import Report, Row


def raw_rows(built: Built, target: Target, report: Report) -> list[Row]:
    """Return the raw files of a result with level, hash, and whether they changed since the build."""
    hashes = _hashes(built)
    return [
        (report.word(f"level.{source['level']}"), _raw_file(source, hashes, built, report))
        for source in built.sources(target)
    ]


def _hashes(built: Built) -> dict[str, str]:
    """Return the hash that each raw file had in the build: facts carry it."""
    return {
        source["file"]: source["sha256"]
        for fact in built.facts.values()
        for source in fact["sources"]
        if "sha256" in source
    }


def _raw_file(
    source: Mapping[str, str], hashes: Mapping[str, str], built: Built, report: Report
) -> str:
    now = built.hash_now(source["file"])
    then = hashes.get(source["file"], now)
    state = report.word("gone" if not now else "as_built" if now == then else "changed")
    return f"{source['file']}, {state}, sha256:{then}"
