"""``alianzas instruments``: what a team takes into the field, in the folder instruments/STUDY."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from alianzas.commandline.chosen_studies import chosen_studies
from human_files.language.messages import message


def run(options: Namespace, root: Path) -> int:
    """Write the instruments of one study, or of all, and name each file."""
    from alianzas.instruments.study_at_hand import StudyAtHand
    from alianzas.instruments.study_instruments import FOLDER, study_instruments
    from alianzas.instruments.writing import write_files

    kept = 0
    for study in chosen_studies(options.study, root):
        folder = root / FOLDER / study.study
        for written in write_files(folder, study_instruments(StudyAtHand(study, root))):
            shown = written.path.relative_to(root).as_posix()
            kept += written.changed
            print(
                message("{file}: kept, you have changed it.", file=shown)
                if written.changed
                else shown
            )
    if kept:
        print(message("Move away what you have changed to have it written anew."))
    return 0
