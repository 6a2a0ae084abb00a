"""``alianzas instruments``: what a team takes into the field, in the folder instruments/STUDY."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from alianzas.commandline.chosen_studies import chosen_studies
from human_files.language.current import speaking
from human_files.language.messages import message


def run(options: Namespace, root: Path) -> int:
    """Write the instruments of one study, or of all, and name each file."""
    from alianzas.instruments.study_at_hand import StudyAtHand
    from alianzas.instruments.study_instruments import FOLDER, study_instruments
    from alianzas.instruments.writing import write_files

    kept = 0
    for study in chosen_studies(options.study, root):
        at_hand, folder = StudyAtHand(study, root), root / FOLDER / study.study
        with speaking(at_hand.languages, study.country.code):
            for written in write_files(folder, study_instruments(at_hand)):
                shown = written.path.relative_to(root).as_posix()
                kept += written.changed
                changed = message("{file}: kept, for somebody has changed it.", file=shown)
                print(changed if written.changed else shown)
    print(message("Before you use the papers, fill in what is highlighted in them."))
    if kept:
        print(message("What you move away is written anew."))
    return 0
