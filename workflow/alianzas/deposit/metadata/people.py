"""Who made a deposit, as archives want names: family name first, where somebody said which it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from alianzas.config.study_model import Author
from alianzas.deposit.deposited import Deposited

#: Where the compendium says who made it.
CITATION = "CITATION.cff"


class Person(NamedTuple):
    """An author of a study, or, as long as none is named, who made the compendium."""

    name: str
    family: str | None
    given: str | None
    affiliation: str | None
    email: str | None
    orcid: str | None
    is_person: bool

    @property
    def sorted_name(self) -> str:
        """The name as archives sort it: ``Family, Given``, or as printed where that is not known."""
        return f"{self.family}, {self.given}" if self.family and self.given else self.name

    @property
    def orcid_address(self) -> str | None:
        """The ORCID iD as an address."""
        return f"https://orcid.org/{self.orcid}" if self.orcid else None


def makers(deposit: Deposited) -> list[Person]:
    """Return the authors of the studies deposited, or those of CITATION.cff where none is named."""
    authors = [author for study in deposit.studies for author in study.article.authors]
    people = [*dict.fromkeys(_person(author) for author in authors)]
    return people or [*_of_citation(citation(deposit))]


def citation(deposit: Deposited) -> dict[str, Any]:
    """Return what CITATION.cff of the compendium says."""
    text = (deposit.root / CITATION).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


def _person(author: Author) -> Person:
    affiliation = author.affiliation.words("en") if author.affiliation else None
    family, given = author.family_name, author.given_name
    if family and not given and author.name != family:
        given = author.name.replace(family, "").strip(" ,") or None
    return Person(author.name, family, given, affiliation, author.email, author.orcid, True)


def _of_citation(content: dict[str, Any]) -> Iterator[Person]:
    """Yield the authors of a CITATION.cff: persons have family names, others a name."""
    for one in content["authors"]:
        family, given = one.get("family-names"), one.get("given-names")
        name = one.get("name") or " ".join(filter(None, (given, family)))
        orcid = str(one["orcid"]).rpartition("/")[2] if one.get("orcid") else None
        yield Person(
            name, family, given, one.get("affiliation"), one.get("email"), orcid, "name" not in one
        )
