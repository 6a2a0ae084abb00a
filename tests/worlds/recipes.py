"""Three worlds other than Ecuador's, each a whole study: what the articles must be true of as well.

``found``      all observed; full texts read and coded by people; the survey is the reverse of the
               published claims; every case is successful.
``few``        all observed; titles read by people; 40 firms in whose answers nothing has an effect;
               six cases, none successful, and no configurations asked for; the study file lets so
               few firms do for its models.
``abstracts``  levels as shipped; people coded titles and abstracts; 20 simulated firms, too few for
               any model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cut_study.cutting import cut_data, few_replicates, say_levels
from studies import change_study, forget_material
from worlds import changing

READERS = {
    "found": {
        "en": "Two researchers read the titles and abstracts, and then the full texts; neither saw "
        "the other’s decisions.",
        "es": "Dos investigadoras leyeron los títulos y resúmenes y después los textos completos; "
        "ninguna vio las decisiones de la otra.",
    },
    "few": {
        "en": "Two researchers read the titles; neither saw the other’s decisions.",
        "es": "Dos investigadoras leyeron los títulos; ninguna vio las decisiones de la otra.",
    },
    "abstracts": {
        "en": "Two researchers read titles and abstracts; neither saw the other’s decisions.",
        "es": "Dos investigadoras leyeron títulos y resúmenes; ninguna vio las decisiones de la otra.",
    },
}

#: What was read in screening; coding has read the same or, with them, the full texts.
SCREENED = {"found": "abstracts", "few": "titles", "abstracts": "abstracts"}


def found(folder: Path) -> None:
    """Make the first world of this module in ``folder``, a copy of the project."""
    changing.add_abstracts(folder)
    changing.read_full_texts(folder)
    changing.code_more(folder, stated=0.8)
    changing.all_cases(folder, successful=True)
    changing.draw_answers(folder, _reversed)
    change_study(folder, _lenient)
    change_study(folder, changing.search_databases)
    change_study(folder, few_replicates)
    _observe(folder)
    _finish(folder, "found")


def few(folder: Path) -> None:
    """Make the second world of this module in ``folder``, a copy of the project."""
    changing.draw_answers(folder, _without_effects)
    cut_data(folder)
    changing.all_cases(folder, successful=False)
    change_study(folder, changing.search_databases)
    change_study(folder, lambda study: study["cases"].pop("qca"))
    _observe(folder)
    _finish(folder, "few")


def abstracts(folder: Path) -> None:
    """Make the third world of this module in ``folder``, a copy of the project."""
    changing.add_abstracts(folder)
    changing.code_more(folder, stated=0.4)
    # A draw whose answers do not contradict each other: what keeps models back is the number of firms.
    changing.draw_answers(folder, lambda truth: truth.update(firms=20, seed=20260130))
    change_study(folder, few_replicates)
    _finish(folder, "abstracts")


WORLDS: Mapping[str, Callable[[Path], None]] = {
    "found": found,
    "few": few,
    "abstracts": abstracts,
}


def _reversed(truth: dict[str, Any]) -> None:
    """The contract matters most, compatibility and planning do not, and alliances cost growth."""
    truth["drivers"] |= {"compatibility": -0.25, "planning": -0.25, "contract": 0.7}
    truth["income"] |= {"allied": -0.2, "well_structured": -0.15, "noise": 0.12}


def _lenient(study: dict[str, Any]) -> None:
    """Let groups count as alike that differ by a quarter of a standard deviation."""
    study["survey"]["income"]["balanced"] = 0.25


def _without_effects(truth: dict[str, Any]) -> None:
    """Nothing goes with success, and no firm grows faster than another."""
    truth["drivers"] = dict.fromkeys(truth["drivers"], 0.0)
    truth["income"] |= {"allied": 0.0, "well_structured": 0.0}


def _observe(folder: Path) -> None:
    change_study(folder, changing.say_observed)
    forget_material(folder)


def _finish(folder: Path, world: str) -> None:
    """Say who read, and let READMEs and data package tell what the study file does."""

    def name_readers(study: dict[str, Any]) -> None:
        study["literature"]["readers"] = READERS[world]
        changing.say_what_was_read(study, screened=SCREENED[world])

    change_study(folder, name_readers)
    say_levels(folder, "ecuador")
