"""A new study: its files say what is true of the country, and nothing of another one."""

from __future__ import annotations

import itertools
import json
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from alianzas import data_package
from alianzas.commandline import input_checks
from alianzas.commandline.main import main
from alianzas.config.study_files import load_study
from alianzas.config.study_model import BRANCHES
from alianzas.inputs.check_inputs import check_inputs
from alianzas.inputs.leftovers import doubtful_leftovers
from alianzas.starting import country_data
from alianzas.starting.asking import study_name, understood_country
from alianzas.starting.new_study import NewStudy, begin, working_titles
from human_files.language.current import speaking

TODAY = date(2026, 3, 2)
COUNTRIES = {
    "PE": ("es",),
    "BR": ("pt",),
    "MX": ("es", "en"),
    "CO": ("es",),
    "CL": ("en", "es", "pt"),
    "AR": ("es",),
    "ES": ("es", "en"),
    "PT": ("pt", "en"),
    "US": ("en",),
    "KE": ("en",),
    "AO": ("pt",),
    "IN": ("en", "es"),
}
COMBINATIONS = [
    chosen
    for number in range(1, 5)
    for chosen in itertools.combinations(BRANCHES, number)
    if chosen != ("synthesis",)
]
#: What a study waits for that has just begun: files that only a person can make.
WAITING = ("does not exist", "cannot be opened: No such file", "is missing")


def new(root: Path, country: str, branches: tuple[str, ...], study: str = "new") -> list[str]:
    return begin(NewStudy(study, country, COUNTRIES[country], branches), root, TODAY)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_combination_of_branches_is_in_order(root: Path, country: str) -> None:
    with speaking(COUNTRIES[country], country):
        for number, branches in enumerate(COMBINATIONS):
            name = f"new-{number}"
            new(root, country, branches, name)
            study = load_study(name, root)
            assert [b for b in BRANCHES if getattr(study, b) is not None] == [*branches]
            problems = [*check_inputs(study, root), *data_package.check(study, root)]
            assert all(WAITING[0] in p.found or p.found == data_package.MISSING for p in problems)
            assert [*doubtful_leftovers(study, root)] == []


@pytest.mark.slow
@pytest.mark.parametrize("country", ["PE", "MX", "KE"])
def test_check_finds_nothing_but_what_waits_for_a_person(root: Path, country: str) -> None:
    with speaking(COUNTRIES[country], country):
        new(root, country, tuple(BRANCHES))
        problems = input_checks.study_problems(load_study("new", root), root, with_facts=True)
        assert problems
        assert [str(p) for p in problems if not any(word in p.found for word in WAITING)] == []


@pytest.mark.parametrize("languages", [("es",), ("pt", "en")])
def test_editors_find_nothing_wrong(root: Path, languages: tuple[str, ...]) -> None:
    begin(NewStudy("new", "BR", languages, tuple(BRANCHES)), root, TODAY)
    for path in (root / "config/studies/new").glob("*.yaml"):
        schema = json.loads((root / f"config/schemas/{path.stem}.json").read_text("utf-8"))
        jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema)


def test_a_country_is_named_in_the_languages_of_the_study(root: Path) -> None:
    new(root, "BR", ("survey",))
    study = load_study("new", root)
    assert study.country.model_dump(exclude={"compared_with"}) == {
        "code": "BR",
        "name": {"": "Brasil"},
        "adjective": {"": "brasileiras"},
        "region": {"": "América Latina"},
        "currency": "BRL",
    }
    assert study.survey is not None
    regions = study.survey.lists["region"]
    assert len(regions) == 27
    assert regions["distrito_federal"].given == {"": "Distrito Federal"}
    assert study.survey.income is not None
    assert (study.survey.income.base_year, study.survey.income.last_year) == (2022, 2025)


def test_comments_are_in_the_first_language(root: Path) -> None:
    new(root, "PT", ("literature",))
    text = (root / "config/studies/new/study.yaml").read_text(encoding="utf-8")
    assert "# Título provisório: escreva o seu." in text
    assert "languages: [pt, en]" in text
    assert "name: {pt: Portugal, en: Portugal}" in text
    assert (
        (root / "data/new/literature/README.md").read_text(encoding="utf-8").startswith("# Revis")
    )


