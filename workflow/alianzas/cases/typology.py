"""The typology check: do the codes distinguish the collaboration models?

ANOSIM (Clarke, 1993) and PERMANOVA (Anderson, 2001) on Jaccard distances between the cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from alianzas.cases.case_codes import BENEFIT, CHALLENGE, CONDITION, MODEL, CaseCodes
from field_statistics.group_differences import GroupDifferences, anosim_permanova, jaccard_distances
from honest_results.facts import Fact, Kind
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_value
from qca.cuts import reaches

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

#: Codes that describe a case; the outcome does not, since models may share it.
COMPARED = (CONDITION, BENEFIT, CHALLENGE)
ALL = "all"
#: The facts about the tests, which have no value where no test is possible.
_NUMBERS: dict[str, Kind] = {
    "codes.n": "count",
    "distance.within": "number",
    "distance.between": "number",
    "anosim.r": "number",
    "anosim.p": "p_value",
    "permanova.f": "number",
    "permanova.r2": "percent",
    "permanova.p": "p_value",
    "arrangements.n": "count",
    "smallest_p": "p_value",
}


@dataclass(frozen=True)
class Typology:
    """The cases' distances, and how far the models differ: all of them, and each pair.

    ``matrix`` is cross_case_matrix.build_matrix's frame; ``separations`` has the key "all" and the
    pairs of models; the value is None where no test is possible.
    """

    matrix: pd.DataFrame
    codes: tuple[str, ...]
    distances: npt.NDArray[np.float64]
    separations: dict[str | tuple[str, str], GroupDifferences | None]


def check_typology(matrix: pd.DataFrame, codes: CaseCodes, seed: int) -> Typology:
    """Return whether the models differ in conditions, benefits and challenges.

    Distances are Jaccard's: two cases are alike by what both have, not by what neither has.
    """
    compared = tuple(code for name in COMPARED for code in codes.ids(name))
    distances = jaccard_distances(matrix[list(compared)].to_numpy())
    models = [model for model in codes.ids(MODEL) if (matrix[MODEL] == model).any()]
    separations: dict[str | tuple[str, str], GroupDifferences | None] = {
        ALL: anosim_permanova(distances, list(matrix[MODEL]), seed)
    }
    for pair in combinations(models, 2) if len(models) > 2 else ():
        places = matrix[MODEL].isin(pair).to_numpy().nonzero()[0]
        part = distances[places][:, places]
        separations[pair] = anosim_permanova(part, list(matrix[MODEL].iloc[places]), seed)
    return Typology(matrix, compared, distances, separations)


def mean_distances(typology: Typology) -> tuple[float, float]:
    """Return the mean distance within and between models; NaN where there are no such pairs."""
    import numpy as np

    models = typology.matrix[MODEL].to_numpy()
    first, second = np.triu_indices(len(models), 1)
    pairs, same = typology.distances[first, second], models[first] == models[second]
    return tuple(  # type: ignore[return-value]
        float(part.mean()) if len(part) else float("nan") for part in (pairs[same], pairs[~same])
    )


def typology_table(typology: Typology, codes: CaseCodes, labels: Labels) -> Table:
    """Return the table ``typology``: the tests over all models and for each pair."""
    import pandas as pd

    names = labels.with_texts(codes.labels())
    words = {ALL: dict(labels.by_language("cases.typology.all"))}
    rows: list[dict[str, Any]] = []
    for key, found in typology.separations.items():
        if isinstance(key, tuple):
            one, other = (names.by_language(f"{MODEL}.{model}") for model in key)
            name = "cases.typology.pair." + ".".join(key)
            words[name] = {
                language: labels("cases.typology.pair", language).format(
                    one=one[language], other=other[language]
                )
                for language in current_languages()
            }
            n = int(typology.matrix[MODEL].isin(key).sum())
        else:
            name, n = ALL, len(typology.matrix)
        rows.append({"models": name, "n": n, **(found._asdict() if found else {})})
    columns = ["models", "n", *GroupDifferences._fields]
    return Table(
        id="typology",
        frame=pd.DataFrame(rows).reindex(columns=columns),
        columns=[
            Column("models", "cases.typology.column.models", "label"),
            Column("n", "cases.typology.column.n", "count"),
            Column("r", "cases.typology.column.r", "number"),
            Column("r_p", "cases.typology.column.p", "p_value"),
            Column("f", "cases.typology.column.f", "number"),
            Column("r2", "cases.typology.column.r2", "number"),
            Column("r2_p", "cases.typology.column.p", "p_value"),
            Column("arrangements", "cases.typology.column.arrangements", "count"),
            Column("smallest_p", "cases.typology.column.smallest", "p_value"),
        ],
        notes=["cases.typology.note"],
        labels=words,
    )


def typology_facts(typology: Typology, labels: Labels, confidence: float) -> list[Fact]:
    """Return the tests over all models, and the sentence that follows from them."""
    found, n = typology.separations[ALL], len(typology.matrix)
    if found is None:
        text = {
            language: labels("cases.typology.limitation", language).format(
                n=format_value(n, "count", language)
            )
            for language in current_languages()
        }
        return [
            _state("missing", labels),
            Fact("cases.typology.statement", "missing", "phrase", text=text),
            Fact("cases.typology.arrangements.phrase", "missing", "phrase", text=text),
            *(
                Fact(f"cases.typology.{name}", None, kind, missing="few")
                for name, kind in _NUMBERS.items()
            ),
        ]
    within, between = mean_distances(typology)
    verdict = _verdict(found, 1 - confidence)
    return [
        _state("shown", labels),
        Fact(
            "cases.typology.statement",
            verdict,
            "phrase",
            text=dict(labels.by_language(f"cases.typology.statement.{verdict}")),
        ),
        Fact("cases.typology.codes.n", len(typology.codes), "count"),
        Fact("cases.typology.distance.within", within, "number"),
        Fact("cases.typology.distance.between", between, "number"),
        Fact("cases.typology.anosim.r", found.r, "number", n=n),
        Fact("cases.typology.anosim.p", found.r_p, "p_value", n=n),
        Fact("cases.typology.permanova.f", found.f, "number", n=n),
        Fact("cases.typology.permanova.r2", found.r2, "percent", n=n),
        Fact("cases.typology.permanova.p", found.r2_p, "p_value", n=n),
        Fact("cases.typology.arrangements.n", found.arrangements, "count"),
        Fact(
            "cases.typology.arrangements.phrase",
            "exact" if found.exact else "random",
            "phrase",
            text=dict(labels.by_language(f"cases.typology.{'exact' if found.exact else 'random'}")),
        ),
        Fact("cases.typology.smallest_p", found.smallest_p, "p_value"),
    ]


def _verdict(found: GroupDifferences, alpha: float) -> str:
    """Return how many of the two tests are significant, or that neither could be."""
    if not reaches(alpha, found.smallest_p):
        return "powerless"
    passed = sum(reaches(alpha, p) for p in (found.r_p, found.r2_p))
    return ("apart_neither", "apart_one", "apart_both")[passed]


def _state(state: str, labels: Labels) -> Fact:
    """Return the fact that says whether the article shows the typology check."""
    text = dict(labels.by_language(f"cases.typology.state.{state}"))
    return Fact("cases.typology.state", state, "label", text=text)
