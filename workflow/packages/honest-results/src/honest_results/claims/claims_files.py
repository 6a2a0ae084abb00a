"""Reading files of claims, and comparing what they name with the facts there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from honest_results.claims.claim_models import Claim, Claims, Published
from honest_results.claims.rule_models import keys_of
from human_files.errors import ConfigurationError, Problem, did_you_mean, nearest
from human_files.settings_files import line_of, load_model


class ClaimsError(ConfigurationError):
    """A file of claims that contradicts itself, or names what does not exist."""


class Register:
    """The claims of several files, in order, each with its article and its place (file and line)."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.sources: dict[str, Published] = {}
        self.places: dict[str, tuple[str, int | None]] = {}

    def held(self, material_of: Sequence[str]) -> list[Claim]:
        """Return the claims that a study can test: not those about material that it does not have.

        ``material_of`` are the published articles whose own material the study's data are.
        """
        return [
            claim
            for claim in self.claims
            if claim.about != "material" or claim.source in material_of
        ]

    def problem(self, claim: Claim, found: str, advice: str) -> Problem:
        """Return a problem with a claim, with its line."""
        file, line = self.places[claim.id]
        return Problem(file, found, advice, line, claim.id)


def read_claims(files: Sequence[str], root: Path | str = ".") -> Register:
    """Read files of published claims.

    Parameters
    ----------
    files : sequence of str
        YAML files, as paths from ``root`` (:class:`honest_results.claims.claim_models.Claims`).
    root : path, default the working directory
        Top of the compendium.

    Returns
    -------
    Register
        The claims in order, each with its article and its place.

    Raises
    ------
    ConfigurationError
        With every mistake of the first file that does not fit the model.
    ClaimsError
        For an id that occurs twice, and a source that is not described.
    """
    register = Register()
    problems: list[Problem] = []
    for file in files:
        path = Path(root, file)
        found = load_model(path, Claims, file)
        register.sources |= found.sources
        for number, claim in enumerate(found.claims):
            line = line_of(path, "claims", number)
            if claim.id in register.places:
                first, where = register.places[claim.id]
                words = f'the claim "{claim.id}" already exists ({first}, line {where}).'
                problems.append(Problem(file, words, "Give one of them another id.", line))
                continue
            register.claims.append(claim)
            register.places[claim.id] = (file, line)
            if claim.source not in found.sources:
                words = f'the source "{claim.source}" is not described under `sources`.'
                advice = did_you_mean(claim.source, found.sources)
                line = line_of(path, "claims", number, "source")
                problems.append(Problem(file, words, advice, line, claim.id))
    if problems:
        raise ClaimsError(problems)
    return register


def check_facts(
    register: Register, facts: Mapping[str, Mapping[str, Any]], held: Sequence[Claim]
) -> None:
    """Raise ClaimsError for each fact that one of the ``held`` claims names and that cannot decide.

    That is a fact that does not exist (except for claims that say why it may be missing), and one that
    rests on no raw file: a setting is no evidence.
    """
    problems = []
    for claim in held:
        for key in keys_of(claim.rule):
            if key not in facts:
                if claim.if_missing is None:
                    advice = (
                        did_you_mean(key, facts)
                        if nearest(key, facts)
                        else "Look the keys up in facts.json, or say under `if_missing:` why the "
                        "fact may not exist."
                    )
                    problems.append(register.problem(claim, f'there is no fact "{key}".', advice))
            elif not facts[key]["sources"]:
                found = f'the fact "{key}" rests on no raw file, so it is no evidence.'
                problems.append(
                    register.problem(claim, found, "Name a fact that is computed from data.")
                )
    if problems:
        raise ClaimsError(problems)
