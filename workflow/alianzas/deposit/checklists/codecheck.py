"""CODECHECK's rules for the configuration file, version 2.0, by their identifiers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from alianzas.deposit.checklists.lines import Answer, Line, Standard, all_of, no, still_open, yes
from alianzas.deposit.checklists.looking import Deposit

NAME = "codecheck.yml"
_PLACEHOLDER = re.compile(r"FIXME|TODO|XXXXX")
_CHECKERS = "written by the codechecker, who has yet to check"


def content(deposit: Deposit) -> dict[str, Any]:
    """Return what codecheck.yml says; nothing where it is missing or in disorder."""
    try:
        found = yaml.safe_load(deposit.text(NAME))
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def parses(deposit: Deposit) -> Answer:
    """The file is YAML."""
    return (
        yes(f"{NAME}, {len(content(deposit))} keys")
        if content(deposit)
        else no(f"no {NAME}, or no YAML")
    )


def explicit(deposit: Deposit) -> Answer:
    """The file begins with the mark of a document."""
    return (
        yes(f"{NAME}:1") if deposit.text(NAME).startswith("---\n") else no(f"{NAME}:1 is not ---")
    )


def at_top(deposit: Deposit) -> Answer:
    """The file is at the top of the bundle."""
    return yes(NAME) if NAME in deposit.there else no(f"{NAME} is missing")


def manifest(deposit: Deposit) -> Answer:
    """There is a manifest, every item of which names a file."""
    items = deposit.manifest
    lacking = [str(number) for number, one in enumerate(items, 1) if not one.get("file")]
    return (
        all_of(lacking, f"{len(items)} outputs", "items without a file")
        if items
        else no("no manifest")
    )


def relative(deposit: Deposit) -> Answer:
    """Paths are relative to the file."""
    wrong = [
        one["file"]
        for one in deposit.manifest
        if one["file"].startswith(("/", "..")) or ":" in one["file"]
    ]
    return all_of(wrong, f"{len(deposit.manifest)} paths from {NAME}", "not relative")


def commented(deposit: Deposit) -> Answer:
    """Every item has a comment."""
    lacking = [one["file"] for one in deposit.manifest if not one.get("comment")]
    return all_of(lacking, f"{len(deposit.manifest)} comments", "no comment")


def version(deposit: Deposit) -> Answer:
    """The version of the specification is named."""
    named = str(content(deposit).get("version", ""))
    known = re.fullmatch(r"https://codecheck\.org\.uk/spec/config/[12]\.0/", named)
    return yes(named) if known else no(f"version is “{named}”")


def paper(deposit: Deposit) -> Answer:
    """The paper has a title."""
    title = (content(deposit).get("paper") or {}).get("title")
    return yes(str(title)) if title else no("paper.title is missing")


def authors(deposit: Deposit) -> Answer:
    """Authors are named."""
    named = [one.get("name") for one in (content(deposit).get("paper") or {}).get("authors", [])]
    if not named or not all(named):
        return no("paper.authors is empty, or names nobody")
    asked = [one for one in deposit.asked("article.authors") if one.address == "article.authors"]
    if asked:
        return still_open(f"as long as the study names no author: {', '.join(named)}")
    return yes(", ".join(named))


def orcids(deposit: Deposit) -> Answer:
    """Every author has an ORCID iD, with the right check digit."""
    people = (content(deposit).get("paper") or {}).get("authors", [])
    lacking = [one["name"] for one in people if not one.get("ORCID")]
    wrong = [one["ORCID"] for one in people if one.get("ORCID") and not _is_orcid(one["ORCID"])]
    if wrong:
        return no(f"wrong check digit: {', '.join(wrong)}")
    if lacking or not people:
        return still_open(f"asked for: {', '.join(lacking) or 'the authors'}")
    return yes(f"{len(people)} ORCID iDs")


def _is_orcid(text: str) -> bool:
    """Say whether an ORCID iD has the right check digit (ISO 7064, MOD 11-2)."""
    digits = text.replace("-", "")
    if not re.fullmatch(r"\d{15}[\dX]", digits):
        return False
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))


def reference(deposit: Deposit) -> Answer:
    """The article is named by its DOI."""
    named = str((content(deposit).get("paper") or {}).get("reference", ""))
    if not named:
        return still_open(f"`deposit.article_doi` is asked for in {deposit.study_files()}")
    return yes(named) if named.startswith("https://doi.org/10.") else no(f"“{named}” is no DOI")


def no_placeholder(deposit: Deposit) -> Answer:
    """Nothing is left to fill in by a placeholder."""
    found = deposit.place(NAME, _PLACEHOLDER.pattern)
    return no(found) if found else yes(f"none in {NAME}")


def files_exist(deposit: Deposit) -> Answer:
    """Every file of the manifest is there."""
    lacking = [one["file"] for one in deposit.manifest if one["file"] not in deposit.there]
    return (
        all_of(lacking, f"{len(deposit.manifest)} files", "missing")
        if deposit.manifest
        else no("no manifest")
    )


def licensed(deposit: Deposit) -> Answer:
    """The bundle states a licence."""
    there = [file for file in ("LICENSE", "REUSE.toml") if file in deposit.there]
    return yes(", ".join(there)) if there else no("no licence")


def checkers(key: str) -> Callable[[Deposit], Answer]:
    """Return what looks for a part that only the codechecker can write."""

    def look(deposit: Deposit) -> Answer:
        found = content(deposit).get(key)
        return yes(f"{NAME}: {found}") if found else still_open(_CHECKERS)

    return look


RULES = Standard(
    "CODECHECK",
    "CODECHECK configuration file, rules of version 2.0",
    "https://codecheck.org.uk/spec/config/2.0/",
    (
        Line("CC-CFG-001", "The configuration is well-formed YAML", parses),
        Line("CC-CFG-002", "It begins with ---", explicit),
        Line("CC-CFG-003", "It is called codecheck.yml and lies at the top", at_top),
        Line("CC-CFG-004/005", "A manifest, each item with a file", manifest),
        Line("CC-CFG-006", "Paths are relative", relative),
        Line("CC-CFG-007", "Each item has a comment", commented),
        Line("CC-CFG-008/009/010", "Codechecker, with name and ORCID iD", checkers("codechecker")),
        Line("CC-CFG-011/012/013", "Report, by its DOI", checkers("report")),
        Line("CC-CFG-014/015", "Version of the specification", version),
        Line("CC-CFG-016/017", "The paper and its title", paper),
        Line("CC-CFG-018/019", "The paper's authors", authors),
        Line("CC-CFG-020, CC-MET-001", "Their ORCID iDs", orcids),
        Line("CC-CFG-021/022/027/028", "Reference of the article", reference),
        Line("CC-CFG-023", "No placeholders", no_placeholder),
        Line("CC-CFG-024", "Summary of the check", checkers("summary")),
        Line("CC-CFG-025/026", "Number of the certificate", checkers("certificate")),
        Line("CC-BUN-001", "Every file of the manifest is there", files_exist),
        Line("CC-BUN-005", "A licence is stated", licensed),
    ),
)
