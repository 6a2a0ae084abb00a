"""What was saved is noticed, however an editor saves it; what is no input is not."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from honest_results.preview import watching
from honest_results.preview.watching import Watch, files_under


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    (folder / "styles").mkdir(parents=True)
    for name in ("article.qmd", "appendix.qmd", "styles/article.css"):
        (folder / name).write_text("one")
    return folder


def watch(folder: Path) -> Watch:
    return Watch({"text": files_under(str(folder))})


def changes(watch: Watch, looks: int = 3) -> list[str]:
    """Return the names of what is noticed within some looks."""
    for _ in range(looks):
        found = watch.changes()
        if found:
            return [Path(path).name for path in found["text"]]
    return []


def replace_by_rename(path: Path) -> None:
    temporary = path.with_name(f".{path.name}.swp")
    temporary.write_text("two")
    temporary.rename(path)


def same_length_and_time(path: Path) -> None:
    """A new file of the same length, dated as the old one: told by its identity."""
    before = path.stat()
    temporary = path.with_name(".temporary")
    temporary.write_text("eno")
    os.utime(temporary, ns=(before.st_atime_ns, before.st_mtime_ns))
    temporary.rename(path)


def with_backup(path: Path) -> None:
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text("two")


@pytest.mark.parametrize(
    "save",
    [
        lambda path: path.write_text("two"),
        replace_by_rename,
        same_length_and_time,
        with_backup,
        lambda path: path.unlink(),
    ],
)
def test_a_save_is_noticed_once(texts: Path, save: Callable[[Path], object]) -> None:
    looking = watch(texts)
    assert changes(looking) == []
    save(texts / "article.qmd")
    assert changes(looking) == ["article.qmd"]
    assert changes(looking) == []


def test_new_files_and_folders_are_noticed(texts: Path) -> None:
    looking = watch(texts)
    (texts / "deep/er").mkdir(parents=True)
    (texts / "deep/er/new.qmd").write_text("new")
    assert changes(looking) == ["new.qmd"]


@pytest.mark.parametrize(
    "name",
    [
        ".article.qmd.swp",
        "article.qmd~",
        "#article.qmd#",
        "~$article.docx",
        "~lock",
        "x.tmp",
        "__pycache__/a.pyc",
        ".quarto/x.json",
    ],
)
def test_what_programs_keep_for_themselves_is_not(texts: Path, name: str) -> None:
    looking = watch(texts)
    (texts / name).parent.mkdir(exist_ok=True)
    (texts / name).write_text("x")
    assert changes(looking) == []


def test_a_link_to_nothing_is_no_file(texts: Path) -> None:
    """As Emacs locks a file that is being edited."""
    looking = watch(texts)
    (texts / "lock").symlink_to("somebody@somewhere.123")
    assert changes(looking) == []


def test_several_files_of_one_save_are_told_together(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_QUIET", 0.3)
    looking = watch(texts)

    def save() -> None:
        for name in ("article.qmd", "appendix.qmd", "styles/article.css"):
            (texts / name).write_text("two")
            time.sleep(0.1)

    saving = threading.Thread(target=save)
    saving.start()
    found = changes(looking, 20)
    saving.join()
    assert found == ["appendix.qmd", "article.qmd", "article.css"]


def test_a_file_that_is_gone_for_a_moment_is_only_changed(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_QUIET", 0.3)
    looking = watch(texts)
    (texts / "article.qmd").unlink()
    back = threading.Timer(0.15, (texts / "article.qmd").write_text, args=("two",))
    back.start()
    assert changes(looking, 10) == ["article.qmd"]
    back.join()
    assert (texts / "article.qmd").read_text() == "two"


def test_what_never_rests_is_told_all_the_same(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_LONGEST", 0.3)
    looking = watch(texts)
    over = threading.Event()

    def write() -> None:
        number = 0
        while not over.wait(0.005):
            number += 1
            (texts / "article.qmd").write_text("x" * number)

    writing = threading.Thread(target=write)
    writing.start()
    assert changes(looking, 20) == ["article.qmd"]
    over.set()
    writing.join()


def test_a_folder_that_vanishes_takes_its_files_along(texts: Path) -> None:
    looking = watch(texts)
    (texts / "styles/article.css").unlink()
    (texts / "styles").rmdir()
    assert changes(looking) == ["article.css"]
    assert list(files_under(str(texts / "nowhere"))()) == []


def test_only_some_endings(texts: Path) -> None:
    assert [Path(path).name for path in files_under(str(texts), ".css", ".smk")()] == [
        "article.css"
    ]


def test_groups_are_told_apart(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    looking = Watch(
        {"text": files_under(str(texts)), "settings": files_under(str(tmp_path / "settings"))}
    )
    (tmp_path / "settings/a.yaml").write_text("a")
    found: dict[str, list[str]] = {}
    while not found:
        found = looking.changes()
    assert found == {"settings": [str(tmp_path / "settings/a.yaml")]}


def test_where_looking_takes_long_it_is_done_more_seldom() -> None:
    def slow() -> list[str]:
        time.sleep(0.05)
        return []

    looking = Watch({"text": slow})
    begin = time.monotonic()
    looking.changes()
    assert time.monotonic() - begin > 0.5
