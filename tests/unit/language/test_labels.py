from pathlib import Path

from labels import load_labels

ROOT = Path(__file__).parents[3]


def test_the_label_files_of_the_project_are_complete():
    load_labels()
