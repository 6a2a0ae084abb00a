"""Another country with real data: configuration and data replaced, nothing else."""

import json
import re
import shutil

import pytest
import yaml

from compendium import copy_project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def peru(tmp_path_factory):
    """A fork: Ecuador's files stand in for Peru's own, declared as observed data."""

    folder = tmp_path_factory.mktemp("peru")
    fork = copy_project(folder)
    text = (folder / "config/studies/ecuador.yaml").read_text(encoding="utf-8")
    text = text.replace("data/ecuador/", "data/peru/")
    text = re.sub(
        r"provenance: (reconstructed|illustrative|simulated)", "provenance: observed", text
    )
    study = yaml.safe_load(text)
    study["study"] = "peru"
    study["country"].update(
        code="PE",
        name={"en": "Peru", "es": "Perú"},
        adjective={"en": "Peruvian", "es": "peruanas"},
        currency="PEN",
    )
    for key in ("title", "short_title"):
        study["article"][key] = {"en": "Alliances in Peru", "es": "Alianzas en el Perú"}
    del study["survey"]["simulation"]
    path = folder / "config/studies/peru.yaml"
    path.write_text(yaml.safe_dump(study, allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.move(folder / "data/ecuador", folder / "data/peru")
    (folder / "config/studies/ecuador.yaml").unlink()
    config = {"studies": ["peru"], "languages": ["en", "es"], "formats": ["html"]}
    (folder / "config/config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    described = fork.alianzas("describe", "peru")
    assert described.returncode == 0, described.stderr
    done = fork.build()
    if done.returncode != 0:
        pytest.fail("the fork's build failed:\n" + done.stderr[-1500:], pytrace=False)
    return fork


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Alliances in Peru"), ("es", "Alianzas en el Perú")]
)
def test_the_article_is_the_other_countrys(peru, language, title):
    html = (peru.folder / f"results/peru/article.{language}.html").read_text(encoding="utf-8")
    assert title in html
    assert "data/ecuador" not in html
    prose = re.sub(
        r"<table.*?</table>|<svg.*?</svg>|<script.*?</script>", "", html, flags=re.DOTALL
    )
    assert not re.search(r"ecuatorian|Ecuadorian", prose)


def test_observed_data_carry_no_mark_and_decide(peru):
    facts = json.loads((peru.folder / "results/peru/facts.json").read_text())["facts"]
    assert {fact["level"] for fact in facts.values()} == {"observed"}
    assert facts["synthesis.not_testable.n"]["value"] == 0
    assert facts["survey.provenance.statement"]["value"] == "observed"
    for path in (peru.folder / "results/peru/tables").glob("*.json"):
        assert json.loads(path.read_text())["level"] == "observed"
    html = (peru.folder / "results/peru/article.en.html").read_text(encoding="utf-8")
    assert 'class="fact' in html
    assert not re.search(r'class="fact (reconstructed|illustrative|simulated)', html)
    for word in ("Simulated data", "Illustrative data", "Reconstructed data"):
        assert word not in html


def test_check_is_content_with_the_fork(peru):
    done = peru.alianzas("check")
    assert done.returncode == 0, done.stdout + done.stderr
