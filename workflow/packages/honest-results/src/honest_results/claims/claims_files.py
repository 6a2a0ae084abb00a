"""Reading files of claims, and comparing what they name with the facts there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from honest_results.claims.claim_models import Claim, Claims, Published
from honest_results.claims.statement_models import FACT, Needs, Proposition, Strand
from human_files.errors import ConfigurationError, Problem, did_you_mean, nearest
from human_files.language.messages import message
from human_files.settings_files import line_of, load_model


class ClaimsError(ConfigurationError):
    """A file of claims that contradicts itself, or names what does not exist."""


class Register:
    """The claims of several files, in order, each with its article and its place (file and line).

    Parameters
    ----------
    propositions : sequence of Proposition, optional
        The statements of the study, which claims that say the same refer to; None if they are not
        asked for.
    propositions_file : path, optional
        The file that they were read from.
    """

    def __init__(
        self,
        propositions: Sequence[Proposition] | None = None,
        propositions_file: Path | str | None = None,
    ) -> None:
        self._file = propositions_file
        self.claims: list[Claim] = []
        self.sources: dict[str, Published] = {}
        self.places: dict[str, tuple[str, int | None]] = {}
        self._asked_for = propositions is not None
        self._propositions = {proposition.id: proposition for proposition in propositions or ()}

    def strands(self, claim: Claim) -> Mapping[str, Strand]:
        """Return what decides a claim: its strands, or those of the proposition that says the same."""
        if claim.proposition is not None:
            return self._propositions[claim.proposition].strands
        return claim.strands

    def needs(self, claim: Claim) -> Needs:
        """Return what data may decide a claim."""
        if claim.proposition is not None:
            return self._propositions[claim.proposition].needs
        assert claim.needs is not None  # the model of claims sees to it
        return claim.needs

    def decided_in(self, claim: Claim) -> tuple[str, int | None]:
        """Return the file and line of what decides a claim: its own, or those of its proposition."""
        if claim.proposition is None or self._file is None:
            return self.places[claim.id]
        number = [*self._propositions].index(claim.proposition)
        return Path(self._file).as_posix(), line_of(self._file, "propositions", number)

    def knows(self, proposition: str) -> bool:
        """Say whether there is a proposition of that name; True where they are not asked for."""
        return not self._asked_for or proposition in self._propositions

    def nearest_proposition(self, name: str) -> str:
        """Return the advice for a name that is no proposition."""
        return did_you_mean(name, self._propositions)

    def material_of(self, study: str) -> list[str]:
        """Return the published articles, by citation key, whose own material a study's data are."""
        return [key for key, source in self.sources.items() if source.material == study]

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


def read_claims(
    files: Sequence[str],
    root: Path | str = ".",
    propositions: Sequence[Proposition] | None = None,
    propositions_file: Path | str | None = None,
) -> Register:
    """Read files of published claims.

    Parameters
    ----------
    files : sequence of str
        YAML files, as paths from ``root`` (:class:`honest_results.claims.claim_models.Claims`).
    root : path, default the working directory
        Top of the compendium.
    propositions : sequence of Proposition, optional
        The statements of the study that claims may refer to; without them, the claims can be read and
        not judged.
    propositions_file : path, optional
        The file that they were read from, for those who look for what decides a claim.

    Returns
    -------
    Register
        The claims in order, each with its article and its place.

    Raises
    ------
    ConfigurationError
        With every mistake of the first file that does not fit the model.
    ClaimsError
        For an id that occurs twice, and a source or a proposition that does not exist.
    """
    register = Register(propositions, propositions_file)
    problems: list[Problem] = []
    for file in files:
        path = Path(root, file)
        found = load_model(path, Claims, file)
        register.sources |= found.sources
        for number, claim in enumerate(found.claims):
            line = line_of(path, "claims", number)
            if claim.id in register.places:
                first, where = register.places[claim.id]
                words = message(
                    'the claim "{claim}" already exists ({first}, line {where}).',
                    claim=claim.id,
                    first=first,
                    where=where,
                )
                problems.append(Problem(file, words, message("Give one of them another id."), line))
                continue
            register.claims.append(claim)
            register.places[claim.id] = (file, line)
            if claim.source not in found.sources:
                words = message(
                    'the source "{source}" is not described under `sources`.', source=claim.source
                )
                advice = did_you_mean(claim.source, found.sources)
                line = line_of(path, "claims", number, "source")
                problems.append(Problem(file, words, advice, line, claim.id))
            if claim.proposition is not None and not register.knows(claim.proposition):
                words = message(
                    'there is no proposition "{proposition}".', proposition=claim.proposition
                )
                advice = register.nearest_proposition(claim.proposition)
                line = line_of(path, "claims", number, "proposition")
                problems.append(Problem(file, words, advice, line, claim.id))
    if problems:
        raise ClaimsError(problems)
    return register


def nothing_excused(file: str) -> Collection[str]:
    """Excuse no missing fact, whatever file names it."""
    return ()


def check_facts(
    register: Register,
    facts: Mapping[str, Mapping[str, Any]],
    held: Sequence[Claim],
    excused: Callable[[str], Collection[str]] = nothing_excused,
) -> None:
    """Raise ClaimsError for each fact that one of the ``held`` claims names and that cannot decide.

    ``excused`` gives the branches of which a file may name facts that the study does not have.
    """
    problems = [
        register.problem(claim, found, advice)
        for claim in held
        if claim.proposition is None  # those of propositions are looked up once
        for strand in claim.strands.values()
        for found, advice in unfit_facts(strand, facts, excused(register.places[claim.id][0]))
    ]
    if problems:
        raise ClaimsError(problems)


def unfit_facts(
    strand: Strand, facts: Mapping[str, Mapping[str, Any]], excused: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Return what is wrong with the facts that a strand names, each with what to do.

    That is a fact that does not exist (except for strands that say why it may be missing, and for facts
    of ``excused`` branches), one that rests on no raw file, since a setting is no evidence, and one
    that lacks the part to be shown.
    """
    problems = []
    for key in strand.all_keys():
        if key not in facts:
            if strand.if_missing is None and key.partition(".")[0] not in excused:
                problems.append(
                    (message('there is no fact "{key}".', key=key), _advice(key, facts))
                )
        elif not facts[key]["sources"] and key in strand.rule_keys():
            problems.append(
                (
                    message(
                        'the fact "{key}" rests on no raw file, so it is no evidence.', key=key
                    ),
                    message("Name a fact that is computed from data."),
                )
            )
    texts = strand.text.by_language().values() if strand.text is not None else ()
    shown = {match.groups() for text in texts for match in FACT.finditer(text)}
    for key, show in sorted(shown, key=str):
        fact = facts.get(key)
        # What could not be estimated has neither; a dash is printed for both.
        if fact is None or show is None or fact["value"] is None:
            continue
        if fact.get("interval_text" if show == "interval" else show) is None:
            advice = message('Leave out show="{show}", or name a fact that has one.', show=show)
            problems.append(
                (message('the fact "{key}" has no {show}.', key=key, show=show), advice)
            )
    return problems


def _advice(key: str, facts: Mapping[str, Any]) -> str:
    """Return what to do about a fact that does not exist."""
    if nearest(key, facts):
        return did_you_mean(key, facts)
    return message(
        "Look the keys up in facts.json, or say under `if_missing:` why the fact may not exist."
    )
