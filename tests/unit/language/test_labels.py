from pathlib import Path

from human_files.language.labels import Labels

ROOT = Path(__file__).parents[3]


def test_the_label_files_of_the_project_are_complete():
    Labels.load(*sorted((ROOT / "config" / "i18n").glob("*.yaml")))
