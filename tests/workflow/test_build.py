"""The main job: everything from raw files, once, and again with the same bytes."""

import json
import os
import signal
import subprocess
import sys
import time

from document_words import ABSTRACT, words

DOCUMENTS = [
    f"ecuador/{document}.{lang}.{form}"
    for document in ("article", "appendix")
    for lang in ("en", "es")
    for form in ("html", "pdf", "docx")
]


def test_a_cold_build_makes_every_document_and_says_where(cold_build):
    compendium, done = cold_build
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(DOCUMENTS) <= set(compendium.hashes())
    for document in DOCUMENTS:
        assert f"results/{document}" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr, "colours and bars do not belong in a pipe"
    assert "Estimate" in done.stdout + done.stderr, "steps are told in words"
    assert "rule " not in done.stdout + done.stderr, "not in the scheduler's"


def test_a_second_build_has_nothing_to_do(compendium):
    done = compendium.build()
    assert done.returncode == 0
    assert "Nothing to be done" in done.stdout


def test_two_cold_builds_are_the_same_byte_for_byte(cut_built, cut_unbuilt):
    done = cut_unbuilt.build()
    assert done.returncode == 0, done.stdout + done.stderr
    one, two = cut_built.hashes(), cut_unbuilt.hashes()
    assert one.keys() == two.keys()
    assert [file for file in one if one[file] != two[file]] == []


def test_a_build_that_was_killed_goes_on_to_the_same_bytes(cut_built, cut_unbuilt):
    code = "import sys; from alianzas.commandline.main import main; sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "build"],
        cwd=cut_unbuilt.folder,
        env=cut_unbuilt.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    facts = cut_unbuilt.folder / "results" / "ecuador" / "facts"
    deadline = time.monotonic() + 300
    while len(list(facts.glob("*.json"))) < 3 and time.monotonic() < deadline:
        assert process.poll() is None, "the build ended before it could be killed"
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not (cut_unbuilt.folder / "results" / DOCUMENTS[0]).exists()
    done = cut_unbuilt.build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert cut_unbuilt.hashes() == cut_built.hashes()


def test_no_result_holds_a_path_of_the_machine_or_its_name(built):
    import platform

    words = [str(built.folder).encode(), platform.node().encode() + b" ", b"site-packages"]
    for path in built.made():
        content = path.read_bytes()
        for word in words[:1] + words[2:]:
            assert word not in content, f"{path.name} holds {word!r}"


def test_every_file_under_results_is_made_by_a_rule(linked):
    done = linked.run("-m", "snakemake", "--list-untracked")
    assert done.returncode == 0, done.stderr
    listed = (done.stdout + done.stderr).splitlines()
    assert [line for line in listed if line.strip().startswith(("results/", "records/"))] == []


def test_facts_tell_where_they_come_from(built):
    facts = json.loads((built.folder / "results/ecuador/facts.json").read_text())["facts"]
    levels = {key.split(".")[0]: set() for key in facts}
    for key, fact in facts.items():
        assert ("level" in fact) != ("design" in fact), key
        levels[key.split(".")[0]].add(fact.get("level"))
        assert fact["script"].startswith("workflow/scripts/") and fact["rule"]
        assert (built.folder / fact["script"]).is_file()
        assert all(len(source["sha256"]) == 64 for source in fact["sources"])
    assert "simulated" in levels["survey"] and "illustrative" in levels["cases"]
    assert "reconstructed" in levels["literature"]
    for key, fact in facts.items():
        if key.startswith("survey.drivers") and "design" not in fact:
            assert fact["level"] == "simulated", key


def test_the_article_keeps_to_what_readers_and_journals_take(built):
    """Captions and notes count, the list of references and the cells of tables do not."""
    for language in ("en", "es"):
        counted = words(built.folder / f"results/ecuador/article.{language}.docx")
        assert sum(count["text"] for count in counted.values()) <= 6000, counted
        assert 100 < counted[ABSTRACT]["text"] <= 200