def test_files_that_lie_there_already_are_not_touched(root: Path) -> None:
    readme = root / "data/new/survey/README.md"
    readme.parent.mkdir(parents=True)
    readme.write_text("Provenance level: **observed**\n\nMine.\n", encoding="utf-8")
    written = new(root, "PE", ("survey",))
    assert "data/new/survey/README.md" not in written
    assert readme.read_text(encoding="utf-8").endswith("Mine.\n")


def test_the_study_states_no_proposition_of_others(root: Path) -> None:
    new(root, "PE", ("survey", "synthesis"))
    assert load_study("new", root).synthesis.claims == []  # type: ignore[union-attr]
    text = (root / "config/studies/new/propositions.yaml").read_text(encoding="utf-8")
    assert "source:" not in text and "review:" not in text
    assert "survey.drivers.compatibility.beta" in text


def test_a_working_title_is_known_as_one(root: Path) -> None:
    new(root, "MX", ("survey",))
    given = set(load_study("new", root).article.title.given.values())
    assert given == working_titles("new", "MX", COUNTRIES["MX"], root)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("PE", "PE"),
        ("pe", "PE"),
        ("Perú", "PE"),
        ("peru", "PE"),
        ("Brazil", "BR"),
        ("Brasil", "BR"),
        ("Estados Unidos", "US"),
        ("costa rica", "CR"),
    ],
)
def test_a_country_is_understood(words: str, code: str) -> None:
    assert understood_country(words, Path(__file__).parents[3]) == code


def test_every_region_has_a_code_of_its_own() -> None:
    root = Path(__file__).parents[3]
    for country in COUNTRIES:
        for language in COUNTRIES[country]:
            found = country_data.regions(country, [language], root)
            assert len(found) > 2
            assert len({names[language] for names in found.values()}) == len(found)


def test_too_many_regions_are_no_list() -> None:
    assert country_data.regions("SI", ["en"], Path(__file__).parents[3]) == {}


def test_a_study_is_called_like_its_country() -> None:
    assert study_name("Perú") == "peru"
    assert study_name("Côte d’Ivoire") == "cote-d-ivoire"
    assert study_name("2026") == "study-2026"


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["new", *arguments])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def test_the_command_says_what_comes_next(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = ("peru", "--country", "Perú", "--languages", "es", "--branches", "survey,literature")
    code, words = told(capsys, *whole)
    assert code == 0
    assert "config/studies/peru/survey.yaml" in words
    assert "make simulate STUDY=peru" in words
    assert words.count("\n  1.") == words.count("\n  3.") == 1
    assert (root / "data/peru/literature/README.md").is_file()
    again, refused = told(capsys, *whole)
    assert again == 1
    assert refused.startswith("error: config/studies/peru: exists already")


def test_a_build_of_other_studies_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = root / "config/config.yaml"
    text = config.read_text(encoding="utf-8")
    whole = ("peru", "--country", "PE", "--languages", "es", "--branches", "survey")
    config.write_text("studies: [ecuador]\n" + text, encoding="utf-8")
    assert "with STUDY=peru, this one is built" in told(capsys, *whole)[1]
    assert config.read_text(encoding="utf-8") == "studies: [ecuador]\n" + text


def test_all_mistakes_are_told_at_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ("Perú", "--country", "Pera", "--languages", "fr", "--branches", "surve")
    code, words = told(capsys, *said)
    assert code == 1
    for part in ("a hyphens: peru", '"Peru" (PE)', 'language "fr"', 'Did you mean "survey"?'):
        assert part.replace("a hyphens", "begins with a letter") in words
    assert not (root / "config/studies/Perú").exists()


def test_without_a_terminal_the_whole_command_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, words = told(capsys, "--country", "Brasil")
    assert code == 1
    assert "is not told: STUDY, LANGUAGE, BRANCHES." in words
    assert "STUDY=brazil COUNTRY=Brasil LANGUAGE=pt BRANCHES='literature survey'" in words


def test_on_a_terminal_it_asks(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["Pery", "peru", "", "", "cases"])
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    code, words = told(capsys)
    assert code == 0
    assert '"Pery" is no country.' in words
    assert "[peru]" in asked[2] and "[es]" in asked[3] and "[literature survey]" in asked[4]
    assert (root / "config/studies/peru/cases.yaml").is_file()


def test_a_synthesis_alone_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ("peru", "--country", "PE", "--languages", "es", "--branches", "synthesis")
    code, words = told(capsys, *said)
    assert code == 1
    assert "joins other branches" in words
