"""``alianzas trace WHAT``: where a fact, table, figure, claim, number or sentence comes from."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from alianzas.commandline.chosen_studies import chosen_studies
from honest_results.comparison import COMPARISON
from honest_results.project import POOLED, load_project
from honest_results.tracing.accounts import Account
from honest_results.tracing.explaining import Question, explain
from honest_results.tracing.report import Report, terminal_width
from human_files.language.grammar import known_languages
from human_files.language.messages import speak
from human_files.language.terminal_language import terminal_language

#: Where the branches say what became of each record: in = kept + dropped.
ACCOUNTS = (
    Account("screen_records", record="reference_flow", column="fate"),
    Account(
        "import_responses",
        total="survey.received.n",
        parts=("survey.kept.n", "survey.excluded.n"),
    ),
)


def run(options: Namespace, root: Path) -> int:
    """Print everything that is known of one result, or of all that a number or sentence stands for."""
    speak(options.language)
    language = options.language or terminal_language(known_languages())
    if options.study == POOLED or (options.study is None and _is_compared(options.what)):
        question = Question(
            " ".join(options.what),
            POOLED,
            root,
            report=Report(language, terminal_width()),
            documents=(COMPARISON,),
            all_of=options.all,
        )
        print("\n".join(explain(question)))
        return 0
    study = chosen_studies(options.study, root, built=True)[0]
    question = Question(
        " ".join(options.what),
        study.study,
        root,
        report=Report(language, terminal_width()),
        documents=tuple(load_project(root).documents),
        settings=study.model_dump(mode="json"),
        model=type(study),
        accounts=ACCOUNTS,
        all_of=options.all,
    )
    print("\n".join(explain(question)))
    return 0


def _is_compared(what: Sequence[str]) -> bool:
    """Say whether the key of a fact of a comparison is asked for."""
    return what[0].startswith(f"{POOLED}.")
