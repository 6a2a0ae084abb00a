"""An attack on the contrasts of benefits, and on the differences of incomes, of few firms left over."""

from __future__ import annotations

import math
from pathlib import Path

from alianzas.survey.disclosure.attack_balance import OF
from alianzas.survey.disclosure.published_numbers import PublishedNumbers, number
from alianzas.survey.disclosure.reader import Reader, name_of
from field_statistics.disclosure_attack import share_pairs


def read_benefits(study: Reader) -> None:
    """Read how many firms name each benefit, and how much more often the firms of each model."""
    numbers, start = study.numbers, "survey.contrast.benefit."
    asked = [key.split(".")[3:5] for key in numbers.facts if key.startswith(start)]
    models = list(dict.fromkeys(model for _, model in asked))
    sizes = {model: numbers.value(f"survey.models.{model}.n") for model in models}
    allied = numbers.value("survey.allied.n")
    left = [model for model, size in sizes.items() if size is None]
    if len(left) == 1 and allied is not None:
        sizes[left[0]] = allied - sum(size for size in sizes.values() if size is not None)
    known = {model: int(size) for model, size in sizes.items() if size is not None}
    if len(known) < len(models):
        return
    for benefit in dict.fromkeys(benefit for benefit, _ in asked):
        _benefit(study, benefit, known)


def _benefit(study: Reader, benefit: str, sizes: dict[str, int]) -> None:
    numbers = study.numbers
    cells = {model: name_of("benefit", benefit, model) for model in sizes}
    for model, name in cells.items():
        study.everywhere(name, sizes[model])
    total = name_of("benefit", benefit, "all")
    study.known(dict.fromkeys(cells.values(), 1.0) | {total: -1.0}, 0)
    count = numbers.value(f"survey.benefits.{benefit}.n")
    if count is None:
        study.hidden.append(total)
    else:
        study.attack.between(total, count, count)
    for model, name in cells.items():
        key = f"survey.contrast.benefit.{benefit}.{model}.difference"
        value = numbers.value(key)
        if value is None:
            if numbers.facts[key].get("missing") != "constant":
                study.hidden.append(name)
            continue
        pairs = share_pairs(value, (sizes[model], sum(sizes.values()) - sizes[model]))
        pairs = [pair for pair in pairs if count is None or sum(pair) == count]
        if pairs:
            study.attack.between(name, min(p[0] for p in pairs), max(p[0] for p in pairs))


def growth_left_over(folder: Path | str) -> tuple[int, float] | None:
    """Return how many allied firms are in no model that is compared, and their mean log growth.

    It follows from the unadjusted differences of all allied firms and of the models' firms: beyond that
    of independent firms. None where one of the differences is not shown, or nobody is left over.
    """
    rows = PublishedNumbers(Path(folder)).table("income_effects")
    found: dict[str, tuple[float, float]] = {}
    models: set[str] = set()
    for row in rows:
        if row["estimator"] != "survey.estimator.difference":
            continue
        group = row["of"].removeprefix(OF).split(".")[0]
        if group not in ("allied", "well_structured"):
            models.add(group)
        value, size = number(row["percent"]), number(row["n_treated"])
        if value is not None and size is not None:
            found[group] = (math.log1p(value), size)
    if not models or "allied" not in found or not models <= found.keys():
        return None
    gap, size = found["allied"]
    left = size - sum(found[model][1] for model in models)
    if left <= 0:
        return None
    inside = sum(found[model][0] * found[model][1] for model in models)
    return int(left), (gap * size - inside) / left
