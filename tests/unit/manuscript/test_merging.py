"""A fork with a study of its own takes two hundred later changes of the texts without a conflict."""

import random
import subprocess
from pathlib import Path

import pytest

from honest_results.documents.overlay import fingerprint
from honest_results.documents.own_texts import changed_sections
from honest_results.documents.sections import headings
from honest_results.documents.source import Manuscript
from honest_results.documents.texts import read_text
from honest_results.project import Document

ROOT = Path(__file__).parents[3]
COMMITS = 200
SHARED = (
    *(f"manuscript/{name}.{lang}.qmd" for name in ("article", "appendix") for lang in ("en", "es")),
    "manuscript/references.bib",
    "manuscript/allowed-literals.yaml",
    "config/config.yaml",
    "config/studies/ecuador/study.yaml",
)
REWRITTEN = ("sec-background", "sec-design", "sec-methods-survey", "sec-limitations")


def git(folder, *arguments, said=None):
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        cwd=folder,
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def changed(text, number, draw):
    """Return a text with a word more in one of its lines, and now and then a paragraph or a section."""
    lines = text.split("\n")
    prose = [place for place, line in enumerate(lines) if line[:1].isalpha() and place > 30]
    if not prose:
        return f"{text}# {number}\n"
    place = draw.choice(prose)
    lines[place] += f" word{number}"
    if number % 10 == 0:
        gaps = [at for at, line in enumerate(lines) if not line and at > 30]
        lines.insert(draw.choice(gaps), f"\nA paragraph, {number}.\n")
    if number % 50 == 0:
        lines += [f"# Section {number} {{#sec-new-{number}}}", "", "New.", ""]
    return "\n".join(lines)


def upstream(texts):
    """Return two hundred commits on ``main`` for git, each of one to three of the shared files."""
    draw = random.Random(1)
    for number in range(1, COMMITS + 1):
        chosen = draw.sample(sorted(texts), draw.randint(1, 3))
        yield f"commit refs/heads/main\ncommitter A <a@example.org> {1_000_000 + number} +0000\n"
        yield f"data {len(str(number))}\n{number}\n"
        if number == 1:
            yield "from refs/heads/main^0\n"
        for file in chosen:
            texts[file] = changed(texts[file], number, draw)
            yield f"M 100644 inline {file}\ndata {len(texts[file].encode())}\n{texts[file]}\n"


def own_text(base):
    """Return four sections, written anew, with the fingerprints of those they stand for."""
    found = {heading.label: heading for heading in headings(base)}
    return "\n".join(
        f'{"#" * found[label].level} Ours {{#{label} base="{fingerprint(base, label)}"}}\n\n'
        f"Our words on {label}.\n"
        for label in REWRITTEN
    )


@pytest.fixture(scope="module")
def fork(tmp_path_factory):
    """Return a fork that was made two hundred commits ago, and has merged what came since."""
    folder = tmp_path_factory.mktemp("fork")
    git(folder, "init", "--quiet", "--initial-branch=main")
    for file in SHARED:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes((ROOT / file).read_bytes())
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=start")
    git(folder, "checkout", "--quiet", "-b", "peru")
    for language in ("en", "es"):
        base = Manuscript.read(f"manuscript/article.{language}.qmd", language, folder)
        path = folder / f"manuscript/peru/article.{language}.qmd"
        path.parent.mkdir(exist_ok=True)
        path.write_text(own_text(base), encoding="utf-8")
    for file in ("config/studies/peru/study.yaml", "data/peru/survey/answers.csv"):
        (folder / file).parent.mkdir(parents=True)
        (folder / file).write_text("country: peru\n")
    (folder / "manuscript/peru/references.bib").write_text("@book{ours2026, title = {Ours}}\n")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=peru")
    texts = {file: (ROOT / file).read_text(encoding="utf-8") for file in SHARED}
    git(folder, "fast-import", "--quiet", said="".join(upstream(texts)))
    assert git(folder, "rev-list", "--count", "peru..main").strip() == str(COMMITS)
    git(folder, "merge", "--quiet", "--no-edit", "main")
    return folder, texts


def test_the_merge_has_no_conflict_and_takes_every_change(fork):
    folder, texts = fork
    assert git(folder, "status", "--porcelain") == ""
    for file, text in texts.items():
        assert (folder / file).read_text(encoding="utf-8") == text
    assert "Our words" in (folder / "manuscript/peru/article.en.qmd").read_text()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_forks_text_has_its_sections_and_all_else_that_is_new(fork, language):
    folder, texts = fork
    text = read_text("peru", "article", language, folder).text
    for label in REWRITTEN:
        assert text.count(f"Our words on {label}.") == 1
    shared = Manuscript("x", language, texts[f"manuscript/article.{language}.qmd"])
    kept = [heading.label for heading in headings(shared) if heading.label]
    lines = [
        heading.label for heading in headings(Manuscript("x", language, text)) if heading.label
    ]
    assert set(REWRITTEN) <= set(lines) <= set(kept)
    assert "sec-new-200" in lines or "sec-new-200" not in kept


def test_what_changed_in_the_rewritten_sections_is_told(fork):
    folder, texts = fork
    told = changed_sections("peru", [Document(name="article")], ["en"], folder)
    before = Manuscript.read("manuscript/article.en.qmd", "en", ROOT)
    now = Manuscript("x", "en", texts["manuscript/article.en.qmd"])
    expected = [
        label for label in REWRITTEN if fingerprint(before, label) != fingerprint(now, label)
    ]
    assert expected, "the test has something to tell"
    assert [problem.found.split()[0] for problem in told] == expected
    assert all(problem.file == "manuscript/peru/article.en.qmd" for problem in told)
