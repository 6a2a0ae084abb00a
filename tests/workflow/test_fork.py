"""Another country with real data: configuration and data replaced, nothing else."""

import html as html_module
import json
import re
import shutil

import pytest
import yaml

from compendium import copy_project
from cut_study.cutting import cut_data, say_levels
from shared_builds import build_once, succeeded
from studies import change_study


def be_peru(study):
    study["country"].update(
        code="PE",
        name={"en": "Peru", "es": "Perú"},
        adjective={"en": "Peruvian", "es": "peruanas"},
        currency="PEN",
    )
    for key in ("title", "short_title"):
        study["article"][key] = {"en": "Alliances in Peru", "es": "Alianzas en el Perú"}
    del study["survey"]["simulation"]


def make_fork(folder):
    """Put Peru's configuration and data in the place of Ecuador's: its cut files, called observed."""
    cut_data(folder)
    shutil.move(folder / "config/studies/ecuador", folder / "config/studies/peru")
    for path in (folder / "config/studies/peru").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("data/ecuador/", "data/peru/")
        declared = r"provenance: (reconstructed|illustrative|simulated)"
        path.write_text(re.sub(declared, "provenance: observed", text), encoding="utf-8")
    change_study(folder, be_peru, "peru")
    shutil.move(folder / "data/ecuador", folder / "data/peru")
    shutil.rmtree(folder / "manuscript/ecuador")  # the texts of a study that is gone
    config = {"languages": ["en", "es"], "formats": ["html"]}
    (folder / "config/config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    say_levels(folder, "peru")


def prepare(folder):
    fork = copy_project(folder, make_fork)
    described = fork.alianzas("describe", "peru")
    assert described.returncode == 0, described.stderr
    return fork


@pytest.fixture(scope="module")
def peru(shared):
    """The fork, built with the whole text in HTML. Not to be changed, nor to be built in."""
    return succeeded(build_once(shared / "peru", prepare))


@pytest.fixture
def fork(peru, tmp_path):
    """A copy of the fork that a test may change and build."""
    yield peru.copy(tmp_path / "peru")
    shutil.rmtree(tmp_path / "peru", ignore_errors=True)


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
    assert {fact.get("level") for fact in facts.values()} == {
        "observed",
        None,
    }  # settings have none
    assert facts["synthesis.not_testable.n"]["value"] == 0
    assert facts["survey.provenance.statement"]["value"] == "observed"
    # Without a generator's parameters, the recovery study draws from those fitted to the answers.
    assert facts["survey.robustness.recovery.basis.phrase"]["value"] == "fitted"
    assert facts["survey.robustness.recovery.coverage.phrase"]["value"] != "unknown"
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


def _ledger(fork):
    return json.loads((fork.folder / "results/peru/claims.json").read_text(encoding="utf-8"))


def test_on_observed_data_the_claims_are_decided_by_the_numbers(peru):
    """The levels were flipped, the numbers were not: now each claim meets them."""
    claims = {claim["id"]: claim for claim in _ledger(peru)["claims"]}
    untested = {c["grounds"] for c in claims.values() if c["verdict"] == "not_testable"}
    assert untested <= {"absent", "missing", "circular", "material", "unread"}
    facts = json.loads((peru.folder / "results/peru/facts.json").read_text())["facts"]
    # How many articles and firms others examined is not for the data of another study to say.
    for material in ("articles", "firms", "cases"):
        assert claims[material]["verdict"] == "not_testable"
    finding = facts["survey.findings.planning.phrase"]["value"]
    decided = {"holds": "supported", "reversed": "not_supported"}
    assert claims["planning"]["verdict"] == decided.get(finding, "inconclusive")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("what", ["propositions", "claims"])
def test_the_sentences_follow_the_verdicts(peru, language, what):
    facts = json.loads((peru.folder / "results/peru/facts.json").read_text())["facts"]
    statement = facts[f"synthesis.{what}.statement"]
    verdicts = {claim["verdict"] for claim in _ledger(peru)["claims"]}
    assert {"supported", "inconclusive"} <= verdicts, "there is something to tell"
    html = (peru.folder / f"results/peru/article.{language}.html").read_text(encoding="utf-8")
    text = " ".join(html_module.unescape(re.sub(r"<[^>]+>", "", html)).split())
    assert " ".join(statement["text"][language].split()) in text


def set_claims(fork, *files):
    def change(study):
        study["synthesis"] = {"claims": list(files)}

    change_study(fork.folder, change, "peru")


def test_a_fork_may_hold_other_claims(fork):
    """One claim of its own instead of the shared ones: the ledger follows, the article stands."""
    shared = fork.folder / "config/codebooks/claims.yaml"
    claims = yaml.safe_load(shared.read_text(encoding="utf-8"))
    own = next(claim for claim in claims["claims"] if claim["id"] == "compatibility")
    own["id"] = "fit_first"
    for source in claims["sources"].values():
        source.pop("sentences")  # they name the shared claims
    own_file = fork.folder / "config/studies/peru/claims.yaml"
    text = yaml.safe_dump({"sources": claims["sources"], "claims": [own]}, allow_unicode=True)
    own_file.write_text(text, encoding="utf-8")
    done = fork.build("results/peru/claims.json", "results/peru/article.es.html")
    assert done.returncode == 0, done.stderr[-1500:]
    assert [claim["id"] for claim in _ledger(fork)["claims"]] == ["fit_first"]
    assert fork.alianzas("check").returncode == 0


def test_a_fork_may_hold_no_claims(fork):
    set_claims(fork)
    documents = ("article", "appendix")
    done = fork.build("results/peru/claims.json", *(f"results/peru/{d}.en.html" for d in documents))
    assert done.returncode == 0, done.stderr[-1500:]
    assert _ledger(fork)["claims"] == []
    for document in documents:
        html = (fork.folder / f"results/peru/{document}.en.html").read_text(encoding="utf-8")
        assert "sec-appendix-claims" not in html
        assert "tbl-claims" not in html
