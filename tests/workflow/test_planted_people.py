"""Personal data of eight countries in eleven places: named by the check, and left nowhere."""

from __future__ import annotations

from pathlib import Path

from compendium import copy_project
from cut_study.cutting import cut
from planted_people import MARKED, PLACES, left, named, plant, remove_stopping, secrets


def test_each_place_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "planted"
    compendium = copy_project(folder, cut)
    plant(folder)
    told = named(folder)
    looked_for = secrets([*MARKED, "name", "text"])
    for place in PLACES:
        if place.name != "text of the article":  # told where typed words are checked
            assert any(one.startswith(place.file) for one in told), place.name
    checked = compendium.alianzas("check", "ecuador", "--quick")
    assert checked.returncode == 1
    assert "manuscript/article.es.qmd, line" in checked.stderr
    assert not any(secret in checked.stderr for secret in looked_for if ".name@" not in secret)

    refused = compendium.alianzas("build")
    assert refused.returncode == 1
    assert "its name holds personal data" in refused.stderr
    assert left(folder, looked_for) == []

    for path in (folder / "data/ecuador/cases/texts").glob("*@*"):
        path.unlink()
    stopped = compendium.alianzas("build")
    assert stopped.returncode == 1, "the label and the text would be printed"
    assert "holds personal data" in stopped.stderr
    assert left(folder, looked_for) == []

    remove_stopping(folder)
    evidence = "results/ecuador/tables/case_evidence.es.md"
    for done in (compendium.alianzas("build"), compendium.alianzas("build", "--", evidence)):
        assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-3000:]
    assert left(folder, looked_for) == []
    assert not (folder / ".snakemake/previous-results").exists()
