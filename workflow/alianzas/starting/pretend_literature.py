"""Pretend records of a search, and what two readers and two coders would have made of them."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from alianzas.config.codebook import Codebook, Dimension
from alianzas.config.literature_settings import LiteratureSettings
from alianzas.config.study_model import Study, present
from honest_results.project import codebook_file
from human_files.settings_files import load_model
from references.screening.codebook import ScreeningCodebook, ScreeningStage

RECORDS = 40
#: Of the records that are not excluded by both readers, what else may happen.
_EXCLUDED, _DIFFER, _MISCODED = 0.4, 0.1, 0.05
_NOT_STATED = "not_stated"
#: A reason that the years of the records contradict.
_WINDOW = "outside_window"
#: Says a phrase of a pretend file in the study's first language.
Said = Callable[..., str]


def literature_files(study: Study, folder: str, said: Said, root: Path) -> dict[str, Any]:
    """Write the records and sheets into ``folder``; return the settings that name them."""
    from alianzas.literature.study_records import unique_records

    settings = present(study.literature)
    draw = random.Random(study.seed)
    screening = load_model(root / codebook_file(study.study, "screening", root), ScreeningCodebook)
    codes = load_model(root / codebook_file(study.study, "ado_tcm", root), Codebook)
    records = f"{folder}/records.ris"
    _write(root / records, _ris(settings, codes, said, draw))
    source = {"name": "pretend", "file": records, "provenance": "simulated"}
    given: dict[str, Any] = {
        "sources": [{**source, "database": said("database")}],
        "deduplication": {},
        "readers": said("readers"),
        "read_by": None,
    }
    on_these = settings.model_copy(
        update=LiteratureSettings.model_validate(
            {**settings.model_dump(by_alias=True), **given}
        ).__dict__
    )
    unique = unique_records(study.model_copy(update={"literature": on_these}), root)
    titles = dict(zip(unique["record_id"], unique["title"], strict=True))
    kept = [*titles]
    stages: list[tuple[str, ScreeningStage]] = [("screening", "title_abstract")]
    if settings.full_text is not None:
        stages.append(("full_text", "full_text"))
    for key, stage in stages:
        reasons = [one for one in screening.reasons_at(stage) if one != _WINDOW]
        kept, sheets = _screened(kept, titles, reasons, f"{folder}/{key}", root, draw)
        given[key] = {**_kept_keys(settings, key), **sheets}
    given["coding"] = {
        **_kept_keys(settings, "coding"),
        **_coded(kept, titles, codes, f"{folder}/coding", root, draw),
    }
    return given


def _kept_keys(settings: LiteratureSettings, key: str) -> dict[str, Any]:
    """Return what the study says of a stage besides its sheets: what was read."""
    read = getattr(getattr(settings, key), "read", None)
    return {} if read is None else {"read": read}


def _ris(settings: LiteratureSettings, codes: Codebook, said: Said, draw: random.Random) -> str:
    """Return the records as an export: titles made of the labels of codes, no DOI."""
    words = {
        name: [code.label.first for code in dimension.assignable if code.id != _NOT_STATED]
        for name, dimension in codes.by_id.items()
    }
    lines: list[str] = []
    for number in range(1, RECORDS + 1):
        named = [draw.choice(labels) for labels in words.values() if labels]
        title = said("title", number=number, what=", ".join(draw.sample(named, min(3, len(named)))))
        first, last = settings.window.first, settings.window.last
        lines += [
            "TY  - JOUR",
            f"TI  - {title}",
            *(f"AU  - {said('author')}, {letter}." for letter in draw.sample("ABCDEFGHIJ", 2)),
            f"T2  - {said('journal', number=draw.randint(1, 8))}",
            f"PY  - {draw.randint(first, last)}",
            f"VL  - {draw.randint(1, 30)}",
            f"SP  - {(page := 10 * draw.randint(1, 90))}",
            f"EP  - {page + 15}",
            f"AB  - {said('abstract', number=number)}",
            "ER  - ",
            "",
        ]
    return "\n".join(lines)


def _screened(
    ids: Sequence[str],
    titles: Mapping[str, str],
    reasons: Sequence[str],
    place: str,
    root: Path,
    draw: random.Random,
) -> tuple[list[str], dict[str, Any]]:
    """Write the sheets of a stage; return what is kept and the settings."""
    header = ("record_id", "title", "decision", "reason", "note")
    passes: list[list[tuple[str, ...]]] = [[], []]
    settled: list[tuple[str, ...]] = []
    kept: list[str] = []
    for name in ids:
        verdict = (
            ("exclude", draw.choice(reasons)) if draw.random() < _EXCLUDED else ("include", "")
        )
        other = verdict
        if draw.random() < _DIFFER:
            other = ("include", "") if verdict[1] else ("exclude", draw.choice(reasons))
            settled.append((name, titles[name], *verdict, ""))
        for sheet, said in zip(passes, (verdict, other), strict=True):
            sheet.append((name, titles[name], *said, ""))
        if not verdict[1]:
            kept.append(name)
    return kept, _sheets(header, passes, settled, place, root)


def _coded(
    ids: Sequence[str],
    titles: Mapping[str, str],
    codes: Codebook,
    place: str,
    root: Path,
    draw: random.Random,
) -> dict[str, Any]:
    """Write the sheets of the coding; return the settings."""
    header = ("record_id", "title", *codes.by_id)
    passes: list[list[tuple[str, ...]]] = [[], []]
    settled: list[tuple[str, ...]] = []
    for name in ids:
        first = [_codes_of(dimension, draw) for dimension in codes.by_id.values()]
        second = [
            _codes_of(dimension, draw) if draw.random() < _MISCODED else found
            for dimension, found in zip(codes.by_id.values(), first, strict=True)
        ]
        for sheet, found in zip(passes, (first, second), strict=True):
            sheet.append((name, titles[name], *found))
        settled.append((name, titles[name], *first))
    return _sheets(header, passes, settled, place, root)


def _codes_of(dimension: Dimension, draw: random.Random) -> str:
    """Return one or two codes of a dimension, or that the text states none."""
    ids = [code.id for code in dimension.assignable]
    if _NOT_STATED in ids and draw.random() < 0.3:
        return _NOT_STATED
    stated = [one for one in ids if one != _NOT_STATED]
    return ";".join(draw.sample(stated, min(len(stated), draw.choice((1, 1, 2)))))


def _sheets(
    header: Sequence[str],
    passes: Sequence[Sequence[Sequence[str]]],
    settled: Sequence[Sequence[str]],
    place: str,
    root: Path,
) -> dict[str, Any]:
    """Write two sheets and a consensus; return the settings that name them."""
    named = [
        {"name": f"pretend-{number}", "file": f"{place}-{number}.csv", "provenance": "simulated"}
        for number in (1, 2)
    ]
    consensus = {"file": f"{place}-consensus.csv", "provenance": "simulated"}
    for entry, rows in zip([*named, consensus], [*passes, settled], strict=True):
        _write(root / entry["file"], table(header, rows))
    return {"passes": named, "consensus": consensus}


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
