"""``alianzas check --deposit``: what a data editor would send back, in their order, with advice.

The exit code is 1 where something would be sent back, and 0 where at most questions are left that a
deposit may list as open.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from alianzas.commandline.chosen_studies import chosen_studies
from alianzas.config.study_files import in_its_languages
from alianzas.deposit.editor_check import PARTS, Finding, findings
from human_files.language.messages import counted_message, message, template

_ANSWER = template("Write the answers there; {schema} explains each setting.")
_SCHEMA = "config/schemas/study.json"


def run(options: Namespace, root: Path) -> int:
    """Print the findings on each study by part; return 1 if any would be sent back."""
    code = 0
    for study in chosen_studies(options.study, root):
        with in_its_languages(study, root):
            found = findings(study, root)
        print("\n".join(_told(study.study, found)))
        code |= any(one.is_required for one in found)
    return code


def _told(study: str, found: list[Finding]) -> list[str]:
    """Return the findings on a study as lines, under the heading of each part."""
    lines = [message("{study}: what a data editor would send back", study=study), ""]
    for part, heading in PARTS.items():
        here = [one for one in found if one.part == part]
        if not here:
            continue
        lines.append(message(heading))
        for one in here:
            said = message("sent back:") if one.is_required else message("open:")
            lines += [f"  {said} {_indented(one)}"]
        if any(not one.problem.advice for one in here):
            lines.append("    " + message(_ANSWER, schema=_SCHEMA))
        lines.append("")
    clean = [message(heading) for part, heading in PARTS.items() if part not in _parts(found)]
    if clean:
        lines += [message("In order: {parts}.", parts="; ".join(clean)), ""]
    required = sum(one.is_required for one in found)
    sent = counted_message(required, "{n} point to send back.", "{n} points to send back.")
    left = len(found) - required
    asked = counted_message(left, "{n} question left open.", "{n} questions left open.")
    return [*lines, f"{sent} {asked}"]


def _indented(one: Finding) -> str:
    """Return a finding: an open question is put by its setting, without advice of its own."""
    problem = one.problem
    if not problem.advice:
        return f"{problem.file}, `{problem.column}`: {problem.found}"
    return str(problem).replace("\n", "\n    ")


def _parts(found: list[Finding]) -> set[str]:
    return {one.part for one in found}
