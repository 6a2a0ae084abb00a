"""Adds a study of tests/worlds/studies to a copy of the project: its settings, and its data."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

STUDIES = Path(__file__).parent / "studies"
FIRMS = 1200


def add_study(folder: Path, name: str) -> None:
    """Add the study ``name``, with its data, to the project in ``folder``."""
    shutil.copytree(STUDIES / name, folder / "config/studies" / name)
    {"short": short_answers, "secondary": secondary_answers}[name](folder)
    told = f"# Data of the study {name}\n\nMade for tests.\n\nProvenance level: **observed**\n"
    (folder / "data" / name / "README.md").write_text(told, encoding="utf-8")


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file as statistical offices and form tools do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def secondary_answers(folder: Path) -> None:
    """Draw about 1,200 firms: cooperation and research raise the odds of innovating."""
    rng = np.random.default_rng(20260401)
    n = FIRMS
    strata = np.array(["lima", "north", "south"])
    stratum = rng.choice(3, n, p=[0.4, 0.35, 0.25])
    sectors = np.array(["trade", "manufacturing", "services", "mining"])
    sector = rng.choice(4, n, p=[0.4, 0.25, 0.3, 0.05])
    employees = np.maximum(1, np.rint(np.exp(2.3 + 1.1 * rng.normal(size=n)))).astype(int)
    founded = rng.integers(1960, 2022, n)
    size = np.log(employees) - 2.3
    openness = rng.normal(size=n) + 0.3 * size
    chance = 1 / (1 + np.exp(-(openness[:, None] - np.array([1.6, 0.4, 0.7, 2.0]))))
    partners = (rng.random((n, 4)) < chance).astype(int)
    research = np.where(
        rng.random(n) < 0.45, 0.0, np.rint(np.exp(8 + 0.6 * size + rng.normal(size=n)))
    )
    obstacle = np.clip(np.rint(2.6 - 0.2 * size + 0.9 * rng.normal(size=n)), 1, 4).astype(int)
    exporter = (rng.random(n) < 1 / (1 + np.exp(2 - 0.5 * size))).astype(int)
    tendency = (
        -1.0
        + 0.45 * partners.sum(axis=1)
        + 0.06 * np.log1p(research)
        - 0.2 * (obstacle - 2.5)
        + 0.25 * size
        + 0.3 * exporter
        + 0.3 * (sector == 1)
    )
    innovated = (rng.random(n) < 1 / (1 + np.exp(-tendency))).astype(int)
    products = np.where(innovated, 1 + rng.poisson(np.exp(0.2 + 0.15 * partners.sum(axis=1))), 0)
    sales = (
        np.rint(np.exp(11 + 0.9 * size + 0.1 * innovated + 0.7 * rng.normal(size=n)) / 100) * 100
    )
    factor = np.round(np.array([38.0, 21.5, 9.25])[stratum] * np.exp(0.2 * rng.normal(size=n)), 4)
    kilograms = np.round(np.exp(rng.normal(size=n)), 2)
    columns: list[list[object]] = [
        [str(value) for value in strata[stratum]],
        [str(value) for value in sectors[sector]],
        *([int(v) for v in c] for c in (employees, founded, exporter, *partners.T)),
        *([int(v) for v in c] for c in (obstacle, innovated, products, sales, research)),
        kilograms.tolist(),
        factor.tolist(),
    ]
    # "No answer", as the office codes it, and cells left empty.
    for column, code in ((5, "NS/NC"), (9, "NS/NC"), (9, ""), (12, -9), (13, -9), (3, "")):
        for row in rng.choice(n, size=n // 60, replace=False):
            columns[column][row] = code
    header = "estrato sector employees founded exporter coop_university coop_suppliers"
    header += " coop_clients coop_rivals cost_obstacle innovated new_products sales research"
    header += " weight factor_expansion"
    path = folder / "data/secondary/survey/enterprises.csv"
    _write(path, header.split(), zip(*columns, strict=True))


def short_answers(folder: Path) -> None:
    """Draw 160 submissions: reciprocity matters to the will to stay, distance speaks against it."""
    rng = np.random.default_rng(20260402)
    n = 160
    traits = (
        rng.normal(size=(n, 3))
        @ np.linalg.cholesky(np.array([[1, 0.4, -0.1], [0.4, 1, 0], [-0.1, 0, 1]])).T
    )
    stay = traits @ np.array([0.5, 0.2, -0.25]) + 0.75 * rng.normal(size=n)
    loads = {"R1": 0, "R2": 0, "R3": 0, "L1": 1, "L2": 1, "D1": 2, "W1": 3, "W2": 3, "W3": 3}
    whole = np.column_stack([traits, stay])
    answers: dict[str, list[object]] = {}
    for name, trait in loads.items():
        raw = 4.6 + 1.3 * (0.8 * whole[:, trait] + 0.6 * rng.normal(size=n))
        given = np.clip(np.rint(raw), 1, 7).astype(int)
        answers[name] = [int(v) for v in (8 - given if name == "R3" else given)]
    for name in ("R2", "D1", "W2"):
        for row in rng.choice(n, size=4, replace=False):
            answers[name][row] = 99 if row % 2 else "NS/NC"
    sector = rng.choice(["textiles", "food", "crafts"], n)
    employees = np.clip(np.rint(np.exp(2 + 0.7 * rng.normal(size=n))), 1, 98).astype(int)
    start = datetime(2025, 5, 5, 9)
    rows: list[list[object]] = []
    for k in range(n):
        moment = (start + timedelta(minutes=int(97 * k))).isoformat()
        agrees = "acepto" if k % 53 else "no_acepto"
        given = [answers[name][k] for name in loads] if k % 53 else [""] * len(loads)
        firm = [str(sector[k]), int(employees[k])] if k % 53 else ["", ""]
        rows.append([moment, agrees, *firm, *given])
    header = ["submitted", "consentimiento", "sector", "employees", *loads]
    _write(folder / "data/short/survey/respuestas.csv", header, rows)
