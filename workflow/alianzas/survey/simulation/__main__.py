"""``python -m alianzas.survey.simulation STUDY [--output FILE]`` redraws simulated answers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from alianzas.commandline.chosen_studies import study_with
from alianzas.config.study_model import present
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.simulation.kobo_workbook import write_export
from alianzas.survey.simulation.simulate import parameters
from alianzas.survey.simulation.submissions import draw_submissions
from honest_results.project import codebook_file
from human_files.errors import UserError, error_mark
from human_files.language.messages import message


def simulate_study(study: str, output: Path | str | None = None) -> Path:
    """Write the simulated answers of ``study`` as a KoboToolbox export; return its path."""
    settings = present(study_with("survey", study, Path()).survey)
    questionnaire = load_questionnaire(codebook_file(study, "questionnaire"), settings.lists)
    path = Path(output or settings.responses.file)
    submissions = draw_submissions(settings, questionnaire)
    write_export(submissions, questionnaire, path, parameters(settings).form_version)
    return path


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m alianzas.survey.simulation")
    parser.add_argument("study", help=message("name of a folder in config/studies/"))
    parser.add_argument(
        "--output", help=message("where to write (default: the study's responses file)")
    )
    options = parser.parse_args(arguments)
    try:
        print(
            message(
                "Simulated answers are in {file}.",
                file=simulate_study(options.study, options.output),
            )
        )
    except UserError as error:
        print(f"{error_mark()}{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
