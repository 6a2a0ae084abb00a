"""``README.md`` and ``README.pdf``: one text, its citations resolved, in both forms."""

from __future__ import annotations

import re
import subprocess

from alianzas.deposit.deposited import Deposited
from alianzas.deposit.readme.availability import availability
from alianzas.deposit.readme.cited import cited
from alianzas.deposit.readme.dataset_list import dataset_list
from alianzas.deposit.readme.exhibits import exhibit_list
from alianzas.deposit.readme.overview import overview
from alianzas.deposit.readme.programs import programs
from alianzas.deposit.readme.replication import instructions
from alianzas.deposit.readme.requirements import requirements
from alianzas.deposit.readme.still_open import still_open
from alianzas.instruments.papers import Paper
from honest_results.documents.pandoc_engine import pandoc_path

_STYLE = "manuscript/styles/apa.csl"
_BIBLIOGRAPHY = "manuscript/references.bib"
_TITLE = "README of the replication package"


def write_readme(deposit: Deposited) -> dict[str, bytes | str]:
    """Return ``README.md`` and ``README.pdf``.

    It tells of the files that are in the deposit already, and of what writers before it asked.
    """
    text = _with_references("\n".join(_sections(deposit)), deposit)
    titles = [study.article.title.words("en") for study in deposit.studies]
    running = deposit.studies[0].article.short_title.words("en")
    one_higher = re.sub("^##", "#", text, flags=re.MULTILINE)  # the title is no heading there
    paper = Paper(_TITLE, "; ".join(titles), running, "en", one_higher)
    heading = "\n".join(f"*{title}*\n" for title in titles)
    return {"README.md": f"# {_TITLE}\n\n{heading}\n{text}", "README.pdf": paper.pdf()}


def _sections(deposit: Deposited) -> list[str]:
    """Return the text in Pandoc's Markdown, in the template's order."""
    parts = (
        *(overview, availability, dataset_list, requirements, programs),
        *(instructions, exhibit_list, cited, still_open),
    )
    return [line for part in parts for line in part(deposit)]


def _with_references(text: str, deposit: Deposited) -> str:
    """Return the text in GitHub's Markdown, with its citations and the references they name."""
    command = [
        *(pandoc_path(), "--from=markdown-smart", "--to=gfm-raw_html-tex_math_dollars"),
        *("--citeproc", f"--bibliography={_BIBLIOGRAPHY}", f"--csl={_STYLE}"),
        *("--metadata=lang:en-US", "--wrap=none"),
    ]
    done = subprocess.run(
        command,
        cwd=deposit.folder,
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    # Pandoc writes all columns as equally wide.
    heads = re.findall(r"^(\|.*\|)\n(\|:-.*\|)$", text, re.MULTILINE)
    for head, rule in dict(heads).items():
        written = f"{head}\n|{':---|' * rule.count(':')}\n"
        done.stdout = done.stdout.replace(written, f"{head}\n{rule}\n")
    return done.stdout
