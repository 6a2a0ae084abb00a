"""What cannot be known is asked for by name, and only where it matters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from alianzas.config.study_files import load_study
from alianzas.deposit.open_questions import open_questions
from alianzas.deposit.open_questions_page import write_open_questions
from deposit_at_hand import change, deposited, without
from human_files.errors import ConfigurationError

AUTHOR = {"name": "Ana María Quispe Ríos", "affiliation": "Universidad de Prueba"}


def asked(root: Path, study: str = "ecuador") -> dict[str, str]:
    """Return the questions by their address."""
    return {one.address: one.words for one in open_questions(load_study(study, root), root)}


def observed(root: Path, branch: str) -> None:
    """Declare the data of a branch as observed."""
    file = root / f"config/studies/ecuador/{branch}.yaml"
    settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    settings.pop("simulation", None)
    settings["provenance"] = "observed"
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


def test_a_study_without_authors_is_asked_for_them(root: Path) -> None:
    assert asked(root)["article.authors"] == "The authors, in the order printed."


def test_authors_are_asked_for_what_only_they_know(root: Path) -> None:
    other = {**AUTHOR, "family_name": "Quispe Ríos", "orcid": "0000-0002-1825-0097"}
    change(root, "ecuador", article={"authors": [AUTHOR, other]})
    found = asked(root)
    assert {key: words for key, words in found.items() if "authors" in key} == {
        "article.authors.1.family_name": "Which part of “Ana María Quispe Ríos” is the family name.",
        "article.authors.1.orcid": "The ORCID iD of Ana María Quispe Ríos.",
    }
    assert "deposit.contact" in found
    change(root, "ecuador", article={"authors": [{**AUTHOR, "email": "ana@example.org"}]})
    assert "deposit.contact" not in asked(root)


@pytest.mark.parametrize("branch", ["cases", "survey"])
def test_ethics_are_asked_for_where_people_were(root: Path, branch: str) -> None:
    assert "deposit.ethics" not in asked(root)  # nobody was asked: simulated, illustrative
    observed(root, branch)
    assert "deposit.ethics" in asked(root)
    change(root, "ecuador", deposit={"ethics": {"board": "Comité de Ética"}})
    assert {"deposit.ethics.number", "deposit.ethics.consent"} <= asked(root).keys()
    change(root, "ecuador", deposit={"ethics": {"not_needed": "No people.", "consent": "None."}})
    assert not any(key.startswith("deposit.ethics") for key in asked(root))


def test_the_right_to_each_raw_file_is_asked_for(root: Path) -> None:
    assert not any(key.startswith("deposit.data") for key in asked(root))
    change(root, "ecuador", deposit={"data": [{"files": ["data/ecuador/cases"]}]})
    found = asked(root)
    assert found["deposit.data.1.rights"] == (
        "By what right data/ecuador/cases is used and passed on."
    )
    assert "data/ecuador/survey" in found["deposit.data"]
    private = {"files": ["data/ecuador/survey"], "rights": "Ours.", "availability": "restricted"}
    change(root, "ecuador", deposit={"data": [private]})
    assert asked(root)["deposit.data.1.access"] == "How others get data/ecuador/survey."


def test_the_days_of_a_collection_are_asked_for(root: Path) -> None:
    observed(root, "survey")
    source = {"files": ["data/ecuador/survey"], "rights": "Ours."}
    change(root, "ecuador", deposit={"data": [source]})
    assert {"deposit.data.1.collected_from", "deposit.data.1.collected_to"} <= asked(root).keys()


@pytest.mark.parametrize("branch", ["cases", "survey", "literature"])
def test_a_study_without_a_branch_is_not_asked_about_it(root: Path, branch: str) -> None:
    without(root, "ecuador", branch, "synthesis")
    assert not any(branch in words for words in asked(root).values())


def test_everything_answered_leaves_nothing_open(root: Path) -> None:
    author = {**AUTHOR, "family_name": "Quispe Ríos", "orcid": "0000-0002-1825-0097"}
    change(root, "ecuador", article={"authors": [{**author, "email": "ana@example.org"}]})
    none = {"none": "Not planned."}
    change(
        root,
        "ecuador",
        deposit={
            "doi": "10.5281/zenodo.1",
            "archive": "Zenodo",
            "repository": "https://example.org/alianzas",
            "journal": "A Journal",
            "manuscript": "AJ-1",
            "article_doi": "10.1234/aj.1",
            "jel": ["L24"],
            "registration": none,
            "protocol": none,
            "analysis_plan": none,
            "funding": [],
            "competing_interests": "None.",
        },
    )
    assert asked(root) == {}
    page = write_open_questions(deposited(root))["deposit/open-questions.md"]
    assert "None: the authors have answered all of them." in page


def test_the_page_names_file_and_setting(root: Path) -> None:
    page = write_open_questions(deposited(root))["deposit/open-questions.md"]
    assert (
        "| The DOI that the archive reserves for the deposit. | `deposit.doi` | "
        "`config/studies/ecuador/study.yaml` |"
    ) in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"doi": "https://doi.org/10.5281/zenodo.1"}, "a DOI without https://"),
        ({"jel": ["l24"]}, "a JEL code, such as L24 or M13"),
        ({"registration": {}}, "give `address:`, or `none:` with the reason"),
        ({"ethics": {"board": "B", "not_needed": "x"}}, "not both"),
        ({"founding": []}, "Did you mean"),
        ({"data": [{"files": ["a"]}, {"files": ["a"]}]}, "the same file has two origins: a"),
        (
            {
                "data": [
                    {"files": ["a"], "collected_from": "2025-02-01", "collected_to": "2025-01-01"}
                ]
            },
            "`collected_to:` is before `collected_from:`",
        ),
    ],
)
def test_a_slip_in_the_section_is_told(root: Path, given: dict[str, Any], told: str) -> None:
    change(root, "ecuador", deposit=given)
    with pytest.raises(ConfigurationError, match=r"study\.yaml") as error:
        load_study("ecuador", root)
    assert told in str(error.value)
