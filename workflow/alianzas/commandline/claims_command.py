"""``alianzas claims``: the ledger of claims, as text or as JSON."""

from __future__ import annotations

import json
import textwrap
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alianzas.commandline.chosen_studies import chosen_studies
from human_files.errors import Problem, ResultError
from human_files.language.grammar import known_languages, nearest_text
from human_files.language.labels import Labels, load_labels
from human_files.language.messages import message, speak
from human_files.language.terminal_language import terminal_language


class NoLedgerError(ResultError):
    """The ledger has not been built."""


def run(options: Namespace, root: Path) -> int:
    """Print the ledger of each study; return 0 whatever the verdicts, which are not mistakes."""
    speak(options.language)
    studies = [study.study for study in chosen_studies(options.study, root, built=True)]
    ledgers = [read_ledger(study, root) for study in studies]
    verdict = options.verdict
    if options.json:
        shown = [_only(ledger, verdict) for ledger in ledgers]
        content = shown[0] if len(shown) == 1 else shown
        print(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True))
        return 0
    labels = load_labels("claims", root=root)
    language = options.language or terminal_language(known_languages(root))
    for ledger in ledgers:
        print("\n".join(in_words(_only(ledger, verdict), labels, language)))
    return 0


def read_ledger(study: str, root: Path) -> dict[str, Any]:
    """Return the built ledger of ``study``; raise NoLedgerError before a build."""
    path = f"results/{study}/claims.json"
    if not (root / path).is_file():
        raise NoLedgerError(
            Problem(path, message("does not exist yet."), message("Run `make paper` first."))
        )
    ledger: dict[str, Any] = json.loads((root / path).read_text(encoding="utf-8"))
    return ledger


def in_words(ledger: Mapping[str, Any], labels: Labels, language: str) -> list[str]:
    """Return the ledger as lines of text: the claims of each article, then the verdicts counted."""

    def word(key: str) -> str:
        return labels(f"claims.{key}", language)

    if not ledger["claims"]:
        return [message("No claims to show.")]
    lines: list[str] = []
    article = None
    for claim in ledger["claims"]:
        if claim["article"] != article:
            article = claim["article"]
            lines += [
                f"{nearest_text(article, language)}, https://doi.org/{claim['doi']}",
                "",
            ]
        verdict = word(f"verdict.{claim['verdict']}").upper()
        lines.append(f"  {claim['id']}: {verdict}")
        rows = [
            ("claim", nearest_text(claim["text"], language)),
            ("published", nearest_text(claim["published"], language)),
            ("found", nearest_text(claim["found"], language)),
            ("reason", nearest_text(claim["reason"], language)),
        ]
        width = max(len(word(f"column.{name}")) for name, _ in rows) + 2
        for name, text in rows:
            head = f"    {word(f'column.{name}'):<{width}}"
            plain = " ".join(text.replace("`", "").split())
            indent = " " * len(head)
            lines += textwrap.wrap(plain, 100, initial_indent=head, subsequent_indent=indent)
        lines.append("")
    counts = ", ".join(
        f"{word(f'verdict.{verdict}').lower()} {count}"
        for verdict, count in ledger["counts"].items()
    )
    return [*lines, f"{word('page.total')} {len(ledger['claims'])}: {counts}."]


def _only(ledger: Mapping[str, Any], verdict: str | None) -> dict[str, Any]:
    """Return the ledger with the claims of one verdict, or unchanged without one."""
    kept = [claim for claim in ledger["claims"] if verdict in (None, claim["verdict"])]
    counts = {name: count for name, count in ledger["counts"].items() if verdict in (None, name)}
    return {**ledger, "claims": kept, "counts": counts}
