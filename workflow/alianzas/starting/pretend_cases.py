"""Pretend cases: short texts that say of themselves that they are made up, and two codings."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from alianzas.cases.case_codes import MODEL, SECTOR, CaseCodes, load_case_codes
from alianzas.cases.profiles import COLUMNS
from alianzas.config.study_model import Study, present
from alianzas.starting.pretend_literature import table
from honest_results.project import codebook_file

CASES = 8
#: Shares of codes that are present, and of these, overlooked by the second coder.
_PRESENT, _OVERLOOKED = 0.6, 0.1
_HEADER = ("case", "source", "code", "value", "passage")
Said = Callable[..., str]


def case_files(study: Study, folder: str, said: Said, root: Path) -> dict[str, Any]:
    """Write profiles, texts and codings into ``folder``; return the settings that name them."""
    settings = present(study.cases)
    draw = random.Random(study.seed + 1)
    codes = load_case_codes(root / codebook_file(study.study, "case_codes", root))
    names = [f"pretend-{number}" for number in range(1, CASES + 1)]
    profiles = [_profile(name, place, study, codes, said, draw) for place, name in enumerate(names)]
    judged = {name: {code: draw.random() < _PRESENT for code in codes.judged} for name in names}
    files = {f"{folder}/cases.csv": table(COLUMNS, profiles)}
    passages = {code: _passage(code, codes, said) for code in codes.judged}
    for place, name in enumerate(names, start=1):
        shown = [passages[code] for code, found in judged[name].items() if found]
        parts = [f"> **{said('banner')}**", f"# {said('firm', number=place)}", said("text"), *shown]
        files[f"{folder}/texts/{name}.md"] = "\n\n".join(parts) + "\n"
    rows = [
        (name, f"{name}.md", code, int(value), passages[code] if value else "")
        for name, found in judged.items()
        for code, value in found.items()
    ]
    # The second coder overlooks some of what the first finds.
    others = [(*row[:3], 0, "") if row[3] and draw.random() < _OVERLOOKED else row for row in rows]
    settled = [
        (*row, said("reason")) for row, other in zip(rows, others, strict=True) if row != other
    ]
    files[f"{folder}/coding-1.csv"] = table(_HEADER, rows)
    files[f"{folder}/coding-2.csv"] = table(_HEADER, others)
    files[f"{folder}/coding-consensus.csv"] = table((*_HEADER, "reason"), settled)
    given: dict[str, Any] = {
        "provenance": "simulated",
        "profiles": f"{folder}/cases.csv",
        "texts": f"{folder}/texts",
        "coders": [
            {"name": f"pretend-{number}", "file": f"{folder}/coding-{number}.csv"}
            for number in (1, 2)
        ],
        "consensus": f"{folder}/coding-consensus.csv",
        "translations": None,
    }
    qca = settings.qca
    if qca is not None and qca.measures is not None:
        columns = [one.of for one in qca.sets.values() if one.of not in COLUMNS]
        measures = [(name, *(draw.randint(1, 100) for _ in columns)) for name in names]
        files[f"{folder}/measures.csv"] = table(("case", *columns), measures)
        given["qca"] = {
            **qca.model_dump(exclude_unset=True),
            "measures": f"{folder}/measures.csv",
        }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return given


def _profile(
    name: str, place: int, study: Study, codes: CaseCodes, said: Said, draw: random.Random
) -> tuple[object, ...]:
    """Return the row of a case in the sheet of profiles."""
    models, sectors = codes.ids(MODEL), codes.ids(SECTOR)
    founded = draw.randint(1995, 2012)
    cells: dict[str, object] = {
        "case": name,
        "firm": said("firm", number=place + 1),
        "country": study.country.code,
        "sector": sectors[place % len(sectors)],
        "model": models[place % len(models)],
        "founded": founded,
        "employees": draw.randint(5, 49),
        "alliance_start": founded + draw.randint(2, 8),
        "partner": said("partner", number=place + 1),
    }
    return tuple(cells[column] for column in COLUMNS)


def _passage(code: str, codes: CaseCodes, said: Said) -> str:
    """Return the sentence that shows a code."""
    dimension = codes.dimension(codes.judged[code])
    label = next(each.label.first for each in dimension.codes if each.id == code)
    return said("passage", code=label)
