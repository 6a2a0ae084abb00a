"""``codecheck.yml``: what a CODECHECK is to reproduce (configuration file, version 2.0).

The authors' part: the paper, its authors, and the manifest of outputs. Codechecker, certificate, report
and summary are the checker's to write, and placeholders are not allowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from babel import Locale

from alianzas.config.study_model import Study
from alianzas.deposit.deposited import Deposited
from alianzas.deposit.metadata.described import ENGLISH, first_given, titles
from alianzas.deposit.metadata.people import makers
from alianzas.deposit.readme.exhibits import document_exhibits
from honest_results.deposit.published import PUBLISHED
from honest_results.rule_files import read_rules

NAME = "codecheck.yml"
VERSION = "https://codecheck.org.uk/spec/config/2.0/"
_HEAD = """\
# What a CODECHECK is to reproduce (https://codecheck.org.uk). `make paper` writes each file anew, with
# `results/` in the place of `published/`; `make verify` compares the two.
# The codechecker adds: codechecker, summary, check_time, certificate, report.
"""


def write_codecheck(deposit: Deposited) -> dict[str, str]:
    """Return ``codecheck.yml``, with the paper's authors as they are named in the study."""
    paper: dict[str, Any] = {"title": "; ".join(titles(deposit))}
    authors = [
        {"name": one.name, **({"ORCID": one.orcid} if one.orcid else {})} for one in makers(deposit)
    ]
    paper["authors"] = authors
    article = first_given(deposit, "article_doi")
    if article:
        paper["reference"] = f"https://doi.org/{article}"
    content: dict[str, Any] = {"version": VERSION, "paper": paper}
    repository = first_given(deposit, "repository")
    own = first_given(deposit, "doi")
    if repository or own:
        content["repository"] = repository or f"https://doi.org/{own}"
    content["manifest"] = [
        entry for study in deposit.studies for entry in _manifest(deposit, study)
    ]
    body = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return {NAME: f"---\n{_HEAD}{body}"}


def _manifest(deposit: Deposited, study: Study) -> Iterator[dict[str, str]]:
    """Yield documents first, then every table and figure, then the facts behind all numbers."""
    folder = f"{PUBLISHED}/{study.study}"
    for path in deposit.project.rendered(study.study, deposit.root):
        file = path.replace("results/", f"{PUBLISHED}/", 1)
        yield {"file": file, "comment": _of_document(file.rpartition("/")[2])}
    language = deposit.project.languages_of(study.study)[0]
    words = {name: rule.words for name, rule in read_rules(deposit.folder).items()}
    for document, shown in document_exhibits(deposit, study).items():
        for one in shown:
            ending = "csv" if one.kind == "table" else f"{language}.png"
            file = f"{folder}/{one.kind}s/{one.name}.{ending}"
            done = words.get(one.rule, "")
            made = f" ({done[:1].lower()}{done[1:]})" if done else ""
            yield {"file": file, "comment": f"{one.words} of the {document}; {one.script}{made}"}
    yield {
        "file": f"{folder}/facts.json",
        "comment": "Every number and phrase of the texts, with its rule, script and raw files",
    }


def _of_document(name: str) -> str:
    stem, language, form = name.split(".")
    spoken = Locale(language).get_language_name(ENGLISH)
    return f"The {stem} in {spoken}, as {form.upper()}"
